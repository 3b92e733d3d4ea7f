"""Subtitles (.srt, .vtt) → what is said, sentences joined over the cues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from align.errors import ReadError
from align.reading.decoding import decode_bytes
from align.reading.extracts import Extract

_NEWLINE = re.compile(r"\r\n|\r|\n")

# "00:01:02,500 --> 00:01:04,000 X1:40": SubRip has a comma, WebVTT a dot and may leave out the hours.
_TIMING = re.compile(
    r"\s*(?:\d{1,4}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}\s*-->\s*(?:\d{1,4}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
)
_NUMBER = re.compile(r"\s*\d{1,9}\s*")

# Italics and colours of SubRip, voices and times of WebVTT, {\an8} of SubStation. Not 2 < 3, not <unclear>.
_TAG = re.compile(
    r"</?(?:[biusv]|font|c|ruby|rt|lang)(?:[ .][^<>]{0,200})?>|<[\d:.]{5,12}>|\{\\[^{}]{0,200}\}",
    re.IGNORECASE,
)
_ENTITIES = re.compile(r"&(?:amp|lt|gt|nbsp|lrm|rlm|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_ENDING = re.compile(r"""[.!?؟۔…:]["'»”’)\]♪]*$""")


def extract_subtitles(data: bytes, name: str, encoding: str | None) -> Extract:
    """Return the text of the cues: a line goes on until a cue ends with a mark that ends a sentence.

    Numbers, times, styles and formatting are left out, comments and styles of WebVTT as well.

    Raises:
        ReadError: not a text, in an unknown encoding, or without a cue.
    """
    text, notes = decode_bytes(data, name, encoding)
    is_web = text.startswith("WEBVTT")
    lines: list[list[str]] = []
    goes_on = False
    for cue in _find_cues(text):
        said = " ".join(filter(None, (_clean(line, is_web=is_web) for line in cue)))
        if said and goes_on:
            lines[-1].append(said)
        elif said:
            lines.append([said])
        goes_on = bool(lines) and _ENDING.search(lines[-1][-1][-8:]) is None
    if not lines:
        got = "no subtitles in it" if text.strip() else "empty"
        raise ReadError(f"{name}: {got} (no line such as 00:00:01,000 --> 00:00:02,000); check its suffix")
    return Extract(
        "\n".join(" ".join(line) for line in lines),
        (*notes, "the subtitles were joined to sentences, without their times"),
    )


def _find_cues(text: str) -> Iterator[list[str]]:
    """Yield the lines of each cue's text: what follows a timing up to a blank line or the next cue."""
    cue: list[str] | None = None
    for line in _NEWLINE.split(text):
        if _TIMING.match(line[:100]):
            if cue:
                # A number without a blank line before it belongs to this cue, not to the text of the last.
                yield cue[:-1] if _NUMBER.fullmatch(cue[-1][:20]) else cue
            cue = []
        elif cue is not None and not line.strip():
            if cue:
                yield cue
                cue = None
        elif cue is not None:
            cue.append(line)
    if cue:
        yield cue


def _clean(line: str, *, is_web: bool) -> str:
    line = _TAG.sub("", line)
    return (_ENTITIES.sub(lambda found: unescape(found[0]), line) if is_web else line).strip()
