"""Plain texts → their text, exactly as encoded."""

from __future__ import annotations

from align.reading.decoding import decode_bytes
from align.reading.extracts import Extract


def extract_plain(data: bytes, name: str, encoding: str | None) -> Extract:
    """Return the text without its byte order mark, and the encoding that was assumed.

    Raises:
        ReadError: the bytes are binary or in an encoding that cannot be told.
    """
    return Extract(*decode_bytes(data, name, encoding))
