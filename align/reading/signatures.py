"""The first bytes of a file → what kind of file it is, if not a text."""

from __future__ import annotations

import io
import re
import zipfile

# First bytes as given in the formats' own specifications; only those that no text begins with,
# or where the text that begins so is itself markup (RTF).
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (as .docx, .odt and .epub are)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or locked Microsoft Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xfd7zXZ\x00", "an XZ archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)


def name_format(data: bytes) -> str | None:
    """Return the name of the file format, with its article; None for what may be a text."""
    return next((name for first, name in _SIGNATURES if data.startswith(first)), None)


_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,99}(?:<\?xml[^>]{0,99}>\s{0,99})?<(?:!doctype html|html)[\s>]", re.IGNORECASE
)
_SUBTITLES = re.compile(rb"(?:\xef\xbb\xbf)?(?:WEBVTT[\s]|\s{0,9}\d{1,9}\r?\n\d\d:\d\d:\d\d,\d{3} --> )")
_PARTS = (
    ("word/document.xml", ".docx"),
    ("META-INF/container.xml", ".epub"),
    ("content.xml", ".odt"),
)


def tell_suffix(data: bytes) -> str:
    """Return the suffix that a file of these bytes would have, the empty one for what may be plain text."""
    if data.startswith(b"%PDF-"):
        return ".pdf"
    if data.startswith(b"PK"):
        try:
            parts = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            return ""
        return next((suffix for part, suffix in _PARTS if part in parts), "")
    if _HTML.match(data):
        return ".html"
    if found := _SUBTITLES.match(data):
        return ".vtt" if b"WEBVTT" in found[0] else ".srt"
    return ""
