"""A comparison → one self-contained HTML page.

The page asks nothing of the network, and its Content-Security-Policy allows nothing but the
style sheet and the script inside it, by their hashes (CSP Level 3, section 2.3.1). It can be
read without the script; filters, keys and linked highlights need it.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from markupsafe import Markup

from align.bitext import Comparison, Status
from align.report.characters import replace_surrogates
from align.report.markup import render_text
from align.report.strip import HEIGHT, WIDTH, draw_blocks, draw_order, draw_ribbons
from align.report.views import name_anchors, view_rows, view_side
from align.report.wording import (
    ICONS,
    MOVED_ICON,
    TRADE_TERMS,
    count_words,
    format_percent,
    name_evidence,
    state_result,
)

if TYPE_CHECKING:
    from jinja2 import Template


def render_page(comparison: Comparison) -> str:
    """Return the page as text, which UTF-8 can always encode."""
    style, script = _read_template("page.css"), _read_template("page.js")
    differences = [p for p in comparison.passages if p.moved or p.status is not Status.KEPT]
    notes = [*comparison.notes, *comparison.source.notes, *comparison.target.notes]
    page = _load_page().render(
        policy=_state_policy(style, script),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        comparison=comparison,
        title=render_text(f"{comparison.source.path} – {comparison.target.path}", "en").striptags(),
        lead=state_result(comparison),
        source=view_side(comparison.source, comparison.source_segments),
        target=view_side(comparison.target, comparison.target_segments),
        rows=view_rows(comparison),
        passages=list(zip(comparison.passages, name_anchors(comparison), strict=True)),
        difference_count=len(differences),
        counts=[(status.value, ICONS[status], comparison.count(status)) for status in Status],
        moved_icon=MOVED_ICON,
        trade_terms={status.value: term for status, term in TRADE_TERMS.items()},
        size=(WIDTH, HEIGHT),
        blocks=draw_blocks(comparison),
        ribbons=draw_ribbons(comparison),
        order=draw_order(comparison),
        kinds=_count_kinds(comparison),
        notes=[render_text(note, "en") for note in notes],
        signature=render_text(comparison.signature, "en"),
        settings=[(render_text(k, "en"), render_text(str(v), "en")) for k, v in comparison.settings.items()],
        model=render_text(comparison.model.name, "en"),
    )
    return replace_surrogates(page)


def _count_kinds(comparison: Comparison) -> list[tuple[str, str, int]]:
    """Return the kinds of evidence, in words too, and how many passages have them, the most first."""
    kinds = ({item.type for item in passage.evidence} for passage in comparison.passages)
    counts = Counter(kind for found in kinds for kind in sorted(found))
    return [(kind.value, name_evidence(kind), count) for kind, count in counts.most_common()]


def _state_policy(style: str, script: str) -> str:
    """Return the Content-Security-Policy that allows these two texts and nothing else."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _read_template(name: str) -> str:
    return resources.files("align.report").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _load_page() -> Template:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_read_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["percent"] = format_percent
    environment.filters["counted"] = count_words
    return environment.get_template("page.html")
