"""What is said for a claim beside what is said against it, in the page that opens offline; one line of it in its note."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from recoupe.export.brief.records import ClaimItem, Voice
from recoupe.export.html_parts import Cited
from recoupe.export.pairs import Faced, face_to_face, heading
from recoupe.model.ledger import Claim
from recoupe.model.span import Span

__all__ = ["face_line", "faces_part"]


def faces_part(on: Cited, claim: Claim) -> str:
    """Return the pairs of a claim, two columns that stack where they have no room; "" where it has none."""
    found = face_to_face(on.book, claim)
    if not (found.shown or found.apart):
        return ""
    more = _folded(on, on.w.text("faces_more"), found.more)
    apart = _folded(on, on.w.text("faces_apart"), found.apart)
    return f'<p class="faces-head">{escape(heading(on.w.language))}</p>{_listed(on, found.shown)}{more}{apart}'


def _listed(on: Cited, pairs: Sequence[Faced]) -> str:
    return f'<ol class="faces">{"".join(_face(on, pair) for pair in pairs)}</ol>' if pairs else ""


def _folded(on: Cited, head: str, pairs: Sequence[Faced]) -> str:
    if not pairs:
        return ""
    count = f'<span class="count">{len(pairs)}</span>'
    return f'<details class="apart"><summary>{escape(head)} {count}</summary>{_listed(on, pairs)}</details>'


def _face(on: Cited, pair: Faced) -> str:
    sides = "".join(_side(on, voice) for voice in (pair.one, pair.other))
    kind = pair.holds.replace(" ", "-")
    why = f"{escape(on.w.table['colon'])} {escape(pair.why)}" if pair.why else ""
    told = f"<b>{escape(pair.verdict)}</b>{why}"
    return f'<li><div class="face">{sides}</div><p class="holds holds-{kind}">{told}</p></li>'


def _side(on: Cited, voice: Voice) -> str:
    side = escape(on.w.text(f"side.{voice.side}"))
    # a plain "says" that speaks against has its side told already
    stance = "" if voice.stance == voice.side else f"<b>{escape(on.phrases.stance(voice))}</b> · "
    head = f"{stance}<bdi>{escape(on.phrases.speaker(voice))}</bdi>"
    return (
        f'<div class="said-{escape(voice.side)}"><p><span class="side side-{escape(voice.side)}">{side}</span> {head}</p>'
        f"<p>{on.cite(voice.passage)}</p></div>"
    )


def face_line(on: Cited, item: ClaimItem) -> str:
    """Return the sharpest pair of a claim in a line or two of the note: who, where, who else, where, and why."""
    found = item.facing
    if found is None:
        return ""
    one, other = (_placed(on, voice) for voice in (found.one, found.other))
    return f'<div class="two meta">{one} ≠ {other} – {escape(found.sentence)}</div>'


def _placed(on: Cited, voice: Voice) -> str:
    at = voice.passage
    return f"<bdi>{escape(on.phrases.who(voice.who, None, voice.narrated))}</bdi> {on.place(at.report, Span(at.start, at.end))}"
