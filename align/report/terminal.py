"""A comparison → a short summary for a terminal.

Text is untrusted: markup is never read in it, and what does not show is named. Right-to-left
runs are wrapped in isolates (U+2067 … U+2069, UAX 9), so that they disturb nothing around them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.bitext import Comparison, Document, Evidence, Passage, Segment, Status
from align.report.characters import direction, spell_hidden, split_runs
from align.report.wording import ICONS, MOVED_ICON, format_percent, name_evidence, shows_spans

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_ISOLATE = {"rtl": "\u2067", "ltr": "\u2066"}
_POP = "\u2069"
# Read this much of a long passage at most; the rest cannot be on the line anyway.
_LONGEST_LINE = 4000
_STYLES = {Status.KEPT: "dim", Status.REWORDED: "yellow", Status.DROPPED: "red", Status.ADDED: "cyan"}
_MOVED_STYLE = "magenta"
_UNRELATED = "! These texts seem to tell different stories; nothing was paired by force."


def render_summary(comparison: Comparison, console: Console, *, limit: int = 12) -> None:
    """Show counts, then at most *limit* differences, on *console* (a ``rich.console.Console``).

    Lines are cut to the console's width; colour is the console's decision (NO_COLOR, pipes).
    """
    from rich.text import Text

    lines = _Lines(console)
    heading = f"{spell_hidden(comparison.source.path)} → {spell_hidden(comparison.target.path)}"
    console.print(lines.fit(heading, "", "bold"))
    console.print(lines.encode(_count_line(comparison)), soft_wrap=False)
    if not comparison.related:
        console.print(lines.fit(_UNRELATED, "", "bold"))
    differences = [p for p in comparison.passages if p.moved or p.status is not Status.KEPT]
    for passage in differences[:limit]:
        console.print(Text())
        for line in _passage_lines(passage, comparison, lines):
            console.print(line)
    if len(differences) > limit:
        console.print(Text())
        console.print(lines.fit(f"… and {len(differences) - limit} more (use -o report.html)", "", "dim"))


class _Lines:
    """Makes lines that fit a console: its width, its encoding, its care for direction."""

    def __init__(self, console: Console) -> None:
        self.width = max(console.width, 20)
        self.encoding = console.encoding
        self.isolates = console.encoding.lower().replace("-", "").startswith("utf")

    def fit(self, text: str, prefix: str, style: str = "", base: str = "ltr") -> Text:
        """Return *prefix* and *text* on one line; *text* is cut with an ellipsis and isolated."""
        from rich.cells import cell_len, set_cell_size
        from rich.text import Text

        room = self.width - cell_len(prefix)
        text = self._encodable(text)
        if cell_len(text) > room:
            text = set_cell_size(text, room - 1).rstrip() + self._encodable("…")
        line = Text(prefix, no_wrap=True, overflow="ignore", end="\n")
        return line.append(self._isolate(text, base), style=style)

    def encode(self, line: Text) -> Text:
        """Return *line* with what the console cannot encode spelt as escapes, styles kept."""
        from rich.text import Text

        made = Text(overflow="fold")
        edges = {span.start for span in line.spans} | {span.end for span in line.spans}
        for part in line.divide(sorted(edges)):
            style = part.spans[0].style if part.spans else ""
            made.append(self._encodable(part.plain), style=style)
        return made

    def _encodable(self, text: str) -> str:
        return text.encode(self.encoding, "backslashreplace").decode(self.encoding)

    def _isolate(self, text: str, base: str) -> str:
        if not self.isolates:
            return text
        if base == "rtl":
            return f"{_ISOLATE[base]}{text}{_POP}"
        runs = split_runs(text, base)
        return "".join(f"{_ISOLATE['rtl']}{run}{_POP}" if against else run for run, against in runs)


def _count_line(comparison: Comparison) -> Text:
    from rich.text import Text

    line = Text()
    for status in Status:
        style = _STYLES[status] if comparison.count(status) else "dim"
        line.append(f"{ICONS[status]} {comparison.count(status)} {status.value}", style=style)
        line.append("   ")
    moved = comparison.moved_count
    return line.append(f"{MOVED_ICON} {moved} moved", style=_MOVED_STYLE if moved else "dim")


def _passage_lines(passage: Passage, comparison: Comparison, lines: _Lines) -> list[Text]:
    from rich.text import Text

    head = Text(no_wrap=True)
    head.append(f"{ICONS[passage.status]} {passage.status.value}", style=f"bold {_STYLES[passage.status]}")
    if passage.moved:
        head.append("  ").append(f"{MOVED_ICON} moved", style=f"bold {_MOVED_STYLE}")
    head.append(f"  {format_percent(passage.confidence)}", style="dim")
    made = [lines.encode(head)]
    for document, segments, side in (
        (comparison.source, comparison.source_segments, passage.source),
        (comparison.target, comparison.target_segments, passage.target),
    ):
        if side:
            text, prefix = (
                _take_text(document, segments, side),
                f"  {spell_hidden(document.language)[:3]:<3} ",
            )
            made.append(lines.fit(text, prefix, "", direction(document.language)))
    return made + [_evidence_line(evidence, lines) for evidence in passage.evidence]


def _take_text(document: Document, segments: tuple[Segment, ...], side: range) -> str:
    start, stop = segments[side.start].start, segments[side.stop - 1].stop
    return spell_hidden(document.text[start : min(stop, start + _LONGEST_LINE)], document.language)


def _evidence_line(evidence: Evidence, lines: _Lines) -> Text:
    message = evidence.message
    if not shows_spans(evidence):
        sides = (span.text[:_LONGEST_LINE] if span else "∅" for span in (evidence.source, evidence.target))
        message = f"{' ↔ '.join(sides)} – {message}"
    message = spell_hidden(message[:_LONGEST_LINE])
    text = f"{message}  {format_percent(evidence.confidence)}"
    return lines.fit(text, f"      {name_evidence(evidence.type)}: ", "italic")
