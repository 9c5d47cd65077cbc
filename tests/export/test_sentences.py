from __future__ import annotations

import pytest

from recoupe.export.brief.sentences import sentence
from recoupe.model.span import Span


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("It rained. The weir burst at noon. All fled.", "burst", "The weir burst at noon"),
        ("Mr. Renn and M. Voss fled at noon. All fled.", "fled at", "Mr. Renn and M. Voss fled at noon"),
        ("« Tout va », dit-il. Les eaux ont emporté le pont", "emporté", "Les eaux ont emporté le pont"),
        ("Il a parlé d’un pont « vieux », puis il est parti.", "parlé", "Il a parlé d’un pont « vieux"),
        ("He said “the weir has burst and all fled” to us.", "burst", "the weir has burst and all fled"),
        ("In 2011. The weir burst.", "weir", "The weir burst"),
        ("It cost 3.5 million in all. Then more.", "cost", "It cost 3.5 million in all"),
        ("Title\nThe weir burst\n\nNext", "burst", "The weir burst"),
    ],
)
def test_a_sentence_is_found_around_a_passage(text: str, words: str, expected: str) -> None:
    start = text.index(words)
    found = sentence(text, Span(start, start + len(words)), 100)
    assert text[found.start : found.end] == expected


def test_a_side_that_is_too_long_stays_as_it_was() -> None:
    text = "a " * 80 + "weir burst. End."
    span = Span(text.index("weir"), text.index("weir") + 4)
    found = sentence(text, span, 40)
    assert text[found.start : found.end] == "weir burst"
