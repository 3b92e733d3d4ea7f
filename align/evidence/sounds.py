"""Whether an Arabic word can be how a name in Latin letters sounds.

Both words are cut into chunks of a few letters; each pair of chunks has log odds of standing for
each other, learned from names that are written in both scripts (``gazetteer/sounds.py``). The
best way to cut them is found by dynamic programming. Vowels weigh little and consonants much
because they do so in the data.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache, reduce
from importlib import resources
from operator import itemgetter, or_

from align.evidence.number_lexicon import fold

# How many letters of the Latin and of the Arabic word a chunk may have.
SHAPES = ((1, 1), (1, 0), (2, 1), (1, 2), (0, 1), (2, 2), (3, 1))
LONGEST_HEARD = 24  # letters of a word; no longer one is a name
UNKNOWN = -4.0  # log odds of a lone letter that the table does not know there
_NOWHERE = -1e9
_LOST = -8.0  # log odds from which a way to cut is not followed further; what is heard never falls so low
_STEPS = tuple((wide, high, UNKNOWN if wide + high == 1 else _NOWHERE) for wide, high in SHAPES)
_SHORTEST = 2  # letters of what is left of an Arabic word
_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "a"}
)
# What may be heard of a consonant, for a first look only.
_CONSONANTS = {
    **{
        letter: frozenset(heard)
        for letter, heard in zip(
            "bdfklmnprvz",
            ("بپ", "دضذطت", "فڤ", "كقخگ", "ل", "م", "نم", "بپف", "رغ", "فڤو", "زذظسجصتش"),
            strict=True,
        )
    },
    "c": frozenset("كقسشتصخجچ"),
    "g": frozenset("غجقكگشيخ"),
    "j": frozenset("جيخغشزهچ"),
    "q": frozenset("قكغش"),
    "s": frozenset("سصشزذجث"),
    "t": frozenset("تطثذدشس"),
    "x": frozenset("كسزشخق"),
}
_SOFT = frozenset("اويهعءحئؤ")  # letters that Latin vowels, h or nothing stand for
_BITS = {chr(code): 1 << place for place, code in enumerate(range(0x0620, 0x06D4))}
_CLITIC_LETTERS = 1  # of an Arabic word's consonants that may belong to a clitic
_NOT_LATIN = re.compile(r"[^a-z]+")
_NOT_ARABIC = re.compile(r"[^ا-يپچڤگژ]+")
_PREFIXES = re.compile(r"[وف]?[بكلس]?(?:ال|ل)?")
_SUFFIXES = ("", "يه", "ي", "يين", "ين", "يون", "ون", "ات", "يا", "ا", "ه")


@lru_cache(maxsize=1 << 15)
def fold_latin(word: str) -> str:
    """Return the letters a to z of *word*: in lower case, without accents, hyphens and apostrophes."""
    plain = unicodedata.normalize("NFKD", word[: 4 * LONGEST_HEARD].lower().translate(_PLAIN))
    return _NOT_LATIN.sub("", plain)


@lru_cache(maxsize=1 << 15)
def fold_arabic(word: str) -> str:
    """Return the letters of *word* without marks, with the spellings of alif and hamza folded into one."""
    short = word[: 4 * LONGEST_HEARD]
    return _NOT_ARABIC.sub("", fold(short).replace("آ", "ا").replace("ء", ""))


@lru_cache(maxsize=1 << 16)
def hear(latin: str, arabic: str) -> float:
    """Return the log odds, in nats, that *arabic* is *latin* as it sounds, over words that only chance joins.

    Both are folded. Clitics, the article and the endings of adjectives and plurals may stand
    around what is heard. Words far from each other give a number far below 0. Above 0 are one in
    400 wrong pairs and 96 in 100 right ones (names of Wikidata that were kept back).
    """
    if not latin or not arabic or max(len(latin), len(arabic)) > LONGEST_HEARD:
        return _NOWHERE
    if _lacks_consonants(latin, arabic):
        return _NOWHERE
    last = _align(latin, arabic)
    ends = (
        len(arabic) - len(suffix)
        for suffix in _SUFFIXES
        if arabic.endswith(suffix) and len(arabic) - len(suffix) >= _SHORTEST
    )
    return max((last[end] for end in ends), default=last[-1])


def _align(latin: str, arabic: str) -> list[float]:
    """Return the best log odds of all of *latin* and each beginning of *arabic*, clitics left out or not."""
    chunks = load_chunks()
    n, m = len(latin), len(arabic)
    best = [[_NOWHERE] * (m + 1) for _ in range(n + 1)]
    for start in _list_starts(arabic):
        best[0][start] = 0.0
    for i in range(n + 1):
        for j, here in enumerate(best[i]):
            if here <= _LOST:
                continue
            for wide, high, unknown in _STEPS:
                k, p = i + wide, j + high
                if k > n or p > m:
                    continue
                odds = here + chunks.get((latin[i:k], arabic[j:p]), unknown)
                if odds > best[k][p]:  # noqa: PLR1730 - half of the time goes here
                    best[k][p] = odds
    return best[n]


def _list_starts(arabic: str) -> list[int]:
    """Return where a stem can begin: وبال may be nothing, و, وب or وبال before it."""
    match = _PREFIXES.match(arabic)
    prefix = match.group() if match else ""
    return [
        length
        for length in range(len(prefix) + 1)
        if prefix[length - 1 : length + 1] != "ال" and (length == 0 or len(arabic) - length >= _SHORTEST)
    ]


def list_likely(latin: str, arabic: Iterable[str], *, most_lost: int) -> list[str]:
    """Return those of the *arabic* words in which *latin* may be heard at all, the likeliest first.

    At most *most_lost* consonants of both together are not heard in the other. Two words of which
    ``hear`` says 3 or more lose three at most; only three in 400 that reach 7 lose more than one.
    """
    if not latin or len(latin) > LONGEST_HEARD:
        return []
    wanted, answers = _list_answers(latin)
    found = []
    for word in arabic:
        letters, firm = _list_consonants(word)
        lost = (firm & ~answers).bit_count()
        if lost <= most_lost:
            for answer in wanted:
                if not answer & letters:
                    lost += 1
            if lost <= most_lost:
                found.append((lost, word))
    found.sort(key=itemgetter(0))
    return [word for _, word in found]


def _lacks_consonants(latin: str, arabic: str) -> bool:
    """Whether too many consonants of one word cannot be heard in the other, which saves the closer look."""
    wanted, answers = _list_answers(latin)
    letters, firm = _list_consonants(arabic)
    heard = 0
    for answer in wanted:
        if answer & letters:
            heard += 1
    if 3 * heard < 2 * len(wanted):
        return True
    return 3 * (firm & answers).bit_count() < 2 * (firm.bit_count() - _CLITIC_LETTERS)


@lru_cache(maxsize=1 << 15)
def _list_answers(latin: str) -> tuple[tuple[int, ...], int]:
    """Return what may be heard of each consonant of *latin*, and of all together, as sets of bits."""
    wanted = tuple(_join_bits(_CONSONANTS[letter]) for letter in sorted(set(latin)) if letter in _CONSONANTS)
    return wanted, reduce(or_, wanted, 0)


@lru_cache(maxsize=1 << 15)
def _list_consonants(arabic: str) -> tuple[int, int]:
    """Return, as sets of bits, the letters of *arabic* and those that Latin letters never leave out."""
    letters = set(arabic)
    return _join_bits(letters), _join_bits(letters - _SOFT)


def _join_bits(letters: Iterable[str]) -> int:
    """Return a bit for each of the Arabic *letters*; others have none, for nothing is heard of them."""
    return sum(map(_BITS.__getitem__, _BITS.keys() & letters))


@cache
def load_chunks() -> dict[tuple[str, str], float]:
    """Return the log odds of each pair of chunks of letters (``align/languages/names/sounds.tsv``)."""
    file = resources.files("align.languages").joinpath("names", "sounds.tsv")
    lines = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {(latin, arabic): float(odds) for latin, arabic, odds in lines}
