"""The book: add, ask, decide; the only door for the shells."""

from recoupe.intake.refusal import Refusal
from recoupe.ledger.ledger import Ledger
from recoupe.ledger.records import Added, Problem, Rebuilt, Verified
from recoupe.store.answers import EventRow, FigureRow, ReportRow, StatementRow
from recoupe.store.question import Page, Question, cursor_of, place_of

__all__ = [
    "Added",
    "EventRow",
    "FigureRow",
    "Ledger",
    "Page",
    "Problem",
    "Question",
    "Rebuilt",
    "Refusal",
    "ReportRow",
    "StatementRow",
    "Verified",
    "cursor_of",
    "place_of",
]
