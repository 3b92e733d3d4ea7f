"""Comparisons built by hand, for the tests of the report writers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from align.bitext import (
    Comparison,
    Document,
    Evidence,
    EvidenceType,
    ModelIdentity,
    Passage,
    Segment,
    Span,
    Status,
)

Pair = tuple[Sequence[int], Sequence[int], Status, bool]

ARABIC = [
    "وصل الوزير إلى القاهرة يوم الأحد.",
    "وقال إن 216 شخصا أصيبوا في الحادث.",
    "ولم يذكر أسباب الحريق.",
    "وتعهدت الشركة بدفع التعويضات قبل يناير 2027.",
    "وختم بيانه بالشكر.",
]
ENGLISH = [
    "The minister arrived in Cairo on Sunday.",
    "The company may pay compensation before January 2027.",
    "He said 261 people were injured in the accident.",
    "The plant was built in the 1970s.",
]


def make_document(sentences: Sequence[str], language: str, path: str) -> tuple[Document, tuple[Segment, ...]]:
    """Return a document of one paragraph a sentence, and its segments."""
    segments, start = [], 0
    for i, sentence in enumerate(sentences):
        segments.append(Segment(sentence, start, start + len(sentence), i))
        start += len(sentence) + 1
    text = "\n".join(sentences)
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return Document(text, language, path, digest, ("Read as UTF-8.",)), tuple(segments)


def span(document: Document, text: str) -> Span:
    """Return the first place of *text* in the document."""
    start = document.text.index(text)
    return Span(start, start + len(text), text)


def make_comparison(
    source: Sequence[str] = ARABIC,
    target: Sequence[str] = ENGLISH,
    pairs: Sequence[Pair] | None = None,
    languages: tuple[str, str] = ("ar", "en"),
) -> Comparison:
    """Return a comparison of two lists of sentences; without *pairs* they are kept one by one."""
    source_document, source_segments = make_document(source, languages[0], "ar.txt")
    target_document, target_segments = make_document(target, languages[1], "en.txt")
    if pairs is None:
        pairs = pair_in_order(len(source), len(target))
    passages = [
        Passage(f"id{i}", _as_range(a), _as_range(b), status, moved, 0.5, 0.875)
        for i, (a, b, status, moved) in enumerate(pairs)
    ]
    return Comparison(
        source=source_document,
        target=target_document,
        source_segments=source_segments,
        target_segments=target_segments,
        passages=tuple(passages),
        related=True,
        model=ModelIdentity("toy", "sha256:" + "0" * 64),
        settings={"strictness": 2.0, "max_bead": 5, "split": "sentence"},
        signature="align:0.1.0|model:toy@00000000",
        version="0.1.0",
        notes=("Names were not checked.",),
    )


def pair_in_order(n: int, m: int) -> list[Pair]:
    """Return 1-1 pairs, then what is left over on one side."""
    kept = [((i,), (i,), Status.KEPT, False) for i in range(min(n, m))]
    dropped = [((i,), (), Status.DROPPED, False) for i in range(m, n)]
    added = [((), (j,), Status.ADDED, False) for j in range(n, m)]
    return [*kept, *dropped, *added]


def make_news() -> Comparison:
    """Return one comparison with every status, a moved passage and evidence of three kinds."""
    made = make_comparison(
        pairs=[
            ((0,), (0,), Status.KEPT, False),
            ((1,), (2,), Status.REWORDED, False),
            ((2,), (), Status.DROPPED, False),
            ((), (3,), Status.ADDED, False),
            ((3,), (1,), Status.REWORDED, True),
            ((4,), (), Status.DROPPED, False),
        ]
    )
    evidence = {
        1: [_evidence(made, EvidenceType.NUMBER, "216", "261", "216 ↔ 261")],
        4: [
            _evidence(made, EvidenceType.MODALITY, "وتعهدت", "may", "a pledge became a possibility"),
            _evidence(
                made,
                EvidenceType.PARTIAL_OMISSION,
                "وتعهدت الشركة",
                None,
                "nothing in the target covers this",
            ),
        ],
    }
    passages = [replace(p, evidence=tuple(evidence.get(i, ()))) for i, p in enumerate(made.passages)]
    return replace(made, passages=tuple(passages))


def _evidence(
    made: Comparison, kind: EvidenceType, source: str | None, target: str | None, message: str
) -> Evidence:
    sides = span(made.source, source) if source else None, span(made.target, target) if target else None
    return Evidence(kind, sides[0], sides[1], 0.99, message)


def _as_range(indices: Sequence[int]) -> range:
    return range(indices[0], indices[-1] + 1) if indices else range(0)


# Text as nobody would write it: controls, bidi, marks, markup, astral letters, lone surrogates.
# A surrogate pair in two code points, which JSON cannot hold, has a test of its own.
NASTY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x00\x1b\x9b\u202e\u2066\u2069\u200b\u200c\ufeff\ud800\udc00&<>\"'[]=+-@\t\r\n ،ﷺ٤7a"
        ),
    ),
    min_size=1,
    max_size=30,
).filter(lambda text: not re.search("[\ud800-\udbff][\udc00-\udfff]", text))


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """Return any valid comparison of two small texts."""
    source = draw(st.lists(NASTY, max_size=5))
    target = draw(st.lists(NASTY, max_size=5))
    made = make_comparison(source, target, languages=(draw(st.sampled_from(["ar", "fa", "he"])), "en"))
    passages = [_dress(draw, made, passage) for passage in made.passages]
    return replace(made, passages=tuple(passages), related=draw(st.booleans()), notes=(draw(NASTY),))


def _dress(draw: st.DrawFn, made: Comparison, passage: Passage) -> Passage:
    probability = st.floats(0, 1)
    if passage.status is not Status.KEPT:
        return replace(passage, confidence=draw(probability), id=draw(NASTY))
    segment = made.source_segments[passage.source.start]
    start = draw(st.integers(segment.start, segment.stop - 1))
    stop = draw(st.integers(start + 1, segment.stop))
    found = Span(start, stop, made.source.text[start:stop])
    evidence = Evidence(draw(st.sampled_from(EvidenceType)), found, None, draw(probability), draw(NASTY))
    return replace(
        passage,
        status=draw(st.sampled_from([Status.KEPT, Status.REWORDED])),
        moved=draw(st.booleans()),
        similarity=draw(st.floats(-1, 1)),
        evidence=(evidence,) if draw(st.booleans()) else (),
    )
