"""Bytes → text: a byte order mark, then strict UTF-8, then windows-1256 where the letters say Arabic."""

from __future__ import annotations

import codecs
from collections import Counter

from align.errors import ReadError
from align.reading.signatures import name_format

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "UTF-8"),
    (codecs.BOM_UTF32_LE, "UTF-32-LE"),
    (codecs.BOM_UTF32_BE, "UTF-32-BE"),
    (codecs.BOM_UTF16_LE, "UTF-16-LE"),
    (codecs.BOM_UTF16_BE, "UTF-16-BE"),
)

_ARABIC = frozenset(map(chr, [*range(0x621, 0x63B), *range(0x641, 0x64B)]))
_BESIDE_ARABIC = frozenset("\u060c\u061b\u061f\u0640«»“”‘’–—…•\u00a0\u200c\u200d\u200e\u200f") | frozenset(
    map(chr, range(0x64B, 0x653))
)
_FREQUENT = frozenset("\u0627\u0644\u064a\u0645\u0648\u0646\u0631\u062a")

# Fourteen Arabic news texts in windows-1256 have 1.00, .59 and .998 or more. A sentence or two in each of 25
# other pairs of language and encoding fail one test at least; the nearest, Persian, has .93, .56 and .93.
_LEAST_PLAUSIBLE = 0.95  # share of the bytes above 127 that Arabic prose uses
_LEAST_FREQUENT = 0.45  # share of the eight most frequent letters of Arabic among its letters
_LEAST_ARABIC = 0.3  # share of Arabic letters among all letters

_SAMPLE = 1_000_000  # characters that are judged


def decode_bytes(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the text exactly as encoded, without its byte order mark, and what was assumed.

    *name* is what messages call the input, printable.

    Raises:
        ReadError: the bytes are a binary format or in an encoding that cannot be told.
    """
    if found := name_format(data):
        raise ReadError(f"{name}: {found}, not a text; save its text as UTF-8")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data.removeprefix(mark), encoding, name), ()
    if b"\0" in data:
        raise ReadError(
            f"{name}: binary, or UTF-16 without its mark (it has NUL bytes); save its text as UTF-8"
        )
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        text = data.decode("windows-1256")
        if reads_as_arabic(text):
            return text, ("read as windows-1256 (not UTF-8)",)
        where = f"byte {error.start:,}"
        raise ReadError(f"{name}: in an unknown encoding (not UTF-8 at {where}); save it as UTF-8") from None


def reads_as_arabic(text: str) -> bool:
    """Return whether a text decoded as windows-1256 is Arabic prose, judged by its letters.

    Every byte has a meaning in windows-1256, so that decoding never fails; a text in another encoding
    shows by signs that Arabic does not use, by rare letters being frequent, or by stray Arabic letters
    inside Latin words.
    """
    counts = Counter(text[:_SAMPLE])
    high = sum(n for c, n in counts.items() if c > "\x7f")
    arabic = sum(n for c, n in counts.items() if c in _ARABIC)
    beside = sum(n for c, n in counts.items() if c in _BESIDE_ARABIC)
    letters = sum(n for c, n in counts.items() if c.isalpha())
    frequent = sum(counts[c] for c in _FREQUENT)
    return (
        arabic > _LEAST_ARABIC * letters
        and arabic + beside >= _LEAST_PLAUSIBLE * high
        and frequent >= _LEAST_FREQUENT * arabic
    )


def _decode_marked(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"{name}: begins with the mark of {encoding} but is not {encoding} at byte {error.start:,};"
            " save it as UTF-8"
        ) from None
