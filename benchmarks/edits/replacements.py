"""Edits that replace what a pattern finds in one side of a pair."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from align.bitext import EvidenceType
from benchmarks.edits.edited_pair import EditedPair


@dataclass(frozen=True, slots=True)
class Replacement:
    """Replace what *pattern* finds in the *side* (``ar`` or ``en``) by *new*, which may name its groups.

    ``kind`` is the evidence that should then be found, None where nothing may be. Texts in which
    *unless* finds something are left alone.
    """

    edit: str
    side: str
    pattern: str
    new: str
    kind: EvidenceType | None
    unless: str | None = None


def apply_replacements(
    arabic: str, english: str, rng: random.Random, replacements: tuple[Replacement, ...]
) -> list[EditedPair]:
    """Return one edited pair for each of *replacements* that finds something; the place is drawn by *rng*."""
    edited = []
    for replacement in replacements:
        text = arabic if replacement.side == "ar" else english
        if replacement.unless and re.search(replacement.unless, text):
            continue
        matches = list(re.finditer(replacement.pattern, text))
        if not matches:
            continue
        match = rng.choice(matches)
        new = match.expand(replacement.new)
        changed = text[: match.start()] + new + text[match.end() :]
        span = (match.start(), match.start() + len(new)) if new.strip() else None
        if replacement.side == "ar":
            edited.append(EditedPair(changed, english, replacement.edit, replacement.kind, span, None))
        else:
            edited.append(EditedPair(arabic, changed, replacement.edit, replacement.kind, None, span))
    return edited
