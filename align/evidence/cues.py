"""A text scanned once for the words of all lexicons: folded, clitics stripped, longest match first.

The forms of a language make a tree of words. From each word of a text the tree is walked as far as
it goes, at most ``lexicon.MOST_WORDS`` words, so time is linear in the text. Of each kind the longest
form counts, and the next one is looked for after its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from align.evidence.lexicon import Entry, Lexicon, list_forms, split_form
from align.evidence.number_lexicon import MARKS, fold
from align.languages import load_language

LONGEST_WORD = 40  # code points; no word of a form is longer
MOST_CUES = 500  # of a text and kind; no prose holds so many
MOST_KNOWN = 100_000  # words of which it is remembered whether a form begins with them
LEAST_REST = 2  # letters that `-` stands for
_WORD = re.compile(rf"[^\W\d_]+(?:[{MARKS}]+[^\W\d_]*|['’][^\W\d_]+)*")
_GAP = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069'’\-‐‑–]{1,8}")


class Word(NamedTuple):
    """A word of a text: ``text[start:stop]``, and the same folded."""

    start: int
    stop: int
    folded: str


@dataclass(frozen=True, slots=True)
class Cue:
    """``text[start:stop]``, the words *first* to *last* (half-open), is a form of ``entry``."""

    start: int
    stop: int
    first: int
    last: int
    entry: Entry


@dataclass(slots=True)
class _Node:
    """What follows some words: the next words by their exact form, by beginning or by end, and entries."""

    exact: dict[str, _Node] = field(default_factory=dict)
    prefixes: dict[str, _Node] = field(default_factory=dict)
    suffixes: dict[str, _Node] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CueIndex:
    """The forms of one language, ready to be looked for."""

    root: _Node
    clitics: Mapping[str, int]
    conjunctions: tuple[str, ...]
    prefix_lengths: tuple[int, ...]
    suffix_lengths: tuple[int, ...]
    beginnings: dict[str, tuple[tuple[_Node, int, bool], ...]] = field(default_factory=dict)

    def begin(self, word: str) -> tuple[tuple[_Node, int, bool], ...]:
        """Return where *word* leads to from the root, as ``follow`` does; most words lead nowhere."""
        if word not in self.beginnings:
            if len(self.beginnings) > MOST_KNOWN:
                self.beginnings.clear()
            self.beginnings[word] = tuple(self.follow(self.root, word))
        return self.beginnings[word]

    def follow(self, node: _Node, word: str) -> Iterator[tuple[_Node, int, bool]]:
        """Yield where *word* leads to from *node*, how loosely it is named, and whether it may be a verb.

        Named as it stands is 0, without its clitics 1, by its beginning or end 2.
        """
        for stem, bare in self._list_stems(word):
            if stem in node.exact:
                yield node.exact[stem], int(stem != word), bare
        for stem in (word, *self._strip_conjunctions(word)) if node.prefixes else ():
            for length in self.prefix_lengths:
                if len(stem) >= length + LEAST_REST and stem[:length] in node.prefixes:
                    yield node.prefixes[stem[:length]], 2, True
        for length in self.suffix_lengths if node.suffixes else ():
            if len(word) > length and word[-length:] in node.suffixes:
                yield node.suffixes[word[-length:]], 2, True

    def _list_stems(self, word: str) -> Iterator[tuple[str, bool]]:
        """Yield *word*, then without its clitics, each with whether a conjunction at most was taken off."""
        yield word, True
        for length in (1, 2, 3, 4):
            least = self.clitics.get(word[:length])
            if least is not None and len(word) >= length + least:
                yield word[length:], word[:length] in self.conjunctions

    def _strip_conjunctions(self, word: str) -> Iterator[str]:
        return (word[len(letter) :] for letter in self.conjunctions if word.startswith(letter))


@dataclass(frozen=True, slots=True)
class CuedWords:
    """The words of a text and the cues among them, by kind, in order."""

    words: tuple[Word, ...]
    cues: Mapping[str, tuple[Cue, ...]]


@lru_cache(maxsize=32)
def index_cues(lexicon: Lexicon, language: str) -> CueIndex:
    """Return the forms that *lexicon* has for *language*, a BCP 47 code whose region makes no difference."""
    code = language.split("-", maxsplit=1)[0].lower()
    table = load_language(code).get("cues", {})
    endings = tuple(dict.fromkeys(map(fold, ("", *table.get("endings", ())))))
    root = _Node()
    lengths: tuple[set[int], set[int]] = set(), set()
    for form, entry in list_forms(lexicon.entries, code):
        _insert(root, form, entry, endings, lengths)
    conjunctions, prepositions = tuple(table.get("conjunctions", ())), tuple(table.get("prepositions", ()))
    return CueIndex(
        root,
        _join_clitics(conjunctions, prepositions, table.get("article", "")),
        conjunctions,
        tuple(sorted(lengths[0], reverse=True)),
        tuple(sorted(lengths[1], reverse=True)),
    )


def _insert(
    root: _Node, form: str, entry: Entry, endings: tuple[str, ...], lengths: tuple[set[int], set[int]]
) -> None:
    nodes = [root]
    for word in map(fold, split_form(form)):
        if word.startswith("-"):
            lengths[1].add(len(word) - 1)
            nodes = [node.suffixes.setdefault(word[1:], _Node()) for node in nodes]
        elif word.endswith("-"):
            lengths[0].add(len(word) - 1)
            nodes = [node.prefixes.setdefault(word[:-1], _Node()) for node in nodes]
        else:
            wanted = [word[:-1] + ending for ending in endings] if word.endswith("*") else [word]
            nodes = [node.exact.setdefault(one, _Node()) for node in nodes for one in wanted]
    for node in nodes:
        node.entries.append(entry)


def _join_clitics(
    conjunctions: tuple[str, ...], prepositions: tuple[str, ...], article: str
) -> dict[str, int]:
    """Return what may stand before a word, with the letters that must be left: و 2, ال 3, وبال 3."""
    found = dict.fromkeys(conjunctions, 2)
    articles = ("", article, *(letter + article[1:] for letter in prepositions if article.endswith(letter)))
    for conjunction in ("", *conjunctions):
        for preposition in ("", *prepositions):
            for following in articles:
                clitic = conjunction + preposition + following
                if preposition or following:
                    found[clitic] = 3
    found.pop("", None)
    return found


def scan_cues(text: str, language: str, lexicon: Lexicon) -> CuedWords:
    """Return the words of *text* with the cues that *lexicon* knows in its *language*."""
    index = index_cues(lexicon, language)
    words = tuple(
        Word(*match.span(), _fold_word(match[0]) if _is_short(match) else "")
        for match in _WORD.finditer(text)
    )
    found: dict[tuple[str, bool], list[Cue]] = {}
    for first, word in enumerate(words):
        if not index.begin(word.folded):  # most words begin no form
            continue
        for cue in _match(text, words, first, index):
            known = found.setdefault(_get_layer(cue.entry), [])
            # Longest first: what begins inside a longer one, or is a shorter form at the same place, is none.
            if len(known) < MOST_CUES and (
                not known or cue.first >= known[-1].last or _is_same(cue, known[-1])
            ):
                known.append(cue)
    return CuedWords(words, {kind: _join_layers(kind, found) for kind, _ in found})


@lru_cache(maxsize=1 << 15)
def _fold_word(word: str) -> str:
    return fold(word.replace("’", "'"))


def _get_layer(entry: Entry) -> tuple[str, bool]:
    """Return what an entry's forms vie with: those of its kind, but what gives context only with its like."""
    return entry.kind, entry.tier == "context"


def _join_layers(kind: str, found: Mapping[tuple[str, bool], list[Cue]]) -> tuple[Cue, ...]:
    cues = [*found.get((kind, False), ()), *found.get((kind, True), ())]
    return tuple(sorted(cues, key=lambda cue: cue.first))


def _is_short(match: re.Match[str]) -> bool:
    return match.end() - match.start() <= LONGEST_WORD


def _is_same(one: Cue, two: Cue) -> bool:
    return (one.first, one.last) == (two.first, two.last)


def _match(text: str, words: tuple[Word, ...], first: int, index: CueIndex) -> list[Cue]:
    """Return what begins at the word *first*, the longest form first."""
    paths = list(index.begin(words[first].folded))
    found: list[Cue] = []
    place = first
    while paths:
        if place > first:
            paths = [
                (following, max(rank, loose), bare and verbal)
                for node, rank, bare in paths
                for following, loose, verbal in index.follow(node, words[place].folded)
            ]
        place += 1
        span = words[first].start, words[place - 1].stop
        entries = _list_entries(paths, capital=text[span[0]].isupper())
        found += [Cue(*span, first, place, entry) for entry in entries]
        if place == len(words) or not _GAP.fullmatch(text, words[place - 1].stop, words[place].start):
            break
    return found[::-1]


def _list_entries(paths: list[tuple[_Node, int, bool]], *, capital: bool) -> list[Entry]:
    """Return the entries at the end of *paths*; of each kind those whose form is closest to the words."""
    ranks: dict[int, tuple[int, Entry]] = {}
    closest: dict[tuple[str, bool], int] = {}
    for node, rank, bare in paths:
        for entry in node.entries:
            if (bare or not entry.verb) and not (capital and entry.lowercase):
                ranks[id(entry)] = min(ranks.get(id(entry), (rank, entry)), (rank, entry), key=_get_rank)
                layer = _get_layer(entry)
                closest[layer] = min(closest.get(layer, rank), rank)
    return [entry for rank, entry in ranks.values() if rank == closest[_get_layer(entry)]]


def _get_rank(ranked: tuple[int, Entry]) -> int:
    return ranked[0]
