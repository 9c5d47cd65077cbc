"""How a claim stands: printed rules over voices, tried in order; each a small function with its reasons as output.

No rule says what is true. They say who speaks, how many of them don't lean on each other, who contradicts whom, and
what the reporting itself says of the evidence (DESIGN §5).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from recoupe.compare.opposed import acts_exclude
from recoupe.compare.passages import fold
from recoupe.compare.words import meanings
from recoupe.lang import LANGUAGES, table
from recoupe.link.gather import LIGHT
from recoupe.link.phrases import holds, listed
from recoupe.link.points import Point
from recoupe.link.voices import Scene, Source
from recoupe.model.ledger import Evidence, Reason, Standing
from recoupe.model.words import Answering, Form, Hedge, Side, Stance, StandingWord

__all__ = ["Voice", "standings"]


@dataclass(frozen=True, slots=True)
class Voice:
    """One point as it bears on a claim: for it, against it or neither, and what it says of evidence."""

    point: Point
    source: Source
    side: Side
    stance: Stance
    origin: str
    copy: bool = False
    no_evidence: bool = False
    shows_evidence: bool = False
    takes_back: bool = False
    day: date | None = None
    """The day a figure holds for."""
    counted: bool = False
    """Whether it gives a figure of the claim's history."""
    newer: str | None = None
    """The report in which the same source gave a newer figure."""
    disjoint: bool = False
    """Against by a figure that can't hold together with the claim's."""
    replies: bool = False
    """Whether its words answer another voice of its report."""
    undone: str | None = None
    """The report that tells that its source took back what it said of the matter."""
    reason: Reason | None = None


class _Kinds:
    """Voices of which the same holds beside any other, as those of the copies of one dispatch; each two compared once.

    What tells kinds apart is all that ``same_said`` and ``independent`` ask of a voice.
    """

    def __init__(self, voices: Iterable[Voice]) -> None:
        self._numbers: dict[tuple[object, ...], int] = {}
        self._first: list[Voice] = []
        self._of: dict[int, int] = {}
        self._same: dict[tuple[int, int], bool] = {}
        self._ground: dict[tuple[int, int], str | None] = {}
        for voice in voices:
            point, told = voice.point, voice.point.statement
            key = (
                voice.origin, voice.source, voice.stance, voice.counted, point.features, point.predicates,
                point.negative, point.language, told.form if told else None,
            )  # fmt: skip
            number = self._of[id(voice)] = self._numbers.setdefault(key, len(self._numbers))
            if number == len(self._first):
                self._first.append(voice)

    def same_said(self, one: Voice, other: Voice) -> bool:
        """Whether two voices assert one thing."""
        pair = self._of[id(one)], self._of[id(other)]
        if pair not in self._same:
            self._same[pair] = same_said(one, other)
        return self._same[pair]

    def bearing_out(self, said: Sequence[Voice]) -> Iterator[tuple[Voice, Voice, str]]:
        """Pairs of voices that assert one thing and don't lean on each other by who they are; with why, in order."""
        inside: dict[int, list[int]] = defaultdict(list)
        for place, voice in enumerate(said):
            inside[self._of[id(voice)]].append(place)
        for place, one in enumerate(said):
            own = self._of[id(one)]
            fitting = [others for kind, others in inside.items() if self._ground_of(own, kind)]
            for after in sorted(n for others in fitting for n in others[bisect_right(others, place) :]):
                yield one, said[after], self._ground_of(own, self._of[id(said[after])]) or ""

    def _ground_of(self, one: int, other: int) -> str | None:
        if (one, other) not in self._ground:
            pair = self._first[one], self._first[other]
            self._ground[one, other] = independent(*pair) if same_said(*pair) else None
        return self._ground[one, other]


@dataclass(frozen=True, slots=True)
class _Known:
    """The voices known by some evening, and the reports in at that time."""

    scene: Scene
    voices: tuple[Voice, ...]
    reports: frozenset[str]
    concerned: frozenset[str]
    """Identities that the claim speaks of."""
    kinds: _Kinds
    """Voices that say the same alike."""

    def lives(self, voice: Voice) -> bool:
        """Whether the report that carries a voice still stands."""
        return self.scene.ends.get(voice.point.report) not in self.reports

    def withdrawn(self, voice: Voice) -> bool:
        """Whether the report that carries a voice was withdrawn, not only corrected."""
        end = self.scene.ends.get(voice.point.report)
        return end in self.reports and self.scene.withdrawn(voice.point.report)

    def side(self, side: Side) -> list[Voice]:
        """Voices on a side whose reports stand, and that their sources did not take back."""
        return [v for v in self.voices if v.side is side and self.lives(v) and v.undone not in self.reports]

    def back(self, side: Side) -> set[str]:
        """Sources that took back what they said on a side, or said the opposite in a later report."""
        place = self.scene.places
        undone = {v.source.key for v in self.voices if v.side is side and v.undone in self.reports}
        found = {v.source.key for v in self.voices if v.takes_back and self.lives(v)} if side is Side.FOR else set()
        opposite = [v for v in self.side(Side.AGAINST if side is Side.FOR else Side.FOR) if not v.disjoint]
        latest = {v.source: v for v in sorted(opposite, key=lambda v: place[v.point.report])}
        said = [v for v in self.side(side) if v.source.named and not v.source.narrated] if latest else []
        for one in {v.source: v for v in sorted(said, key=lambda v: -place[v.point.report])}.values():
            later = (v for v in latest.values() if place[v.point.report] > place[one.point.report])
            if any(one_source(one, other) for other in later):
                found.add(one.source.key)
        return found | undone | {v.source.key for v in self.side(side) if v.source.body in found}


def one_source(one: Voice, other: Voice) -> bool:
    """Whether two voices are of one source: who speaks for a body is that body."""
    return one.source.one_with(other.source)


STATES_NOTHING = frozenset({Stance.CONDEMNS, Stance.URGES, Stance.THREATENS, Stance.PROMISES, Stance.DECLINES})
"""Stances that judge, ask or announce an intent: two of them bear out nothing, and one of them denies nothing."""

ASSERTS = frozenset(Stance) - STATES_NOTHING - {Stance.DOUBTS, Stance.FEARS, Stance.PREDICTS, Stance.SUSPECTS}
"""Stances that hold something to be so."""
OWN_WORDS = frozenset({Form.DIRECT, Form.MIXED})
"""Forms in which a source's own words stand."""
MUCH = 6
"""Features from which two passages say the same though their acts have other words."""

Rule = Callable[[_Known], Standing | None]


def _stands(word: StandingWord, detail: str, voices: Iterable[Voice]) -> Standing:
    evidence = tuple(dict.fromkeys(Evidence(v.point.report, v.point.span) for v in voices))
    return Standing(word, Reason(word.value, detail), evidence)


def retracted(known: _Known) -> Standing | None:
    """All who said it took it back, or the reports that said it were withdrawn or corrected."""
    said = [v for v in known.voices if v.side is Side.FOR]
    back = known.back(Side.FOR)
    left = [v for v in said if known.lives(v) and v.source.key not in back]
    gone = [v for v in said if not known.lives(v)]
    again = {known.scene.ends.get(v.point.report) for v in gone}
    if gone and all(v.point.report not in again for v in left):  # no new version says it again
        left = [v for v in left if not _leans(known, v, gone)]
    if left or not said or not (gone or back):
        return None
    if gone:
        ended = ", ".join(sorted({known.scene.entries[v.point.report].report.name for v in gone}))
        return _stands(StandingWord.RETRACTED, f"withdrawn or corrected: {ended}", gone)
    takers = [v for v in known.voices if v.side is Side.AGAINST and v.source.key in back]
    takers = takers or [v for v in said if v.source.key in back]
    names = ", ".join(sorted({v.source.name for v in takers}))
    return _stands(StandingWord.RETRACTED, f"taken back by {names}", takers)


def _leans(known: _Known, voice: Voice, gone: Sequence[Voice]) -> bool:
    """Whether a voice has nothing of its own beside reports that fell: it passes them on, or only has it from hearsay."""
    fallen = {v.source.key for v in gone} | {_outlet(known, v) for v in gone}
    passed = {_key(name) for name in (*voice.source.via, voice.source.name)}
    if voice.source.key in fallen or fallen & passed or any(known.scene.leans(voice.point, g.point) for g in gone):
        return True
    statement = voice.point.statement
    first = min(known.scene.places[v.point.report] for v in gone)
    hearsay = statement is not None and statement.hedge is Hedge.HEARSAY
    return hearsay and known.scene.places[voice.point.report] > first


def _outlet(known: _Known, voice: Voice) -> str:
    return _key(known.scene.entries[voice.point.report].report.outlet or "")


def _key(name: str) -> str:
    return name.casefold().removeprefix("the ").strip()


def superseded(known: _Known) -> Standing | None:
    """The same speaker gave a newer figure, and nobody has given the old one for a later day."""
    said = known.side(Side.FOR)
    replaced = [v for v in said if v.newer in known.reports]
    until = max((v.day for v in replaced if v.day), default=None)
    held = [v for v in said if v not in replaced and not (until and v.day and v.day <= until)]
    if not replaced or held:
        return None
    names = ", ".join(sorted({v.source.name for v in replaced}))
    return _stands(StandingWord.SUPERSEDED, f"{names} gave a newer figure", replaced)


def debunked(known: _Known) -> Standing | None:
    """Refuted by someone who is no party to it, or with evidence shown."""
    claimants = {v.source.key for v in known.side(Side.FOR)}
    refuting = [
        v
        for v in known.side(Side.AGAINST)
        if v.shows_evidence
        or (
            (v.stance is Stance.DEBUNKS or _examines(known, v))
            and (v.source.narrated or v.source.key not in claimants)  # nor does a report hold what it calls false
            and v.source.named not in known.concerned
        )
    ]
    if not refuting or not claimants:
        return None
    names = ", ".join(sorted({v.source.name for v in refuting}))
    how = "with evidence shown" if any(v.shows_evidence for v in refuting) else "who is no party to it"
    return _stands(StandingWord.DEBUNKED, f"refuted by {names}, {how}", refuting)


def _examines(known: _Known, voice: Voice) -> bool:
    """Whether it is the trade of who speaks to look into such things: a laboratory, inspectors, a board of inquiry."""
    if voice.disjoint or voice.stance not in ASSERTS or not voice.source.named:
        return False
    names = (voice.source.name, known.scene.names.get(voice.source.body or "", ""))
    return any(holds(voice.point.language, "examiners", name) for name in names)


def disputed(known: _Known) -> Standing | None:
    """Denied by someone it concerns, or two sources give accounts that can't both hold."""
    back = known.back(Side.AGAINST)
    given_up = known.back(Side.FOR)
    said = [v for v in known.side(Side.FOR) if v.stance not in STATES_NOTHING and v.source.key not in given_up]
    claimants = {_speaker(v) for v in said}
    against = [
        v
        for v in known.side(Side.AGAINST)
        if v.source.key not in back
        and _speaker(v) not in claimants
        and not v.takes_back
        and v.newer not in known.reports
        and v.stance not in STATES_NOTHING
        and (v.disjoint or not v.source.narrated)
        and (v.disjoint or v.replies or v.stance in Answering or any(_answering(known, v, w) for w in said))
    ]
    if not against or not claimants:
        return None
    names = ", ".join(sorted({v.source.name for v in against}))
    how = "gives a figure that excludes it" if any(v.disjoint for v in against) else "denies it or says the opposite"
    return _stands(StandingWord.DISPUTED, f"{names} {how}", against)


def _answering(known: _Known, voice: Voice, other: Voice) -> bool:
    """Whether a voice against speaks of what another asserts: in other words of one thing, or by an act that excludes it."""
    return known.kinds.same_said(voice, other) or acts_exclude(voice.point.features, other.point.features)


def _speaker(voice: Voice) -> tuple[str, str]:
    """Who speaks, as far as one may contradict another: two whom no name tells apart differ by what they are called."""
    return voice.source.key, voice.source.name if voice.source.anonymous else ""


def unsupported(known: _Known) -> Standing | None:
    """The reporting itself says that no evidence was given, or that it could not be verified."""
    remarks = [v for v in known.side(Side.NEITHER) if v.no_evidence]
    if not remarks:
        return None
    return _stands(StandingWord.UNSUPPORTED, "the reporting says that nothing bears it out", remarks)


def corroborated(known: _Known) -> Standing | None:
    """Asserted by two independent sources of two origins, or admitted by the party it burdens."""
    back = known.back(Side.FOR)  # what its source took back bears out nothing
    said = [
        v
        for v in known.side(Side.FOR)
        if v.newer not in known.reports
        and v.source.key not in back
        and v.stance not in STATES_NOTHING
        and not known.scene.asks(v.point)
    ]
    for voice in said:
        burdened = voice.stance is Stance.CONFIRMS and voice.source.named in known.concerned
        if (voice.stance is Stance.ADMITS and not _gains(voice)) or burdened:
            return _stands(StandingWord.CORROBORATED, f"admitted by {voice.source.name}, whom it burdens", [voice])
    for one, other, ground in known.kinds.bearing_out(said):
        if not leaning(known.scene, one, other):
            return _stands(StandingWord.CORROBORATED, ground, [one, other])
    return None


def _gains(voice: Voice) -> bool:
    """Whether a source claims for itself what burdens nobody: « revendique la victoire »."""
    words = {fold(w) for w in re.findall(r"[^\W\d_]+", voice.point.words)}
    return not voice.point.whole and not listed(voice.point.language, "gains").isdisjoint(words)


def same_said(one: Voice, other: Voice) -> bool:
    """Whether two voices assert one thing: a count of one history, a minute, or an act and what it befell.

    Members of a claim only speak of one matter; to bear it out, they must say the same of it.
    """
    if one.counted and other.counted:
        return True
    if not (one.stance in ASSERTS and other.stance in ASSERTS):
        return False
    common = one.point.features & other.point.features
    done = one.point.predicates | other.point.predicates
    acts = {f for f in common if (f in done or not act_of(f).isdisjoint(done)) and f not in LIGHT}
    told = any(f[0] == "t" for f in common) or bool(acts and len(common) > len(acts)) or len(common) >= MUCH
    whole = common in (one.point.features, other.point.features)
    # "There was no siren" says of a thing all that "the siren stayed silent" does
    none = one.point.negative and other.point.negative and all(f[0] == "c" for f in common)
    return told or bool(whole and (acts or (none and common)))


@lru_cache(maxsize=1)
def _nouns_of_acts() -> dict[str, frozenset[str]]:
    """Acts by the things that their verbs are also words for, in every language: « fermer », "close" and a closure."""
    pairs = [
        {(thing, act) for known in meanings(one).values() for thing in known if thing[0] == "c" for act in known if act[0] == "k"}
        for one in LANGUAGES
    ]  # fmt: skip
    found: dict[str, set[str]] = defaultdict(set)
    for thing, act in frozenset.intersection(
        *map(frozenset, pairs)
    ):  # « livrer » and « livre » meet in one language only
        found[thing].add(act)
    return {thing: frozenset(acts) for thing, acts in found.items()}


def act_of(feature: str) -> frozenset[str]:
    """The acts that a noun may stand for: « ordonné la fermeture » tells of a closing."""
    return _nouns_of_acts().get(feature, frozenset())


def independent(one: Voice, other: Voice) -> str | None:
    """Why two voices don't lean on each other, or None."""
    if one.origin == other.origin or one_source(one, other):
        return None
    if one.source.via or other.source.via:
        return None
    if one.counted and other.counted and (one.source.narrated or other.source.narrated):
        return None  # a newsroom counts no dead and no power stations: it has the figure from someone it does not name
    if any(_unknown(v) and not _witness(v) for v in (one, other)):
        return None
    return f"{_who(one)} and {_who(other)}: two sources of two origins, neither quoted from the other"


def leaning(scene: Scene, one: Voice, other: Voice) -> bool:
    """Whether one of two passages names near by the outlet or the source of the other."""
    if scene.leans(one.point, other.point):
        return True
    pairs = ((one.point, other.source), (other.point, one.source))
    return any(not source.narrated and scene.names_near(point, source.name) for point, source in pairs)


def _unknown(voice: Voice) -> bool:
    """Whether nobody can tell whom a source leans on, as no name says who it is."""
    source = voice.source
    if source.anonymous or source.narrated or source.named:
        return source.anonymous
    first, *rest = source.name.split() or [""]
    vague = fold(first) in table(voice.point.language, "evidence")["indefinite"]
    if voice.counted and not vague and rest:
        return False  # « la capitainerie » counts for itself, whoever signs
    return vague or not any(w[0].isupper() for w in rest)


def _witness(voice: Voice) -> bool:
    """Whether somebody without a name tells in their own words what they met with: a docker, a neighbour."""
    statement = voice.point.statement
    if statement is None or statement.form not in OWN_WORDS:
        return False
    known = {fold(w) for w in table(voice.point.language, "evidence")["witnesses"]}
    return not known.isdisjoint(fold(w).strip(".,'’") for w in re.split(r"[\s'’]", voice.source.name))


def _who(voice: Voice) -> str:
    return voice.source.key.title() if voice.source.narrated else voice.source.name


def reported(known: _Known) -> Standing | None:
    """All else."""
    said = known.side(Side.FOR) or list(known.voices)
    sources = sorted({_who(v) for v in said})
    unproved = "; not shown to be independent" if len(sources) > 1 else ""
    return _stands(StandingWord.REPORTED, f"said by {', '.join(sources)}{unproved}", said[:1])


RULES: tuple[Rule, ...] = (retracted, superseded, debunked, disputed, unsupported, corroborated, reported)
"""In the order in which they are tried."""


def standings(scene: Scene, voices: Sequence[Voice], concerned: frozenset[str] = frozenset()) -> tuple[Standing, ...]:
    """Return how a claim stood from each evening on which that changed; the last is how it stands."""
    told = (
        {v.point.report for v in voices}
        | _endings(scene, voices)
        | {r for v in voices for r in (v.newer, v.undone) if r}
    )
    days = sorted({_date(scene, report) for report in told})
    found: list[Standing] = []
    kinds = _Kinds(voices)
    for day in days:
        reports = frozenset(r for r in told if _date(scene, r) <= day)  # what else the ledger holds plays no part
        known = _Known(scene, tuple(v for v in voices if v.point.report in reports), reports, concerned, kinds)
        standing = next(s for rule in RULES if (s := rule(known)))
        if not found or found[-1].word is not standing.word:
            last = max(reports, key=lambda r: scene.places[r])
            found.append(Standing(standing.word, standing.reason, standing.evidence, day or None, last))
        else:
            found[-1] = Standing(standing.word, standing.reason, standing.evidence, found[-1].since, found[-1].after)
    return tuple(found)


def _date(scene: Scene, report: str) -> str:
    day = scene.day(report)
    return day.isoformat() if day else ""


def _endings(scene: Scene, voices: Iterable[Voice]) -> set[str]:
    return {scene.ends[v.point.report] for v in voices if v.point.report in scene.ends}
