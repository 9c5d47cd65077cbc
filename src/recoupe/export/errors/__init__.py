"""Errors and remedies told to people in their language: the English words are the key, as where they are raised.

Errors are raised far below anybody who knows a language, travel between processes, and are kept; so they are told in
another language where they are shown. Codes stay what they are. The table is ``errors/<language>.toml``; the English one has only
what libraries say less well.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

__all__ = ["told"]

_DEEP = 2
"""Values that are told in their turn: "the file can't be opened: Permission denied"."""


def told(words: str, language: str, deep: int = _DEEP) -> str:
    """Return the words of an error in a language; the words themselves where its table has none for them."""
    exact, forms = _table(language)
    if words in exact:
        return exact[words]
    for start, form, answer in forms:
        if words.startswith(start) and (found := form.fullmatch(words)):
            return answer.format(*(_value(value, language, deep) for value in found.groups()))
    return words


def _value(value: str, language: str, deep: int) -> str:
    if quoted := re.fullmatch(r"'([^']*)'", value):
        return f"«\u00a0{quoted[1]}\u00a0»" if language == "fr" else value
    return told(value, language, deep - 1) if deep else value


Form = tuple[str, re.Pattern[str], str]
"""How the English words begin, all of them with groups for the values, and the words of the language."""


@lru_cache(maxsize=4)
def _table(language: str) -> tuple[dict[str, str], tuple[Form, ...]]:
    """Words without values as they are, and forms, those first that begin with words, then those that say most."""
    place = files(__name__) / f"{language}.toml"
    rows: dict[str, str] = tomllib.loads(place.read_text(encoding="utf-8")) if place.is_file() else {}
    exact = {key: value.format() for key, value in rows.items() if "{}" not in key}
    forms = sorted(
        (key for key in rows if "{}" in key),
        key=lambda key: (key.startswith("{}"), -len(key.replace("{}", "")), key),
    )
    return exact, tuple((key.partition("{}")[0], _form(key), rows[key]) for key in forms)


def _form(key: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(map(re.escape, key.split("{}"))), re.DOTALL)
