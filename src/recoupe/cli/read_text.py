"""A reading as lines for people."""

from __future__ import annotations

from recoupe.cli.messages import language, say
from recoupe.cli.out import line
from recoupe.export.errors import told
from recoupe.model.entity import Entity
from recoupe.model.figure import Figure
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.model.span import Span, quoted
from recoupe.model.statement import Statement
from recoupe.model.words import Form

__all__ = ["print_reading", "shortened"]

_WIDTH = 90


def print_reading(report: Report, reading: Reading) -> None:
    """Print what was found in one report, with the place of each passage."""
    names = {e.id: e for e in reading.entities}
    head = " · ".join(x for x in (report.name, report.outlet, report.published, reading.language) if x)
    line(head)
    said = [s for s in reading.statements if s.form is not Form.NARRATED]
    _part("statements", [_statement(report.text, s, names) for s in said])
    _part("figures", [_figure(report.text, f) for f in reading.figures])
    _part(
        "moments",
        [f"{_place(m.span)}  {quoted(report.text, [m.span])} = {m.edtf or m.value or '?'}" for m in reading.moments],
    )
    _part(
        "events",
        [
            f"{_place(e.anchor)}  {e.type.value} ({e.modality.value}) {quoted(report.text, [e.anchor])}"
            for e in reading.events
        ],
    )
    _part(
        "notes", [f"{_place(n.span) if n.span else ''}  {n.code}: {told(n.message, language())}" for n in reading.notes]
    )
    line()


def _part(name: str, lines: list[str]) -> None:
    if lines:
        line(f"  {say(f'read.{name}')} ({len(lines)})")
    for text in lines:
        line(f"    {text}")


def _statement(text: str, statement: Statement, names: dict[str, Entity]) -> str:
    speaker = names.get(statement.speaker or "")
    who = speaker.name if speaker else quoted(text, statement.source) if statement.source else say("read.nobody")
    words = shortened(quoted(text, statement.content))
    return f"{_place(statement.content[0])}  {shortened(who, 40)} [{statement.stance.value}] « {words} »"


def _figure(text: str, figure: Figure) -> str:
    low = "…" if figure.low is None else f"{figure.low:g}"
    high = "…" if figure.high is None else f"{figure.high:g}"
    bounds = low if low == high else f"[{low}, {high}]"
    about = " ".join(x for x in (bounds, figure.unit, figure.counted) if x)
    return f"{_place(figure.span)}  {quoted(text, [figure.span])} = {about}"


def _place(span: Span) -> str:
    return f"{span.start}–{span.end}"


def shortened(words: str, width: int = _WIDTH) -> str:
    """The words on one line, cut at a width with an ellipsis."""
    flat = " ".join(words.split())
    return flat if len(flat) <= width else flat[: width - 1].rstrip() + "…"
