"""What a figure of a report measures: by the act it is counted in, the noun counted, or the subject of a bare number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from recoupe.compare.passages import fold
from recoupe.compare.words import meanings
from recoupe.link.amounts import base_of
from recoupe.link.answers import gives_figures
from recoupe.link.phrases import listed
from recoupe.model.event import Proposition
from recoupe.model.figure import Figure
from recoupe.model.words import Measure

__all__ = ["GROWING", "LENGTHS", "SHARE", "SMALL", "UNSAID", "matters", "measure_of", "share_of", "tallied"]

BY_CONCEPT = {
    "kill": "killed", "die": "killed", "massacre": "killed", "wound": "wounded", "disappear": "missing",
    "evict": "evacuated", "arrest": "arrested", "destroy": "destroyed", "damage": "damaged", "demonstrate": "present",
    "rescue": "rescued", "dead": "killed", "injured": "wounded", "missing": "missing", "evacuee": "evacuated",
    "refugee": "displaced", "protest": "present", "arrested": "arrested", "infect": "ill",
}  # fmt: skip
"""Measures by the act or thing of the clause, for figures whose own step could not tell."""
CLOSED = frozenset(Measure) - {Measure.OTHER, Measure.AGE, Measure.DISTANCE, Measure.PRESENT}
"""Words of measures that say by themselves that two figures are of one thing, in one affair."""
PERSONS = frozenset({"people", "resident"})
"""Things counted that say nothing of what is measured: people do, suffer and lack many things."""
PEOPLE = PERSONS | {"patient", "customer", "child", "worker", "student", "citizen", "passenger", "family", "subscriber"}
OF_THINGS = frozenset({"damaged", "destroyed"})
"""Measures that people are not counted by: « touche 870 000 patients » damages none."""
TIMES, SHARE = "times", "share"
ILL = "ill"
"""People who fell ill; patients are counted by hospitals and are another count."""
UNSAID = "count of people"
"""The measure of people of whom no act is known: such figures are compared inside one report only."""
LENGTHS = frozenset({"m", "km", "cm", "mi", "ft", "nmi", "km/h", "mph", "kn", "m/s"})
"""Units of what an affair has many of (how far, how high, how fast): only equal ones can be taken for one."""
SMALL = 10
"""Bare counts below this ("two leaders", "three streets") are no measure of an affair."""
GROWING = frozenset({"killed", "wounded", "missing", "destroyed", "damaged", "displaced", "arrested", "ill"})
"""Measures that are counted up as an affair goes on: their days differ and are the same matter all the same."""
CASUALTIES = frozenset({"killed", "wounded", "missing", "ill"})
"""Measures of what befell living beings: « poissons morts » are counted up as the dead of an affair are, and apart from these."""
LOSS = frozenset({"lose", "lose_something"})
FIGHTERS = frozenset({"soldier", "crew", "troop"})
"""Who is dead where a side or a family lost them: "Tarsia lost four soldiers"; who loses customers still knows them alive."""
_LETTERS = re.compile(r"[^\W\d_]+")


def matters(figure: Figure, acts: Sequence[Proposition], heads: Sequence[str], language: str) -> list[str]:
    """Acts and things that a figure is counted in: of its clauses, by word or phrase, then of the noun counted."""
    known = meanings(language)
    words = [*(fold(p.lemma) for p in acts), *heads, fold(figure.head or "")]
    return [*(p.concept for p in acts), *(meaning[2:] for w in words for meaning in known.get(w, ()))]


def share_of(acts: Sequence[Proposition], text: str, language: str) -> str | None:
    """What a bare share is: its subject, where that is no name (« la participation s'est élevée à 68 % »)."""
    for act in (a for a in acts if not gives_figures(language, a.lemma)):  # who puts it at 38 % is no share of it
        for party in act.actors:
            words = text[party.span.start : party.span.end].split()
            noun = next((w for w in words if len(w) > len("cette")), "")
            if noun.islower() and not any(w[0].isupper() for w in words[1:]):
                return f"{SHARE} of {fold(noun)[:5]}"
    return None


def tallied(acts: Sequence[Proposition], text: str, language: str) -> list[str]:
    """What a bare number counts whose subject is a count: « le nombre de malades est passé à 41 », "the toll rose to 12"."""
    tallies = listed(language, "tallies")
    for act in acts:
        for party in act.actors:
            words = [fold(w) for w in _LETTERS.findall(text[party.span.start : party.span.end])]
            if not tallies.isdisjoint(words):
                return words
    return []


def measure_of(figure: Figure, matters: Sequence[str], language: str) -> str | None:
    """What a figure measures: by the act it is counted in, else its own step's word, else by what is counted.

    None for what measures nothing that two reports could differ on: "two countries", "the three of them".
    """
    changes = figure.change is not None and not figure.change.endswith("to")  # « est passé à 41 » counts 41
    if changes or figure.measure == Measure.AGE or (figure.low is None and figure.high is None):
        return None
    if figure.unit == TIMES and not (figure.head or figure.counted):
        return None  # counted twice, seen three million times: of what, nobody can tell
    if figure.unit is None:
        own = figure.measure if _told_by(figure) else None
        whom = {meaning[2:] for meaning in meanings(language).get(fold(figure.head or ""), ())}
        people = not PEOPLE.isdisjoint(whom)
        if not LOSS.isdisjoint(matters) and not FIGHTERS.isdisjoint(whom):
            return "killed"
        word = next(
            (
                word
                for m in matters
                if (word := BY_CONCEPT.get(m)) and not (own and word == ILL) and not (people and word in OF_THINGS)
            ),
            None if people and own in OF_THINGS else own,
        )
        if word:
            return f"{word}: one" if figure.low == figure.high == 1 else word
        if (figure.high or figure.low or 0) < SMALL:
            return None
    unit, size = base_of(figure.unit or "")
    if figure.unit in LENGTHS:
        return f"{unit} {(figure.low or figure.high or 0) * size:.6g}"
    counted = figure.whole or figure.head or figure.counted
    if not counted:
        return ILL if figure.unit is None and "patient" in matters else unit or None
    thing = next(
        (m for m in meanings(language).get(fold(counted.split()[0]), ()) if m[0] == "c"), f"w:{fold(counted)[:5]}"
    )[2:]
    if figure.unit is None and thing in PERSONS:
        if "lack" in matters:
            return "missing"
        if "patient" in matters:
            return ILL
        return f"{UNSAID} {next((m for m in matters if ':' not in m and m not in PERSONS), '')}".rstrip()
    if figure.unit is None:
        if figure.whole is None and fold(counted.split()[0]).rstrip("s") in listed(language, "sufferers"):
            return ILL
        befell = _befell(figure, language)
        if befell and thing not in PEOPLE:
            return f"{befell}: {thing}"
    return f"{unit or 'count'} of {thing}"


def _befell(figure: Figure, language: str) -> str | None:
    """What the words beside a noun counted say of it: « poissons morts », "dead fish"."""
    words = (fold(w) for w in _LETTERS.findall(figure.counted or ""))
    found = (BY_CONCEPT.get(meaning[2:]) for w in words for meaning in meanings(language).get(w, ()))
    return next((word for word in found if word in CASUALTIES), None)


def _told_by(figure: Figure) -> bool:
    """Whether the figure's own step says what it measures: "the 12 million given by the operator" are nothing supplied."""
    return figure.measure in CLOSED and (figure.counted is not None or figure.measure in GROWING)
