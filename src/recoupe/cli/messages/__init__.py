"""The words of the program, in English and French: one table a command, the same keys in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["LANGUAGES", "asked_for", "language", "many", "say", "use"]

LANGUAGES = ("en", "fr")

_spoken = {"language": "en"}


def use(code: str) -> None:
    """Speak this language from now on."""
    _spoken["language"] = code


def language() -> str:
    """The language spoken: ``en`` or ``fr``."""
    return _spoken["language"]


def asked_for(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language to speak: ``--lang``, else RECOUPE_LANG, else the locale, else English."""
    for i, argument in enumerate(arguments):
        if argument == "--lang" and i + 1 < len(arguments):
            return _known(arguments[i + 1])
        if argument.startswith("--lang="):
            return _known(argument.split("=", 1)[1])
    names = ("RECOUPE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    return _known(next((environment[n] for n in names if environment.get(n)), "en"))


def _known(value: str) -> str:
    return "fr" if value.lower().startswith("fr") else "en"


def say(key: str, /, **values: Any) -> str:
    """Return the words of a key (``add.help``: the key ``help`` of the table ``add``) with its values filled in.

    A key that has no words is returned as it is: a test holds that no such key is left.
    """
    name, _, inner = key.partition(".")
    words = _table(language(), name).get(inner)
    if not isinstance(words, str):
        return key
    return words.format(**values) if values else words


def many(key: str, count: int, /, **values: Any) -> str:
    """Return the words of ``key`` for one (``key.one``) or several (``key.many``); French counts 0 as one."""
    single = count == 1 or (count == 0 and language() == "fr")
    return say(f"{key}_{'one' if single else 'many'}", count=count, **values)


@lru_cache(maxsize=128)
def _table(code: str, name: str) -> dict[str, Any]:
    place = files(__name__) / code / f"{name}.toml"
    return tomllib.loads(place.read_text(encoding="utf-8")) if place.is_file() else {}
