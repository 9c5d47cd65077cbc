"""Speed of a reading, side by side with the syntax model alone, in one run on one core.

    python bench/run.py [--reports FILE] [--rounds N] [--steps]
    python bench/run.py --scale REPORTS.jsonl [--sizes N ...]

The model alone is the model as it is packaged; the reading runs it as ``recoupe.parse.quick`` makes it, to the same
analyses. Times are the processor's, of all threads, so that other programs disturb them little; still only ratios taken
in one run mean anything. Each round times the model alone and the whole reading on the same texts, turn about; the figure
is the median of the rounds' ratios. ``--steps`` adds the share of every step.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from recoupe.extract.draft import Draft
from recoupe.extract.pipeline import STEPS, rules_version
from recoupe.lang import table
from recoupe.model.report import Report
from recoupe.parse.models import BATCH, load
from recoupe.parse.reader import parse_many
from recoupe.parse.view import blocks

os.environ.pop("RECOUPE_PARSE_CACHE", None)  # the model itself is what we time
EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "reports.jsonl"


def reports(path: Path) -> list[Report]:
    """The reports of a JSON-lines file, packed or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [Report(r["text"], published=r.get("published"), language=r["language"], key=r["id"]) for r in rows]


def model_alone(texts: list[str], language: str) -> float:
    """Seconds that the syntax model, as it is packaged, takes for the blocks of some texts."""
    words = frozenset(table(language, "function_words")["words"])
    views = [block.text for text in texts for block in blocks(text, words)]
    model = load(language)
    start = time.process_time()
    for _ in model.pipe(views, batch_size=BATCH):
        pass
    return time.process_time() - start


def whole(found: list[Report], language: str, spent: dict[str, float]) -> float:
    """Seconds for the whole readings; adds each step's own to ``spent``."""
    start = time.process_time()
    for report, parsed in zip(found, parse_many((r.text for r in found), language), strict=True):
        draft = Draft(report, language, parsed)
        for step in STEPS:
            before = time.process_time()
            step.run(draft)
            spent[step.name] += time.process_time() - before
        draft.reading(rules_version())
    return time.process_time() - start


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, default=EXAMPLES)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--steps", action="store_true")
    parser.add_argument("--scale", type=Path, help="reports to link instead: see bench/scale.py")
    parser.add_argument("--sizes", type=int, nargs="+", default=[5_000, 20_000])
    options = parser.parse_args(arguments)
    if options.scale:
        sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
        from bench.scale import scale

        scale(options.scale, options.sizes)
        return 0
    every = reports(options.reports)
    for language in sorted({r.language or "" for r in every}):
        chosen = [r for r in every if r.language == language]
        measure(chosen, language, options.rounds, options.steps)
    return 0


def measure(chosen: list[Report], language: str, rounds: int, steps: bool) -> None:
    """Print the ratio for one language."""
    texts = [r.text for r in chosen]
    words = sum(len(t.split()) for t in texts)
    model_alone(texts, language)
    whole(chosen, language, defaultdict(float))
    ratios, alone = [], []
    spent: dict[str, float] = defaultdict(float)
    for _ in range(rounds):
        model = model_alone(texts, language)
        ratios.append(whole(chosen, language, spent) / model)
        alone.append(model)
    print(
        f"{language}: {words} words, the reading costs {statistics.median(ratios):.2f} times the syntax model alone",
        f"(rounds {min(ratios):.2f} to {max(ratios):.2f}; model {words / statistics.median(alone):,.0f} words/s)",
    )
    if steps:
        total = sum(alone)
        for name, seconds in spent.items():
            print(f"    {name:14} {seconds / total:6.1%} of the model's time")


if __name__ == "__main__":
    sys.exit(main())
