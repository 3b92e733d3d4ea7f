"""Lexicons: which words are a sign of what, in data files that a user can add to.

A file is TOML with an array of tables a kind of evidence (``[[negation]]``); each table is an
entry: what it means, how sure it is, and its forms by language. ``docs/lexicons.md`` has the format.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from align.errors import ReadError
from align.lexicons import read_shipped

KINDS = ("negation", "modality", "attribution", "loaded_wording")
TIERS = ("strict", "broad", "never", "context")
_INNER_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_TEXTS = ("group", "class", "tier", "origin")
_FLAGS = ("alone", "lowercase", "verb", "replace")
MOST_BYTES = 4_000_000  # of a user's file; ours have 60,000
MOST_FORMS = 50_000  # of a user's file
MOST_WORDS = 6  # of a form
MOST_ENDINGS = 2  # words of a form that may take any ending


@dataclass(frozen=True, slots=True)
class Entry:
    """What some words are a sign of.

    ``kind`` is the kind of evidence. ``label`` is what the words mean (``future``), ``group``
    holds together what may stand for one another. A *strict* form can raise a finding, a *broad*
    one only answers for strict ones of the other text, and where a form with the tier *never*
    stands no shorter one is read. A form with the tier *context* is no sign by itself but makes
    one of what stands beside it. ``alone``: it is worth a finding even where nothing of its group
    stands in the other text. ``lowercase``: words that begin with a capital are another word.
    ``verb``: of what can stand before a word only a conjunction may, because a preposition or an
    article makes a noun of it.
    """

    kind: str
    label: str
    group: str
    tier: str
    forms: Mapping[str, tuple[str, ...]]
    origin: str
    alone: bool = False
    lowercase: bool = False
    verb: bool = False

    @property
    def key(self) -> tuple[str, str, str, str, bool, bool]:
        """What an entry of a user's file is added to, or takes the place of."""
        return self.kind, self.group, self.label, self.tier, self.lowercase, self.verb


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The entries in use; ``digest`` is that of the user's file, or empty."""

    entries: tuple[Entry, ...]
    digest: str = ""

    def __hash__(self) -> int:
        return hash((self.digest, len(self.entries)))

    def knows(self, language: str) -> bool:
        """Whether any entry has forms in *language*, a BCP 47 code whose region makes no difference."""
        code = language.split("-", maxsplit=1)[0].lower()
        return any(code in entry.forms for entry in self.entries)


@cache
def load_shipped() -> Lexicon:
    """Return the lexicon that comes with the program."""
    return Lexicon(tuple(entry for name, text in read_shipped().items() for entry, _ in _parse(text, name)))


def load_user(path: Path | str) -> Lexicon:
    """Return the shipped lexicon with the entries of the file at *path* added or put in place.

    Raises:
        ReadError: the file cannot be read or is not a lexicon; the text says what, where, and what to do.
    """
    name = _quote(str(path), most=300)
    try:
        with Path(path).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"{name}: {reason}; give the path of a lexicon in TOML") from error
    if len(content) > MOST_BYTES:
        raise ReadError(f"{name}: more than {MOST_BYTES // 1_000_000} MB; a lexicon is a list of words")
    return _merge(content, name)


@cache
def _merge(content: bytes, name: str) -> Lexicon:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(f"{name}: byte {error.start} is not UTF-8; save the lexicon as UTF-8") from error
    added = _parse(text, name)
    if not added:
        raise ReadError(f"{name}: holds no entry; a lexicon has tables such as [[loaded_wording]]")
    entries = {entry.key: entry for entry in load_shipped().entries}
    for entry, replaces in added:
        known = None if replaces else entries.get(entry.key)
        entries[entry.key] = entry if known is None else _join(known, entry)
    return Lexicon(tuple(entries.values()), hashlib.sha256(content).hexdigest())


def _join(known: Entry, added: Entry) -> Entry:
    languages = {**known.forms, **added.forms}
    forms = {code: (*known.forms.get(code, ()), *added.forms.get(code, ())) for code in languages}
    return replace(
        known,
        forms=forms,
        alone=known.alone or added.alone,
        origin=f"{known.origin}; {added.origin}".strip("; "),
    )


def _parse(text: str, name: str) -> list[tuple[Entry, bool]]:
    """Return the entries of a data file, each with whether it replaces what is known."""
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ReadError(f"{name}: not TOML ({error}); see docs/lexicons.md for an example") from error
    entries = []
    for kind, rows in tables.items():
        if kind not in KINDS:
            raise ReadError(f"{name}: [[{_quote(kind)}]]: wanted one of {', '.join(KINDS)}")
        if not isinstance(rows, list):
            raise ReadError(f"{name}: [{kind}]: write [[{kind}]], with two brackets, for each entry")
        entries += [_read_entry(kind, row, f"{name}: [[{kind}]] {i}") for i, row in enumerate(rows, start=1)]
    if sum(len(forms) for entry, _ in entries for forms in entry.forms.values()) > MOST_FORMS:
        raise ReadError(f"{name}: more than {MOST_FORMS:,} forms; leave out what is not needed")
    return entries


def _read_entry(kind: str, row: Any, place: str) -> tuple[Entry, bool]:
    """Return what a table of a data file says, and whether it replaces what is known."""
    if not isinstance(row, dict):
        raise ReadError(f'{place}: wanted a table, with class = "…" and forms by language')
    _check_keys(row, place)
    forms = {
        code: _read_forms(row[code], f"{place}: {_quote(code)}")
        for code in row
        if code not in _TEXTS and code not in _FLAGS
    }
    if not forms:
        raise ReadError(f'{place}: no forms; give some by language, as in en = ["militant*"]')
    entry = Entry(
        kind,
        " ".join(row["class"].split()),
        row.get("group", ""),
        row.get("tier", TIERS[0]),
        forms,
        row.get("origin", ""),
        row.get("alone", False),
        row.get("lowercase", False),
        row.get("verb", False),
    )
    return entry, row.get("replace", False)


def _check_keys(row: dict[str, Any], place: str) -> None:
    for key in _TEXTS:
        if not isinstance(row.get(key, ""), str):
            raise ReadError(f"{place}: {key}: wanted a text in quotes")
    for key in _FLAGS:
        if not isinstance(row.get(key, False), bool):
            raise ReadError(f"{place}: {key}: wanted true or false")
    if not row.get("class", "").strip():
        raise ReadError(f'{place}: no class; say what the words mean, as in class = "terrorist"')
    tier = row.get("tier", TIERS[0])
    if tier not in TIERS:
        raise ReadError(f"{place}: tier: got {_quote(tier)}, wanted one of {', '.join(TIERS)}")


def _read_forms(forms: Any, place: str) -> tuple[str, ...]:
    """Return *forms* after a look at each: its words, and where its signs stand."""
    language = place.rsplit(" ", 1)[1]
    if not (language.isascii() and language.isalpha() and 2 <= len(language) <= 3):
        raise ReadError(
            f"{place}: no such key; wanted a language such as ar, or {', '.join(_TEXTS + _FLAGS)}"
        )
    if not isinstance(forms, list) or not all(isinstance(form, str) for form in forms):
        raise ReadError(f'{place}: wanted a list of forms in quotes, as in ["militant*", "gunm-"]')
    for form in forms:
        words = split_form(form)
        if not 1 <= len(words) <= MOST_WORDS:
            raise ReadError(f"{place}: {_quote(form)}: wanted one to {MOST_WORDS} words")
        if not all(is_plain(word) for word in words):
            raise ReadError(
                f"{place}: {_quote(form)}: wanted letters, with * (any ending) or - (any letters) at an end"
            )
        if sum(word.endswith("*") for word in words) > MOST_ENDINGS:
            raise ReadError(f"{place}: {_quote(form)}: * may stand at {MOST_ENDINGS} words of a form at most")
    return tuple(forms)


def split_form(form: str) -> list[str]:
    """Return the words of *form*; a hyphen between letters parts words, as it does in a text."""
    return _INNER_HYPHEN.sub(" ", form.replace("’", "'")).split()


def is_plain(word: str) -> bool:
    """Return whether *word* is a word of a form: letters, with ``*`` or ``-`` after, or ``-`` before them."""
    bare = word[1:] if word.startswith("-") else word[: len(word) - word.endswith(("*", "-"))]
    return bool(bare) and "*" not in bare and "-" not in bare and any(letter.isalpha() for letter in bare)


def list_forms(entries: Iterable[Entry], language: str) -> list[tuple[str, Entry]]:
    """Return each form of *language* with its entry."""
    return [(form, entry) for entry in entries for form in entry.forms.get(language, ())]


def _quote(text: str, most: int = 60) -> str:
    """Return *text* cut short and printable, for a message of one line."""
    shown = text if len(text) <= most else text[: most - 1] + "…"
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in shown)
