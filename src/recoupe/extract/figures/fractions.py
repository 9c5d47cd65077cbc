"""Whether words that may be a fraction or a group are one."""

from __future__ import annotations

from recoupe.extract.figures.frames import DASHES, Frame
from recoupe.extract.figures.rules import Rules
from recoupe.parse.tree import Parse, Token

__all__ = ["is_determined", "is_fraction", "with_article"]

NOMINAL = frozenset({"NOUN", "ADJ", "PROPN"})


def is_fraction(parse: Parse, made: Frame, rules: Rules) -> bool:
    """Whether the words are a fraction: "half of", « le tiers des », "a third of"; not "third party", « quart de finale »."""
    tokens, after = parse.tokens, made.last + 1
    follows = tokens[after] if after < len(tokens) else None
    if follows is not None and follows.text in DASHES and not follows.spaced:
        return False
    if follows is not None and after + 1 < len(tokens) and tokens[after + 1].lower in rules.words["not_wholes"]:
        return False
    if not tokens[made.last].text.replace("-", "").isalpha():
        return True
    if made.numeral.atoms > 1:
        return _counted_fraction(tokens[made.first], follows, made, rules)
    before = tokens[made.first - 1] if made.first else None
    made.bounded = rules.bounds.ending(tokens, made.first - 1) is not None
    if tokens[made.last].lower in rules.words["whole_fractions"]:
        return _half(before, follows, made, rules)
    partitive = follows is not None and follows.lower in rules.words["of"]
    return partitive and before is not None and before.pos in ("DET", "ADP") and rules.noun_first


def _counted_fraction(first: Token, follows: Token | None, made: Frame, rules: Rules) -> bool:
    """« un tiers », "a third", "two thirds": with an article, a noun behind makes an ordinal of it."""
    if made.numeral.value == 0.5 or follows is None or follows.pos not in NOMINAL:
        return True
    return first.lower not in rules.words["articles"]


def _half(before: Token | None, follows: Token | None, made: Frame, rules: Rules) -> bool:
    """« la moitié », "half of", "half the": not "second half"."""
    if (
        before is not None
        and before.pos in ("ADJ", "NOUN", "NUM")
        and before.lower not in rules.words["fraction_leads"]
    ):
        return False
    if rules.noun_first:
        return True
    made.counts = follows is not None and follows.pos in ("DET", "PRON", "NOUN", "ADJ")
    if made.counts or (follows is not None and follows.lower in rules.words["of"]):
        return True
    verb = follows is not None and follows.pos in ("AUX", "VERB")
    return made.bounded or (
        verb and (before is None or before.pos in ("PUNCT", "CCONJ", "ADV"))
    )  # "Nearly half were …"


def with_article(parse: Parse, made: Frame, rules: Rules) -> None:
    """Take in the article of « la moitié », « le tiers »."""
    if made.numeral.atoms == 1 and made.first and rules.noun_first:
        before = parse.tokens[made.first - 1]
        if before.lower in rules.words["article_groups"]:
            made.first, made.start = before.i, before.start


def is_determined(parse: Parse, made: Frame, rules: Rules) -> bool:
    """« la centaine de », « une bonne centaine », "the dozen": a lone group needs its article, and takes an indefinite one in."""
    tokens, k = parse.tokens, made.first - 1
    if k >= 0 and tokens[k].pos == "ADJ":
        k -= 1
    if k < 0 or tokens[k].pos not in ("DET", "NUM"):
        return False
    if tokens[k].lower in rules.words["articles"]:
        made.first, made.start = k, tokens[k].start
    return True
