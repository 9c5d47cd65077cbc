"""Speed of attribution beside the peers that a package registry has, side by side in one run on one core.

    pip install textacy          (once; an optional dependency of this bench alone)
    python bench/peers.py [--reports FILE] [--rounds N]

Each round times, on the same texts and with the same syntax model, the model alone, every peer there is, and the whole
reading, turn about; the figures are medians of the rounds. A peer that is not installed is named with how to get it.
"""

from __future__ import annotations

import argparse
import importlib
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bench.run import EXAMPLES, model_alone, reports
from recoupe.extract.pipeline import read_many
from recoupe.model.report import Report
from recoupe.model.words import Form
from recoupe.parse.models import load

ELSEWHERE = (
    "not on a package registry, so not timed here: BBC Citron and the Gender Gap Tracker (GitHub only; docs/speech.md has"
    " their measured speeds); BookNLP (its weights are fetched at run time)"
)


@dataclass(slots=True)
class Timed:
    """A program with its seconds a round, the statements that it found, and the reports on which it gave up."""

    name: str
    finds: str
    seconds: list[float] = field(default_factory=list)
    found: int = 0
    failed: int = 0


def recoupe(chosen: list[Report], _: str, timed: Timed) -> None:
    """The whole reading: names, moments, figures, statements, events."""
    start = time.process_time()
    readings = list(read_many(chosen))
    timed.seconds.append(time.process_time() - start)
    timed.found = sum(s.form is not Form.NARRATED for r in readings for s in r.statements)


def alone(chosen: list[Report], language: str, timed: Timed) -> None:
    """The syntax model without anything after it."""
    timed.seconds.append(model_alone([r.text for r in chosen], language))


def textacy(chosen: list[Report], language: str, timed: Timed) -> None:
    """textacy's direct quotations: words in marks with a reporting verb and a subject near them; gives up on odd marks."""
    quotations = importlib.import_module("textacy.extract.triples").direct_quotations
    model: Any = load(language)
    timed.found = timed.failed = 0
    start = time.process_time()
    for parsed in model.pipe(r.text for r in chosen):
        try:
            timed.found += sum(1 for _ in quotations(parsed))
        except ValueError:
            timed.failed += 1
    timed.seconds.append(time.process_time() - start)


Program = Callable[[list[Report], str, Timed], None]

PEERS: tuple[tuple[str, str, Program], ...] = (("textacy", "direct quotations with a speaker", textacy),)


def there(package: str) -> bool:
    """Whether a peer can be imported; says how to get it where not."""
    try:
        importlib.import_module(package)
    except ImportError as error:
        print(f"{package} is not timed: {error}. Get it with: pip install {package}")
        return False
    return True


def measure(chosen: list[Report], language: str, rounds: int, peers: Sequence[tuple[str, str, Program]]) -> None:
    """Print the table of one language."""
    words = sum(len(r.text.split()) for r in chosen)
    programs: list[tuple[Timed, Program]] = [(Timed("syntax model alone", "nothing"), alone)]
    programs += [(Timed(name, finds), run) for name, finds, run in peers]
    programs.append((Timed("recoupe", "statements of every form, and all else in a reading"), recoupe))
    for warm in (True, *(False for _ in range(rounds))):
        for timed, run in programs:
            run(chosen, language, timed)
            if warm:
                timed.seconds.clear()
    base = statistics.median(programs[0][0].seconds)
    print(f"\n{language}: {len(chosen)} reports, {words} words")
    print("| program | finds | words/s | times the syntax model | found | gave up on |\n|---|---|--:|--:|--:|--:|")
    for timed, _ in programs:
        median = statistics.median(timed.seconds)
        print(
            f"| {timed.name} | {timed.finds} | {words / median:,.0f} | {median / base:.2f} | {timed.found} | {timed.failed} |"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, default=EXAMPLES)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(arguments)
    every = reports(options.reports)
    peers = [peer for peer in PEERS if there(peer[0])]
    print(ELSEWHERE)
    for language in sorted({r.language or "" for r in every}):
        measure([r for r in every if r.language == language], language, options.rounds, peers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
