"""``recoupe read``: reports into readings, without a ledger."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

import typer

from recoupe.cli import options as o
from recoupe.cli.inputs import expected, rows
from recoupe.cli.out import Exit, print_json, print_refusals, progress, refused_form
from recoupe.cli.read_text import print_reading
from recoupe.intake.refusal import Arrival, Refusal
from recoupe.ledger.reading import read_in_order
from recoupe.model.convert import to_form
from recoupe.model.reading import Reading
from recoupe.model.report import Report

NEEDS_ARGUMENTS = True


def run(
    files: o.Files,
    as_json: o.JsonOption = False,
    workers: o.WorkersOption = 1,
    published: o.PublishedOption = None,
    language: o.LanguageOption = None,
    outlet: o.OutletOption = None,
    lang: o.LangOption = None,
) -> None:
    """Print the reading of each report."""
    row = o.given_row(published=published, language=language, outlet=outlet)
    refused = False
    with progress(expected(files), quiet=as_json) as more:
        for given, report, reading in _readings(rows(files, row), workers):
            more("read", 1)
            refused |= isinstance(reading, Refusal)
            (_print_json if as_json else _print)(given, report, reading)
    if refused:
        raise typer.Exit(Exit.REFUSED)


def _readings(
    arrivals: Iterable[tuple[Any, Arrival]], workers: int
) -> Iterator[tuple[Any, Report | None, Reading | Refusal]]:
    """Yield (id as given, report, reading or refusal) for each arrival, in order."""
    ids: deque[Any] = deque()

    def remembered() -> Iterator[Arrival]:
        for given, arrival in arrivals:
            ids.append(given)
            yield arrival

    for report, reading in read_in_order(remembered(), workers):
        yield ids.popleft(), report, reading


def _print_json(given: Any, report: Report | None, reading: Reading | Refusal) -> None:
    if isinstance(reading, Refusal) or report is None:
        if isinstance(reading, Refusal):
            print_refusals([reading])
            print_json(refused_form(reading, given))
        return
    form: dict[str, Any] = dict(to_form(reading, report))
    if given is not None:
        form["id"] = given
    print_json(form)


def _print(_given: Any, report: Report | None, reading: Reading | Refusal) -> None:
    if isinstance(reading, Refusal) or report is None:
        if isinstance(reading, Refusal):
            print_refusals([reading])
        return
    print_reading(report, reading)
