"""One side of a pair of passages with the words and cues that the lexicons see in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from align.evidence.cues import Cue, Word, scan_cues
from align.evidence.lexicon import Lexicon
from align.evidence.passage_text import PassageText

_SIGNS = ("strict", "broad")


@dataclass(frozen=True, slots=True)
class CuedText:
    """A passage with its words and, by kind of evidence, the cues among them in order."""

    passage: PassageText
    words: tuple[Word, ...]
    cues: Mapping[str, tuple[Cue, ...]]

    @property
    def text(self) -> str:
        """The text that all offsets count in."""
        return self.passage.text

    def list_strict(self, kind: str) -> list[Cue]:
        """Return the cues of *kind* that can raise a finding, in order."""
        return [cue for cue in self.cues.get(kind, ()) if cue.entry.tier == "strict"]

    def list_labels(self, kind: str) -> frozenset[str]:
        """Return what the cues of *kind* mean, those included that only answer for others."""
        return frozenset(cue.entry.label for cue in self.cues.get(kind, ()) if cue.entry.tier in _SIGNS)

    def widen(self, cue: Cue, count: int = 1) -> tuple[int, int]:
        """Return the span of *cue* drawn out over up to *count* more words of its clause."""
        last = cue.last
        while last < min(cue.last + count, len(self.words)):
            between = self.text[self.words[last - 1].stop : self.words[last].start]
            if not between.isspace():
                break
            last += 1
        return cue.start, max(cue.stop, self.words[last - 1].stop)


def mark_cues(passage: PassageText, lexicon: Lexicon) -> CuedText:
    """Return *passage* with the words and cues that *lexicon* sees in it."""
    found = scan_cues(passage.text, passage.language, lexicon)
    return CuedText(passage, found.words, found.cues)
