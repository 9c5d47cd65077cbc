"""The grammar of moments: rules out of a language's table, compiled to regular expressions over code letters.

A rule's ``match`` is written in items: ``"words"`` as they stand, a ``category`` of the lexicon, ``<kind>`` for what an
earlier pass found (``<date|shift>``), ``@macro`` for a shared part, groups with ``( | ) ? * +``. ``:slot`` behind an
item keeps what it matched under that name. ``after``, ``not_after``, ``before`` and ``not_before`` look at the
neighbours. Rules of pass 1 read words; those of pass 2 read words and what was found, until nothing changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from recoupe.errors import RecoupeError
from recoupe.extract.moments.first import first_letters
from recoupe.extract.moments.lexicon import BREAK, OTHER, Lexicon, key_of
from recoupe.lang import table

__all__ = ["Grammar", "Pass", "Rule", "grammar"]

_ITEM = re.compile(r'\s*(?:"([^"]*)"|@(\w+)|<([\w|]+)>|(\w+)|(\|)|([(])|([)])|([?*+]))(?::(\w+))?')


@dataclass(frozen=True)
class Rule:
    """One rule: the ``kind`` of moment it makes, what it knows already (``slots``), and its expression over codes."""

    name: str
    kind: str
    slots: dict[str, Any]
    pattern: re.Pattern[str]
    names: tuple[str, ...]
    core: re.Pattern[str]
    """The pattern without its neighbours."""


@dataclass(frozen=True)
class Pass:
    """Rules tried together: the longest match wins, the first rule among equals.

    Rules are kept by the letter that a match begins with, so that a text is searched at the speed of one character
    class (an article before a word that no rule knows is passed over); ``gates`` say at once whether any rule of a
    letter matches.
    """

    starter: re.Pattern[str]
    gates: dict[str, re.Pattern[str]]
    rules: dict[str, tuple[Rule, ...]]

    def matches(self, codes: str, at: int) -> list[tuple[Rule, re.Match[str]]]:
        """All rules that match at a place, the longest match first."""
        letter = codes[at]
        if not self.gates[letter].match(codes, at):
            return []
        found = [(rule, m) for rule in self.rules[letter] if (m := rule.pattern.match(codes, at)) and m.end() > at]
        return sorted(found, key=lambda pair: -pair[1].end())


def _pass(rules: list[Rule]) -> Pass:
    by_letter: dict[str, list[Rule]] = {}
    for rule in rules:
        for letter in sorted(first_letters(rule.pattern.pattern)):
            by_letter.setdefault(letter, []).append(rule)
    gates = {
        letter: re.compile("|".join(f"(?:{_plain(rule.pattern.pattern)})" for rule in found))
        for letter, found in by_letter.items()
    }
    alone = {letter for letter, found in by_letter.items() if any(rule.core.fullmatch(letter) for rule in found)}
    starter = re.compile(f"[{_class(alone)}]|[{_class(set(by_letter) - alone)}](?=[^{OTHER}{BREAK}])")
    return Pass(starter, gates, {letter: tuple(found) for letter, found in by_letter.items()})


@dataclass(frozen=True)
class Grammar:
    """Lexicon and passes of a language."""

    lexicon: Lexicon
    passes: tuple[Pass, ...]


@lru_cache(maxsize=8)
def grammar(language: str) -> Grammar:
    """Return the grammar of a language, compiled once. Raises LanguageError without tables, RecoupeError on a bad rule."""
    raw = table(language, "time_rules")
    rules: list[dict[str, Any]] = raw["rule"]
    macros: dict[str, str] = raw["macros"]
    patterns = [str(rule.get(key, "")) for rule in rules for key in ("match", *_AROUND)] + list(macros.values())
    literals = {m[1] for pattern in patterns for m in _ITEM.finditer(pattern) if m[1]}
    kinds = {rule["kind"] for rule in rules}
    lexicon = Lexicon(table(language, "time"), literals, kinds)
    passes = []
    for number in (1, 2):
        passes.append(_pass([_rule(rule, lexicon, macros) for rule in rules if rule.get("pass", 1) == number]))
    return Grammar(lexicon, tuple(passes))


_AROUND = {"after": "(?<={})", "not_after": "(?<!{})", "before": "(?={})", "not_before": "(?!{})"}


def _plain(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def _class(letters: set[str]) -> str:
    return "".join(re.escape(letter) for letter in sorted(letters)) or "\x00"


def _rule(raw: dict[str, Any], lexicon: Lexicon, macros: dict[str, str]) -> Rule:
    known = {"name", "kind", "match", "pass", *_AROUND}
    slots = {key: value for key, value in raw.items() if key not in known}
    compiler = _Compiler(lexicon, macros, raw.get("name", raw["match"]))
    core = body = compiler.compile(raw["match"])
    for key, form in _AROUND.items():
        if key in raw:
            inner = compiler.compile(raw[key])
            body = form.format(_one_wide(inner)) + body if "after" in key else body + form.format(inner)
    pattern = re.compile(body)
    return Rule(compiler.name, raw["kind"], slots, pattern, tuple(pattern.groupindex), re.compile(core))


def _one_wide(fragment: str) -> str:
    """Look-behinds are one word wide: join the classes of an alternation."""
    classes = re.findall(r"\[((?:\\.|[^\]\\])*)\]", fragment)
    return f"[{''.join(classes)}]"


class _Compiler:
    def __init__(self, lexicon: Lexicon, macros: dict[str, str], name: str) -> None:
        self.lexicon, self.macros, self.name = lexicon, macros, name
        self.slots: dict[str, int] = {}

    def _named(self, slot: str) -> str:
        """The group's name: a slot may stand in several alternatives of a rule."""
        self.slots[slot] = self.slots.get(slot, 0) + 1
        return slot if self.slots[slot] == 1 else f"{slot}__{self.slots[slot]}"

    def compile(self, pattern: str) -> str:
        return "".join(self._pieces(pattern))

    def _pieces(self, pattern: str) -> Iterator[str]:
        at = 0
        opened: list[int] = []
        pieces: list[str] = []
        while at < len(pattern.rstrip()):
            m = _ITEM.match(pattern, at)
            if m is None:
                raise RecoupeError(
                    f"rule {self.name!r}: cannot read {pattern[at:]!r}",
                    remedy="see the rules' grammar in docs/moments.md",
                )
            at = m.end()
            words, macro, kinds, category, bar, left, right, repeat, slot = m.groups()
            if left:
                opened.append(len(pieces))
                pieces.append("(?:")
            elif right:
                start = opened.pop()
                if slot:
                    pieces[start] = f"(?P<{self._named(slot)}>"
                pieces.append(")")
            elif bar or repeat:
                pieces.append(bar or repeat)
            else:
                inner = self._item(words, macro, kinds, category)
                pieces.append(f"(?P<{self._named(slot)}>{inner})" if slot else f"(?:{inner})")
        return iter(pieces)

    def _item(self, words: str | None, macro: str | None, kinds: str | None, category: str | None) -> str:
        if words is not None:
            return self.lexicon.phrase(key_of(words).split(" "))
        if macro:
            return self.compile(self.macros[macro])
        if kinds:
            return "|".join(self.lexicon.one("<" + kind) for kind in kinds.split("|"))
        return self.lexicon.fragment(str(category))
