"""The brief as records, from the ledger's entries and links."""

from recoupe.export.brief.book import Book
from recoupe.export.brief.build import brief, chosen
from recoupe.export.brief.changes import changes
from recoupe.export.brief.part import labels, part, whole
from recoupe.export.brief.records import Brief, Options, Passage

__all__ = ["Book", "Brief", "Options", "Passage", "brief", "changes", "chosen", "labels", "part", "whole"]
