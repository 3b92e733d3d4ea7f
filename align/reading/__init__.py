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
from align.reading.decoding import decode_bytes
from align.reading.documents import build_document
from align.reading.inputs import LARGEST_INPUT, quote_path, read_file, read_stream
from align.reading.signatures import name_format

__all__ = ["LARGEST_INPUT", "READERS", "STANDARD_INPUT", "quote_path", "read_documents", "text_document"]

Reader = Callable[[bytes, str, str | None], Iterator[Document]]
"""The bytes, what the user called the input, and its language if known → the documents in it."""

STANDARD_INPUT = "-"
"""What the user writes for standard input."""


def read_plain(data: bytes, path: str, language: str | None) -> Iterator[Document]:
    """Return the one document that a plain text holds.

    Raises:
        ReadError: the bytes are binary, in an unknown encoding, or hold no text.
    """
    text, notes = decode_bytes(data, quote_path(path))
    digest = hashlib.sha256(data).hexdigest()
    return iter((build_document(text, path=path, digest=digest, language=language, notes=notes),))


READERS: dict[str, Reader] = {"": read_plain, ".txt": read_plain, ".md": read_plain}
"""Lower-case suffix → reader. Standard input is read as a file without a suffix."""


def read_documents(
    path: str | os.PathLike[str], *, language: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Document]:
    """Return the documents in a file, in order; a text file holds one.

    ``-`` reads the binary stream *stdin* (standard input if it is None). The language, a BCP 47 code,
    is identified where it is not given. The file is read at the call, not at the first iteration.

    Raises:
        ReadError: the input is missing, a folder, unreadable, too large, empty, binary, in an unknown
            encoding, or has a suffix without a reader.
    """
    name = os.fspath(path)
    if name == STANDARD_INPUT:
        return READERS[""](read_stream(stdin or sys.stdin.buffer, name), name, language)
    data = read_file(name)
    suffix = Path(name).suffix.lower()
    if suffix not in READERS:
        raise ReadError(f"{quote_path(name)}: {_refusal(suffix, data)}")
    return READERS[suffix](data, name, language)


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
