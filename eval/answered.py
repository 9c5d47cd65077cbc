"""Which statement each answer speaks of, on passages of our own.

The shared gold has a handful of answers; these passages have more than a hundred, with denials before what they deny, of a
part, beyond a paragraph, by a pronoun, and of what nobody said. ``eval/own/answers_*.toml`` says how they are marked.
"""

from __future__ import annotations

import hashlib
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from eval.files import Figures
from recoupe.extract.pipeline import read_many
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.model.span import Span
from recoupe.model.statement import Statement

__all__ = ["TASK", "Answers", "Passage", "passages"]

OWN = Path(__file__).with_name("own")
SAME = 0.5
"""Share of letters two contents have in common from which they are one: then no third can be as well."""

_MARK = re.compile(r"\[(\d+) |\{(\d+)>([-\d/]+) |[\]}]")


@dataclass
class Passage:
    """A text without its marks, the places of what is said by number, and of words that answer with the numbers they may."""

    name: str
    language: str
    text: str = ""
    said: dict[int, list[Span]] = field(default_factory=dict)
    answers: list[tuple[Span, frozenset[int]]] = field(default_factory=list)

    @property
    def held(self) -> bool:
        """Whether it only measures; the same name in two languages is one matter, and both are on one side."""
        return int(hashlib.sha1(self.name.encode()).hexdigest(), 16) % 2 == 0


def passages() -> Iterator[Passage]:
    """All passages, French ones first."""
    for language in ("fr", "en"):
        for path in sorted(OWN.glob(f"answers*_{language}.toml")):
            for name, marked in tomllib.loads(path.read_text(encoding="utf-8")).items():
                yield unmarked(Passage(name, language), marked)


def unmarked(passage: Passage, marked: str) -> Passage:
    """Fill a passage from its marked text."""
    opened: list[tuple[int, re.Match[str]]] = []
    last = 0
    for mark in _MARK.finditer(marked):
        passage.text += marked[last : mark.start()]
        last = mark.end()
        if mark[0] not in "]}":
            opened.append((len(passage.text), mark))
            continue
        start, opening = opened.pop()
        place = Span(start, len(passage.text))
        if opening[1]:
            passage.said.setdefault(int(opening[1]), []).append(place)
        else:
            wanted = opening[3].split("/") if opening[3] != "-" else []
            passage.answers.append((place, frozenset(map(int, wanted))))
    passage.text += marked[last:]
    return passage


@dataclass
class Tally:
    """Links that are right, that readings gave, that the passages have."""

    right: int = 0
    given: int = 0
    gold: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return round(2 * self.right / (self.given + self.gold), 4) if self.given + self.gold else 0.0


def count(tally: Tally, passage: Passage, reading: Reading, log: list[str] | None = None) -> None:
    """Add a passage: each link a reading gives is right where the gold has it, from that word to that content."""
    by_id = {s.id: s for s in reading.statements}
    open_ones = dict(passage.answers)
    tally.gold += sum(bool(numbers) for numbers in open_ones.values())
    for statement in reading.statements:
        target = by_id.get(statement.answers or "")
        if target is None:
            continue
        tally.given += 1
        word = next((w for w in open_ones if statement.cue is not None and w.overlaps(statement.cue)), None)
        right = word is not None and any(_same(passage, n, target) for n in open_ones[word])
        tally.right += right
        if right and word is not None:
            del open_ones[word]
        elif log is not None:
            log.append(f"  wrong {_words(passage, statement.cue)!r} -> {_words(passage, *target.content)!r}")
    if log is not None:
        log += [f"  missed {_words(passage, w)!r} -> {sorted(n)}" for w, n in open_ones.items() if n]


def _words(passage: Passage, *spans: Span | None) -> str:
    return " … ".join(passage.text[s.start : s.end] for s in spans if s is not None)


def _same(passage: Passage, number: int, statement: Statement) -> bool:
    mine, theirs = (_letters(passage.text, spans) for spans in (passage.said[number], statement.content))
    return len(mine & theirs) >= SAME * len(mine | theirs)


def _letters(text: str, spans: Iterable[Span]) -> set[int]:
    return {i for s in spans for i in range(s.start, s.end) if text[i].isalnum()}


@dataclass(frozen=True)
class Answers:
    """F1 of links, apart by language, and of the half that only measures."""

    name: str = "answers-own"

    def there(self, data: Path) -> bool:
        """Its gold is the project's own."""
        return data.exists() or OWN.is_dir()

    def measure(self, data: Path, log: list[str] | None = None) -> Figures:
        """Return the figures; ``log`` takes the errors of the half that is read."""
        del data
        known = list(passages())
        reports = [Report(p.text, language=p.language, published="2025-03-12", key=p.name) for p in known]
        tallies = {key: Tally() for key in ("fr", "en", "held")}
        for passage, reading in zip(known, read_many(reports), strict=True):
            lines: list[str] | None = None if log is None or passage.held else []
            count(tallies[passage.language], passage, reading, lines)
            if passage.held:
                count(tallies["held"], passage, reading)
            if log is not None and lines:
                log += [f"{passage.language} {passage.name}", *lines]
        return {f"{key}.f1": tally.f1 for key, tally in tallies.items()}


TASK = Answers()

if __name__ == "__main__":
    missed: list[str] = []
    print(TASK.measure(OWN, missed))
    sys.stdout.write("\n".join(missed) + "\n")
