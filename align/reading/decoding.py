"""Bytes → text: a byte order mark, then strict UTF-8, then an Arabic encoding where the letters say so."""

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
    map(chr, [*range(0x64B, 0x653), *range(0x660, 0x66D)])
)
_FREQUENT = frozenset("\u0627\u0644\u064a\u0645\u0648\u0646\u0631\u062a")

# Fourteen Arabic news texts in windows-1256 have 1.00, .59 and .998 or more. A sentence or two in each of 25
# other pairs of language and encoding fail one test at least; the nearest, Persian, has .93, .56 and .93.
_LEAST_PLAUSIBLE = 0.95  # share of the bytes above 127 that Arabic prose uses
_LEAST_FREQUENT = 0.45  # share of the eight most frequent letters of Arabic among its letters
_LEAST_ARABIC = 0.3  # share of Arabic letters among all letters

_SAMPLE = 1_000_000  # characters that are judged

# What Arabic was written in before UTF-8, as messages say it and as Python knows it. ISO-8859-6 comes before
# MacArabic, which has its letters in the same places and more signs beside them.
_ARABIC_ENCODINGS = (("windows-1256", "cp1256"), ("ISO-8859-6", "iso8859-6"), ("MacArabic", "mac_arabic"))

# Python counts these among the text encodings, but no file is in them: some are slow, some read escapes.
_NOT_OF_FILES = frozenset(
    ("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "mbcs", "oem")
)


def decode_bytes(data: bytes, name: str, encoding: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text exactly as encoded, without its byte order mark, and what was assumed.

    *name* is what messages call the input, printable. A given *encoding* is not questioned, except by a
    byte order mark.

    Raises:
        ReadError: the bytes are a binary format, not in the encoding given, or in one that cannot be told.
    """
    if found := name_format(data):
        raise ReadError(f"{name}: {found}, not a text; save its text as UTF-8")
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data.removeprefix(mark), marked, name), ()
    if encoding is not None:
        return decode_given(data, encoding, name), (f"read as {encoding}, as was asked",)
    if b"\0" in data:
        raise ReadError(
            f"{name}: binary, or UTF-16 without its mark (it has NUL bytes); save its text as UTF-8"
        )
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if (arabic := _decode_arabic(data)) is not None:
            return arabic
        where = f"byte {error.start:,}"
        raise ReadError(
            f"{name}: in an unknown encoding (not UTF-8 at {where}); save it as UTF-8, or give --encoding"
        ) from None


def decode_given(data: bytes, encoding: str, name: str) -> str:
    """Return the text in the encoding that somebody named, without a byte order mark.

    Raises:
        ReadError: no such encoding, or the bytes are not in it.
    """
    check_encoding(encoding)
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeError as error:
        where = f" at byte {error.start:,}" if isinstance(error, UnicodeDecodeError) else ""
        raise ReadError(f"{name}: not {encoding}{where}; name another encoding, or none") from None


def check_encoding(encoding: str) -> None:
    """Do nothing if *encoding* names an encoding of text that Python knows.

    Raises:
        ReadError: it does not.
    """
    try:
        found = codecs.lookup(encoding) if encoding.isascii() else None
    except (LookupError, ValueError):
        found = None
    # Python's own mark on codecs that give text; the others compress, or turn letters round.
    if found is None or not getattr(found, "_is_text_encoding", True) or found.name in _NOT_OF_FILES:
        raise ReadError(
            f"{encoding[:40]!r}: no encoding of text; try utf-8, utf-16, windows-1256, iso8859-6, mac_arabic"
        )


def _decode_arabic(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """Return the text and what was assumed, by the first encoding in which it reads as Arabic."""
    for shown, codec in _ARABIC_ENCODINGS:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if reads_as_arabic(text):
            return text, (f"read as {shown} (not UTF-8)",)
    return None


def reads_as_arabic(text: str) -> bool:
    """Return whether a text decoded as an Arabic encoding is Arabic prose, judged by its letters.

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
