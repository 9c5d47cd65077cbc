"""The note for print at the head of the page that opens offline: the state of the ledger on one A4 page."""

from __future__ import annotations

from html import escape

from recoupe.export.brief.records import Brief, ClaimItem, Question, Section
from recoupe.export.html_faces import face_line
from recoupe.export.html_parts import Cited, signed
from recoupe.model.span import Span

__all__ = ["NOTE", "note_part"]

NOTE = "note"
"""Anchor of the note."""

_ROWS = {"several": 4, "disputed": 4, "debunked": 2, "retracted": 1, "single": 1}
"""Claims of each section: with quotations of two lines each, and two more for who says the opposite, they fill the page and no more."""

_UNSAID = 3
"""Open questions."""


def note_part(on: Cited, brief: Brief) -> str:
    """Return the note: claims by section with how they stand, and what nobody says; each passage leads to its words."""
    sections = {s.key: s for s in brief.sections}
    claims = "".join(_claims(on, sections[key], most) for key, most in _ROWS.items() if key in sections)
    asked = _asked(on, sections["unanswered"]) if "unanswered" in sections else ""
    tally = f'<p class="meta">{escape(on.phrases.tally(brief.header))}</p>' if brief.header.reports else ""
    return (
        f'<article class="sheet" id="{NOTE}"><h1>{escape(on.w.text("brief"))}</h1><p>{escape(on.phrases.extent(brief.header))}</p>'
        f'<p class="meta two">{escape(on.phrases.provenance(brief.header))}</p>{tally}'
        f'{claims}{asked}<p class="foot">{escape(on.w.text("order"))}</p></article>\n'
    )


def _head(on: Cited, section: Section) -> str:
    count = len(section.items) + section.more
    return f'<h2>{escape(on.w.text(f"sections.{section.key}"))} <span class="count">{count}</span></h2>'


def _claims(on: Cited, section: Section, most: int) -> str:
    rows = "".join(_row(on, item) for item in section.items[:most] if isinstance(item, ClaimItem))
    return f"{_head(on, section)}<table><tbody>{rows}</tbody></table>"


def _row(on: Cited, item: ClaimItem) -> str:
    title = item.title
    since = f" <br>{escape(on.phrases.day(item.since))}" if item.since else ""
    return (
        f'<tr><td class="claim"><div class="two">{on.quote(title, 150)}</div>{_why(on, item)}</td>'
        f'<td class="state"><a href="#{escape(item.id)}">'
        f"{signed(item, on.w.text(f'standing.{item.standing}'))}</a>{since}</td>"
        f"<td>{escape(on.phrases.spread(item.reports, item.origins))} <br>{on.place(title.report, Span(title.start, title.end))}</td></tr>"
    )


def _why(on: Cited, item: ClaimItem) -> str:
    """Who says the opposite of whom, where that is known; else who decided how it stands."""
    return face_line(on, item) or f'<div class="one meta">{escape(on.phrases.grounds(item))}</div>'


def _asked(on: Cited, section: Section) -> str:
    items = "".join(
        f'<li class="two"><bdi>{escape(on.phrases.asks(q))}</bdi> {on.quote(q.passage, 110)} '
        f"{on.place(q.passage.report, Span(q.passage.start, q.passage.end))}</li>"
        for q in section.items[:_UNSAID]
        if isinstance(q, Question)
    )
    return f'{_head(on, section)}<ul class="plain">{items}</ul>'
