"""The brief as records, from the ledger's entries and links."""

from recoupe.export.brief.build import brief, chosen
from recoupe.export.brief.records import Brief, Options, Passage

__all__ = ["Brief", "Options", "Passage", "brief", "chosen"]
