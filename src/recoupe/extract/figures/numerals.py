"""Atoms into numerals: the value of digits and number words, fractions, groups and plurals."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from recoupe.extract.figures.lexer import STARTS, Atom, Piece, lexer, place
from recoupe.extract.figures.rules import Rules
from recoupe.extract.figures.sums import Sum, Sums
from recoupe.parse.tree import Parse

__all__ = ["Numeral", "numeral", "numerals"]


Word = tuple[int, tuple[Piece, ...]]
"""A token's index and its pieces."""

COUNTING = (STARTS | {"letters", "slash", "identifier"}) - {"one"}
"""Roles of what is a number whatever stands around it."""


@dataclass(slots=True)
class Numeral:
    """A number as it stands: ``kind`` is ``cardinal``, ``fraction``, ``group`` (« centaine »), ``plural`` (« dizaines »),
    ``several``, or ``one`` (an article, which counts only beside other counts). Tokens ``[first, last]``, both inside.
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


def numerals(parse: Parse, rules: Rules, dated: Container[int]) -> list[Numeral]:
    """Return the numerals of a parse in order; the words ``dated`` belong to dates and are passed over."""
    lex = lexer(rules.language)
    pieces = [(i, found) for i, token in enumerate(parse.tokens) if (found := lex(token.text)) and i not in dated]
    counting = {parse.tokens[i].sentence for i, found in pieces if _counts(found)}
    result: list[Numeral] = []
    for run in _runs(parse, pieces):
        if any(_counts(found) for _, found in run) or _may_count(parse, run, counting, rules):
            atoms = [atom for i, found in run for atom in place(parse.tokens[i], found)]
            result.extend(_of_run(atoms, rules, parse.text))
    return result


def _runs(parse: Parse, pieces: Sequence[Word]) -> Iterator[list[Word]]:
    """Words that stand side by side in one paragraph, white space between them passed over."""
    tokens = parse.tokens
    run: list[Word] = []
    for word in pieces:
        i = word[0]
        if run:
            last = run[-1][0]
            near = i == last + 1 or (i == last + 2 and tokens[i - 1].text.isspace())
            if not near or not parse.together(last, i):
                yield run
                run = []
        run.append(word)
    if run:
        yield run


def _counts(found: tuple[Piece, ...]) -> bool:
    return found[0][0] in COUNTING or (len(found) > 1 and any(piece[0] in COUNTING for piece in found))


def _may_count(parse: Parse, run: Sequence[Word], counting: Container[int], rules: Rules) -> bool:
    """Whether a lone article is worth a look: a figure stands in its sentence, or a noun for people or casualties near it.

    Nine articles in ten are not, and they are one word in thirty.
    """
    i, found = run[-1]
    if found[0][0] not in STARTS:
        return False
    if parse.tokens[i].sentence in counting:
        return True
    unit = rules.units.at(parse.tokens, i + 1)
    if unit is not None and unit[0][0] == "money":
        return True
    return any(token.lemma.lower() in rules.countable for token in parse.tokens[i + 1 : i + 5])


def _of_run(atoms: Sequence[Atom], rules: Rules, text: str) -> Iterator[Numeral]:
    """The numerals of neighbouring words."""
    sums, p = Sums(atoms, rules, text), 0
    while p < len(atoms):
        if (end := _telephone(atoms, p)) > p:
            p = end
            continue
        found = numeral(sums, p) if atoms[p].role in STARTS or atoms[p].role == "slash" else None
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


def numeral(sums: Sums, p: int) -> Numeral | None:
    """Return the numeral that begins at atom ``p`` of a run, or None."""
    first = sums.atoms[p]
    if first.role in ("slash", "plural", "group"):
        return _made(sums, "fraction" if first.role == "slash" else first.role, (p, p + 1), first.value)
    if first.role == "several":
        return None if sums.role(p + 1) in STARTS else _made(sums, "several", (p, p + 1), first.value)
    if first.role == "fraction":
        return _fraction(sums, p, p, 1.0)
    found, end = sums.read(p)
    if found.some:
        return _finished(sums, p, end, found)
    plural = sums.rules.plurals.get(first.letters.lower())  # « milliers », "millions of"; a lone « million » is none
    return _made(sums, "plural", (p, p + 1), plural) if plural else None


def _made(sums: Sums, kind: str, places: tuple[int, int], value: float, scale: float = 1.0) -> Numeral:
    p, end = places
    a, b = sums.atoms[p], sums.atoms[end - 1]
    digits = a.letters if end == p + 1 and a.role == "digits" else ""
    return Numeral(kind, value, scale, digits, a.token, b.token, a.start, b.end, end - p, a.role == "digits")


def _finished(sums: Sums, p: int, end: int, found: Sum) -> Numeral:
    """Join what may follow a cardinal: a group, a fraction that it counts, a fraction added to it."""
    value = found.value
    at = _past_hyphen(sums, end)
    role = sums.role(at)
    if role in ("group", "plural") and not found.closed and value < 100:
        return _made(sums, "group", (p, at + 1), value * sums.atoms[at].value)
    if role in ("fraction", "sign") and not found.closed and value < 100:
        return _fraction(sums, p, at, value)
    if role == "and":
        part, stop = sums.fraction_at(at + 1, found.scale)
        if part is not None and not found.closed and sums.role(stop - 1) == "scale":  # "two and a half million"
            scale = sums.atoms[stop - 1].value
            return _made(sums, "cardinal", (p, stop), value * scale + part, scale)
        if part is not None:
            return _made(sums, "cardinal", (p, stop), value + part, found.scale)
    kind = "one" if end == p + 1 and sums.atoms[p].role == "one" else "cardinal"
    return _made(sums, kind, (p, end), value, found.scale)


def _past_hyphen(sums: Sums, at: int) -> int:
    return at + 1 if sums.role(at) == "dash" and at + 1 < len(sums.atoms) else at


def _fraction(sums: Sums, p: int, at: int, over: float) -> Numeral:
    """« deux tiers », "three quarters", « un demi-million », "half a million", "2½"; whether it is one, others settle."""
    part = sums.atoms[at]
    if part.role == "sign":
        return _made(sums, "cardinal", (p, at + 1), over + part.value)
    then = _past_hyphen(sums, at + 1)
    if sums.role(then) == "one" and part.value == 0.5 and over == 1:
        then = _past_hyphen(sums, then + 1)
    if sums.role(then) in ("scale", "group"):
        kind = "group" if sums.role(then) == "group" else "cardinal"
        scale = sums.atoms[then].value
        return _made(sums, kind, (p, then + 1), over * part.value * scale, scale)
    return _made(sums, "fraction", (p, at + 1), over * part.value)
