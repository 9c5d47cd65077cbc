"""The brief as records, from the ledger's entries and links."""

from recoupe.export.brief.book import Book
from recoupe.export.brief.build import brief, brief_of, chosen
from recoupe.export.brief.changes import changes
from recoupe.export.brief.part import asked, labels, part, whole
from recoupe.export.brief.records import Brief, Options, Passage

__all__ = [
    "Book",
    "Brief",
    "Options",
    "Passage",
    "asked",
    "brief",
    "brief_of",
    "changes",
    "chosen",
    "labels",
    "part",
    "whole",
]
