"""A decoded text → a document with its language."""

from __future__ import annotations

import re

from align.bitext import Document
from align.errors import ReadError
from align.identification import identify_language
from align.reading.inputs import quote_path

# White space, and marks that print nothing: zero-width, directional, soft hyphen, byte order mark.
_INVISIBLE = re.compile(r"[\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*")


def build_document(
    text: str, *, path: str, digest: str, language: str | None, notes: tuple[str, ...] = ()
) -> Document:
    """Return the document, its language identified where it is not given.

    Raises:
        ReadError: nothing in the text prints.
    """
    if _INVISIBLE.fullmatch(text):
        got = "only white space" if text else "empty"
        raise ReadError(f"{quote_path(path) or 'text'}: {got}; give a text with words in it")
    return Document(text, language or identify_language(text), path, digest, notes)
