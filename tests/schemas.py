"""What the standards ask of the files we write, in as much of their schemas as those files use.

Written from the specifications, not copied from their files: TMX 1.4b (section 3, the content
models and attributes of its elements), XLIFF 1.2 (sections 2 and 3) and ITS 2.0 (section 8.17).
They are as strict as the standards about what they hold, and stricter in that they hold no more.
"""

from __future__ import annotations

from lxml import etree

TMX_DTD = """
<!ELEMENT tmx (header, body)>
<!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note | prop)*>
<!ATTLIST header
  creationtool CDATA #REQUIRED
  creationtoolversion CDATA #REQUIRED
  segtype (block | paragraph | sentence | phrase) #REQUIRED
  o-tmf CDATA #REQUIRED
  adminlang CDATA #REQUIRED
  srclang CDATA #REQUIRED
  datatype CDATA #REQUIRED>
<!ELEMENT body (tu*)>
<!ELEMENT tu ((note | prop)*, tuv+)>
<!ATTLIST tu
  tuid CDATA #IMPLIED
  segtype (block | paragraph | sentence | phrase) #IMPLIED
  srclang CDATA #IMPLIED>
<!ELEMENT tuv ((note | prop)*, seg)>
<!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT note (#PCDATA)>
<!ELEMENT prop (#PCDATA)>
<!ATTLIST prop type CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA)>
"""

_XML_XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
  targetNamespace="http://www.w3.org/XML/1998/namespace">
  <xs:attribute name="lang" type="xs:language"/>
  <xs:attribute name="id" type="xs:ID"/>
</xs:schema>"""

_ITS_XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:its="http://www.w3.org/2005/11/its"
  targetNamespace="http://www.w3.org/2005/11/its" elementFormDefault="qualified">
  <xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="align-test:xml"/>
  <xs:attribute name="version" fixed="2.0"/>
  <xs:attribute name="locQualityIssuesRef" type="xs:anyURI"/>
  <xs:element name="locQualityIssues">
    <xs:complexType>
      <xs:sequence><xs:element ref="its:locQualityIssue" maxOccurs="unbounded"/></xs:sequence>
      <xs:attribute ref="xml:id"/>
    </xs:complexType>
  </xs:element>
  <xs:element name="locQualityIssue">
    <xs:complexType>
      <xs:attribute name="locQualityIssueComment" type="xs:string"/>
      <xs:attribute name="locQualityIssueType">
        <xs:simpleType><xs:restriction base="xs:string">
          <xs:enumeration value="terminology"/><xs:enumeration value="mistranslation"/>
          <xs:enumeration value="omission"/><xs:enumeration value="untranslated"/>
          <xs:enumeration value="addition"/><xs:enumeration value="duplication"/>
          <xs:enumeration value="inconsistency"/><xs:enumeration value="grammar"/>
          <xs:enumeration value="legal"/><xs:enumeration value="register"/>
          <xs:enumeration value="locale-specific-content"/><xs:enumeration value="locale-violation"/>
          <xs:enumeration value="style"/><xs:enumeration value="characters"/>
          <xs:enumeration value="misspelling"/><xs:enumeration value="typographical"/>
          <xs:enumeration value="formatting"/><xs:enumeration value="inconsistent-entities"/>
          <xs:enumeration value="numbers"/><xs:enumeration value="markup"/>
          <xs:enumeration value="pattern-problem"/><xs:enumeration value="whitespace"/>
          <xs:enumeration value="internationalization"/><xs:enumeration value="length"/>
          <xs:enumeration value="non-conformance"/><xs:enumeration value="uncategorized"/>
          <xs:enumeration value="other"/>
        </xs:restriction></xs:simpleType>
      </xs:attribute>
    </xs:complexType>
  </xs:element>
</xs:schema>"""

_XLIFF_XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:its="http://www.w3.org/2005/11/its"
  targetNamespace="urn:oasis:names:tc:xliff:document:1.2" elementFormDefault="qualified">
  <xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="align-test:xml"/>
  <xs:import namespace="http://www.w3.org/2005/11/its" schemaLocation="align-test:its"/>
  <xs:element name="xliff">
    <xs:complexType>
      <xs:sequence><xs:element ref="file" maxOccurs="unbounded"/></xs:sequence>
      <xs:attribute name="version" use="required" fixed="1.2"/>
      <xs:anyAttribute namespace="##other" processContents="strict"/>
    </xs:complexType>
  </xs:element>
  <xs:element name="file">
    <xs:complexType>
      <xs:sequence><xs:element ref="header" minOccurs="0"/><xs:element ref="body"/></xs:sequence>
      <xs:attribute name="original" type="xs:string" use="required"/>
      <xs:attribute name="source-language" type="xs:language" use="required"/>
      <xs:attribute name="target-language" type="xs:language"/>
      <xs:attribute name="datatype" use="required" fixed="plaintext"/>
      <xs:attribute name="tool-id" type="xs:string"/>
    </xs:complexType>
    <xs:unique name="unit-ids">
      <xs:selector xpath=".//*"/><xs:field xpath="@id"/>
    </xs:unique>
  </xs:element>
  <xs:element name="header">
    <xs:complexType>
      <xs:choice minOccurs="0" maxOccurs="unbounded">
        <xs:element ref="note"/>
        <xs:element name="tool">
          <xs:complexType>
            <xs:attribute name="tool-id" type="xs:string" use="required"/>
            <xs:attribute name="tool-name" type="xs:string" use="required"/>
            <xs:attribute name="tool-version" type="xs:string"/>
          </xs:complexType>
        </xs:element>
      </xs:choice>
    </xs:complexType>
  </xs:element>
  <xs:element name="body">
    <xs:complexType>
      <xs:sequence><xs:element ref="trans-unit" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    </xs:complexType>
  </xs:element>
  <xs:element name="trans-unit">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="source">
          <xs:complexType><xs:simpleContent><xs:extension base="xs:string">
            <xs:attribute ref="xml:lang"/>
          </xs:extension></xs:simpleContent></xs:complexType>
        </xs:element>
        <xs:element name="target" minOccurs="0">
          <xs:complexType><xs:simpleContent><xs:extension base="xs:string">
            <xs:attribute name="state">
              <xs:simpleType><xs:restriction base="xs:string">
                <xs:enumeration value="final"/><xs:enumeration value="needs-adaptation"/>
                <xs:enumeration value="needs-l10n"/><xs:enumeration value="needs-review-adaptation"/>
                <xs:enumeration value="needs-review-l10n"/>
                <xs:enumeration value="needs-review-translation"/>
                <xs:enumeration value="needs-translation"/><xs:enumeration value="new"/>
                <xs:enumeration value="signed-off"/><xs:enumeration value="translated"/>
              </xs:restriction></xs:simpleType>
            </xs:attribute>
            <xs:attribute ref="xml:lang"/>
            <xs:attribute ref="its:locQualityIssuesRef"/>
          </xs:extension></xs:simpleContent></xs:complexType>
        </xs:element>
        <xs:element ref="note" minOccurs="0" maxOccurs="unbounded"/>
        <xs:any namespace="##other" processContents="strict" minOccurs="0" maxOccurs="unbounded"/>
      </xs:sequence>
      <xs:attribute name="id" type="xs:string" use="required"/>
      <xs:attribute name="resname" type="xs:string"/>
      <xs:attribute name="translate">
        <xs:simpleType><xs:restriction base="xs:string">
          <xs:enumeration value="yes"/><xs:enumeration value="no"/>
        </xs:restriction></xs:simpleType>
      </xs:attribute>
    </xs:complexType>
  </xs:element>
  <xs:element name="note">
    <xs:complexType><xs:simpleContent><xs:extension base="xs:string">
      <xs:attribute name="from" type="xs:string"/>
      <xs:attribute name="annotates">
        <xs:simpleType><xs:restriction base="xs:string">
          <xs:enumeration value="source"/><xs:enumeration value="target"/><xs:enumeration value="general"/>
        </xs:restriction></xs:simpleType>
      </xs:attribute>
    </xs:extension></xs:simpleContent></xs:complexType>
  </xs:element>
</xs:schema>"""


class _Own(etree.Resolver):  # type: ignore[misc]
    """Gives the imported schemas from this module."""

    def resolve(self, url: str, _: object, context: object) -> object:
        own = {"align-test:xml": _XML_XSD, "align-test:its": _ITS_XSD}
        return self.resolve_string(own[url], context, base_url=url) if url in own else None


def load_xliff_schema() -> etree.XMLSchema:
    """Return the schema of XLIFF 1.2 with ITS quality issues."""
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Own())
    return etree.XMLSchema(etree.fromstring(_XLIFF_XSD, parser, base_url="align-test:xliff"))
