"""A ledger made by hand from examples/answers.json: what a brief would stand on if every rule were right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from recoupe.ledger import Ledger
from recoupe.link.entry import Entry
from recoupe.link.links import Links
from recoupe.model.entity import Entity
from recoupe.model.event import Event, Party
from recoupe.model.figure import Figure
from recoupe.model.ledger import (
    Claim,
    Happening,
    History,
    HistoryRow,
    Identity,
    Origin,
    OriginLink,
    Position,
    Reason,
    Standing,
    Story,
    Telling,
)
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.model.span import Span
from recoupe.model.statement import Statement
from recoupe.model.words import EntityKind, EventType, Exactness, Form, Modality, Side, Stance, StandingWord, Status

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"

_WORDS = {"for": Stance.SAYS, "against": Stance.DENIES, "neither": Stance.SAYS}


class Told(NamedTuple):
    """Entries and their links."""

    entries: list[Entry]
    links: Links


def told() -> Told:
    """Reports of the example story with what its answers hold of them."""
    answers = json.loads((EXAMPLES / "answers.json").read_text(encoding="utf-8"))
    rows = [json.loads(line) for line in (EXAMPLES / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    reports = {row["id"]: _report(row) for row in rows}
    return _Maker(answers, reports).told()


def fill(book: Ledger) -> None:
    """Put the example story, as its answers have it, into an empty ledger."""
    made = told()
    for entry in made.entries:
        book.store.put(entry.report, entry.reading)
    book.store.put_links(made.links, book.store.revision()[0])


def _report(row: dict[str, Any]) -> Report:
    fields = {k: v for k, v in row.items() if k not in ("id", "status")}
    return Report(**fields, status=Status(row["status"]), key=row["id"])


class _Maker:
    def __init__(self, answers: dict[str, Any], reports: dict[str, Report]) -> None:
        self.a, self.reports = answers, reports
        self.ids = {key: r.id for key, r in reports.items()}
        self.known = {i["name"]: i for i in answers["identities"]}
        self.entities: dict[str, dict[str, Entity]] = {key: {} for key in reports}
        self.statements: dict[str, dict[str, Statement]] = {key: {} for key in reports}
        self.figures: dict[str, list[Figure]] = {key: [] for key in reports}
        self.events: dict[str, list[Event]] = {key: [] for key in reports}
        self.origin_of: dict[str, str] = {}

    def told(self) -> Told:
        origins = self.origins()
        claims = [self.claim(c) for c in self.a["claims"]]
        histories = [self.history(h) for h in self.a["figures"]]
        happenings = [self.happening(e) for e in self.a["events"] if e["type"]]
        entries = [
            Entry(r, Reading(r.id, r.language or "fr", "hand", entities=tuple(self.entities[k].values()), figures=tuple(self.figures[k]),
                             statements=tuple(self.statements[k].values()), events=tuple(self.events[k])))
            for k, r in self.reports.items()
        ]  # fmt: skip
        names = {e.name for found in self.entities.values() for e in found.values()}
        identities = [
            Identity(_id(n), EntityKind(self.known[n]["kind"]), n, tuple(self.known[n]["names"]),
                     tuple((self.ids[k], _id(n)) for k, found in self.entities.items() if _id(n) in found))
            for n in sorted(names)
        ]  # fmt: skip
        story = Story("calvenne", self.reports["calvenne-01"].title or "", tuple(self.ids.values()))
        return Told(
            entries,
            Links(tuple(identities), tuple(origins), (story,), tuple(claims), tuple(histories), tuple(happenings)),
        )

    def origins(self) -> list[Origin]:
        found = []
        for o in self.a["origins"]:
            links = [
                OriginLink(self.ids[r], self.ids[o["first"]], Reason(_rule(why), why, 0.9))
                for r, why in o["why"].items()
            ]
            found.append(Origin(o["id"], self.ids[o["first"]], tuple(self.ids[r] for r in o["reports"]), tuple(links)))
            self.origin_of |= dict.fromkeys(o["reports"], o["id"])
        return found

    def source(self, key: str, name: str) -> str:
        if name not in self.known:
            return name
        known = self.known[name]
        self.entities[key].setdefault(
            _id(name), Entity(_id(name), EntityKind(known["kind"]), name, tuple(known["names"]))
        )
        return _id(name)

    def position(self, claim: str, s: dict[str, Any]) -> Position:
        key, span, stance = s["report"], Span(*s["span"]), _WORDS[s["side"]]
        source = self.source(key, s["speaker"])
        identity = f"s-{key}-{span.start}"
        narrated = source == "narrator"
        self.statements[key][identity] = Statement(
            identity, (span,), None, (), source if source in self.entities[key] else None, stance,
            Form.NARRATED if narrated else Form.INDIRECT, anonymous="anonymous" in source,
        )  # fmt: skip
        via = tuple(self.source(key, v) for v in s["via"])
        return Position(
            self.ids[key],
            identity,
            span,
            Side(s["side"]),
            source.replace(" (anonymous)", ""),
            stance,
            self.origin_of.get(key, key),
            via,
        )

    def claim(self, c: dict[str, Any]) -> Claim:
        standings = tuple(
            Standing(StandingWord(s["standing"]), Reason(s["rule"], s["rule"]), (), s["day"], self.ids[s["after"]])
            for s in c["standings"]
        )
        return Claim(
            c["id"],
            c["words"],
            tuple(self.position(c["id"], s) for s in c["statements"]),
            standings[-1],
            standings,
            "calvenne",
            c["family"],
        )

    def history(self, h: dict[str, Any]) -> History:
        rows = []
        for r in h["rows"]:
            span = Span(*r["span"])
            self.figures[r["report"]].append(
                Figure(span, r["low"], r["high"], None, Exactness(r["exactness"]), r["words"], span)
            )
            source = self.source(r["report"], r["speaker"]).replace(" (anonymous)", "")
            unit = None if h["unit"] in ("people", "masks", "samples") else h["unit"]
            rows.append(
                HistoryRow(
                    self.ids[r["report"]],
                    span,
                    r["low"],
                    r["high"],
                    unit,
                    Exactness(r["exactness"]),
                    source,
                    r["said"],
                    r["as_of"],
                )
            )
        return History(h["id"], h["measure"], tuple(rows), story="calvenne")

    def happening(self, e: dict[str, Any]) -> Happening:
        tellings = []
        for i, t in enumerate(e["tellings"]):
            span = Span(*t["span"])
            event = f"{e['id']}-{t['report']}-{i}"
            self.events[t["report"]].append(
                Event(event, span, EventType(e["type"]), (Party(span),), modality=Modality(e["modality"]))
            )
            tellings.append(Telling(self.ids[t["report"]], event, span, Modality(e["modality"])))
        parties = [tuple(x for x in (e[k],) if x) for k in ("actor", "recipient")]
        return Happening(
            e["id"],
            EventType(e["type"]),
            tuple(tellings),
            *parties,
            e["place"] or None,
            e["date"] or None,
            Modality(e["modality"]),
        )


def _rule(why: str) -> str:
    """The rule of linking that a reason of the answers is."""
    named = {
        "rewrite": "credited rewrite",
        "translation": "credited translation",
        "corrected": "corrected version",
        "withdrawal": "withdrawal",
    }
    return named.get(why.split(" ")[0], "copy")


def _id(name: str) -> str:
    return "i-" + name.lower().replace(" ", "-")
