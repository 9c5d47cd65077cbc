"""A ledger made up for measuring: stories of a dozen reports each, with their readings, through the ledger's own doors.

Texts are put together from the sentences below with names, places, things and numbers of their own for each story, and
each passage is noted as it is written, so that no syntax model is needed. Reports of one story repeat some of its lines
word for word, deny others and give other figures, so that claims have several positions and stand differently.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

from recoupe.extract.pipeline import rules_version
from recoupe.ledger import Ledger
from recoupe.model.entity import Entity, Mention
from recoupe.model.event import Event, Party, Proposition
from recoupe.model.figure import Figure
from recoupe.model.ids import content_id
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.model.span import Span
from recoupe.model.statement import Statement
from recoupe.model.words import EntityKind, EventType, Exactness, Form, Modality, Stance

__all__ = ["PLACES", "SURNAMES", "made_ledger", "made_reports", "made_story"]

REPORTS = 12
"""Reports of a story: a week of an affair that several outlets follow."""
LINES, TOLD, REPEATED = 10, 8, 4
"""Lines of a story that several reports tell, lines of one report, and how many of these are told elsewhere as well."""

_NEWS = 0.15
"""Share of lines told again with another figure."""

_HEADS = [
    "Bar",
    "Cor",
    "Dal",
    "Fer",
    "Gal",
    "Hev",
    "Jor",
    "Kel",
    "Lun",
    "Mar",
    "Nev",
    "Orv",
    "Pel",
    "Quer",
    "Rav",
    "Sel",
    "Tor",
    "Uld",
    "Var",
    "Wen",
    "Yss",
    "Zel",
]
_MIDDLES = ["an", "e", "i", "o", "ar", "en", "il", "ou", "ai", "ess", "ol", "und"]
_TAILS = ["nac", "vier", "mont", "court", "lis", "bec", "ton", "dran", "gues", "sac", "rade", "ville"]
SURNAMES = ["".join(x) for x in itertools.product(_HEADS, _MIDDLES, ("nac", "vier", "lis", "bec", "ton", "dran"))]
PLACES = ["".join(x) for x in itertools.product(_HEADS, _MIDDLES, ("mont", "court", "gues", "sac", "rade", "ville"))]
_SYLLABLES = [a + b for a in "bcdfghjlmnpqrstvz" for b in "aeiou"]
_ABOUT = ["".join(x) for x in random.Random(7).sample(list(itertools.product(_SYLLABLES, repeat=3)), 6000)]
_FIRST = [
    "Anna",
    "Bilal",
    "Claire",
    "Denis",
    "Elsa",
    "Farid",
    "Greta",
    "Henri",
    "Ines",
    "Jules",
    "Karim",
    "Lea",
    "Marc",
    "Nadia",
    "Oscar",
    "Paula",
]
_OUTLETS = [
    "Le Fanal",
    "The Harbour Post",
    "La Vigie",
    "Inland Herald",
    "Plein Jour",
    "Meridian Wire",
    "Cormoran",
    "The Ledger",
]
_ACTS = {
    "en": {"destroyed": "destroy", "evacuated": "evacuate", "closed": "close", "searched": "search", "rebuilt": "build",
           "sold": "sell", "flooded": "flood", "seized": "seize", "counted": "count", "repaired": "repair"},
    "fr": {"détruits": "destroy", "évacués": "evacuate", "fermés": "close", "fouillés": "search", "rebâtis": "build",
           "vendus": "sell", "inondés": "flood", "saisis": "seize", "comptés": "count", "réparés": "repair"},
}  # fmt: skip
_SAID = {
    "en": {"said": Stance.SAYS, "denied": Stance.DENIES, "confirmed": Stance.CONFIRMS, "warned": Stance.WARNS},
    "fr": {"a dit": Stance.SAYS, "a démenti": Stance.DENIES, "a confirmé": Stance.CONFIRMS, "a averti": Stance.WARNS},
}
_WORDS = {
    "en": {"that": "that", "were": "were", "near": "near"},
    "fr": {"that": "que", "were": "ont été", "near": "près de"},
}


@dataclass(frozen=True, slots=True)
class Line:
    """What one source says: who, how many of what, what happened to them, where."""

    who: str
    number: int
    thing: str
    act: int
    place: str
    about: str
    """Words of its own: what one line of an affair has and the others have not."""


@dataclass(slots=True)
class _Text:
    """A text as it is written, with what is found in it."""

    language: str
    parts: list[str] = field(default_factory=list)
    size: int = 0
    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    propositions: list[Proposition] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def write(self, words: str, after: str = " ") -> Span:
        """Add words; return where they stand."""
        span = Span(self.size, self.size + len(words))
        self.parts += [words, after]
        self.size += len(words) + len(after)
        return span

    def name(self, name: str, kind: EntityKind) -> tuple[Span, str]:
        """Add a name; return where it stands and its entity's id."""
        span = self.write(name)
        entity = self.entities.setdefault(name, Entity(f"e{len(self.entities)}", kind, name, (name,)))
        self.mentions.append(Mention(span, kind, entity.id))
        return span, entity.id

    def line(self, line: Line, stance: str) -> None:
        """Add a sentence in which somebody says something; in the report's own voice where nobody does."""
        words = _WORDS[self.language]
        source, speaker = self.name(line.who, EntityKind.PERSON) if stance else (None, None)
        cue = self.write(stance) if stance else None
        if stance:
            self.write(words["that"])
        content = self.size
        act, concept = list(_ACTS[self.language].items())[line.act]
        number = self.write(str(line.number))
        counted = self.write(line.thing)
        self.write(words["were"])
        head = self.write(act)
        self.write(words["near"])
        where, place = self.name(line.place, EntityKind.PLACE)
        end = self.write(line.about, ". ").end
        self._found(
            (number, counted, head, where), (line, concept, place), Span(content, end), (source, speaker, cue, stance)
        )

    def _found(
        self, at: tuple[Span, Span, Span, Span], what: tuple[Line, str, str], content: Span,
        told: tuple[Span | None, str | None, Span | None, str],
    ) -> None:  # fmt: skip
        (number, counted, head, where), (line, concept, place), (source, speaker, cue, stance) = at, what, told
        self.figures.append(Figure(
            number, float(line.number), float(line.number), None, Exactness.EXACT, line.thing, counted, line.thing,
            None, "destroyed" if concept == "destroy" else None,
        ))  # fmt: skip
        self.propositions.append(Proposition(
            f"p{len(self.propositions)}", content, head, concept, concept, recipients=(Party(counted),), places=(Party(where, place),),
            figures=(number,), tense="past",
        ))  # fmt: skip
        self.statements.append(Statement(
            content_id("s", content.start), (content,), cue, (source,) if source else (), speaker,
            _SAID[self.language].get(stance, Stance.SAYS), Form.INDIRECT if stance else Form.NARRATED,
        ))  # fmt: skip
        if concept in ("destroy", "seize", "search"):
            self.events.append(Event(
                content_id("ev", head.start), head, EventType.ASSAULT if concept == "destroy" else EventType.COERCE, (), (Party(counted),),
                Party(where, place), None, Modality.HAPPENED,
            ))  # fmt: skip


def _story(seed: int) -> Iterator[tuple[Report, _Text]]:
    """The reports of a story: each repeats some of its lines and has some of its own."""
    dice = random.Random(seed)
    people = [f"{dice.choice(_FIRST)} {dice.choice(SURNAMES)}" for _ in range(6)]
    places = dice.sample(PLACES, 3)
    things = iter(dice.sample(_ABOUT, LINES + REPORTS * (TOLD - REPEATED)))

    def line() -> Line:
        about = " ".join(dice.sample(_ABOUT, 3))
        return Line(
            dice.choice(people), dice.randint(2, 900), next(things), dice.randrange(10), dice.choice(places), about
        )

    lines = [line() for _ in range(LINES)]
    first = date(2022, 1, 1) + timedelta(seed * 5 % 1400)
    for i in range(REPORTS):
        language = "fr" if (seed + i) % 2 else "en"
        text = _Text(language)
        cues = list(_SAID[language])
        told = [_again(x, dice) for x in sorted(dice.sample(lines, REPEATED), key=lines.index)]
        for said in [*told, *(line() for _ in range(TOLD - REPEATED))]:
            text.line(said, dice.choices([*cues, ""], (60, 8, 8, 6, 18))[0])
        yield Report(
            "".join(text.parts), (first + timedelta(i // 3)).isoformat(), language, _OUTLETS[(seed + i) % len(_OUTLETS)],
            title=f"{places[0]}: {told[0].thing} ({seed}-{i})", key=f"made-{seed}-{i}",
        ), text  # fmt: skip


def _again(line: Line, dice: random.Random) -> Line:
    """A line told again, now and then with a new count of the same things."""
    return replace(line, number=line.number + dice.randint(1, 40)) if dice.random() < _NEWS else line


def made_story(seed: int) -> Iterator[tuple[Report, Reading]]:
    """The reports of one story with their readings."""
    for report, t in _story(seed):
        yield report, Reading(
            report.id, t.language, rules_version(), tuple(t.entities.values()), tuple(sorted(t.mentions, key=lambda m: m.span)), (),
            tuple(t.figures), tuple(t.propositions), tuple(t.statements), tuple(t.events),
        )  # fmt: skip


def made_reports(statements: int) -> Iterator[tuple[Report, Reading]]:
    """Reports with their readings, until they hold so many statements."""
    written = 0
    for seed in itertools.count():
        for report, reading in made_story(seed):
            if written >= statements:
                return
            written += len(reading.statements)
            yield report, reading


def made_ledger(place: Path, statements: int) -> Ledger:
    """A ledger of so many statements at a path, made where it is not there yet: added and linked as any other."""
    readings: dict[str, Reading] = {}

    def arriving() -> Iterator[Report]:
        for report, reading in made_reports(statements):
            readings[report.id] = reading
            yield report

    def known(reports: Iterable[Report], _workers: int) -> Iterator[tuple[Report, Reading]]:
        """What is read is known here: the syntax model is all that is left out."""
        for report in reports:
            yield report, readings.pop(report.id)

    ledger = Ledger(place)
    with patch("recoupe.ledger.ledger.read_all", known):
        ledger.add(arriving())
    return ledger
