"""The words, icons and figures that page and terminal share."""

from __future__ import annotations

from align.bitext import Comparison, Evidence, EvidenceType, Passage, Status

ICONS = {Status.KEPT: "=", Status.REWORDED: "≈", Status.DROPPED: "−", Status.ADDED: "+"}
MOVED_ICON = "↕"

# The names that translation quality uses for the same things (MQM, https://themqm.org).
TRADE_TERMS = {
    Status.REWORDED: "Accuracy/Mistranslation",
    Status.DROPPED: "Accuracy/Omission",
    Status.ADDED: "Accuracy/Addition",
}

# English names of languages (CLDR), for those a reader is likely to meet.
_LANGUAGES = {
    "ar": "Arabic",
    "bn": "Bengali",
    "ckb": "Central Kurdish",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ku": "Kurdish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ru": "Russian",
    "sd": "Sindhi",
    "sw": "Swahili",
    "tr": "Turkish",
    "ug": "Uyghur",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "zh": "Chinese",
}


def name_language(code: str) -> str:
    """Return the English name of a BCP 47 code's language, or the code itself."""
    return _LANGUAGES.get(code.lower().split("-")[0], code)


def name_evidence(kind: EvidenceType) -> str:
    """Return the type as words: ``loaded wording``."""
    return kind.value.replace("_", " ")


def state_status(passage: Passage) -> str:
    """Return ``reworded`` or ``reworded, moved``."""
    return f"{passage.status.value}, moved" if passage.moved else passage.status.value


def state_evidence(evidence: Evidence) -> str:
    """Return ``number: 216 ≠ 261 (99 %)``, with the texts of both sides where the message lacks them."""
    message = evidence.message
    if not shows_spans(evidence):
        source, target = (span.text if span else "∅" for span in (evidence.source, evidence.target))
        message = f"{source} ↔ {target} – {message}"
    return f"{name_evidence(evidence.type)}: {message} ({format_percent(evidence.confidence)})"


def shows_spans(evidence: Evidence) -> bool:
    """Return whether the message itself holds the texts of both sides that the evidence has."""
    return all(span.text in evidence.message for span in (evidence.source, evidence.target) if span)


def format_percent(probability: float) -> str:
    """Return ``97 %``; less than certain never reads 100, more than nothing never 0."""
    rounded = round(probability * 100)
    if 0 < probability < 1:
        rounded = min(max(rounded, 1), 99)
    return f"{rounded}\N{NO-BREAK SPACE}%"


def count_words(count: int, noun: str) -> str:
    """Return ``1 passage``, ``1,200 passages``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def state_result(comparison: Comparison) -> str:
    """Return one or two sentences with all counts, for people."""
    total = len(comparison.passages)
    if not total:
        return "Neither text holds a passage."
    if not comparison.flagged:
        return f"Nothing differs: {count_words(total, 'passage')}, all kept in order."
    parts = [(comparison.count(status), status.value) for status in Status if comparison.count(status)]
    listed = [f"{count} {'is' if count == 1 else 'are'} {word}" for count, word in parts[:1]]
    listed += [f"{count} {word}" for count, word in parts[1:]]
    joined = listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}"
    moved = comparison.moved_count
    tail = f" {moved} {'stands' if moved == 1 else 'stand'} elsewhere in the order." if moved else ""
    return f"Of {count_words(total, 'passage')} {joined}.{tail}"
