"""Atoms into numerals: the value of digits and number words, fractions, groups and plurals."""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from recoupe.extract.figures.lexer import STARTS, Atom, lexer, place
from recoupe.extract.figures.rules import Rules
from recoupe.parse.tree import Parse

__all__ = ["Numeral", "numeral", "numerals"]

SIMPLE = ("unit", "one")
_FITTING_AND = {"en": frozenset({"unit", "one", "hundred"}), "fr": frozenset({"one", "unit"})}


@dataclass(slots=True)
class Numeral:
    """A number as it stands: ``kind`` is ``cardinal``, ``fraction``, ``group`` (« centaine »), ``plural`` (« dizaines ») or
    ``one`` (an article, which counts only beside other counts). Tokens ``[first, last]``, both inside.
    """

    kind: str
    value: float
    scale: float
    digits: str
    """The letters, where it is one run of digits and nothing else."""
    first: int
    last: int
    start: int
    end: int
    atoms: int
    """How many atoms it took."""
    in_digits: bool = False
    lead: str = ""
    """Letters glued to its front (``RM``, ``A``) and to its end (``bn``, ``km``, ``th``)."""
    tail: str = ""
    tail_end: int = 0


@dataclass(slots=True)
class _Sum:
    """A cardinal while it is read: what is closed by a scale, and the chunk that is open."""

    total: float = 0.0
    chunk: float | None = None
    scale: float = 1.0
    digits: bool = False
    closed: bool = False

    @property
    def value(self) -> float:
        return self.total + (self.chunk or 0.0)

    @property
    def some(self) -> bool:
        return self.chunk is not None or self.closed


def numerals(parse: Parse, rules: Rules, dated: Container[int]) -> list[Numeral]:
    """Return the numerals of a parse in order; the words ``dated`` belong to dates and are passed over."""
    lex = lexer(rules.language)
    tokens = parse.tokens
    pieces = [(i, found) for i, token in enumerate(tokens) if (found := lex(token.text))]
    result: list[Numeral] = []
    atoms: list[Atom] = []
    last = -2
    for i, found in pieces:
        if i in dated:
            continue
        if atoms and not (
            (i == last + 1 or (i == last + 2 and tokens[i - 1].text.isspace())) and parse.together(last, i)
        ):
            result.extend(_of_run(atoms, rules, parse.text))
            atoms = []
        atoms.extend(place(tokens[i], found))
        last = i
    return [*result, *_of_run(atoms, rules, parse.text)]


def _of_run(atoms: Sequence[Atom], rules: Rules, text: str) -> Iterator[Numeral]:
    """The numerals of neighbouring words."""
    p = 0
    while p < len(atoms):
        if (end := _telephone(atoms, p)) > p:
            p = end
            continue
        found = numeral(atoms, p, rules, text) if atoms[p].role in STARTS or atoms[p].role == "slash" else None
        if found is None:
            p += 1
            continue
        if p and _leads(atoms, p - 1):
            found.lead = atoms[p - 1].letters
        p += found.atoms
        if p < len(atoms) and atoms[p].role == "letters" and atoms[p].start == found.end:
            found.tail, found.tail_end = atoms[p].letters, atoms[p].end
        yield found


def _leads(atoms: Sequence[Atom], p: int) -> bool:
    """Whether atom ``p`` is letters, or a minus, glued to the front of the next."""
    if atoms[p].end != atoms[p + 1].start or atoms[p].role not in ("letters", "dash"):
        return False
    return atoms[p].role == "letters" or (
        atoms[p].token == atoms[p + 1].token and (p == 0 or atoms[p - 1].end < atoms[p].start)
    )


def _telephone(atoms: Sequence[Atom], p: int) -> int:
    """Where four or more pairs of digits in a row end, as telephone numbers are written in French; ``p`` where there are fewer."""
    end = p
    while end < len(atoms) and atoms[end].role == "digits" and len(atoms[end].letters) == 2:
        end += 1
    return end if end >= p + 4 else p


def numeral(atoms: Sequence[Atom], p: int, rules: Rules, text: str) -> Numeral | None:
    """Return the numeral that begins at atom ``p``, or None."""
    first = atoms[p]
    if first.role == "slash":
        return _made("fraction", first.value, 1.0, atoms, p, p + 1)
    if first.role == "plural":
        return _made("plural", first.value, 1.0, atoms, p, p + 1)
    if first.role == "fraction":
        return _lone_fraction(atoms, p, rules)
    if first.role == "group":
        return _made("group", first.value, 1.0, atoms, p, p + 1)
    found, end = _sum(atoms, p, rules, text)
    if not found.some:
        return _bare_scale(atoms, p, rules)
    return _finished(atoms, p, end, found, rules)


def _made(kind: str, value: float, scale: float, atoms: Sequence[Atom], p: int, end: int) -> Numeral:
    a, b = atoms[p], atoms[end - 1]
    digits = a.letters if end == p + 1 and a.role == "digits" else ""
    return Numeral(kind, value, scale, digits, a.token, b.token, a.start, b.end, end - p, a.role == "digits")


def _finished(atoms: Sequence[Atom], p: int, end: int, found: _Sum, rules: Rules) -> Numeral:
    """Join what may follow a cardinal: a group, a fraction that it counts, a fraction added to it."""
    value = found.value
    after, at = _next(atoms, end)
    if after is not None:
        if after.role == "group" and value < 100:
            return _made("group", value * after.value, 1.0, atoms, p, at + 1)
        if after.role == "plural" and not found.closed and value < 100:
            return _made("group", value * after.value, 1.0, atoms, p, at + 1)
        if after.role in ("fraction", "sign") and not found.closed and value < 100:
            return _fraction(atoms, p, at, value, rules)
        if after.role == "and":
            part, stop = _added_fraction(atoms, at + 1, found.scale)
            if part is not None and not found.closed and atoms[stop - 1].role == "scale":  # "two and a half million"
                scale = atoms[stop - 1].value
                return _made("cardinal", value * scale + part, scale, atoms, p, stop)
            if part is not None:
                return _made("cardinal", value + part, found.scale, atoms, p, stop)
    kind = "one" if end == p + 1 and atoms[p].role == "one" else "cardinal"
    return _made(kind, value, found.scale, atoms, p, end)


def _next(atoms: Sequence[Atom], at: int) -> tuple[Atom | None, int]:
    """The next atom, a hyphen passed over."""
    if at < len(atoms) and atoms[at].role == "dash" and at + 1 < len(atoms):
        at += 1
    return (atoms[at], at) if at < len(atoms) else (None, at)


def _fraction(atoms: Sequence[Atom], p: int, at: int, over: float, rules: Rules) -> Numeral:
    """« deux tiers », "three quarters", « un demi-million », "half a million", "2½"."""
    if atoms[at].role == "sign":
        return _made("cardinal", over + atoms[at].value, 1.0, atoms, p, at + 1)
    value = over * atoms[at].value
    after, then = _next(atoms, at + 1)
    if after is not None and after.role == "one" and atoms[at].value == 0.5 and over == 1:
        after, then = _next(atoms, then + 1)
    if after is not None and after.role in ("scale", "group"):
        kind = "group" if after.role == "group" else "cardinal"
        return _made(kind, value * after.value, after.value, atoms, p, then + 1)
    return _made("fraction", value, 1.0, atoms, p, at + 1)


def _lone_fraction(atoms: Sequence[Atom], p: int, rules: Rules) -> Numeral | None:
    """« la moitié », "half of", « quart de million », "half a dozen": the callers look at what stands before."""
    return _fraction(atoms, p, p, 1.0, rules)


def _added_fraction(atoms: Sequence[Atom], at: int, scale: float) -> tuple[float | None, int]:
    """« (trois millions) et demi », "(five) and a quarter", "(two) and two thirds"; multiplied by the last scale."""
    over = 1.0
    if at < len(atoms) and atoms[at].role in SIMPLE and atoms[at].value < 10:
        over = atoms[at].value
        at += 1
        if at < len(atoms) and atoms[at].role == "dash":
            at += 1
    if at >= len(atoms) or atoms[at].role != "fraction":
        return None, at
    part = over * atoms[at].value
    at += 1
    if at < len(atoms) and atoms[at].role == "scale":
        return part * atoms[at].value, at + 1
    return part * scale, at


def _bare_scale(atoms: Sequence[Atom], p: int, rules: Rules) -> Numeral | None:
    """A scale with no number before it: « milliers » and "millions of" are plurals, a lone « million » is none."""
    value = rules.plurals.get(atoms[p].letters.lower())
    return _made("plural", value, 1.0, atoms, p, p + 1) if value else None


def _sum(atoms: Sequence[Atom], p: int, rules: Rules, text: str) -> tuple[_Sum, int]:
    """Read a cardinal; return it and where it ends."""
    found = _Sum()
    q = p
    while q < len(atoms):
        step = _step(atoms, q, found, rules, text)
        if step == 0:
            break
        q += step
    return found, q


def _step(atoms: Sequence[Atom], q: int, found: _Sum, rules: Rules, text: str) -> int:
    """Take one atom, or a few that go together, into the sum; the number taken, 0 where it ends."""
    role = atoms[q].role
    if role == "digits":
        return _take_digits(atoms, q, found, rules, text)
    if role in SIMPLE:
        return _take_simple(atoms[q], found, rules)
    if role == "hundred":
        return _take_hundred(found, rules)
    if role == "scale":
        return _take_scale(atoms[q], found, rules)
    if not found.some:
        return 0
    if role == "dash":
        return _take_joined(atoms, q, found, rules, text)
    if role == "and" and not found.digits:
        return _take_after_and(atoms, q, found, rules, text)
    if role == "point" and not found.closed and found.chunk is not None:
        return _take_decimals(atoms, q, found)
    if role == "letters" and found.digits and atoms[q].start == atoms[q - 1].end:
        return _take_mark(atoms[q], found, rules)
    return 0


def _take_digits(atoms: Sequence[Atom], q: int, found: _Sum, rules: Rules, text: str) -> int:
    if found.chunk is not None:
        return 0
    value, end = _grouped(atoms, q, rules, text)
    if found.closed and (value >= found.scale or value < found.scale / 1000):
        return 0
    found.chunk, found.digits = value, True
    return end - q


def _grouped(atoms: Sequence[Atom], q: int, rules: Rules, text: str) -> tuple[float, int]:
    """Digits in threes parted by spaces, « 37 785 »; in English only by spaces that don't break the line."""
    letters = atoms[q].letters
    end = q + 1
    if len(letters) > 3 or not letters.isdigit() or letters.startswith("0"):
        return atoms[q].value, end
    whole = letters
    while end < len(atoms):
        after = atoms[end]
        head = after.letters[:3]
        if after.role != "digits" or len(head) < 3 or not head.isdigit() or after.letters[3:4].isdigit():
            break
        gap = text[atoms[end - 1].end : after.start]
        if len(gap) != 1 or (gap == " " and not rules.spaced_groups) or not gap.isspace():
            break
        whole += after.letters
        end += 1
        if len(after.letters) > 3:
            break
    return float(whole.replace(rules.decimal, ".")) if end > q + 1 and whole.count(rules.decimal) < 2 else atoms[
        q
    ].value, end


def _take_simple(atom: Atom, found: _Sum, rules: Rules) -> int:
    value = atom.value
    if found.chunk is None:
        if found.closed and (value >= found.scale or (atom.role == "one" and rules.language == "en")):
            return 0
        found.chunk = value
        return 1
    if found.digits or (atom.role == "one" and rules.language == "en"):
        return 0
    joined = _added(found.chunk, value, rules.language == "fr")
    if joined is None:
        return 0
    found.chunk = joined
    return 1


def _added(chunk: float, value: float, french: bool) -> float | None:
    """A number below a hundred after another: "twenty three", « cent douze », « soixante-dix », « quatre-vingt ».

    None where they don't make one.
    """
    low = chunk % 100
    if value == 0 or chunk == 0:
        return None
    if french:
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


def _take_hundred(found: _Sum, rules: Rules) -> int:
    if found.digits and found.chunk is not None and found.chunk % 1 == 0 and found.chunk >= 100:
        return 0
    if found.chunk is None:
        found.chunk = 100.0
    elif 0 < found.chunk < (20 if rules.language == "fr" else 100):  # « quarante-cinq cents » are of a euro
        found.chunk *= 100
    else:
        return 0
    return 1


def _take_scale(atom: Atom, found: _Sum, rules: Rules) -> int:
    scale = atom.value
    if found.chunk is None:
        if found.closed and scale > found.scale:
            found.total *= scale
        elif scale == 1000 and rules.language == "fr" and atom.letters.lower() == "mille":
            found.total += scale
        else:
            return 0
    elif found.closed and scale > found.scale:
        found.total = found.value * scale
    elif found.closed and scale == found.scale:
        return 0
    else:
        found.total += found.chunk * scale
    found.chunk, found.scale, found.closed, found.digits = None, scale, True, False
    return 1


def _take_mark(atom: Atom, found: _Sum, rules: Rules) -> int:
    """A scale glued to digits (15bn, 5k). A lone "m" is settled by who knows what follows: it may be metres."""
    scale = rules.marks.get(atom.letters)
    if scale is None or atom.letters == "m" or found.chunk is None:
        return 0
    found.total, found.chunk, found.scale, found.closed = found.value * scale, None, scale, True
    found.digits = False
    return 1


def _take_joined(atoms: Sequence[Atom], q: int, found: _Sum, rules: Rules, text: str) -> int:
    """A hyphen between number words, with no space around it."""
    if found.digits or q + 1 >= len(atoms) or atoms[q + 1].role not in ("unit", "one", "hundred", "scale", "and"):
        return 0
    if atoms[q].start != atoms[q - 1].end or atoms[q + 1].start != atoms[q].end:
        return 0
    step = _step(atoms, q + 1, found, rules, text)
    return step + 1 if step else 0


def _take_after_and(atoms: Sequence[Atom], q: int, found: _Sum, rules: Rules, text: str) -> int:
    """« vingt et un », "one hundred and three", "one thousand and five hundred": what follows must be smaller."""
    at = q + 1
    if at < len(atoms) and atoms[at].role == "dash":
        at += 1
    if at >= len(atoms) or atoms[at].role not in _FITTING_AND[rules.language]:
        return 0
    if rules.language == "fr":
        whole = found.chunk or 0
        if whole % 10 or (not 20 <= whole % 100 <= 70 and whole % 100 != 80) or atoms[at].value not in (1, 11):
            return 0
        found.chunk = whole + atoms[at].value
        return at + 1 - q
    if _added_fraction(atoms, at, 1.0)[0] is not None or atoms[at].letters.lower() == "a":
        return 0
    end = at + 1
    while (end < len(atoms) and atoms[end].role in ("unit", "dash")) or (
        end < len(atoms) and atoms[end].role == "hundred" and found.chunk is None
    ):
        end += 1
    after, _ = _sum(atoms[at:end], 0, rules, text)
    room = found.scale if found.chunk is None else 100 if found.chunk % 100 == 0 else 0
    if not after.some or after.value >= room or (end < len(atoms) and atoms[end].role == "hundred"):
        return 0
    found.chunk = (found.chunk or 0) + after.value
    return end - q


def _take_decimals(atoms: Sequence[Atom], q: int, found: _Sum) -> int:
    """« virgule zéro trois », "point seventy-one": the words' digits in a row."""
    letters = ""
    at = q + 1
    while (at < len(atoms) and atoms[at].role in (*SIMPLE, "digits")) or (
        at < len(atoms) and atoms[at].role == "dash" and letters
    ):
        if atoms[at].role != "dash":
            value = int(atoms[at].value)
            tens = letters[-2:]
            if value < 10 and len(tens) == 2 and tens[0] > "1" and tens[1] == "0":
                letters = letters[:-1] + str(value)
            else:
                letters += str(value)
        at += 1
    if not letters or found.chunk is None or not math.isfinite(found.chunk):
        return 0
    found.chunk = float(f"{int(found.chunk)}.{letters}")
    return at - q
