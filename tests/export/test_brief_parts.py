"""The rules of the brief, one at a time, on ledgers of a line or two."""

from __future__ import annotations

from dataclasses import replace

from making import Maker
from recoupe.export.brief import Book, Brief, Options, brief
from recoupe.export.brief.claims import claim_item, salience, weak_start
from recoupe.export.brief.evening import evening
from recoupe.export.brief.figures import history_item
from recoupe.export.brief.gaps import questions
from recoupe.export.brief.people import speaker_item, spoken
from recoupe.export.brief.records import ClaimItem
from recoupe.export.brief_text import brief_text
from recoupe.model.words import Side


def book_of(maker: Maker, language: str = "en") -> Book:
    return Book(maker.entries, maker.links, language)


def rules(maker: Maker) -> list[tuple[str, str | None]]:
    book = book_of(maker)
    return [(q.rule, q.who) for q in questions(book, frozenset(book.entry))]


def keys(made: Brief) -> list[str]:
    return [s.key for s in made.sections]


# ---------------------------------------------------------------------------- which section, which order


def test_what_two_sources_of_two_origins_say_is_told_first_even_if_not_corroborated(maker: Maker) -> None:
    maker.report("a", "The weir has burst, Ida Voss said.")
    maker.report("b", "The weir burst at noon, Bo Lind said.", outlet="The Sluice")
    maker.claim(
        "c", maker.says("a", "Ida Voss", "The weir has burst"), maker.says("b", "Bo Lind", "The weir burst at noon")
    )
    assert "several" in keys(brief(maker.entries, maker.links))


def test_what_one_source_tells_two_outlets_has_one_source(maker: Maker) -> None:
    maker.report("a", "The weir has burst, Ida Voss said.")
    maker.report("b", "The weir burst at noon, Ida Voss said.", outlet="The Sluice")
    maker.claim(
        "c", maker.says("a", "Ida Voss", "The weir has burst"), maker.says("b", "Ida Voss", "The weir burst at noon")
    )
    assert "single" in keys(brief(maker.entries, maker.links))


def test_an_answered_claim_outweighs_one_that_nobody_answers(maker: Maker) -> None:
    maker.report("a", "Ida Voss said the weir was mined. Bo Lind said the road was shut. Kai Renn denied it was mined.")
    mined = maker.claim(
        "mined",
        maker.says("a", "Ida Voss", "the weir was mined"),
        maker.says("a", "Kai Renn", "it was mined", "against"),
        standing="disputed",
    )
    shut = maker.claim("shut", maker.says("a", "Bo Lind", "the road was shut"))
    book = book_of(maker)
    assert salience(book, mined) > salience(book, shut)


def test_the_other_side_of_a_dispute_does_not_lead_again(maker: Maker) -> None:
    maker.report(
        "a",
        "Ida Voss said the weir was mined. Kai Renn said it was never mined. Bo Lind said the lock was rammed. Una Orr denied it.",
    )
    mined = maker.says("a", "Ida Voss", "the weir was mined")
    never = maker.says("a", "Kai Renn", "it was never mined", "against")
    rammed = maker.says("a", "Bo Lind", "the lock was rammed")
    maker.claim("mined", mined, never, standing="disputed")
    maker.claim("never", replace(mined, side=Side.AGAINST), replace(never, side=Side.FOR), standing="disputed")
    maker.claim("rammed", rammed, maker.says("a", "Una Orr", "denied it", "against"), standing="disputed")
    section = next(s for s in brief(maker.entries, maker.links).sections if s.key == "disputed")
    assert [c.id for c in section.items if isinstance(c, ClaimItem)][1] == "rammed"


# ---------------------------------------------------------------------------- claims


def test_the_title_is_a_passage_that_can_stand_alone(maker: Maker) -> None:
    maker.report("a", "He said it had burst.")
    maker.report("b", "The weir at Marle burst on Monday, Bo Lind said.")
    claim = maker.claim(
        "c",
        maker.says("a", "Ida Voss", "it had burst"),
        maker.says("b", "Bo Lind", "The weir at Marle burst on Monday"),
    )
    assert claim_item(book_of(maker), claim).title.words == "The weir at Marle burst on Monday"


def test_words_that_point_back_are_no_good_beginning() -> None:
    assert weak_start("qui avait cédé", "fr")
    assert weak_start("l’avoir fait", "fr")
    assert weak_start("“it had burst", "en")
    assert not weak_start("Le barrage a cédé", "fr")
    assert not weak_start("l’écluse est fermée", "fr")
    assert not weak_start("The weir burst", "en")


def test_against_a_claim_a_plain_said_is_told_as_against(maker: Maker) -> None:
    maker.report("a", "Ida Voss: the weir was mined. Kai Renn: the weir was old.")
    claim = maker.claim(
        "c",
        maker.says("a", "Ida Voss", "the weir was mined"),
        maker.says("a", "Kai Renn", "the weir was old", "against", stance="says"),
    )
    assert [v.stance for v in claim_item(book_of(maker), claim).voices] == ["says", "against"]


def test_words_that_cannot_stand_alone_are_shown_with_their_verb(maker: Maker) -> None:
    maker.report("a", "Ida Voss said the weir was mined. Kai Renn denies it.")
    against = maker.says("a", "Kai Renn", "it.", "against")
    maker.statements["a"][-1] = replace(maker.statements["a"][-1], cue=maker.span("a", "denies"))
    claim = maker.claim("c", maker.says("a", "Ida Voss", "the weir was mined"), against, standing="disputed")
    assert claim_item(book_of(maker), claim).voices[1].passage.words == "denies it."


def test_that_somebody_spoke_is_no_claim_to_lead_with(maker: Maker) -> None:
    maker.report("a", "Ida Voss said the weir was mined by rebels.")
    said = maker.says("a", "Ida Voss", "the weir was mined by rebels")
    maker.statements["a"][0] = replace(maker.statements["a"][0], cue=maker.span("a", "said"))
    spoke = maker.claim("spoke", maker.says("a", "narrator", "Ida Voss said"))
    mined = maker.claim("mined", said)
    assert salience(book_of(maker), mined) > salience(book_of(maker), spoke) + 6


def test_marks_inside_a_quotation_are_inner_ones(maker: Maker) -> None:
    maker.report(
        "a",
        "Le maire parle d’un barrage « vieux et « fatigué » par les crues. Bo a dit « non » puis « oui ».",
        language="fr",
    )
    maker.claim("c", maker.says("a", "Ida Voss", "d’un barrage « vieux et « fatigué » par les crues"))
    maker.claim("d", maker.says("a", "Bo Lind", "« non » puis « oui »"))
    text = brief_text(brief(maker.entries, maker.links)).replace("\u00a0", " ")
    assert "« Le maire parle d’un barrage vieux et fatigué par les crues »" in text
    assert "« “non” puis “oui” »" in text


def test_a_reports_own_voice_is_told_by_its_outlet(maker: Maker) -> None:
    maker.report("a", "The weir burst at noon.", outlet="The Sluice")
    maker.claim("c", maker.says("a", "narrator", "The weir burst at noon"))
    assert "The Sluice, in its own voice" in brief_text(brief(maker.entries, maker.links))


def test_reserves_chains_and_missing_names_are_told(maker: Maker) -> None:
    maker.report("a", "The weir would have burst, two wardens told the agency.")
    maker.claim(
        "c",
        maker.says(
            "a", "two wardens", "The weir would have burst", anonymous=True, hedge="hearsay", via=("the agency",)
        ),
    )
    text = brief_text(brief(maker.entries, maker.links))
    assert "two wardens · 10 March · unnamed · as hearsay · through the agency" in text.replace("\n              ", " ")


def test_how_it_stood_before_is_told(maker: Maker) -> None:
    maker.report("a", "The weir burst, Ida Voss said.")
    maker.claim(
        "c",
        maker.says("a", "Ida Voss", "The weir burst"),
        standing="disputed",
        since="2025-03-10",
        was=[("reported", "2025-03-09")],
    )
    assert "disputed since 10 March: because the test says so (before: reported)" in brief_text(
        brief(maker.entries, maker.links)
    )


# ---------------------------------------------------------------------------- figures


def test_what_replaced_what_is_told_before_what_agrees(maker: Maker) -> None:
    maker.report("a", "Ida Voss counted 7 dead. Bo Lind counted 40.")
    maker.report("b", "Ida Voss counted 15 dead.", published="2025-03-11")
    h = maker.history(
        "h", "killed", maker.row("a", "Ida Voss", "7 dead", (7, 7), status="superseded"), maker.row("a", "Bo Lind", "40", (40, 40)),
        maker.row("b", "Ida Voss", "15 dead", (15, 15)),
    )  # fmt: skip
    item = history_item(book_of(maker), h)
    assert item.relations[0] == ("superseded", 0, 2)
    assert item.relations[1][0] == "disjoint"


def test_a_toll_that_rises_is_no_contradiction(maker: Maker) -> None:
    maker.report("a", "Ida Voss counted 7 dead.")
    maker.report("b", "Bo Lind counted 15 dead.", published="2025-03-11")
    rising = maker.history(
        "h", "killed", maker.row("a", "Ida Voss", "7 dead", (7, 7)), maker.row("b", "Bo Lind", "15 dead", (15, 15))
    )
    falling = maker.history(
        "i", "killed", maker.row("b", "Bo Lind", "15 dead", (5, 5)), maker.row("a", "Ida Voss", "7 dead", (7, 7))
    )
    assert history_item(book_of(maker), rising).relations == ()
    assert history_item(book_of(maker), falling).relations == (("disjoint", 0, 1),)


def test_a_share_and_a_fraction_agree_within_their_precision(maker: Maker) -> None:
    maker.report("a", "Ida Voss: 30% of the dykes. Bo Lind: a third of the dykes.")
    h = maker.history(
        "h", "destroyed", maker.row("a", "Ida Voss", "30%", (0.3, 0.3), unit="share"),
        maker.row("a", "Bo Lind", "a third", (1 / 3, 1 / 3), unit="share"),
    )  # fmt: skip
    assert history_item(book_of(maker), h).relations == (("agree", 0, 1),)


def test_figures_of_other_units_are_not_compared(maker: Maker) -> None:
    maker.report("a", "Ida Voss: 3 dykes. Bo Lind: 9 km.")
    h = maker.history(
        "h", "destroyed", maker.row("a", "Ida Voss", "3", (3, 3)), maker.row("a", "Bo Lind", "9", (9, 9), unit="km")
    )
    assert history_item(book_of(maker), h).relations == ()


def test_a_long_history_is_cut_and_says_so(maker: Maker) -> None:
    text = "Ida Voss: " + ", ".join(f"{n} dead" for n in range(11, 19))
    maker.report("a", text)
    rows = [maker.row("a", "Ida Voss", f"{n} dead", (n, n), said=f"2025-03-{n}") for n in range(11, 19)]
    item = history_item(book_of(maker), maker.history("h", "killed", *rows))
    assert (len(item.rows), item.more, item.low, item.high) == (6, 2, 11, 18)


def test_a_figure_stands_until_it_is_replaced(maker: Maker) -> None:
    maker.report("a", "Ida Voss counted 7 dead.")
    maker.report("b", "Ida Voss counted 15 dead.", published="2025-03-11")
    maker.history(
        "h",
        "killed",
        maker.row("a", "Ida Voss", "7 dead", (7, 7), status="superseded"),
        maker.row("b", "Ida Voss", "15 dead", (15, 15)),
    )
    then = evening(maker.links, "2025-03-10", {maker.reports["a"].id})
    assert [r.status for r in then.histories[0].rows] == ["standing"]
    assert [
        r.status for r in evening(maker.links, "2025-03-11", {r.id for r in maker.reports.values()}).histories[0].rows
    ] == ["superseded", "standing"]


# ---------------------------------------------------------------------------- people


def test_copies_do_not_make_a_speaker_louder(maker: Maker) -> None:
    from recoupe.model.ledger import Origin

    for key, outlet in (("a", "The Wherry"), ("b", "The Sluice")):
        maker.report(key, "Ida Voss said the weir burst. She said it was old.", outlet=outlet)
        maker.says(key, "Ida Voss", "the weir burst")
        maker.says(key, "Ida Voss", "it was old")
    ids = tuple(r.id for r in maker.reports.values())
    maker.origins.append(Origin("o", ids[0], ids))
    book = book_of(maker)
    person = speaker_item(book, spoken(book, frozenset(ids))[0])
    assert (person.who, person.statements, tuple(sorted(person.outlets))) == (
        "Ida Voss",
        2,
        ("The Sluice", "The Wherry"),
    )


# ---------------------------------------------------------------------------- what nobody says


def test_a_refusal_is_a_gap(maker: Maker) -> None:
    maker.report("a", "Ida Voss declined to comment on the weir.")
    maker.says("a", "Ida Voss", "comment on the weir", "neither", stance="declines")
    assert rules(maker) == [("declined", "Ida Voss")]


def test_what_somebody_has_not_said_is_a_gap(maker: Maker) -> None:
    maker.report("a", "Ida Voss would not say why the gates were open. The board did not say no. It has not rained.")
    maker.negated("a", "Ida Voss would not say", "say")
    maker.negated("a", "It has not rained", "rain")
    book = book_of(maker)
    found = questions(book, frozenset(book.entry))
    assert [(q.rule, q.who, q.passage.words) for q in found] == [
        ("gap", "The Wherry", "Ida Voss would not say why the gates were open")
    ]


def test_a_question_in_a_quotation_is_not_the_reports(maker: Maker) -> None:
    maker.report(
        "a",
        'Who opened the gates of the weir? “Who was on watch that night?” asked Ida Voss. "And who paid the crews?" she said.',
    )
    assert rules(maker) == [("asked", "The Wherry")]


def test_a_refuted_speaker_who_is_silent_is_asked(maker: Maker) -> None:
    maker.report("a", "The weir was mined, Ida Voss said.")
    maker.report("b", "The institute found no trace of a mine.", published="2025-03-12")
    said = maker.says("a", "Ida Voss", "The weir was mined")
    maker.claim(
        "c",
        said,
        maker.says("b", "the institute", "no trace of a mine", "against", stance="debunks"),
        standing="debunked",
    )
    assert ("debunked_silent", "Ida Voss") in rules(maker)
    maker.report("d", "Ida Voss stood by it: the weir was mined.", published="2025-03-13")
    maker.claims.clear()
    maker.claim(
        "c", said, maker.says("b", "the institute", "no trace of a mine", "against", stance="debunks"),
        maker.says("d", "Ida Voss", "the weir was mined"), standing="debunked",
    )  # fmt: skip
    assert ("debunked_silent", "Ida Voss") not in rules(maker)


def test_what_only_unnamed_sources_say_wants_a_name(maker: Maker) -> None:
    maker.report("a", "The weir was mined, two wardens said.")
    maker.claim("c", maker.says("a", "two wardens", "The weir was mined", anonymous=True))
    assert rules(maker) == [("unconfirmed", None)]


def test_figures_without_a_source_or_a_number_are_gaps(maker: Maker) -> None:
    maker.report("a", "The flood has destroyed a third of the dykes. Dozens of barges were lost.")
    maker.history("h", "destroyed", maker.row("a", "narrator", "a third", (1 / 3, 1 / 3), unit="share"))
    maker.history("i", "lost", maker.row("a", "Ida Voss", "Dozens of barges", (20, None), exactness="indefinite"))
    assert {r for r, _ in rules(maker)} == {"uncounted", "no_number"}


def test_events_without_an_author_a_date_or_a_place_are_gaps(maker: Maker) -> None:
    maker.report("a", "The depot was shelled. Barges will be sent by The Harbour Board. The lock was bombed by rebels.")
    maker.happening("a", "shelled", place="Marle")
    maker.happening("a", "sent", "AID", modality="planned", actors=(maker.source("a", "The Harbour Board"),))
    maker.happening("a", "bombed", actors=("rebels",))
    assert {r for r, _ in rules(maker)} == {"no_actor", "no_date", "no_place"}


def test_no_rule_asks_more_than_a_few_in_a_row(maker: Maker) -> None:
    maker.report(
        "a", " ".join(f"The depot {n} was shelled." for n in "abcdefgh") + " Who ordered the shelling of the depots?"
    )
    for n in "abcdefgh":
        maker.happening("a", f"{n} was shelled", place="Marle")
    found = [r for r, _ in rules(maker)]
    assert found[:4] == ["asked", "no_actor", "no_actor", "no_actor"]
    assert len(found) == 9


# ---------------------------------------------------------------------------- events


def test_events_stand_in_order_and_those_without_a_date_last(maker: Maker) -> None:
    maker.report("a", "They met. They will meet again. They had met in spring. They shelled the lock.")
    maker.happening("a", "met", "CONSULT", date="2025-03-09")
    maker.happening("a", "shelled", "ASSAULT")
    maker.happening("a", "will meet", "CONSULT", date="2025-03-14", modality="planned")
    maker.happening("a", "in spring", "CONSULT", date="2024-21")
    made = brief(maker.entries, maker.links, Options("en"))
    happened = next(s for s in made.sections if s.key == "happened")
    assert [getattr(i, "date", None) for i in happened.items] == ["2024-21", "2025-03-09", "2025-03-14", None]
    assert "talks · planned" in brief_text(made)


def test_passages_that_have_a_word_in_common_come_before_those_that_have_none(maker: Maker) -> None:
    maker.report("a", "The weir at Marle burst at noon. The mayor came with boats.")
    maker.report("b", "At noon the old weir burst. Winter came with frost.", outlet="The Sluice")
    burst = maker.claim(
        "burst",
        maker.says("a", "Ida Voss", "The weir at Marle burst"),
        maker.says("b", "Bo Lind", "the old weir burst"),
    )
    came = maker.claim(
        "came",
        maker.says("a", "Ida Voss", "The mayor came with boats"),
        maker.says("b", "Bo Lind", "Winter came with frost"),
    )
    assert salience(book_of(maker), burst) > salience(book_of(maker), came)


def test_a_long_passage_is_shown_from_the_figure_it_is_about(maker: Maker) -> None:
    text = "The board denied on Wednesday that the weir at Marle had been mined by anybody, where the flood has killed about fifteen people"
    maker.report("a", text + ".")
    maker.history("h", "killed", maker.row("a", "the board", "about fifteen", (12, 18)))
    claim = maker.claim("c", maker.says("a", "the board", text), history="h")
    assert (
        claim_item(book_of(maker), claim).voices[0].passage.words == "where the flood has killed about fifteen people"
    )
