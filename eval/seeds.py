"""The two real reports of the seeds folder: how much of what a careful analyst notes is found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recoupe.extract.pipeline import read_many
from recoupe.model.event import Party
from recoupe.model.figure import Figure
from recoupe.model.moment import days_of
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.model.words import Form

__all__ = ["TASK", "Seeds"]

Item = dict[str, Any]


def letters(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    """Positions of letters and digits."""
    return {i for s, e in spans for i in range(s, e) if text[i].isalnum()}


def jaccard(a: set[int], b: set[int]) -> float:
    """Share of positions in common."""
    return len(a & b) / len(a | b) if a and b else 0.0


def last_word(name: str) -> str:
    """The word that tells a name, without accents' case."""
    return name.casefold().split()[-1]


@dataclass(frozen=True)
class Seeds:
    """Counts over both reports; each figure is a number of items found."""

    name: str = "seeds"

    def there(self, data: Path) -> bool:
        """Whether the folder is there."""
        return (data / "seeds" / "expected.json").is_file()

    def measure(self, data: Path, misses: list[str] | None = None) -> dict[str, float]:
        """Return how many statements, speakers, stances, forms, events, figures and moments are right."""
        expected = json.loads((data / "seeds" / "expected.json").read_text(encoding="utf-8"))["reports"]
        total: dict[str, float] = {}
        texts = [(data / "seeds" / item["file"]).read_text(encoding="utf-8") for item in expected]
        reports = [
            Report(text=t, published=i["published"], language="fr", key=i["id"])
            for i, t in zip(expected, texts, strict=True)
        ]
        for item, report, reading in zip(expected, reports, read_many(reports), strict=True):
            log = misses if misses is not None else []
            for part in (_statements, _events, _figures, _moments):
                for key, value in part(item, report, reading, log).items():
                    total[key] = total.get(key, 0) + value
        return total


def _statements(item: Item, report: Report, reading: Reading, log: list[str]) -> dict[str, float]:
    names = {e.id: (e.name, *e.names, f"{e.name} ({e.state})") for e in reading.entities}
    found = [(s, letters(report.text, s.content)) for s in reading.statements if s.form is not Form.NARRATED]
    count = {"statements": 0.0, "speakers": 0.0, "stances": 0.0, "forms": 0.0}
    for gold in item["statements"]:
        wanted = letters(report.text, gold["content"])
        best, overlap = max(
            ((s, jaccard(wanted, spots)) for s, spots in found), key=lambda p: p[1], default=(None, 0.0)
        )
        words = report.text[gold["content"][0][0] : gold["content"][-1][1]]
        if best is None or overlap < 0.8:
            log.append(f"{item['id']} statement {overlap:.2f} {words[:90]!r}")
            continue
        count["statements"] += 1
        said_by = [*names.get(best.speaker or "", ()), *(report.text[s.start : s.end] for s in best.source)]
        speaker = _party(gold["speaker"], [n.casefold() for n in said_by]) or any(
            last_word(gold["speaker"]) == last_word(n) or gold["speaker"].casefold() in n.casefold() for n in said_by
        )
        count["speakers"] += speaker
        count["stances"] += best.stance == gold["stance"]
        count["forms"] += best.form == gold["form"]
        have = {"speaker": said_by, "stance": best.stance.value, "form": best.form.value}
        for key in have:
            right = speaker if key == "speaker" else have[key] == gold[key]
            if not right:
                log.append(f"{item['id']} {key} want {gold[key]!r} have {have[key]!r} {words[:60]!r}")
    return count


def _events(item: Item, report: Report, reading: Reading, log: list[str]) -> dict[str, float]:
    names = {e.id: " ".join((e.name, *e.names, e.state or "")).casefold() for e in reading.entities}
    count = {"events": 0.0, "events_parties": 0.0}

    def words(party: Party) -> str:
        return report.text[party.span.start : party.span.end]

    def called(party: Party) -> str:
        return names.get(party.entity or "", "") + " " + words(party).casefold()

    for gold in item["events"]:
        start, end = gold["anchor"]
        types = gold["type"].strip("?").split("/")
        near = [e for e in reading.events if e.anchor.start < end and start < e.anchor.end]
        typed = [e for e in near if e.type.value in types]
        count["events"] += bool(typed)
        whole = any(
            _party(gold["actor"], [called(p) for p in e.actors])
            and _party(gold["recipient"], [called(p) for p in e.recipients])
            for e in typed
        )
        count["events_parties"] += whole
        if not whole:
            have = [(e.type.value, [words(p) for p in e.actors], [words(p) for p in e.recipients]) for e in near]
            log.append(
                f"{item['id']} event {gold['type']} {gold['actor']!r} → {gold['recipient']!r} {report.text[start:end]!r} have {have}"
            )
    return count


FRENCH = {
    "united states": ("états-unis", "américain", "united states"), "united kingdom": ("royaume-uni", "britannique", "grande-bretagne"),
    "russia": ("russie", "russe", "poutine"), "ukraine": ("ukrain", "kyiv"), "norway": ("norvège",), "spain": ("espagne",),
    "germany": ("allemagne", "allemand"), "netherlands": ("pays-bas",), "czech republic": ("tchèque",), "iran": ("iran", "téhéran"),
    "ben wallace": ("wallace",), "vladimir putin": ("poutine", "russe"), "un homme": ("homme",),
    "gouvernement ukrainien": ("gouvernement ukrainien", "gouvernement de kyiv (ua)"),
}  # fmt: skip
"""Ways the two French reports name the gold's English parties."""


def _party(wanted: str, have: list[str]) -> bool:
    parts = [p.strip().casefold() for p in wanted.split(";") if p.strip()]
    if wanted.endswith("?"):
        return not have or _party(wanted.rstrip("?"), have)
    if not parts:
        return True
    return any(any(word in h for word in FRENCH.get(part, (part,))) for part in parts for h in have)


def _figures(item: Item, report: Report, reading: Reading, log: list[str]) -> dict[str, float]:
    right = 0
    for gold in item["figures"]:
        near = [f for f in reading.figures if f.span.start < gold["end"] and gold["start"] < f.span.end]
        hit = any(_bounds(f, gold) for f in near)
        right += hit
        if not hit:
            log.append(
                f"{item['id']} figure {report.text[gold['start'] : gold['end']]!r} have {[(f.low, f.high, f.unit) for f in near]}"
            )
    return {"figures": float(right)}


def _bounds(figure: Figure, gold: Item) -> bool:
    def same(a: float | None, b: float | None) -> bool:
        return a is b or (a is not None and b is not None and abs(a - b) < 1e-6)

    return same(figure.low, gold["low"]) and (
        same(figure.high, gold["high"]) or (gold["high"] is None and gold["low"] == 2e6)
    )


def _moments(item: Item, report: Report, reading: Reading, log: list[str]) -> dict[str, float]:
    right = 0
    for gold in item["moments"]:
        near = [m for m in reading.moments if m.span.start < gold["end"] and gold["start"] < m.span.end]
        wanted = days_of(gold["edtf"])
        hit = wanted is not None and any(
            m.edtf and (d := days_of(m.edtf)) and (d == wanted or (d[1] is None and d[0] == wanted[0])) for m in near
        )
        right += hit
        if not hit:
            log.append(
                f"{item['id']} moment {report.text[gold['start'] : gold['end']]!r} want {gold['edtf']} have {[(m.value, m.edtf) for m in near]}"
            )
    return {"moments": float(right)}


TASK = Seeds()

if __name__ == "__main__":
    missed: list[str] = []
    print(TASK.measure(Path(__file__).resolve().parents[2] / "shared", missed))
    print("\n".join(missed))
