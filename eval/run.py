"""Measure, and hold what was reached.

    python eval/run.py [TASK ...] [--data DIR] [--json] [--gate | --raise]

Without TASK all are run; ``--list`` names them. ``--gate`` fails where a figure is below its floor in ``eval/floors.json``;
``--raise`` writes the figures reached as new floors, and never lowers one. A task whose gold is not there is skipped;
where the gold is not the one that the floors were reached on (``eval/gold.json``), that is said.
The gold is read through ``recoupe``'s library in this process, so ``RECOUPE_PARSE_CACHE`` makes a second run fast.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from eval import answered, linked, located, seeds
from eval.files import Figures, Row, report_of, rows, scored
from eval.tasks import TASKS, Task
from recoupe.extract.pipeline import read_many
from recoupe.model.convert import to_form

FLOORS = Path(__file__).with_name("floors.json")
GOLD = Path(__file__).with_name("gold.json")
SLACK = 0.0005
"""Scorers print four places: half of the last one is no loss."""


class Measured(Protocol):
    """A task that makes its own predictions."""

    @property
    def name(self) -> str:
        """The task's name."""

    def there(self, data: Path) -> bool:
        """Whether its gold is there."""

    def measure(self, data: Path) -> Figures:
        """Its figures."""


EXTRAS: tuple[Measured, ...] = (*linked.TASKS, located.TASK, seeds.TASK, answered.TASK)


def readings(path: Path) -> Iterator[str]:
    """The JSON form of the reading of each record, a line each."""
    reports = [report_of(row) for row in rows(path)]
    for report, reading in zip(reports, read_many(reports), strict=True):
        yield json.dumps(to_form(reading, report), ensure_ascii=False)


def at(report: Row, path: str) -> float:
    """The figure at a dotted path; keys may themselves hold dots, as thresholds do."""
    value: Any = report
    left = path
    while left:
        if value is None:  # a section that the scorer leaves out for want of anything to count
            return 0.0
        key = next(k for k in sorted(value, key=len, reverse=True) if left == k or left.startswith(f"{k}."))
        value, left = value[key], left[len(key) + 1 :]
    return float(value or 0.0)


def measured(task: Task, data: Path, made: dict[str, Path], folder: Path) -> Figures:
    """Run one task; readings of one gold file are made once."""
    gold = data / "data" / task.gold
    if task.gold not in made:
        place = folder / f"{len(made)}.jsonl"
        place.write_text("\n".join(readings(gold)) + "\n", encoding="utf-8")
        made[task.gold] = place
    report = scored(data / "score" / task.scorer, gold, made[task.gold], *task.arguments)
    return {path: round(at(report, path), 4) for path in task.figures}


def fingerprints(tasks: Iterable[str], data: Path) -> dict[str, str]:
    """Twelve digits of the hash of each gold file that these tasks read: floors belong to one gold."""
    files = {task.gold: data / "data" / task.gold for task in TASKS if task.name in tasks}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest()[:12] for name, path in sorted(files.items())}


def other_gold(found: dict[str, str], known: dict[str, str]) -> list[str]:
    """Gold files that are not those that the floors were reached on."""
    return [name for name, digits in found.items() if known.get(name, digits) != digits]


def run(names: Sequence[str], data: Path) -> tuple[dict[str, Figures], list[str]]:
    """Return the figures a task, and the tasks skipped for want of gold."""
    found: dict[str, Figures] = {}
    skipped: list[str] = []
    made: dict[str, Path] = {}
    with tempfile.TemporaryDirectory() as folder:
        for task in TASKS:
            if names and task.name not in names:
                continue
            if not (data / "data" / task.gold).is_file():
                skipped.append(task.name)
                continue
            found[task.name] = measured(task, data, made, Path(folder))
            show(task.name, found[task.name])
    for extra in EXTRAS:
        if names and extra.name not in names:
            continue
        if not extra.there(data):
            skipped.append(extra.name)
            continue
        found[extra.name] = extra.measure(data)
        show(extra.name, found[extra.name])
    return found, skipped


def show(name: str, figures: Figures) -> None:
    """Print one task's figures on a line."""
    print(f"{name:22}", "  ".join(f"{path} {value:.3f}" for path, value in figures.items()), flush=True)


def low_is_good(task: str, path: str) -> bool:
    """Whether less is better for a figure."""
    if path == "wrongly merged":
        return True
    return any(t.name == task and path in t.low_is_good for t in TASKS)


def below(found: dict[str, Figures], floors: dict[str, Figures]) -> list[str]:
    """One line for each figure that is worse than its floor."""
    worse = []
    for task, figures in floors.items():
        for path, floor in figures.items():
            value = found.get(task, {}).get(path)
            if value is None:
                continue
            bad = value > floor + SLACK if low_is_good(task, path) else value < floor - SLACK
            if bad:
                worse.append(f"{task} {path}: {value:.4f}, floor {floor:.4f}")
    return worse


def raised(found: dict[str, Figures], floors: dict[str, Figures]) -> dict[str, Figures]:
    """The floors with every figure that got better; none is ever lowered."""
    result = {task: dict(figures) for task, figures in floors.items()}
    for task, figures in found.items():
        for path, value in figures.items():
            better = min if low_is_good(task, path) else max
            held = result.setdefault(task, {})
            held[path] = better(held[path], value) if path in held else value
    return dict(sorted(result.items()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tasks", nargs="*", metavar="TASK")
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--list", action="store_true", help="name the tasks and stop")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--gate", action="store_true", help="fail below a floor")
    group.add_argument("--raise", dest="raising", action="store_true", help="write what was reached as floors")
    options = parser.parse_args(arguments)
    known = [*(t.name for t in TASKS), *(t.name for t in EXTRAS)]
    if options.list:
        print("\n".join(known))
        return 0
    if unknown := sorted(set(options.tasks) - set(known)):
        parser.error(f"no task {unknown[0]!r}; --list names them")
    found, skipped = run(options.tasks, options.data)
    if skipped:
        print(f"skipped, no gold under {options.data}: {', '.join(skipped)}", file=sys.stderr)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    floors, gold = (json.loads(f.read_text(encoding="utf-8")) if f.exists() else {} for f in (FLOORS, GOLD))
    now = fingerprints(found, options.data)
    if others := other_gold(now, gold):
        print(f"not the gold that the floors were reached on: {', '.join(others)}", file=sys.stderr)
    if options.raising:
        FLOORS.write_text(json.dumps(raised(found, floors), indent=1) + "\n", encoding="utf-8")
        GOLD.write_text(json.dumps(dict(sorted({**gold, **now}.items())), indent=1) + "\n", encoding="utf-8")
    if options.gate and (worse := below(found, floors)):
        print("below the floor:\n  " + "\n  ".join(worse), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
