"""The words of the pages, in English and French: one table a language, the same keys in both."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from fastapi import Request

__all__ = ["COOKIE", "LANGUAGES", "language_of", "say", "words"]

LANGUAGES = ("en", "fr")

COOKIE = "recoupe_lang"
"""Cookie that keeps the language chosen."""


@lru_cache(maxsize=4)
def words(language: str) -> dict[str, str]:
    """Return the words of a language by key."""
    place = files("recoupe.web") / "messages" / f"{language}.toml"
    return tomllib.loads(place.read_text(encoding="utf-8"))


def say(language: str, key: str, **values: object) -> str:
    """Return the words of a key with its values filled in; a key without words is printed as it is."""
    found = words(language).get(key, key)
    return found.format(**values) if values else found


def language_of(request: Request) -> str:
    """The language asked for: ``?lang=``, else the cookie, else the browser's first that is spoken here, else English."""
    for given in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if given in LANGUAGES:
            return str(given)
    for part in request.headers.get("accept-language", "").split(","):
        code = part.split(";")[0].strip().lower()[:2]
        if code in LANGUAGES:
            return code
    return "en"
