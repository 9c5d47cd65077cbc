"""Cardinals: digits and number words added up, atom by atom."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from recoupe.extract.figures.lexer import LONGEST, Atom
from recoupe.extract.figures.rules import Rules

__all__ = ["SIMPLE", "Sum", "Sums"]

SIMPLE = ("unit", "one")
"""Roles of the words below a hundred."""


@dataclass(slots=True)
class Sum:
    """A cardinal while it is read: what is closed by a scale, and the chunk that is open."""

    total: float = 0.0
    chunk: float | None = None
    scale: float = 1.0
    digits: bool = False
    closed: bool = False

    @property
    def value(self) -> float:
        """What it adds up to."""
        return self.total + (self.chunk or 0.0)

    @property
    def some(self) -> bool:
        """Whether anything was read."""
        return self.chunk is not None or self.closed


class Sums:
    """Reads the cardinals of a run of atoms."""

    def __init__(self, atoms: Sequence[Atom], rules: Rules, text: str) -> None:
        self.atoms, self.rules, self.text = atoms, rules, text

    def role(self, at: int) -> str:
        """Role of the atom at a place, "" beyond the last."""
        return self.atoms[at].role if at < len(self.atoms) else ""

    def read(self, p: int, end: int | None = None) -> tuple[Sum, int]:
        """Read a cardinal from ``p``, no further than ``end``; return it and where it ends."""
        found = Sum()
        q, last = p, len(self.atoms) if end is None else end
        while q < last and (step := self._step(q, found)):
            q += step
        return found, q

    def _step(self, q: int, found: Sum) -> int:
        """Take one atom, or a few that go together, into the sum; the number taken, 0 where it ends."""
        atom = self.atoms[q]
        role = atom.role
        if role == "digits":
            return self._digits(q, found)
        if role in SIMPLE:
            return self._simple(atom, found)
        if role == "hundred":
            return self._hundred(found)
        if role == "scale":
            return self._scale(atom, found)
        return self._link(q, found) if found.some else 0

    def _link(self, q: int, found: Sum) -> int:
        """What may stand inside a number: a hyphen, « et », a decimal point in words, a glued scale."""
        role = self.atoms[q].role
        if role == "dash":
            return self._joined(q, found)
        if role == "and" and not found.digits:
            return self._after_and(q, found)
        if role == "point" and not found.closed and found.chunk is not None:
            return self._decimals(q, found)
        if role == "letters" and found.digits and self.atoms[q].start == self.atoms[q - 1].end:
            return self._mark(self.atoms[q], found)
        return 0

    def _digits(self, q: int, found: Sum) -> int:
        if found.chunk is not None:
            return 0
        value, end = self._grouped(q)
        if found.closed and (value >= found.scale or value < found.scale / 1000):
            return 0
        found.chunk, found.digits = value, True
        return end - q

    def _grouped(self, q: int) -> tuple[float, int]:
        """Digits in threes parted by spaces, « 37 412 »; in English only by spaces that don't break the line."""
        whole, end = self.atoms[q].letters, q + 1
        if len(whole) > 3 or not whole.isdigit() or whole.startswith("0"):
            return self.atoms[q].value, end
        while self._continues(end):
            whole += self.atoms[end].letters
            end += 1
            if len(self.atoms[end - 1].letters) > 3 or len(whole) > LONGEST:
                break
        if end == q + 1 or whole.count(self.rules.decimal) > 1 or len(whole) > LONGEST:
            return self.atoms[q].value, q + 1
        return float(whole.replace(self.rules.decimal, ".")), end

    def _continues(self, end: int) -> bool:
        """Whether the atom is the next three digits, decimals behind them allowed."""
        if self.role(end) != "digits":
            return False
        head, tail = self.atoms[end].letters[:3], self.atoms[end].letters[3:]
        gap = self.text[self.atoms[end - 1].end : self.atoms[end].start]
        spaced = len(gap) == 1 and gap.isspace() and (gap != " " or self.rules.spaced_groups)
        return spaced and len(head) == 3 and head.isdigit() and (not tail or tail[0] == self.rules.decimal)

    def _simple(self, atom: Atom, found: Sum) -> int:
        article = atom.role == "one" and not self.rules.vigesimal
        if found.chunk is None:
            if found.closed and (atom.value >= found.scale or article):
                return 0
            found.chunk = atom.value
            return 1
        joined = None if found.digits or article else added(found.chunk, atom.value, self.rules.vigesimal)
        if joined is None:
            return 0
        found.chunk = joined
        return 1

    def _hundred(self, found: Sum) -> int:
        if found.chunk is None:
            found.chunk = 100.0
        elif 0 < found.chunk < (20 if self.rules.vigesimal else 100):  # « trente cents » are of a euro
            found.chunk *= 100
        else:
            return 0
        return 1

    def _scale(self, atom: Atom, found: Sum) -> int:
        scale = atom.value
        if found.chunk is None:
            if found.closed and scale > found.scale:
                found.total *= scale
            elif atom.letters.lower() in self.rules.words["bare_scales"]:
                found.total += scale
            else:
                return 0
        elif found.closed and scale >= found.scale:
            if scale == found.scale:
                return 0
            found.total = found.value * scale
        else:
            found.total += found.chunk * scale
        found.chunk, found.scale, found.closed, found.digits = None, scale, True, False
        return 1

    def _mark(self, atom: Atom, found: Sum) -> int:
        """A scale glued to digits (15bn, 5k). A lone "m" or "B" is settled by who knows what stands around it: metres, a name."""
        scale = self.rules.marks.get(atom.letters)
        if scale is None or atom.letters in ("m", "b", "B") or found.chunk is None:
            return 0
        found.total, found.chunk, found.scale, found.closed = found.value * scale, None, scale, True
        found.digits = False
        return 1

    def _joined(self, q: int, found: Sum) -> int:
        """A hyphen between number words, with no space around it."""
        atoms = self.atoms
        if (found.digits and self.role(q + 1) != "scale") or self.role(q + 1) not in (
            "unit",
            "one",
            "hundred",
            "scale",
            "and",
        ):
            return 0
        if atoms[q].start != atoms[q - 1].end or atoms[q + 1].start != atoms[q].end:
            return 0
        step = self._step(q + 1, found)
        return step + 1 if step else 0

    def _after_and(self, q: int, found: Sum) -> int:
        """« vingt et un », "one hundred and three", "one thousand and five hundred": what follows must be smaller."""
        at = q + 2 if self.role(q + 1) == "dash" else q + 1
        if self.role(at) not in ("unit", "one", "hundred"):
            return 0
        if self.rules.vigesimal:
            whole = found.chunk or 0
            if whole % 10 or not 20 <= whole % 100 <= 70 or self.atoms[at].value not in (1, 11):
                return 0
            found.chunk = whole + self.atoms[at].value
            return at + 1 - q
        return self._smaller(at, found, q)

    def _smaller(self, at: int, found: Sum, q: int) -> int:
        if self.fraction_at(at, 1.0)[0] is not None or self.role(at) == "one":
            return 0
        end = at + 1
        while self.role(end) in ("unit", "dash") or (self.role(end) == "hundred" and found.chunk is None):
            end += 1
        after, _ = self.read(at, end)
        room = found.scale if found.chunk is None else 100 if found.chunk % 100 == 0 else 0
        if not after.some or after.value >= room or self.role(end) == "hundred":
            return 0
        found.chunk = (found.chunk or 0) + after.value
        return end - q

    def fraction_at(self, at: int, scale: float) -> tuple[float | None, int]:
        """« (trois millions) et demi », "(five) and a quarter", "(two) and two thirds"; multiplied by the last scale."""
        over = 1.0
        if self.role(at) in SIMPLE and self.atoms[at].value < 10:
            over = self.atoms[at].value
            at += 2 if self.role(at + 1) == "dash" else 1
        if self.role(at) != "fraction":
            return None, at
        part = over * self.atoms[at].value
        if self.role(at + 1) == "scale":
            return part * self.atoms[at + 1].value, at + 2
        return part * scale, at + 1

    def _decimals(self, q: int, found: Sum) -> int:
        """« virgule zéro trois », "point seventy-one": the words' digits in a row."""
        letters, at = "", q + 1
        while (role := self.role(at)) in (*SIMPLE, "digits") or (role == "dash" and letters):
            if role != "dash":
                letters = _with_digit(letters, int(self.atoms[at].value))
            at += 1
        if not letters or found.chunk is None or not math.isfinite(found.chunk):
            return 0
        found.chunk = float(f"{int(found.chunk)}.{letters}")
        return at - q


def added(chunk: float, value: float, vigesimal: bool) -> float | None:
    """A number below a hundred after another: "twenty three", « cent douze », « soixante-dix », « quatre-vingt ».

    None where they don't make one.
    """
    low = chunk % 100
    if value == 0 or chunk == 0:
        return None
    if vigesimal:
        if low == 4 and value == 20:
            return chunk + 76
        if low in (60, 80) and 10 <= value < 20:
            return chunk + value
        if low in (10, 70, 90) and 7 <= value <= 9:
            return chunk + value
    if low == 0 and value < 100:
        return chunk + value
    if low >= 20 and low % 10 == 0 and value < 10:
        return chunk + value
    return None


def _with_digit(letters: str, value: int) -> str:
    """Digits with one more word's: after « vingt » a unit fills the zero."""
    if value < 10 and letters[-2:-1] > "1" and letters[-1:] == "0":
        return letters[:-1] + str(value)
    return letters + str(value)
