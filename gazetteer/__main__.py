"""``python -m gazetteer DATA``: writes the tables of ``align/languages/names`` that come from dictionaries.

DATA is the folder with ``dictionary/`` and ``train/``. ``sounds.tsv`` is learned from the pairs of names of
Wikidata (CC0); those that the benchmarks keep back are left out. ``territories.tsv`` takes the
countries of Unicode CLDR and of the United Nations, ``common.LANGUAGE.txt`` the
words of the training text and of WordNet that are no names. ``exonyms.toml`` beside them is written by hand.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from align.evidence.sounds import LONGEST_HEARD, fold_arabic, fold_latin
from benchmarks.held_out import held_out_rows
from gazetteer.common_words import list_arabic, list_english
from gazetteer.sounds import learn_chunks

NAMES = Path(__file__).parent.parent / "align" / "languages" / "names"
_SOUNDS_ORIGIN = """\
# Letters of Latin and of Arabic script that stand for each other in names: log odds over chance, in nats.
# Origin: learned by gazetteer/sounds.py from 40,805 person-name tokens of Wikidata (CC0); not edited
# by hand; a few spellings of newsrooms have the least odds of 0.5 (own).
"""
_TERRITORIES_ORIGIN = """\
# Countries and territories, English and Arabic. Origin: United Nations country names (PDDL, MIT) and Unicode
# CLDR (Unicode License v3, Copyright Unicode, Inc.); made by python -m gazetteer, not edited by hand.
"""
_TEXTS = """\
# TICO-19 (CC0), Tatoeba (CC BY 2.0 FR), MT-GenEval (CC BY-SA 3.0), Microsoft Dynamics 365 documentation
# (CC BY 4.0) and translations of the sustainable development goals (MIT). A list of words; no text of theirs.
"""
_COMMON_ORIGIN = {
    "en": """\
# English words that are mostly written in lower case: a capital does not make a name of them.
# Origin: counted by gazetteer/common_words.py in the English of
"""
    + _TEXTS,
    "ar": """\
# Arabic words that are no names; folded, without article, clitics and endings.
# Origin: lemmas of Arabic WordNet and Wiktionary (dictionary/wordnet: CC BY-SA 3.0, CC BY 4.0), and words
# that gazetteer/common_words.py counted in the Arabic of
"""
    + _TEXTS,
}
_ARTICLES = re.compile(r"^the ", re.IGNORECASE)


def list_territories(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the (English, Arabic) names of countries; CLDR's are those that the United Nations name too."""
    united = _read(folder / "un_country_names.parquet")
    named = {english.casefold() for english, _ in united}
    yield from united
    yield from ((en, ar) for en, ar in _read(folder / "cldr.parquet") if en.casefold() in named)


def _read(file: Path) -> list[tuple[str, str]]:
    rows = pl.read_parquet(file, columns=["en", "ar"]).iter_rows()
    return [(_ARTICLES.sub("", " ".join(en.split())), " ".join(ar.split())) for en, ar in rows]


def main() -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    folder = data / "dictionary"
    names = pl.read_parquet(folder / "names_wikidata.parquet", columns=["en", "ar"])
    names = names.filter(~held_out_rows(names))
    pairs = [(fold_latin(en), fold_arabic(ar)) for en, ar in names.iter_rows()]
    chunks = learn_chunks(pair for pair in pairs if max(map(len, pair)) <= LONGEST_HEARD)
    lines = [f"{en}\t{ar}\t{odds:.2f}" for (en, ar), odds in sorted(chunks.items())]
    (NAMES / "sounds.tsv").write_text(_SOUNDS_ORIGIN + "\n".join(lines) + "\n", encoding="utf-8")
    rows = sorted({f"{en}\t{ar}" for en, ar in list_territories(folder)})
    (NAMES / "territories.tsv").write_text(_TERRITORIES_ORIGIN + "\n".join(rows) + "\n", encoding="utf-8")
    common = {"en": list_english(data), "ar": list_arabic(data)}
    for code, words in common.items():
        text = _COMMON_ORIGIN[code] + "\n".join(words) + "\n"
        (NAMES / f"common.{code}.txt").write_text(text, encoding="utf-8")
    print(
        f"{len(lines)} pairs of chunks, {len(rows)} names of territories, "
        f"{len(common['en'])} English and {len(common['ar'])} Arabic words"
    )


if __name__ == "__main__":
    main()
