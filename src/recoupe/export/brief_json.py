"""The brief in JSON: its records as they are, one object, in the order in which they are printed."""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass
from typing import Any

from recoupe.export.brief.records import Brief

__all__ = ["brief_json", "plain"]

VERSION = "1"
"""Version of this form; it changes when a key changes its name or meaning."""


def brief_json(brief: Brief) -> str:
    """Return the brief as one JSON object, ending in a line break."""
    form = plain(brief)
    for key in ("languages", "outlets", "standings"):
        form["header"][key] = dict(form["header"][key])
    return json.dumps({"version": VERSION, **form}, ensure_ascii=False, indent=1) + "\n"


def plain(item: Any) -> dict[str, Any]:
    """Return a record as plain JSON values."""
    if not is_dataclass(item) or isinstance(item, type):
        raise TypeError(f"{type(item).__name__} is no record of the brief")
    return asdict(item)
