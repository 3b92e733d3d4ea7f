"""PDF files → their text, approximately: what a PDF holds is where each sign stands, not what it says."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from align.errors import MissingExtra, ReadError
from align.reading.extracts import Extract
from align.reading.limits import MOST_PAGES, MOST_SIGNS
from align.reading.printed_lines import Sign, order_line, reads_leftwards, split_lines
from align.reading.signatures import name_format

_APPROXIMATE = "PDF text is approximate: letters and the order of words may be wrong; compare with the page"
_HEADER = 1_024
"""Bytes in which ``%PDF-`` must stand (ISO 32000-1, annex H.3.4.1)."""

# Letters as they look in a place, which fonts of PDFs are made of; NFKC gives the letters that they are.
_PRESENTED = re.compile(r"[\ufb50-\ufdff\ufe70-\ufefc\ufb00-\ufb06]+")

_HYPHENATED = re.compile(r"[\ufffe\u00ad\u0002]\s*")
_LEFTWARDS = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_FINISHED = re.compile(r"[ \t]*(?:\r\n|\r|\n)")
_NUL = "\0"


def extract_printed(data: bytes, name: str, encoding: str | None) -> Extract:
    """Return the lines of the pages in order; Arabic letters as such, not in the forms that fonts have.

    *encoding* is unused: the file says its own.

    Raises:
        ReadError: not a PDF, a broken, locked or too long one, or one of pictures alone.
        MissingExtra: pypdfium2 is not installed.
    """
    del encoding
    if b"%PDF-" not in data[:_HEADER]:
        got = name_format(data) or ("not a PDF file inside" if data else "empty")
        raise ReadError(f"{name}: {got}, not a PDF file; check its suffix, or save it again")
    try:
        import pypdfium2
    except ImportError:
        raise MissingExtra(
            f"{name}: reading PDF needs pypdfium2; pip install 'align-editions[pdf]'"
        ) from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(f"{name}: {_reason(str(error))}") from None
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise ReadError(f"{name}: {count:,} pages, more than {MOST_PAGES:,}; split it into its documents")
        pages: list[str] = []
        for number in range(count):
            pages.append(_page_text(document, number, name, MOST_SIGNS - sum(map(len, pages))))
    except pypdfium2.PdfiumError:
        raise ReadError(f"{name}: a PDF file that is cut off or broken; get a whole copy") from None
    finally:
        document.close()
    text = "\n".join(mend_text(page) for page in pages)
    if not text.strip():
        raise ReadError(f"{name}: no text in the PDF (pictures of pages?); recognise its text first (OCR)")
    return Extract(text, (_APPROXIMATE,))


def mend_text(text: str) -> str:
    """Return a page's text with letters for presentation forms, words unhyphenated, line ends as such."""
    text = _PRESENTED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = _HYPHENATED.sub("", text).replace(_NUL, "")
    return _FINISHED.sub("\n", text).strip("\n")


def _page_text(document: Any, number: int, name: str, most: int) -> str:
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            if text.count_chars() > most:
                raise ReadError(f"{name}: more than {MOST_SIGNS:,} characters; split it into its documents")
            said = str(text.get_text_range())
            return _reordered(said, text) if _LEFTWARDS.search(said) else said
        finally:
            text.close()
    finally:
        page.close()


def _reordered(said: str, page: Any) -> str:
    """Return the page's text with the lines that read leftwards in the order of where their signs stand."""
    lines = split_lines([_sign(page, index) for index in range(page.count_chars())])
    if not any(map(reads_leftwards, lines)):
        return said
    return "\n".join(
        order_line(line) if reads_leftwards(line) else "".join(sign.text for sign in line) for line in lines
    )


def _sign(page: Any, index: int) -> Sign:
    import ctypes

    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(page, index, x, y)
    left, bottom, right, top = page.get_charbox(index, loose=True)
    code = raw.FPDFText_GetUnicode(page, index)
    return Sign(chr(code) if code < 0x110000 else "\ufffd", x.value, y.value, left, right, top - bottom)


def _reason(message: str) -> str:
    if "assword" in message:
        return "locked with a password; save it without one"
    return "a PDF file that is cut off or broken; get a whole copy"
