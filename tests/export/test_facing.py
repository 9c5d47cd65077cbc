"""Who says the opposite of whom: the sharpest pair of a claim in a brief, all of them for a page, and how they are told."""

from __future__ import annotations

import json
import re

import pytest

from making import Maker
from recoupe.export.brief import Book, Brief, Options, brief
from recoupe.export.brief.claims import claim_item
from recoupe.export.brief.facing import claim_told, facing
from recoupe.export.brief.records import ClaimItem
from recoupe.export.brief_json import brief_json
from recoupe.export.brief_markdown import brief_markdown
from recoupe.export.brief_text import brief_text
from recoupe.export.layout import width_of
from recoupe.export.pairs import face_to_face, pairs_text
from recoupe.model.ledger import Evidence

MINED = "Ida Voss said the weir had been mined by smugglers. A clerk whispered of it. Bo Lind said the road was shut."
DENIED = "Kai Renn denied that the weir had been mined by smugglers. He denied it. Bo Lind had nothing to add."


@pytest.fixture
def dispute(maker: Maker) -> Maker:
    """A claim that two say and one denies twice: once in full, once in words that point back."""
    maker.report("a", MINED)
    maker.report("b", DENIED, outlet="The Sluice")
    maker.claim(
        "mined",
        maker.says("a", "A clerk", "it", anonymous=True),
        maker.says("a", "Ida Voss", "the weir had been mined by smugglers"),
        maker.says("b", "Kai Renn", "denied it", "against", stance="denies"),
        maker.says("b", "Kai Renn", "that the weir had been mined by smugglers", "against", stance="denies"),
        standing="disputed",
    )
    return maker


def made(maker: Maker, language: str = "en", **options: object) -> Brief:
    return brief(maker.entries, maker.links, Options(language, **options))  # type: ignore[arg-type]


def told(maker: Maker, language: str = "en") -> ClaimItem:
    return claim_told(Book(maker.entries, maker.links, language), maker.links.claims[0])


def test_the_pair_is_of_words_that_can_be_understood_alone(dispute: Maker) -> None:
    found = told(dispute).facing
    assert found is not None
    assert (found.one.who, found.one.side, found.one.passage.words) == (
        "Ida Voss",
        "for",
        "the weir had been mined by smugglers",
    )
    assert (found.other.who, found.other.side, found.other.stance) == ("Kai Renn", "against", "denies")
    assert found.other.passage.words == "that the weir had been mined by smugglers"


def test_its_voices_come_first_and_none_is_lost(dispute: Maker) -> None:
    item = told(dispute)
    assert [v.who for v in item.voices] == ["Ida Voss", "Kai Renn", "A clerk"]
    bare = claim_item(Book(dispute.entries, dispute.links, "en"), dispute.links.claims[0])
    assert {v.who for v in bare.voices} == {v.who for v in item.voices}
    assert item.more == bare.more == 0
    short = claim_told(Book(dispute.entries, dispute.links, "en"), dispute.links.claims[0], 2)
    assert ([v.who for v in short.voices], short.more) == (["Ida Voss", "Kai Renn"], 1)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "One side denies outright what the other says."), ("fr", "L'un dément expressément ce que dit l'autre.")],
)
def test_the_reason_is_one_sentence_in_the_briefs_language(dispute: Maker, language: str, sentence: str) -> None:
    page = brief_text(made(dispute, language))
    assert f"≠ {sentence}" in " ".join(page.split())
    assert f"    - ≠ {sentence}\n" in brief_markdown(made(dispute, language))
    form = json.loads(brief_json(made(dispute, language)))
    (claim,) = next(s["items"] for s in form["sections"] if s["key"] == "disputed")
    assert (claim["facing"]["rule"], claim["facing"]["sentence"]) == ("stance", sentence)
    assert claim["facing"]["other"]["passage"]["label"] == "b"


def test_the_reason_stands_beneath_its_two_voices(dispute: Maker) -> None:
    lines = [line.strip() for line in brief_text(made(dispute)).splitlines()]
    at = next(i for i, line in enumerate(lines) if line.startswith("≠"))
    assert any(line.startswith("denies") and "Kai Renn" in line for line in lines[at - 3 : at])
    assert any("A clerk" in line for line in lines[at + 1 : at + 3])


def test_without_a_dispute_there_is_no_pair(maker: Maker) -> None:
    maker.report("a", MINED)
    maker.report("b", DENIED, outlet="The Sluice")
    said = maker.says("a", "Ida Voss", "the weir had been mined by smugglers")
    against = maker.says("b", "Kai Renn", "that the weir had been mined by smugglers", "against", stance="denies")
    maker.claim("reported", said, against)
    maker.claim("onesided", said, standing="disputed")
    book = Book(maker.entries, maker.links, "en")
    assert [facing(book, c) for c in maker.links.claims] == [None, None]
    assert "≠" not in brief_text(made(maker))


def test_who_says_otherwise_later_faces_nobody(maker: Maker) -> None:
    maker.report("a", "Ida Voss said the weir had been mined by smugglers.")
    maker.report("b", "Ida Voss denied that the weir had been mined by smugglers.", outlet="The Sluice")
    maker.claim(
        "c",
        maker.says("a", "Ida Voss", "the weir had been mined by smugglers"),
        maker.says("b", "Ida Voss", "that the weir had been mined by smugglers", "against", stance="denies"),
        standing="disputed",
    )
    assert told(maker).facing is None


def test_what_the_standing_rests_on_goes_before(maker: Maker) -> None:
    maker.report("a", "Ida Voss said the weir had been mined by smugglers.")
    maker.report("b", DENIED, outlet="The Sluice")
    maker.report("d", "Mo Hart denied the weir had been mined by smugglers.", outlet="The Lock")
    rests = maker.says("d", "Mo Hart", "the weir had been mined by smugglers", "against", stance="denies")
    maker.claim(
        "c",
        maker.says("a", "Ida Voss", "the weir had been mined by smugglers"),
        maker.says("b", "Kai Renn", "that the weir had been mined by smugglers", "against", stance="denies"),
        rests,
        standing="disputed",
        evidence=(Evidence(rests.report, rests.span),),
    )
    found = told(maker).facing
    assert found is not None
    assert found.other.who == "Mo Hart"


# ---------------------------------------------------------------------------- all pairs


def test_each_passage_against_stands_beside_one_for_it(dispute: Maker) -> None:
    found = face_to_face(Book(dispute.entries, dispute.links, "en"), dispute.links.claims[0])
    pairs = (*found.shown, *found.more, *found.apart)
    assert len(pairs) == len({p.other.passage.place for p in pairs}) == 1, "of one source and origin, the first passage"
    assert pairs[0].why == "one side denies outright what the other says."
    assert pairs[0].places[0].side.value == "for"


def test_what_can_not_be_compared_stands_apart(maker: Maker) -> None:
    maker.report("a", "Ida Voss said the weir had been mined by smugglers.")
    maker.report("b", "Kai Renn a dit que le barrage tenait bon.", language="fr", outlet="L'Écluse")
    maker.claim(
        "c",
        maker.says("a", "Ida Voss", "the weir had been mined by smugglers"),
        maker.says("b", "Kai Renn", "le barrage tenait bon", "against", stance="says"),
        standing="disputed",
    )
    found = face_to_face(Book(maker.entries, maker.links, "fr"), maker.links.claims[0])
    assert (found.shown, found.more) == ((), ())
    assert found.apart[0].verdict == "non comparables"
    assert found.apart[0].why.startswith("l'un est en anglais, l'autre en français")
    assert told(maker).facing is None


@pytest.mark.parametrize("width", [40, 60, 80, 110])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_pairs_fit_their_columns(dispute: Maker, language: str, width: int) -> None:
    text = pairs_text(Book(dispute.entries, dispute.links, language), dispute.links.claims[0], width)
    assert max(width_of(line) for line in text.splitlines()) <= width
    assert re.search(r"b:\d+–\d+$", text, re.M)


def test_a_claim_that_nobody_is_against_has_no_pairs(maker: Maker) -> None:
    maker.report("a", MINED)
    maker.claim("c", maker.says("a", "Ida Voss", "the weir had been mined by smugglers"))
    assert pairs_text(Book(maker.entries, maker.links, "en"), maker.links.claims[0]) == ""


def test_a_brief_tells_no_dispute_of_a_word_in_common(maker: Maker) -> None:
    maker.report("a", "Ida Voss told of the night of the flood at the weir, of boats and of rain.")
    maker.report("b", "Kai Renn said that no alarm was heard in the upper town that night.", outlet="The Sluice")
    maker.claim(
        "c",
        maker.says("a", "Ida Voss", "the night of the flood at the weir, of boats and of rain"),
        maker.says("b", "Kai Renn", "no alarm was heard in the upper town that night", "against", stance="says"),
        standing="disputed",
    )
    assert told(maker).facing is None
