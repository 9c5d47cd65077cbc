"""Settings: what a person may change, from the environment; each has a sensible default."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from recoupe.errors import SettingsError

__all__ = ["Settings", "settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits and places.

    ``max_report`` caps one report, in code points; ``max_file`` one file, in bytes; ``ledger`` is the ledger's path or URL;
    ``parse_cache`` a folder for the syntax model's output, for people who work on rules; ``tables`` a folder of a
    user's own tables; ``semantic`` lets an encoder propose which passages speak of one matter (``recoupe[semantic]``).
    """

    max_report: int = 2_000_000
    max_file: int = 50_000_000
    ledger: str = "recoupe.sqlite"
    parse_cache: Path | None = None
    tables: Path | None = None
    semantic: bool = False


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the settings, read once from RECOUPE_… variables. Raises SettingsError on a bad value."""
    default = Settings()
    cache, tables = os.environ.get("RECOUPE_PARSE_CACHE"), os.environ.get("RECOUPE_TABLES")
    return Settings(
        max_report=_number("RECOUPE_MAX_REPORT", default.max_report),
        max_file=_number("RECOUPE_MAX_FILE", default.max_file),
        ledger=os.environ.get("RECOUPE_LEDGER", default.ledger),
        parse_cache=Path(cache) if cache else None,
        tables=Path(tables) if tables else None,
        semantic=_switch("RECOUPE_SEMANTIC"),
    )


def _switch(name: str) -> bool:
    value = os.environ.get(name, "")
    if value.lower() not in ("", "0", "no", "off", "1", "yes", "on"):
        raise SettingsError(f"{name} is {value!r}, neither on nor off", remedy="set it to 1 or 0")
    return value.lower() in ("1", "yes", "on")


def _number(name: str, default: int) -> int:
    value = os.environ.get(name)
    if value is None:
        return default
    if not value.isdigit() or int(value) == 0:
        raise SettingsError(f"{name} is {value!r}, not a positive whole number", remedy=f"unset it for {default}")
    return int(value)
