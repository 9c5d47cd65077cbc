"""Audit of the events by reading: draw some at random, judge each in its context, reckon the shares.

    python eval/audit.py draw SHEET [--data DIR]     write a sheet of 150 events from 60 reports, not yet judged
    python eval/audit.py draw SHEET --after FIRST    a smaller sheet, of reports that the first does not have
    python eval/audit.py show SHEET [--data DIR]     print each event in its context, for whoever judges
    python eval/audit.py shares SHEET                print the shares and their 95 % intervals

The sheet holds no word of the reports: ids, offsets in code points, the type, five judgements and a reason code.
A report's offsets hold for its text with this length (``letters``).
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections.abc import Iterable, Sequence
from math import sqrt
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from eval.files import rows
from recoupe.extract.pipeline import read_many, rules_version
from recoupe.model.event import Event, Party
from recoupe.model.report import Report

__all__ = ["JUDGED", "REASONS", "draw", "read_sheet", "shares", "table_of", "wilson"]

Row = dict[str, str]

SEED = 20161120
REPORTS = 30
"""Reports a language."""
EVENTS = 75
"""Events a language."""
SECOND = 25
"""Events a language of a later sheet."""

JUDGED = ("real", "actor", "recipient", "place", "modality")
"""``real``: the passage tells an act of that PLOVER type. The others: right, or rightly left empty; ``no`` where not real."""

REASONS = {
    "": "all right",
    "no-act": "a state, thing, topic or figure of speech; no act",
    "type": "an act, but of another type or none",
    "sense": "the word has another sense here",
    "content": "the content of a promise, purpose or hypothesis, or a title, told as an act of its own",
    "again": "words that only take up an act told in the same clause",
    "actor": "wrong or missing actor",
    "recipient": "wrong or missing recipient",
    "both": "wrong or missing parties",
    "turned": "actor and recipient stand the wrong way round",
    "place": "wrong or missing place",
    "modality": "wrong modality",
    "parse": "the sentence was misread",
}
"""Codes of what went wrong first."""

FIELDS = ("report", "language", "letters", "rules", "start", "end", "type", "told", "actors", "recipients", "at", "moment",
          *JUDGED, "reason")  # fmt: skip

SOURCES = ("speech/statements-fr.dev.jsonl", "speech/statements-en.dev.jsonl", "links/reprints-bases.dev.jsonl.gz")
GOLD = "events/french_plover.jsonl.gz"
"""Reports that the rules were measured on are not drawn."""
EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "reports.jsonl"


def pool(data: Path) -> dict[str, dict[str, Any]]:
    """All reports that may be drawn, by id: one of each text, French ones of the bases left out."""
    known = {row["id"].replace("winer-fr/", "winer-") for row in rows(data / GOLD)}
    found: dict[str, dict[str, Any]] = {}
    for path in (*(data / s for s in SOURCES), EXAMPLES):
        for row in rows(path):
            french_base = "reprints" in path.name and row["language"] == "fr"
            if row["id"] not in known and not french_base and not any(r["text"] == row["text"] for r in found.values()):
                found.setdefault(row["id"], row)
    return found


def spans(parties: Iterable[Party]) -> str:
    """Offsets of parties, each start-end."""
    return ";".join(f"{p.span.start}-{p.span.end}" for p in parties)


def unjudged(report: Report, event: Event) -> Row:
    """The sheet's row for an event."""
    moment = event.moment
    cells: dict[str, object] = {
        "report": report.key, "language": report.language, "letters": len(report.text), "rules": rules_version(),
        "start": event.anchor.start, "end": event.anchor.end, "type": event.type.value, "told": event.modality.value,
        "actors": spans(event.actors), "recipients": spans(event.recipients),
        "at": spans([event.place] if event.place else []), "moment": f"{moment.start}-{moment.end}" if moment else "",
    }  # fmt: skip
    return {name: str(cells.get(name, "")) for name in FIELDS}


def draw(data: Path, first: Sequence[Row] = ()) -> list[Row]:
    """Draw reports, read them, and draw events from all that they hold; the seed is fixed.

    After a first sheet, of up to as many reports that it has none of, fewer events: enough to see whether mending helped.
    """
    dice = random.Random(SEED)
    had, events = {row["report"] for row in first}, SECOND if first else EVENTS
    by_id = {i: row for i, row in pool(data).items() if i not in had}
    drawn: list[Row] = []
    for language in ("fr", "en"):
        ids = sorted(i for i, row in by_id.items() if row["language"] == language)
        chosen = sorted(dice.sample(ids, min(REPORTS, len(ids))))
        reports = [
            Report(by_id[i]["text"], published=by_id[i].get("published"), language=language, key=i) for i in chosen
        ]
        found = [
            unjudged(report, event)
            for report, reading in zip(reports, read_many(reports), strict=True)
            for event in reading.events
        ]
        drawn += sorted(dice.sample(found, min(events, len(found))), key=lambda row: (row["report"], int(row["start"])))
    return drawn


def read_sheet(path: Path) -> list[Row]:
    """The rows of a sheet."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write_sheet(path: Path, sheet: Sequence[Row]) -> None:
    """Write the rows of a sheet."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, FIELDS, lineterminator="\n")
        out.writeheader()
        out.writerows(sheet)


def show(sheet: Sequence[Row], data: Path, around: int = 220) -> None:
    """Print each event in its context; for the screen only, since the texts are others'."""
    texts = {i: row["text"] for i, row in pool(data).items()}
    for number, row in enumerate(sheet, 1):
        text, start, end = texts[row["report"]], int(row["start"]), int(row["end"])
        before, after = text[max(0, start - around) : start], text[end : end + around]
        named = [
            f"{role}={[text[int(a) : int(b)] for a, b in (p.split('-') for p in row[role].split(';') if p)]}"
            for role in ("actors", "recipients", "at")
        ]
        print(f"{number} {row['report']} {row['type']} {row['told']} {' '.join(named)}")
        print("   ", f"{before}[[{text[start:end]}]]{after}".replace("\n", " / "))


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """Interval of a share at 95 % (Wilson 1927), which stays inside 0 and 1 for few or extreme counts."""
    if not total:
        return 0.0, 1.0
    share, square = hits / total, z * z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = z * sqrt(share * (1 - share) / total + square / (4 * total * total)) / (1 + square / total)
    return middle - half, middle + half


def shares(sheet: Sequence[Row]) -> dict[str, tuple[int, int]]:
    """Hits and total of each judgement: ``real`` of all, the others of those that are real, and three together."""

    def right(row: Row, *names: str) -> bool:
        return all(row[name] == "yes" for name in names)

    real = [row for row in sheet if right(row, "real")]
    found = {"real": (len(real), len(sheet))}
    for language in ("fr", "en"):
        own = [row for row in sheet if row["language"] == language]
        found[f"real, {language}"] = (sum(right(row, "real") for row in own), len(own))
    found |= {f"{name}, of the real": (sum(right(row, name) for row in real), len(real)) for name in JUDGED[1:]}
    found["real, and the place right"] = (sum(right(row, "real", "place") for row in sheet), len(sheet))
    found["real, and both parties right"] = (sum(right(row, "real", "actor", "recipient") for row in sheet), len(sheet))
    found["all five right"] = (sum(right(row, *JUDGED) for row in sheet), len(sheet))
    return found


def table_of(sheet: Sequence[Row]) -> str:
    """The shares as the table that the docs show."""
    lines = ["| judged | right | share | 95 % interval |", "|---|---|---|---|"]
    for name, (hits, total) in shares(sheet).items():
        low, high = wilson(hits, total)
        lines.append(f"| {name} | {hits} of {total} | {hits / total:.2f} | {low:.2f} to {high:.2f} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("draw", "show", "shares"))
    parser.add_argument("sheet", type=Path)
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "data")
    parser.add_argument("--after", type=Path, metavar="FIRST")
    options = parser.parse_args(arguments)
    if options.what == "draw":
        write_sheet(options.sheet, draw(options.data, read_sheet(options.after) if options.after else ()))
    elif options.what == "show":
        show(read_sheet(options.sheet), options.data)
    else:
        print(table_of(read_sheet(options.sheet)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
