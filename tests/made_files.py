"""Files that tests read: made by hand or by other libraries than those that read them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MARKED = "أعلنت الوَزارةُ، يومَ الأربعاء، أنّ البلاد ستواصل \u200f«تصدير القمح»\u200f إلى الـمـغرب."
MIXED = (
    "وقال الوزير لوكالة Reuters: «17.8 مليون طن» (٤٫٥ %) في 2026؛ می\u200cخواهم e\u0301 \u202bنص\u202c & <b>."
)
CLOSING = "وأضاف الوزير في مؤتمر صحفي عقده في العاصمة أن البلاد لن توقف صادراتها هذا العام."
PARAGRAPHS = (MARKED, MIXED, CLOSING)


def make_zip(
    parts: Mapping[str, bytes | str],
    *,
    method: int = zipfile.ZIP_DEFLATED,
    date: tuple[int, ...] = (2026, 1, 1),
) -> bytes:
    """Return a ZIP archive of the parts, in order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (date[0], date[1], date[2], 0, 0, 0))
            archive.writestr(info, content, compress_type=method)
    return stream.getvalue()


def escape(text: str) -> str:
    """Return *text* as it stands in XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_word(body: str, **parts: str) -> bytes:
    """Return a .docx of the WordprocessingML *body*, with other parts under ``word/``."""
    root = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    others = {f"word/{name}.xml": content for name, content in parts.items()}
    return make_zip({"[Content_Types].xml": "<Types/>", "word/document.xml": root, **others})


def word_paragraphs(*texts: str) -> str:
    """Return a WordprocessingML paragraph for each text."""
    return "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>' for text in texts)


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]><x>&d;</x>'
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
REMOTE = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://example.org/x.dtd" [<!ENTITY a "b">]><x>&a;</x>'
