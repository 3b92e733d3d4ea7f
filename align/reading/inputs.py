"""Paths and streams → bytes, with every refusal of the operating system as one line."""

from __future__ import annotations

from typing import BinaryIO

from align.errors import ReadError
from align.reading.limits import LARGEST_INPUT


def read_file(name: str) -> bytes:
    """Return the bytes of the file.

    Raises:
        ReadError: it is missing, a folder, unreadable or too large.
    """
    try:
        with open(name, "rb") as stream:  # noqa: PTH123 -- a name is given as the user wrote it
            return read_stream(stream, name)
    except (OSError, ValueError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"{quote_path(name)}: {_reason(error)}") from error


def read_stream(stream: BinaryIO, name: str) -> bytes:
    """Return what is left in the stream; an endless one is stopped at the limit.

    Raises:
        ReadError: it holds more than ``LARGEST_INPUT`` bytes, or stops working.
    """
    try:
        data = stream.read(LARGEST_INPUT + 1)
    except OSError as error:
        raise ReadError(f"{quote_path(name)}: {_reason(error)}") from error
    if len(data) > LARGEST_INPUT:
        limit = f"{LARGEST_INPUT // 1_000_000} MB"
        raise ReadError(f"{quote_path(name)}: larger than {limit}; split it into its documents")
    return data


def quote_path(name: str) -> str:
    """Return *name* for a message: one line, with control and directional characters escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)


def _reason(error: Exception) -> str:
    match error:
        case FileNotFoundError():
            return "no such file; check the name and the folder"
        case IsADirectoryError():
            return "a folder, not a file; name one file in it, or compare folders with `align corpus`"
        case PermissionError():
            return "not allowed to read it; change its permissions or copy it"
        case OSError(strerror=str(text)):
            return f"cannot be read ({text.lower()}); check the name and the medium"
        case _:
            return "not a file name; check the name"
