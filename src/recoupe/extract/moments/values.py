"""What the words of a slot say: numbers in words and figures, and the lexicon's values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from recoupe.extract.moments.lexicon import Lexicon

__all__ = ["RefusedError", "number", "read_slots"]


class RefusedError(Exception):
    """The words match a rule's form but say nothing that a calendar holds."""


NUMBERS = frozenset({"n", "n2", "hour", "minute", "dom", "from", "decimal"})
"""Slots that hold a number, in figures or words."""

FLAGS = frozenset(
    {
        "the",
        "this",
        "few",
        "quarter",
        "less",
        "half",
        "same",
        "loose",
        "era",
        "night",
        "other",
        "years",
        "back",
        "before",
    }
)
"""Slots whose presence says all."""


def read_slots(slots: dict[str, Any], lexicon: Lexicon) -> dict[str, Any]:
    """Turn the words of slots into values; numbers behind a slot's name tell alternatives of one rule apart.

    Raises RefusedError where they name no day, hour or number.
    """
    read: dict[str, Any] = {}
    for name, words in slots.items():
        if not isinstance(words, list):
            read[name] = words
            continue
        name = name.split("__")[0]
        plain = name if name in NUMBERS else name.rstrip("0123456789")
        if plain == "year" and any(slot.startswith("era") for slot in slots):
            read[plain] = int(number(words, lexicon))
        else:
            read[plain] = _value(plain, words, lexicon)
    return read


def _value(name: str, words: list[str], lexicon: Lexicon) -> Any:
    """What the words of one slot say: a number, a code of the lexicon, or its digits; RefusedError where they say nothing."""
    key = " ".join(words)
    if name in FLAGS:
        return True
    if name == "day":
        found = lexicon.values["day"].get(key)
        if found is None and key in lexicon.values.get("dayword", {}):
            return int(lexicon.values["dayword"][key])
        return ("deictic", int(found)) if found is not None else _bounded(number(words, lexicon), 1, 31)
    if name == "hour":
        return _bounded(number(words, lexicon), 0, 24)
    if name == "minute":
        return _bounded(number(words, lexicon), 0, 59)
    if name in ("n", "n2", "dom", "from", "decimal"):
        return number(words, lexicon)
    if name == "year":
        return _year(words, lexicon)
    if name == "month" and key.isdecimal():
        return _bounded(int(key), 1, 12)
    if name == "ordinal":
        found = lexicon.values["ordinal"].get(key) or lexicon.values.get("dayword", {}).get(key)
        return int(found) if found is not None else int(number(words[:1], lexicon))
    if name == "century" and words[0].isdecimal():
        return int(words[0])
    if name == "decade" and key not in lexicon.values.get("decades", {}):
        return int(number([w for w in words if w != "-"], lexicon))
    if name in ("ymd", "dotted"):
        return key
    found = lexicon.values.get(name, {}).get(key)
    if found is None:
        found = next((values[key] for values in _families(name, lexicon) if key in values), None)
    if found is None:
        raise RefusedError
    return int(found) if re.fullmatch(r"-?\d+", found) else found


FAMILIES = {
    "month": ("month",), "weekday": ("weekday", "weekdays", "shortday"), "decade": ("decades",),
    "bound": ("bounds",),
    "thatday": ("thatday", "eve"), "edge": ("edge", "edgeadj"), "century": ("century", "nthcentury"), "unit": ("unit", "short", "hours", "nights"),
    "rel": ("rel", "rels"), "ana": ("ana", "anas"), "sign": ("later", "after", "ago", "hence"), "part": ("part", "parts", "tonight", "overnight"),
    "season": ("season", "seasons"), "of": ("unit",),
}  # fmt: skip


def _families(name: str, lexicon: Lexicon) -> list[dict[str, str]]:
    return [lexicon.values[family] for family in FAMILIES.get(name, ()) if family in lexicon.values]


def _bounded(value: float, low: int, high: int) -> int:
    if not low <= value <= high or value != int(value):
        raise RefusedError
    return int(value)


def _year(words: list[str], lexicon: Lexicon) -> int:
    words = [w for w in words if w not in ("'", "’")]
    value = int(number(words, lexicon))
    if len(words) == 1 and words[0].isdecimal() and len(words[0]) == 2:
        return value + (2000 if value < SHORT_YEAR else 1900)
    return value


SHORT_YEAR = 40
"""Two-figure years from 40 on are the last century's, as spreadsheets and POSIX (69) have it, with room for plans."""


def number(words: Sequence[str], lexicon: Lexicon) -> float:
    """The number that words or figures name ("vingt et un", "2,5", "nineteen ninety-six"). Raises RefusedError."""
    if words and words[0][0].isdecimal():
        return _figures(words)
    values = [int(v) for w in words if (v := _word_value(w, lexicon)) is not None]
    if not values:
        raise RefusedError
    if len(values) == 2 and words[-1 if len(words) == 2 else 1] in lexicon.values.get("dozen", {}):
        return values[0] * values[1]
    total = current = 0
    for n, value in enumerate(values):
        if value == 1000:
            total, current = total + max(current, 1) * 1000, 0
        elif value == 100 or (value == 20 and current % 100 == 4 and lexicon.vigesimal):
            current = max(current, 1) * value if value == 100 else current - 4 + 80
        elif (
            10 <= value < 100
            and 10 <= current < 100
            and (current % 10 or current < 20 or n == 1)
            and not (lexicon.vigesimal and value < 20)
        ):
            current = current * 100 + value  # years said in pairs
        else:
            current += value
    return total + current


def _word_value(word: str, lexicon: Lexicon) -> str | None:
    for family in ("number", "indefinite", "dozen", "ordinal"):
        found = lexicon.values.get(family, {}).get(word)
        if found is not None:
            return found
    return None


LONGEST = 9
"""Figures a number of time units may have."""


def _figures(words: Sequence[str]) -> float:
    joined = "".join(w for w in words if w[0].isdecimal())
    if len(joined) > LONGEST:
        raise RefusedError
    if re.fullmatch(r"\d+", joined):
        return int(joined)
    if re.fullmatch(r"\d+[.,]\d{1,2}", joined):
        return float(joined.replace(",", "."))
    raise RefusedError
