"""Measures of what joins readings: origins, stories, contradictions, whole ledgers."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from eval.files import Figures, Row, report_of, rows, scored, write
from eval.told import contradiction, event_chains
from recoupe.compare.leads import leads_alike, opening
from recoupe.extract.pipeline import read_many, rules_version
from recoupe.link.links import Entry, Links, link
from recoupe.link.origins import origins
from recoupe.link.stories import stories
from recoupe.model.reading import Reading

__all__ = ["TASKS", "Linked", "ledger_of"]

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


@dataclass(frozen=True)
class Linked:
    """A task whose predictions a function makes, and whose scorer prints its report."""

    name: str
    gold: str
    measured: Callable[[Path, Path, Path], Figures]
    """Given the gold, the folder of scorers and a folder to write in, returns the figures."""

    def place(self, data: Path) -> Path:
        """Where the gold is."""
        return EXAMPLES / "answers.json" if self.gold == "examples" else data / "data" / self.gold

    def there(self, data: Path) -> bool:
        """Whether gold and scorers are there."""
        return self.place(data).is_file() and (data / "score").is_dir()

    def measure(self, data: Path) -> Figures:
        """Return the task's figures."""
        with tempfile.TemporaryDirectory() as folder:
            return self.measured(self.place(data), data / "score", Path(folder))


def unread(row: Row) -> Entry:
    """An entry whose reading is empty: origins and stories need none."""
    report = report_of(row)
    return Entry(report, Reading(report.id, report.language or "en", ""))


def reprints(gold: Path, score: Path, folder: Path) -> Figures:
    """Copies of one text, against families of near-copies."""
    entries = [unread(row) for row in rows(gold)]
    names = {e.id: e.report.name for e in entries}
    found = ({"id": names[r], "cluster": o.id} for o in origins(entries) for r in o.reports)
    report = scored(score / "links.py", "clusters", gold, write(folder / "p.jsonl", found), "--by", "family")
    merged, kinds = report["merged_by_kind"], report["recall_by_kind"]
    return {
        "pairwise.f1": report["pairwise"]["f1"],
        "brief": kinds["brief"],
        "templates apart": round(1 - merged["template"], 4),
        "quotations apart": round(1 - merged["quotation"], 4),
    }


def story_pairs(gold: Path, score: Path, folder: Path) -> Figures:
    """Pairs of reports: one story or not."""
    pairs = list(rows(gold))
    if "a" in pairs[0]:
        sides = [(row["id"], report_of(row["a"]), report_of(row["b"])) for row in pairs]
    else:
        reports = [(row["id"], report_of(row)) for row in sorted(pairs, key=lambda r: r["id"])]
        sides = [(f"{a}|{b}", one, other) for (a, one), (b, other) in combinations(reports, 2)]
    found = [
        {"id": key, "score": leads_alike(opening(one), opening(other), (one.language, other.language))}
        for key, one, other in sides
    ]
    report = scored(score / "links.py", "stories", gold, write(folder / "p.jsonl", found))["all"]
    return {"ap": report["ap"], "best.f1": report["best"]["f1"], "pearson": report.get("pearson", 0.0)}


def story_clusters(gold: Path, score: Path, folder: Path) -> Figures:
    """Reports parted into stories."""
    entries = [unread(row) for row in rows(gold)]
    names = {e.id: e.report.name for e in entries}
    found = ({"id": names[r], "cluster": s.id} for s in stories(entries) for r in s.reports)
    report = scored(score / "links.py", "clusters", gold, write(folder / "p.jsonl", found), "--by", "story")
    return {"pairwise.f1": report["pairwise"]["f1"], "b_cubed.f1": report["b_cubed"]["f1"]}


def ledger_of(path: Path) -> tuple[list[Entry], Links]:
    """Read and link the reports of a JSON-lines file."""
    reports = [report_of(row) for row in rows(path)]
    by_language = sorted(reports, key=lambda r: r.language or "")
    entries = [Entry(r, reading) for r, reading in zip(by_language, read_many(by_language), strict=True)]
    assert all(e.reading.rules == rules_version() for e in entries)
    return entries, link(entries)


def ledger(gold: Path, score: Path, folder: Path) -> Figures:
    """A whole story with its answers."""
    from recoupe.export.ledger_json import ledger_json

    entries, links = ledger_of(gold.with_name("reports.jsonl"))
    place = folder / "ledger.json"
    place.write_text(json.dumps(ledger_json(entries, links)), encoding="utf-8")
    report = scored(score / "ledger.py", gold, place)
    wrong = sum(len((report["must_not_merge"][part] or {}).get("merged", ())) for part in ("events", "names"))
    return {
        "origins.f1": report["origins"]["f1"],
        "statements.f1": report["statements"]["f1"],
        "claims found": report["claims"]["found"] or 0.0,
        "standings right": report["claims"]["standing"] or 0.0,
        "figures in history": report["figures"]["history"] or 0.0,
        "tellings.f1": report["tellings"]["f1"],
        "identities.f1": report["identities"]["f1"],
        "wrongly merged": float(wrong),
    }


TASKS = (
    Linked("origins", "links/reprints.dev.jsonl.gz", reprints),
    Linked("story-pairs", "links/pairs-story.dev.jsonl.gz", story_pairs),
    Linked("story-pairs-en", "links/stories-en.dev.jsonl.gz", story_pairs),
    Linked("story-clusters", "links/events-en.dev.jsonl.gz", story_clusters),
    Linked("story-clusters-en", "links/stories-en.dev.jsonl.gz", story_clusters),
    Linked("event-chains", "links/events-en.dev.jsonl.gz", event_chains),
    Linked("contradiction", "links/pairs-contradiction-fr.dev.jsonl.gz", contradiction),
    Linked("ledger-dam", "stories/dam/answers.json", ledger),
    Linked("ledger-examples", "examples", ledger),
)
