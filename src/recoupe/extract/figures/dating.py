"""The moment that a count holds for, which is not the moment of what is counted."""

from __future__ import annotations

from collections.abc import Iterable

from recoupe.extract.figures.frames import Frame
from recoupe.extract.figures.measures import CLIMB, SUBJECTS, Measured, MeasureRules, predicate
from recoupe.model.moment import Moment
from recoupe.model.words import MomentRole
from recoupe.parse.tree import Parse

__all__ = ["dated_by"]

Placed = tuple[int, Moment]
"""A moment and its first token."""


def dated_by(parse: Parse, made: Frame, clause: tuple[Measured, MeasureRules], moments: Iterable[Placed]) -> str | None:
    """Return the EDTF value of the moment that a figure holds for, None where none in its sentence dates the count.

    A moment dates a count where it is marked so (« au 3 mai », "as of Monday", "by Monday"), where the predicate only says
    how many there are (« on dénombrait lundi 64 blessés »), where it stands before a clause in the pluperfect, which looks
    back from it (« lundi soir, 64 personnes avaient été soignées »), or where it says when the toll was drawn up. The day
    of what happened (« l'incendie de lundi a fait 64 blessés ») dates no count.
    """
    sentence = parse.tokens[made.last].sentence
    best: tuple[int, str] | None = None
    for placed in moments:
        first, moment = placed
        if parse.tokens[first].sentence != sentence or moment.edtf is None:
            continue
        if best is not None and abs(first - made.last) >= best[0]:
            continue
        if (
            _marked(parse, placed, clause)
            or _reckons(parse, placed, made, clause)
            or _spoken_of(parse, placed, made, clause[1])
            or _looks_back(parse, placed, made, clause[1])
            or _drawn_up(parse, placed, clause[1])
        ):
            best = abs(first - made.last), moment.edtf
    return best[1] if best else None


def _marked(parse: Parse, placed: Placed, clause: tuple[Measured, MeasureRules]) -> bool:
    """By its role or the words before it; "by" only where the moment hangs on the predicate ("by Monday's blast" does not)."""
    (first, moment), (measured, known) = placed, clause
    tokens = parse.tokens
    if moment.role is MomentRole.AS_OF or known.as_of.at(tokens, first):
        return True
    if first == 0:
        return False
    if tokens[first - 1].lower in known.dating["by"]:
        return measured.predicate is not None and _outside(parse, placed) == measured.predicate
    return known.as_of.at(tokens, first - 1) is not None


def _outside(parse: Parse, placed: Placed) -> int | None:
    """The word outside a moment that it hangs on."""
    (node, moment), tokens = placed, parse.tokens
    for _ in range(CLIMB):
        head = tokens[node].head
        if head == node:
            return None
        if not moment.span.start <= tokens[head].start < moment.span.end:
            return head
        node = head
    return None


def _reckons(parse: Parse, placed: Placed, made: Frame, clause: tuple[Measured, MeasureRules]) -> bool:
    """Whether the figure's predicate says how many there are at the moment, or looks back from it."""
    measured, known = clause
    verb, tokens = measured.predicate, parse.tokens
    if verb is None or predicate(parse, placed[0]) != verb:
        return False
    held = _outside(parse, placed)
    own = held is not None and made.first <= held <= made.last + 2  # « il parlait de neuf morts mardi »
    if held is not None and held != verb and not own and tokens[held].pos in ("NOUN", "PROPN"):
        return False  # « l'explosion de la veille a fait douze morts »
    subject = next((k for k in tokens[verb].children if tokens[k].dep in SUBJECTS), None)
    lemma = tokens[verb].lemma.lower()
    if lemma in known.dating["makes"]:
        return subject is not None and tokens[subject].lemma.lower() in known.toll
    return lemma in known.stands


def _spoken_of(parse: Parse, placed: Placed, made: Frame, known: MeasureRules) -> bool:
    """« les neuf morts dont il parlait mercredi »: the day of a relative clause that gives the count."""
    verb, tokens = predicate(parse, placed[0]), parse.tokens
    if verb is None or not tokens[verb].dep.startswith("acl") or tokens[verb].lemma.lower() not in known.stands:
        return False
    return made.first <= tokens[verb].head <= made.last + 2 < verb + 1


def _looks_back(parse: Parse, placed: Placed, made: Frame, known: MeasureRules) -> bool:
    """« dimanche soir, 17 personnes avaient péri »: before the subject of a pluperfect stands the time it looks back from."""
    verb, tokens = _outside(parse, placed), parse.tokens
    if verb is None or placed[0] > made.first:
        return False
    inside = tokens[verb].children
    subject = next((k for k in inside if tokens[k].dep in SUBJECTS), None)
    had = any(tokens[k].dep.startswith("aux") and tokens[k].lower in known.dating["had"] for k in inside)
    return had and subject is not None and placed[0] < subject


def _drawn_up(parse: Parse, placed: Placed, known: MeasureRules) -> bool:
    """« selon un bilan arrêté dimanche à 20 heures »: when the toll that the sentence gives was settled."""
    held, tokens = _outside(parse, placed), parse.tokens
    if held is None:
        return False
    if tokens[held].lemma.lower() in known.toll:  # « le bilan de dimanche »
        return held < placed[0]
    return (
        tokens[held].lemma.lower() in known.dating["settled"] and tokens[tokens[held].head].lemma.lower() in known.toll
    )
