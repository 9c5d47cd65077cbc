"""The book: add, ask, decide; the only door for the shells."""

from recoupe.ledger.ledger import Ledger
from recoupe.ledger.records import Added, Problem, Verified
from recoupe.store.answers import EventRow, FigureRow, ReportRow, StatementRow
from recoupe.store.question import Page, Question

__all__ = [
    "Added", "EventRow", "FigureRow", "Ledger", "Page", "Problem", "Question", "ReportRow", "StatementRow", "Verified",
]  # fmt: skip
