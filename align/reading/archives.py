"""A ZIP archive → its parts, each checked for what it would unpack to before it is unpacked."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from align.errors import ReadError
from align.reading.limits import HIGHEST_RATIO, LARGEST_UNPACKED, MOST_PARTS, SMALL_PART
from align.reading.signatures import name_format

_ENCRYPTED = 1
"""Bit of a part's flags (APPNOTE.TXT 4.4.4)."""


def open_archive(data: bytes, name: str, kind: str) -> zipfile.ZipFile:
    """Return the archive, its table of contents read and found bearable; nothing is unpacked.

    *name* is what messages call the input, printable; *kind* is what it should be, with its article.

    Raises:
        ReadError: no archive, a broken one, or one that unpacks to more than the limits.
    """
    if not data.startswith(b"PK"):
        got = name_format(data) or ("not a ZIP archive inside" if data else "empty")
        raise ReadError(f"{name}: {got}, not {kind}; check its suffix, or save it again")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise ReadError(f"{name}: {kind} that is cut off or broken; get a whole copy") from None
    if len(parts) > MOST_PARTS:
        raise ReadError(f"{name}: more than {MOST_PARTS:,} parts inside; save its text as UTF-8")
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        limit = f"{LARGEST_UNPACKED // 1_000_000} MB"
        raise ReadError(f"{name}: more than {limit} when unpacked; save its text as UTF-8")
    return archive


def read_part(archive: zipfile.ZipFile, part: str, name: str, kind: str) -> bytes:
    """Return the unpacked bytes of one part, never more than the table of contents says.

    Raises:
        ReadError: it is missing, packed too tightly, encrypted, packed in an unknown way, or broken.
    """
    try:
        info = archive.getinfo(part)
    except KeyError:
        raise ReadError(f"{name}: not {kind} (it has no {_shown(part)}); check its suffix") from None
    if info.file_size > max(SMALL_PART, HIGHEST_RATIO * info.compress_size):
        raise ReadError(
            f"{name}: packed more than {HIGHEST_RATIO} to 1, as no document is; save its text as UTF-8"
        )
    if info.flag_bits & _ENCRYPTED:
        raise ReadError(f"{name}: locked with a password; save it without one")
    try:
        with archive.open(info) as stream:
            return stream.read(info.file_size)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise ReadError(
            f"{name}: {_shown(part)} inside is broken; get a whole copy, or save it again"
        ) from None


def resolve_part(base: str, reference: str, name: str) -> str:
    """Return the name of the part that *reference* in the part *base* stands for.

    Raises:
        ReadError: it points out of the archive.
    """
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), reference))
    if path.startswith(("/", "../")) or path == ".." or ":" in path.partition("/")[0]:
        raise ReadError(f"{name}: {_shown(reference)} points out of the archive; save its text as UTF-8")
    return path


def _shown(part: str) -> str:
    """Return a part's name for a message: short, and on one line."""
    return "".join(c if c.isprintable() else "?" for c in part[:80])
