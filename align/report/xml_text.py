"""An element tree → the bytes of an XML 1.0 file that is safe to parse and safe to look at.

Elements bear their names as they are written (``its:locQualityIssue``), with the
declarations of namespaces as attributes of the root.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping

from align.report.characters import HIDDEN_RUN

# What XML 1.0 has no way to write, not even as a reference (section 2.2).
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# BCP 47 as XML Schema has it (xsd:language).
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def add_element(
    parent: ET.Element, name: str, text: str = "", attributes: Mapping[str, str] | None = None
) -> ET.Element:
    """Add a child with *text* to *parent* and return it."""
    element = ET.SubElement(parent, name, dict(attributes or {}))
    element.text = text or None
    return element


def encode_tree(root: ET.Element) -> bytes:
    """Return the tree as UTF-8 with a declaration, indented; elements that hold text stay as they are.

    Each character that XML cannot hold (controls, lone surrogates) becomes U+FFFD. Others that
    do not show, bidi controls among them, are written as references (``&#x202E;``): a reader gets
    the same text, and an editor that shows the file shows no line otherwise than it is stored.
    """
    ET.indent(root, " ")
    text = _ILLEGAL.sub("\ufffd", ET.tostring(root, encoding="unicode"))
    text = HIDDEN_RUN.sub(_refer, text.replace("\r", "&#xD;"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def tag_language(code: str) -> str:
    """Return *code* (``ar``, ``ar_EG``) as a language tag, or ``und`` where it has not the form of one."""
    tag = code.replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else "und"


def _refer(found: re.Match[str]) -> str:
    return "".join(f"&#x{ord(character):X};" for character in found.group())
