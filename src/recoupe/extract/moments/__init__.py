"""Step: moments, the time expressions of a report and their values.

The words of time become letters, a language's rules are regular expressions over those letters (``grammar``), matches
become nodes (``finder``), nodes are resolved in order against the published day, the moment told before and the tense
of their clause (``resolve``), and prepositions open them into periods (``context``).
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from recoupe.extract.draft import Draft, Step
from recoupe.extract.moments.context import Context, words_of
from recoupe.extract.moments.dateline import dateline
from recoupe.extract.moments.finder import Atoms, Node, find
from recoupe.extract.moments.frame import Frame
from recoupe.extract.moments.grammar import grammar
from recoupe.extract.moments.meaning import Meaning
from recoupe.extract.moments.ranges import joined, lend, ordered
from recoupe.extract.moments.resolve import resolve
from recoupe.model.moment import Moment
from recoupe.model.span import Span
from recoupe.model.words import MomentType

__all__ = ["STEP"]


def run(draft: Draft) -> None:
    """Find the moments of a report."""
    if not draft.parse.tokens:
        return
    atoms, nodes = find(draft.parse, grammar(draft.language))
    if not nodes:
        return
    context = Context(atoms, words_of(draft.language))
    lend(context, nodes)
    nodes = [node for node in nodes if not context.refuses(node)]
    for node in nodes:
        context.settle(node)
    frame = Frame(_reference_day(draft, context, nodes), context.looks, context.tensed, context.sentence)
    anchors = {node: context.anchor(node) for node in nodes}
    for left, right in pairwise(nodes):
        if anchors[right] == "on" and context.joint(left, right):
            anchors[right] = None  # « du 1er au 3 mars »
    told = [(node, _anchored(resolve(frame, node, context.leads(node)), anchors[node])) for node in nodes]
    for node, meaning in joined(context, ordered(context, told, frame.published)):
        draft.moments.append(_moment(context, node, meaning, anchors.get(node)))
        _note(draft, _span(atoms, node), meaning, frame.published)


def _reference_day(draft: Draft, context: Context, nodes: list[Node]) -> date | None:
    if draft.report.day is not None:
        return draft.report.day
    found = dateline(context, nodes)
    if found is None:
        return None
    node, day = found
    span = _span(context.atoms, node)
    draft.note("dateline", span, f"no published date is given; read as of the dateline “{draft.words(span)}”")
    return day


def _span(atoms: Atoms, node: Node) -> Span:
    return Span(atoms.start(node.first), atoms.end(node.last - 1))


def _anchored(meaning: Meaning, anchor: str | None) -> Meaning:
    """Open a dated moment at the side that its preposition leaves open; TIMEX3 has no form for that, EDTF has."""
    if anchor is None or anchor in ("as of", "on") or meaning.value is None:
        return meaning
    if meaning.type is MomentType.DURATION:
        return meaning
    if meaning.when is None or meaning.edtf is None or "/" in meaning.value:
        return meaning
    first, _, last = meaning.edtf.partition("/")
    if anchor in ("since", "after"):
        return meaning.but(value=f"{meaning.value}/..", edtf=f"{first}/..")
    return meaning.but(value=f"../{meaning.value}", edtf=f"../{last or first}")


def _moment(context: Context, node: Node, meaning: Meaning, anchor: str | None) -> Moment:
    return Moment(
        _span(context.atoms, node),
        meaning.type,
        meaning.value,
        meaning.edtf,
        meaning.alternatives,
        context.role(node, anchor),
        meaning.reference,
    )


def _note(draft: Draft, span: Span, meaning: Meaning, published: date | None) -> None:
    words = draft.words(span)
    if meaning.missing:
        why = (
            "there is no day to reckon it from"
            if published is None
            else "the text does not tell what to reckon it from"
        )
        draft.note("moment-open", span, f"“{words}” is left open: {why}")
    if meaning.conflict == "weekday":
        other = ", ".join(meaning.alternatives)
        draft.note(
            "weekday-mismatch", span, f"“{words}”: {meaning.edtf} is another weekday; the day so called is {other}"
        )
    elif meaning.conflict:
        draft.note("no-such-day", span, f"“{words}” is on no calendar")


STEP = Step("moments", frozenset(), frozenset({"moments"}), run)
