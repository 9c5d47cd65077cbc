"""What statements say of each other: answers to one another, remarks on evidence, words taken back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from recoupe.compare.passages import fold
from recoupe.link.entry import Entry
from recoupe.link.gather import LIGHT
from recoupe.link.phrases import flatly, holds, listed, opens
from recoupe.link.points import Point
from recoupe.model.words import Stance, Status

__all__ = [
    "REACH",
    "answered",
    "contrary",
    "denials",
    "echoes",
    "flat",
    "gives_figures",
    "introduces",
    "nearest",
    "notices",
    "objections",
    "one_sentence",
    "refutations",
    "refutes",
    "remarked",
    "remarks",
    "resumed",
    "retorts",
    "says_nothing",
    "shows_evidence",
    "taken_back_by",
    "takes_back",
]

REACH = 450
"""Characters within which a remark or a retreat speaks of what was said before: two or three sentences."""

STEM = 5
"""Letters of a verb that its forms share: "withdraw", "withdrew"; « retirer », « retire »."""
LEAD = 40
"""Characters between a verb and the quotation that it opens: « balaie l'accusation : « »."""
MARKS = 4
"""Characters between two sentences of a paragraph."""
FOUND = 2
"""Acts and things that a finding shares with what it refutes: "chemical" and "weapons"."""

OBJECTS = frozenset({Stance.DENIES, Stance.DEBUNKS, Stance.DOUBTS})
"""Stances that speak of what somebody else said."""
RESUMES = frozenset({Stance.ADMITS, Stance.CONFIRMS, Stance.DENIES})
ACCUSING = frozenset({Stance.ACCUSES, Stance.SUSPECTS})

_WORD = re.compile(r"[^\W_]+")


def answered(entry: Entry, by_statement: Mapping[str, Sequence[Point]]) -> Iterable[tuple[Point, Point]]:
    """Pairs of points, a denial, confirmation or debunking with what it speaks of.

    What its own verb names goes before what stands nearest: « nie les avoir fournies » answers who says that they were.
    What it names and nobody said answers nothing.
    """
    for statement in entry.reading.statements:
        if statement.answers is None:
            continue
        for point in by_statement.get(statement.id, ())[:1]:
            for other in by_statement.get(statement.answers, ())[:1]:
                target = other if _one_act(point, other) else _named(point, by_statement)
                if target or not _another_act(point, other):
                    yield point, target or other


def _another_act(point: Point, other: Point) -> bool:
    """Whether an answer speaks of an act of its own: who denies breaching an order does not deny that it was given."""
    own = point.predicates - LIGHT
    return bool(own and other.predicates) and point.features.isdisjoint(other.features)


def _one_act(one: Point, other: Point) -> bool:
    return bool((one.predicates & other.predicates) - LIGHT)


def _named(point: Point, by_statement: Mapping[str, Sequence[Point]]) -> Point | None:
    """What someone else says near by of the act that a denial names."""
    others = [p for said in by_statement.values() for p in said if p.speaker != point.speaker and _one_act(point, p)]
    return nearest(point, others) or nearest(point, others, after=True)


def flat(point: Point) -> bool:
    """Whether a point denies what was said before it and says nothing else: "That is false"."""
    return flatly(point.language, point.words)


def denials(points: Sequence[Point]) -> Iterable[tuple[Point, Point]]:
    """Pairs of a flat denial, the report's own too, with what someone else was said to have said just before.

    What the report tells right before its own verdict, without a word on who says it, is what that is about.
    """
    for n, point in enumerate(points):
        if not flat(point):
            continue
        told = points[n - 1] if n and point.statement is None else None
        if told and told.statement is None and point.span.start - told.span.end <= MARKS and not flat(told):
            yield point, told
        elif target := nearest(point, _others(point, points)):
            yield point, target


def _others(point: Point, points: Iterable[Point]) -> list[Point]:
    """What others than who says a point are said to have said."""
    own = point.statement.speaker if point.statement else None
    return [
        p for p in points if p.statement is not None and p.id != point.id and (not own or p.statement.speaker != own)
    ]


def retorts(entry: Entry, points: Sequence[Point]) -> Iterable[tuple[Point, Point]]:
    """Pairs of what is told to answer, with what somebody else was said to have said just before it.

    By its cue (« … », répond la compagnie) where one says with a negative what the other says without, or by words in
    front of it that take up all that was said: « balaie l'accusation : « … » ».
    """
    text = entry.report.text
    for point in points:
        said = point.statement
        if said is None or said.cue is None or said.answers is not None or point.span.start != _first(point, points):
            continue
        before = text[max(said.cue.start, point.span.start - LEAD) : point.span.start] if said.cue < point.span else ""
        sweeps = said.stance in OBJECTS and not _takes_in(point) and holds(point.language, "sweeps", before)
        answers = holds(point.language, "retorts", text[said.cue.start : said.cue.end])
        others = (
            [p for p in _others(point, points) if p.negative != point.negative]
            if not sweeps
            else _others(point, points)
        )
        if (sweeps or answers) and (target := nearest(point, others)) and "\n\n" not in _between(text, target, point):
            yield point, target


def _first(point: Point, points: Iterable[Point]) -> int:
    """Where the first point of a statement starts."""
    return min(p.span.start for p in points if p.told == point.told)


def _between(text: str, one: Point, other: Point) -> str:
    return text[one.span.end : other.span.start]


def objections(points: Sequence[Point]) -> Iterable[tuple[Point, Point]]:
    """Pairs of a denial whose object takes in all that was said (« dément toute fraude ») with that: an accusation first.

    Only where its own words name nothing that somebody else said near by.
    """
    for point in points:
        statement = point.statement
        if (
            statement is None
            or statement.stance not in OBJECTS
            or statement.answers is not None
            or not _takes_in(point)
        ):
            continue
        others = _others(point, points)
        accused = [p for p in others if p.statement and p.statement.stance in ACCUSING]
        if target := nearest(point, accused) or nearest(point, others):
            yield point, target


def resumed(points: Sequence[Point]) -> Iterable[tuple[Point, Point]]:
    """Pairs of what is admitted, confirmed or denied of one thing that was named before, and that: « avoir reçu l'ordre »."""
    for n, point in enumerate(points):
        if point.statement is None or point.statement.stance not in RESUMES or point.predicates - LIGHT:
            continue
        things = {f for f in point.features - LIGHT if f[0] in "cw"}
        if len(things) == 1:
            shared = (point.predicates & LIGHT) | things
            others = [p for p in points[:n] if shared <= p.features and p.told != point.told]
            if others:
                yield point, others[-1]


def _takes_in(point: Point) -> bool:
    """Whether a point is a noun phrase that stands for all that was said, or nothing but a name for it."""
    words = [fold(w) for w in _WORD.findall(point.words)]
    if not words or point.whole:
        return False
    return words[0] in listed(point.language, "takes_in") or not point.features


def echoes(points: Sequence[Point]) -> Iterable[tuple[Point, Point]]:
    """Pairs of a denial of an act ("He rewrote nothing", « dément avoir payé ») with what another said of it just before."""
    spoken = [p for p in points if p.statement is not None]
    for point in spoken:
        denied = point.statement is not None and point.statement.stance is Stance.DENIES
        if point.statement is None or not (point.negative or denied):
            continue
        others = [
            p
            for p in spoken
            if p.statement is not None
            and not p.negative
            and p.statement.speaker != point.statement.speaker
            and ((p.features if denied else p.predicates) & point.predicates) - LIGHT
        ]
        if target := nearest(point, others):
            yield point, target


def notices(entry: Entry, points: Sequence[Point]) -> list[Point]:
    """Points in which a corrected or withdrawn version speaks of the version it replaces."""
    if entry.report.status is Status.LIVE:
        return []
    found = []
    for point in points:
        start = entry.report.text.rfind("\n", 0, point.span.start) + 1
        if holds(point.language, "notices", entry.report.text[start : point.span.end]):
            found.append(point)
    return found


def remarks(points: Sequence[Point]) -> list[Point]:
    """Points in which the reporting says that nothing bears something out."""
    return [p for p in points if holds(p.language, "no_evidence", p.words)]


def remarked(entry: Entry, remark: Point, said: Sequence[Point]) -> Point | None:
    """What a remark on evidence speaks of: what someone says just before it in its paragraph, else what is told there.

    Only then what someone says further up: « Un groupe s'est attribué l'attaque. Ce message n'a pu être vérifié. »
    """
    start = entry.report.text.rfind("\n", 0, remark.span.start) + 1
    others = [p for p in said if p.id != remark.id and not (p.statement and p.statement.stance is Stance.DECLINES)]
    spoken = [p for p in others if p.statement is not None]
    near = [p for p in spoken if p.span.start >= start]
    told = [p for p in others if p.span.start >= start]
    return nearest(remark, near) or nearest(remark, told) or nearest(remark, spoken)


def says_nothing(point: Point) -> bool:
    """Whether a point tells that somebody was asked, or said nothing: "did not respond to a request for comment"."""
    asked = point.statement is None and opens(point.language, "put_to", point.words)
    return asked or holds(point.language, "silences", point.words)


def introduces(entry: Entry, points: Sequence[Point]) -> Iterable[Point]:
    """Pieces in the report's own voice that only stand around somebody's words: "the minister, who insisted that".

    Who refuses to speak has no words there: « Interrogé sur la fuite que l'usine nie, il s'est refusé à tout commentaire ».
    """
    cues = {s.cue.end for s in entry.reading.statements if s.cue and s.stance is not Stance.DECLINES}
    for point in points:
        words = _WORD.findall(point.words) if point.statement is None else []
        if words and (point.span.end in cues or fold(words[-1]) in listed(point.language, "introduces")):
            yield point


def contrary(entry: Entry, points: Sequence[Point]) -> Iterable[Point]:
    """What is said in a sentence that tells it to contradict somebody's words: "X, releasing data that refute the claim"."""
    for notice in points:
        if notice.statement is None and holds(notice.language, "contradicts", notice.words):
            yield from (p for p in points if p.statement is not None and one_sentence(entry, notice, p))


def one_sentence(entry: Entry, one: Point, other: Point) -> bool:
    """Whether two points stand in one sentence."""
    between = entry.report.text[min(one.span.end, other.span.end) : max(one.span.start, other.span.start)]
    return "\n" not in between and not any(f"{mark} " in between for mark in ".!?")


def refutes(point: Point) -> bool:
    """Whether a point tells that someone looked and found nothing: "inspectors found no trace of"."""
    return holds(point.language, "refutes", point.words)


def refutations(points: Sequence[Point]) -> Iterable[tuple[Point, Point]]:
    """Pairs of what found nothing with what its report says was to be found: the likest, by acts and things.

    Where the report has only its own denial of that, a little before, the finding bears that out: « L'eau n'est pas en
    cause. “Nous n'avons rien trouvé dans l'eau”, dit-elle. »
    """
    for point in points:
        if not (point.negative and refutes(point)):
            continue
        shared = [
            (len([f for f in p.features & point.features if f[0] in "kc"]), p) for p in points if p.id != point.id
        ]
        most = max((n for n, p in shared if not p.negative), default=0)
        if most >= FOUND:
            yield point, next(p for n, p in shared if n == most and not p.negative)
        elif target := nearest(point, [p for n, p in shared if n and p.negative and p.statement is None]):
            yield point, target


def takes_back(point: Point, lemmas: Iterable[str]) -> bool:
    """Whether a point says that something said before was wrong, or is withdrawn; ``lemmas`` are its predicates'."""
    if holds(point.language, "takes_back", point.words):
        return True
    if listed(point.language, "takes_back_verbs").isdisjoint(lemmas):
        return False
    words = [fold(w) for w in _WORD.findall(point.words)]
    verbs = {v[:STEM] for v in listed(point.language, "takes_back_verbs") & frozenset(lemmas)}
    verb = next((n for n, w in enumerate(words) if w[:STEM] in verbs), 0)
    if words[-1] in listed(point.language, "whose"):  # "withdrew her", before "statement that …"
        return True
    # « dit avoir retiré la marque » takes back nothing
    return not listed(point.language, "takes_back_objects").isdisjoint(words[verb:])


def taken_back_by(language: str, lemma: str) -> bool:
    """Whether a verb takes back what its subject said: "withdraw", « se dédire »."""
    return fold(lemma) in listed(language, "takes_back_verbs")


def gives_figures(language: str, lemma: str) -> bool:
    """Whether a verb puts a number to something, so that its subject is who gives the figure."""
    return fold(lemma) in listed(language, "gives_figures")


def shows_evidence(point: Point, lemmas: Iterable[str]) -> bool:
    """Whether a point says that evidence was shown."""
    if point.negative or listed(point.language, "shows_verbs").isdisjoint(lemmas):
        return False
    words = {fold(w) for w in _WORD.findall(point.words)}
    shown = listed(point.language, "evidence_words")
    return any(w in shown or w.rstrip("s") in shown for w in words)


def nearest(point: Point, others: Iterable[Point], *, after: bool = False) -> Point | None:
    """The nearest of the others that ends before a point (or starts after it), within reach."""
    best: dict[int, Point] = defaultdict()
    for other in others:
        distance = other.span.start - point.span.end if after else point.span.start - other.span.end
        if 0 <= distance <= REACH:
            best.setdefault(distance, other)
    return best[min(best)] if best else None
