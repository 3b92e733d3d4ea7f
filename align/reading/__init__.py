"""Files, streams and strings → documents: one reader a suffix, one error line a failure."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from align.bitext import Document
from align.errors import ReadError
from align.reading.books import extract_book
from align.reading.decoding import check_encoding
from align.reading.documents import build_document
from align.reading.extracts import Extract
from align.reading.inputs import quote_path, read_file, read_stream
from align.reading.limits import LARGEST_INPUT
from align.reading.open_documents import extract_open
from align.reading.plain_texts import extract_plain
from align.reading.printed_pages import extract_printed
from align.reading.signatures import name_format, tell_suffix
from align.reading.subtitles import extract_subtitles
from align.reading.web_pages import extract_page
from align.reading.word_documents import extract_word

__all__ = ["LARGEST_INPUT", "READERS", "STANDARD_INPUT", "quote_path", "read_documents", "text_document"]

Reader = Callable[[bytes, str, str | None], Extract]
"""The bytes, what messages call the input, and its encoding if somebody named it → the text in it."""

STANDARD_INPUT = "-"
"""What the user writes for standard input."""

READERS: dict[str, Reader] = {
    "": extract_plain,
    ".docx": extract_word,
    ".epub": extract_book,
    ".htm": extract_page,
    ".html": extract_page,
    ".md": extract_plain,
    ".odt": extract_open,
    ".pdf": extract_printed,
    ".srt": extract_subtitles,
    ".txt": extract_plain,
    ".vtt": extract_subtitles,
}
"""Lower-case suffix → reader. Standard input has none: its first bytes tell which one it would have."""


def read_documents(
    path: str | os.PathLike[str],
    *,
    language: str | None = None,
    encoding: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Document]:
    """Return the documents in a file, in order; all formats so far hold one.

    The suffix chooses the reader, and no reader opens the network. ``-`` reads the binary stream *stdin*
    (standard input if it is None). The language, a BCP 47 code, is identified where it is not given, and so
    is the *encoding* of text and HTML; other formats say their own. The file is read at the call, not at the
    first iteration.

    Raises:
        ReadError: the input is missing, a folder, unreadable, too large, empty, broken, locked, not what its
            suffix says, in an unknown encoding, or has a suffix without a reader.
        MissingExtra: its reader needs a library that is not installed.
    """
    name = os.fspath(path)
    shown = quote_path(name)
    if encoding is not None:
        check_encoding(encoding)
    if name == STANDARD_INPUT:
        data = read_stream(stdin or sys.stdin.buffer, name)
        suffix = tell_suffix(data)
        suffix = suffix if suffix in READERS else ""
    else:
        data = read_file(name)
        suffix = Path(name).suffix.lower()
    if suffix not in READERS:
        raise ReadError(f"{shown}: {_refusal(suffix, data)}")
    extract = READERS[suffix](data, shown, encoding)
    digest = hashlib.sha256(data).hexdigest()
    document = build_document(extract.text, path=name, digest=digest, language=language, notes=extract.notes)
    return iter((document,))


def text_document(text: str, *, language: str | None = None) -> Document:
    """Return *text* as a document without a path; its digest is that of its UTF-8 bytes.

    A lone surrogate is digested as the three bytes that UTF-8 would give it.

    Raises:
        ReadError: the text is empty or white space only.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return build_document(text, path="", digest=digest, language=language)


def _refusal(suffix: str, data: bytes) -> str:
    """Say why there is no reader, and what would work instead."""
    known = ", ".join(sorted(filter(None, READERS)))
    got = name_format(data) or f"no reader for {quote_path(suffix)}"
    return f"{got}; save its text as UTF-8 in a file ending in {known} or without a suffix"
