"""From a report to its reading: a pure function of text, published time, language and the rules' version."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import groupby

from recoupe import __version__
from recoupe.errors import LanguageError
from recoupe.extract import events, figures, mentions, moments, propositions, reviews, speech
from recoupe.extract.draft import PARTS as PARTS_OF_STEPS
from recoupe.extract.draft import Draft, Step
from recoupe.lang import LANGUAGES
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.parse.models import MODELS
from recoupe.parse.reader import parse_many

__all__ = ["PARTS_OF_STEPS", "STEPS", "read", "read_many", "rules_version"]

STEPS: tuple[Step, ...] = (
    mentions.STEP, moments.STEP, figures.STEP, propositions.STEP, speech.STEP, reviews.STEP, events.STEP,
)  # fmt: skip

BATCH = 32
"""Reports parsed together: enough to fill the model's batches, few enough to hold in memory."""


WORDING = ("brief.toml",)
"""Tables of a language that no reading depends on: how answers are worded."""


@lru_cache(maxsize=1)
def rules_version() -> str:
    """Version of rules, tables and models: the package's, and a hash of every rule and table file."""
    digest = hashlib.sha256(repr(sorted(MODELS.items())).encode())
    root = files("recoupe")
    digest.update((root / "intake" / "corrections.py").read_bytes())  # the one rule that intake and readings share
    for folder in ("extract", "lang", "parse"):
        pending = [root / folder]
        names = []
        while pending:
            for place in pending.pop().iterdir():
                if place.is_dir():
                    pending.append(place)
                elif place.name.endswith((".py", ".toml", ".csv", ".gz", ".bin")) and place.name not in WORDING:
                    names.append((str(place), place.read_bytes()))
        for name, data in sorted(names):
            digest.update(name.rsplit("recoupe", 1)[-1].encode() + b"\0" + data)
    return f"{__version__}+{digest.hexdigest()[:12]}"


def read(report: Report) -> Reading:
    """Return the reading of one report. Raises LanguageError or ModelError."""
    return next(read_many([report]))


def read_many(reports: Iterable[Report]) -> Iterator[Reading]:
    """Yield a reading for each report, in order; runs of one language are parsed together.

    Every report's language must be known (``intake`` recognises it); raises LanguageError where it has no tables.
    """
    for language, group in groupby(reports, key=lambda r: r.language):
        if language not in LANGUAGES:
            raise LanguageError(f"language {language!r} has no tables", remedy=f"languages: {', '.join(LANGUAGES)}")
        yield from _read_batches(list(group), language)


def _read_batches(reports: list[Report], language: str) -> Iterator[Reading]:
    for start in range(0, len(reports), BATCH):
        batch = reports[start : start + BATCH]
        for report, parsed in zip(batch, parse_many((r.text for r in batch), language), strict=True):
            draft = Draft(report, language, parsed)
            for step in STEPS:
                step.run(draft)
            yield draft.reading(rules_version())
