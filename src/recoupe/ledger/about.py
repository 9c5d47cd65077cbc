"""What the program is made of: for ``doctor`` and for pages that say so."""

from __future__ import annotations

from typing import NamedTuple

from recoupe import lang
from recoupe.extract.pipeline import rules_version
from recoupe.parse.models import MODELS, installed

__all__ = ["ModelFound", "models", "rules", "tables"]


class ModelFound(NamedTuple):
    """A language's syntax model: the version wanted and the one found, None where it is not installed."""

    language: str
    package: str
    wanted: str
    found: str | None


def models() -> list[ModelFound]:
    """Return the syntax model of each language."""
    return [ModelFound(code, m.package, m.version, installed(code)) for code, m in sorted(MODELS.items())]


def rules() -> str:
    """Version of rules, tables and models."""
    return rules_version()


def tables() -> dict[str, list[str]]:
    """Names of the tables of each language."""
    return {code: lang.tables(code) for code in lang.LANGUAGES}
