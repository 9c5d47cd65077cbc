"""Pictures of the page that opens offline, each with the same as a list or table beneath: figures, timeline, map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from recoupe.export.brief.events import event_item, event_order
from recoupe.export.brief.figures import history_item
from recoupe.export.html_parts import Cited
from recoupe.export.pictures.drawn_lanes import draw_lanes
from recoupe.export.pictures.ladder import draw_ladder, ladder
from recoupe.export.pictures.landmarks import landmarks
from recoupe.export.pictures.lanes import marks_of_happenings
from recoupe.export.pictures.world import NARROW, around, draw_world, spots
from recoupe.model.ledger import Happening, History

__all__ = ["figure_parts", "map_part", "timeline_part"]

_EVERY = 1_000_000
"""Rows of a history: all."""


def figure_parts(on: Cited, histories: Sequence[History]) -> Iterator[str]:
    """Yield each measure with its ladder and the same as a table."""
    for history in histories:
        item = history_item(on.book, history, _EVERY)
        head = f"{on.phrases.measure(item)} {on.phrases.bounds(item)}"
        rows = "".join(
            f"<tr><td>{escape(on.phrases.amount(r))}</td><td>{escape(on.phrases.day(r.day))}</td>"
            f"<td><bdi>{escape(on.phrases.row_source(r))}</bdi></td><td>{on.cite(r.passage)}</td></tr>"
            for r in item.rows
        )
        drawn = draw_ladder(ladder(on.book, history), on.w, head, on.where)
        said = "".join(f'<p class="relation"><bdi>{escape(s)}</bdi></p>' for s in on.phrases.relations(item))
        yield (
            f'<details><summary><bdi>{escape(head)}</bdi></summary><div class="picture ladder">{drawn}</div>{said}'
            f'<div class="scroll" tabindex="0"><table><tbody>{rows}</tbody></table></div></details>\n'
        )


def timeline_part(on: Cited, happenings: Sequence[Happening]) -> str:
    """Return the lanes of all speakers, and what happened as a list in order."""
    picture = draw_lanes(marks_of_happenings(on.book, happenings), on.w, on.w.text("sections.happened"), on.where)
    items = sorted((event_item(on.book, h) for h in happenings), key=lambda e: (event_order(e), e.id))
    rows = "".join(
        f'<li><span class="when">{escape(on.phrases.date(e))}</span><div><b><bdi>{escape(on.phrases.event(e))}</bdi></b> '
        f"{on.cite(e.passage, 200)}</div></li>"
        for e in items
    )
    legend = f'<p class="meta">{escape(on.w.text("legend"))}</p>'
    drawn = f'<div class="picture lanes" tabindex="0">{picture}</div>{legend}' if picture else ""
    return f'{drawn}<ol class="timeline">{rows}</ol>'


def map_part(on: Cited, happenings: Sequence[Happening]) -> str | None:
    """Return the map and its table; None where no event has a place with coordinates."""
    found, _ = spots(on.book, happenings)
    if not found:
        return None
    title, known = on.w.text("sections.places"), landmarks(on.w.language)
    picture, narrow = (
        draw_world(found, view, title, on.w.text("compass"), known=known)
        for view in (around(found), around(found, NARROW))
    )
    rows = []
    for number, spot in enumerate(found, start=1):
        events = "<br>".join(
            f"{escape(on.phrases.date(e))} · <bdi>{escape(on.phrases.event(e))}</bdi> {on.cite(e.passage, 120)}"
            for e in spot.events
        )
        rows.append(
            f'<tr id="place-{number}"><td>{number}</td><td><bdi>{escape(spot.name)}</bdi></td>'
            f'<td class="place">{spot.lat:.2f}, {spot.lon:.2f}</td><td>{events}</td></tr>'
        )
    table = f'<div class="scroll" tabindex="0"><table><tbody>{"".join(rows)}</tbody></table></div>'
    return f'<div class="picture map">{picture}</div><div class="picture map narrow">{narrow}</div>{table}'
