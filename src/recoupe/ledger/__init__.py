"""The book: add, ask, decide; the only door for the shells."""

from recoupe.ledger.ledger import Ledger
from recoupe.ledger.records import Added, Problem, Verified
from recoupe.store.question import Page, Question

__all__ = ["Added", "Ledger", "Page", "Problem", "Question", "Verified"]
