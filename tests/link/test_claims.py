"""Claims and how they stand, from readings made by hand: each rule of the design, in its order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pages import Page

from recoupe.link.bound import Bound
from recoupe.link.entry import Entry
from recoupe.link.gather import gather
from recoupe.link.links import Linker, link
from recoupe.link.points import points as points_of
from recoupe.model.ledger import Claim
from recoupe.model.moment import days_of
from recoupe.model.words import EntityKind, Exactness, Hedge, Side, Stance, Status

TAIL = " L'affaire du pont suspendu d'Ancelle occupe la vallée de la Drême depuis lundi."


def _page(name: str, text: str, day: str = "2025-06-03", **more: object) -> Page:
    return Page(text + TAIL, name, day, **more)  # type: ignore[arg-type]


def _accusation(name: str = "a", day: str = "2025-06-03", speaker: str = "Rosa Vidal") -> Page:
    page = _page(name, f"Selon {speaker}, la société Cabral a saboté les câbles du pont suspendu.", day)
    page.says(speaker, "la société Cabral a saboté les câbles du pont suspendu")
    page.does("la société Cabral a saboté les câbles", "saboté", "sabotage", "saboter")
    return page


def _denial(stance: Stance, speaker: str, name: str = "b", day: str = "2025-06-04") -> Page:
    page = _page(name, f"{speaker} répond : Cabral n'a pas saboté les câbles du pont suspendu.", day)
    page.says(speaker, "Cabral n'a pas saboté les câbles du pont suspendu", stance)
    page.does("Cabral n'a pas saboté les câbles", "saboté", "sabotage", "saboter")
    return page


def _claim(*pages: Page, words: str = "saboté") -> Claim:
    found = [c for c in link([p.entry() for p in pages]).claims if words in c.words and "n'a pas" not in c.words]
    assert len(found) == 1, [c.words for c in link([p.entry() for p in pages]).claims]
    return found[0]


def test_one_source_alone_is_reported() -> None:
    claim = _claim(_accusation())
    assert (claim.standing.word, claim.positions[0].side) == ("reported", Side.FOR)
    assert "Rosa Vidal" in claim.standing.reason.detail


def test_two_sources_of_two_origins_corroborate() -> None:
    claim = _claim(_accusation(), _accusation("c", "2025-06-05", "Hugo Brenn"))
    assert claim.standing.word == "corroborated"
    assert [s.word for s in claim.standings] == ["reported", "corroborated"]
    assert claim.standings[1].since == "2025-06-05"


def test_one_source_in_two_papers_stays_one_source() -> None:
    assert _claim(_accusation(), _accusation("c", "2025-06-05")).standing.word == "reported"


def test_who_names_the_other_outlet_leans_on_it() -> None:
    page = _accusation("c", "2025-06-05", "Hugo Brenn")
    page.text = page.text.replace("Selon", "Comme l'a écrit Outlet a, selon", 1)
    again = _page(
        "c",
        "Comme l'a écrit Outlet a, selon Hugo Brenn, la société Cabral a saboté les câbles du pont suspendu.",
        "2025-06-05",
    )
    again.says("Hugo Brenn", "la société Cabral a saboté les câbles du pont suspendu")
    again.does("la société Cabral a saboté les câbles", "saboté", "sabotage", "saboter")
    assert _claim(_accusation(), again).standing.word == "reported"


def test_a_denial_disputes() -> None:
    page = _page("b", "Cabral nie que la société a saboté les câbles du pont suspendu.", "2025-06-04")
    page.says("Cabral", "la société a saboté les câbles du pont suspendu", Stance.DENIES)
    page.does("la société a saboté les câbles", "saboté", "sabotage", "saboter")
    claim = _claim(_accusation(), page)
    assert claim.standing.word == "disputed"
    assert {p.side for p in claim.positions} == {Side.FOR, Side.AGAINST}


def test_saying_the_opposite_disputes() -> None:
    assert _claim(_accusation(), _denial(Stance.SAYS, "Ines Cabral")).standing.word == "disputed"


def test_what_is_left_unsaid_is_not_denied() -> None:
    page = _page("b", "Le rapport ne dit pas qui a saboté les câbles du pont suspendu.", "2025-06-04")
    page.says("Orsat", "ne dit pas qui a saboté les câbles du pont suspendu")
    page.does("qui a saboté les câbles", "saboté", "sabotage", "saboter")
    found = link([p.entry() for p in (_accusation(), page)]).claims
    assert found
    assert all(c.standing.word != "disputed" for c in found)


def test_a_debunking_by_a_third_party_debunks() -> None:
    page = _page("b", "Le laboratoire Orsat réfute que la société a saboté les câbles du pont suspendu.", "2025-06-04")
    page.says("Orsat", "la société a saboté les câbles du pont suspendu", Stance.DEBUNKS)
    page.does("la société a saboté les câbles", "saboté", "sabotage", "saboter")
    assert _claim(_accusation(), page).standing.word == "debunked"


def test_an_admission_corroborates_and_says_who() -> None:
    page = _page("b", "Cabral reconnaît avoir saboté les câbles du pont suspendu.", "2025-06-04")
    page.says("Cabral", "avoir saboté les câbles du pont suspendu", Stance.ADMITS)
    page.does("avoir saboté les câbles", "saboté", "sabotage", "saboter")
    claim = _claim(_accusation(), page)
    assert (claim.standing.word, "admitted by Cabral" in claim.standing.reason.detail) == ("corroborated", True)


def test_a_remark_that_no_evidence_was_given_makes_it_unsupported() -> None:
    page = _accusation()
    page.text = page.text.replace("suspendu.", "suspendu. Elle n'a fourni aucune preuve.", 1)
    page.does("Elle n'a fourni aucune preuve", "fourni", "supply", "fournir")
    assert _claim(page).standing.word == "unsupported"


def test_who_says_the_opposite_later_has_taken_it_back() -> None:
    assert _claim(_accusation(), _denial(Stance.SAYS, "Rosa Vidal")).standing.word == "retracted"


def test_a_withdrawn_report_takes_its_claims_along() -> None:
    notice = _page("n", "La rédaction retire cet article.", "2025-06-05", status=Status.WITHDRAWN, replaces="a")
    claim = _claim(_accusation(), notice)
    assert [s.word for s in claim.standings] == ["reported", "retracted"]
    assert claim.standing.after == notice.entry().id


def test_hearsay_after_a_withdrawn_report_does_not_keep_it_alive() -> None:
    echo = _page("e", "La société Cabral aurait saboté les câbles du pont suspendu, dit-on.", "2025-06-04")
    echo.says("Luc Ferrand", "La société Cabral aurait saboté les câbles du pont suspendu", hedge=Hedge.HEARSAY)
    echo.does("La société Cabral aurait saboté les câbles", "saboté", "sabotage", "saboter")
    notice = _page("n", "La rédaction retire cet article.", "2025-06-05", status=Status.WITHDRAWN, replaces="a")
    assert _claim(_accusation(), echo, notice).standing.word == "retracted"


@pytest.mark.parametrize("stance", [Stance.CONDEMNS, Stance.URGES])
def test_judgements_and_calls_bear_out_nothing(stance: Stance) -> None:
    page = _page("b", "Hugo Brenn parle : la société Cabral a saboté les câbles du pont suspendu.", "2025-06-04")
    page.says("Hugo Brenn", "la société Cabral a saboté les câbles du pont suspendu", stance)
    page.does("la société Cabral a saboté les câbles", "saboté", "sabotage", "saboter")
    assert _claim(_accusation(), page).standing.word == "reported"


def test_an_answer_joins_what_no_word_joins() -> None:
    page = _page("a", "Rosa Vidal accuse : Cabral a saboté les câbles. Hugo Brenn dément tout cela.")
    first = page.says("Rosa Vidal", "Cabral a saboté les câbles", Stance.ACCUSES)
    page.does("Cabral a saboté les câbles", "saboté", "sabotage", "saboter")
    page.says("Hugo Brenn", "tout cela", Stance.DENIES, answers=first.id)
    assert _claim(page).standing.word == "disputed"


def test_who_denies_another_act_does_not_deny_what_was_said_before() -> None:
    page = _page("a", "Selon Rosa Vidal, un ordre de fermeture a été donné à midi. Hugo Brenn nie l'avoir enfreint.")
    first = page.says("Rosa Vidal", "un ordre de fermeture a été donné à midi")
    page.does("un ordre de fermeture a été donné à midi", "fermeture", "close", "fermer")
    page.says("Hugo Brenn", "l'avoir enfreint", Stance.DENIES, answers=first.id)
    page.does("l'avoir enfreint", "enfreint", "fr:enfreindre", "enfreindre")
    assert _claim(page, words="ordre de fermeture").standing.word == "reported"


def test_what_is_told_of_years_before_is_not_the_night_s_matter() -> None:
    def page(name: str, speaker: str, words: str, day: str) -> Page:
        made = _page(name, f"Selon {speaker}, {words}.", day)
        made.says(speaker, words)
        made.does(words, "prévenu", "warn", "prévenir")
        return made

    then = page("a", "Rosa Vidal", "un audit avait prévenu Ancelle", "2025-06-03").entry()
    now = page("b", "Hugo Brenn", "le veilleur a prévenu Ancelle", "2025-06-04").entry()
    points = [
        replace(p, days=days_of("2023-11")) if p.report == then.id else p for e in (then, now) for p in points_of(e, {})
    ]
    shared = [replace(p, features=frozenset({"k:warn", "c:alarm", f"w:{p.report}"})) for p in points]
    for begins, together in ((date(2025, 6, 3), False), (None, True)):
        _, groups, _ = gather(shared, Bound(), None, begins)
        assert (len({groups.group[i] for i in range(len(groups.group))}) < len(groups.group)) is together


def test_two_people_are_not_one_matter() -> None:
    one = _page("a", "Selon le parquet de Gap, Ugo Salin a été arrêté mardi.")
    one.says("Irma Lenoir", "Ugo Salin a été arrêté mardi")
    one.who("Ugo Salin")
    one.does("Ugo Salin a été arrêté", "arrêté", "arrest", "arrêter", recipient="Ugo Salin")
    other = _page("b", "Selon le parquet de Gap, Theo Mazel a été arrêté mardi.")
    other.says("Irma Lenoir", "Theo Mazel a été arrêté mardi")
    other.does("Theo Mazel a été arrêté", "arrêté", "arrest", "arrêter", recipient="Theo Mazel")
    found = link([one.entry(), other.entry()]).claims
    assert len([c for c in found if "arrêté" in c.words]) == 2


# ---------------------------------------------------------------------------- figures


def _toll(name: str, speaker: str | None, low: float, high: float | None, day: str, words: str = "") -> Page:
    words = words or f"{low:g} personnes"
    page = _page(name, f"À Ancelle, {words} ont été tuées dans l'effondrement du pont suspendu.", day)
    exactness = Exactness.AT_LEAST if high is None else Exactness.EXACT if low == high else Exactness.APPROXIMATE
    page.counts(words, low, high, exactness=exactness)
    if speaker:
        page.says(speaker, f"{words} ont été tuées dans l'effondrement du pont suspendu")
    page.does(f"{words} ont été tuées", "tuées", "kill", "tuer")
    return page


def _standings(*pages: Page) -> dict[str, str]:
    entries = [p.entry() for p in pages]
    return {c.words.split(" ont ")[0]: c.standing.word.value for c in link(entries).claims if c.history}


def test_a_newer_figure_of_the_same_source_supersedes() -> None:
    found = _standings(
        _toll("a", "Rosa Vidal", 11, None, "2025-06-03", "au moins 11 personnes"),
        _toll("b", "Rosa Vidal", 30, None, "2025-06-04", "plus de 30 personnes"),
    )
    assert found == {"au moins 11 personnes": "superseded", "plus de 30 personnes": "reported"}


def test_a_newer_figure_within_the_precision_of_the_old_one_supersedes_nothing() -> None:
    found = _standings(
        _toll("a", "Rosa Vidal", 12, 18, "2025-06-03", "une quinzaine de personnes"),
        _toll("b", "Rosa Vidal", 16, 16, "2025-06-04"),
    )
    assert found == {"une quinzaine de personnes": "reported"}


def test_disjoint_figures_of_two_sources_dispute_each_other() -> None:
    found = _standings(_toll("a", "Rosa Vidal", 31, 31, "2025-06-03"), _toll("b", "Hugo Brenn", 9, 9, "2025-06-03"))
    assert found == {"31 personnes": "disputed", "9 personnes": "disputed"}


def test_a_toll_that_grows_from_day_to_day_is_no_dispute() -> None:
    found = _standings(_toll("a", "Rosa Vidal", 9, 9, "2025-06-03"), _toll("b", "Hugo Brenn", 31, 31, "2025-06-05"))
    assert found == {"9 personnes": "reported", "31 personnes": "reported"}


def test_a_history_holds_the_figures_of_one_measure_in_order() -> None:
    pages = (
        _toll("b", "Rosa Vidal", 30, None, "2025-06-04", "plus de 30 personnes"),
        _toll("a", "Rosa Vidal", 11, None, "2025-06-03", "au moins 11 personnes"),
    )
    book = link([p.entry() for p in pages]).histories
    assert len(book) == 1
    assert [(r.low, r.status) for r in book[0].rows] == [(11, "superseded"), (30, "standing")]
    assert [r.rule for r in book[0].relations] == ["superseded"]


def test_shares_agree_within_their_precision() -> None:
    one, other = (
        _page(n, f"{w} des maisons d'Ancelle sont détruites.", d)
        for n, w, d in (("a", "30 %", "2025-06-03"), ("b", "Un tiers", "2025-06-09"))
    )
    for page, words, value in ((one, "30 %", 0.3), (other, "Un tiers", 1 / 3)):
        page.counts(
            words, value, value, unit="share", counted="maisons", head="maison", whole="maisons", measure="destroyed"
        )
        page.does(f"{words} des maisons d'Ancelle sont détruites", "détruites", "destroy", "détruire")
    book = link([one.entry(), other.entry()]).histories
    assert [r.rule for r in book[0].relations] == ["overlaps"]


@pytest.mark.parametrize(
    ("speakers", "standing"),
    [
        (("Rosa Vidal", None), "reported"),
        ((None, None), "reported"),
        (("Rosa Vidal", "Hugo Brenn"), "corroborated"),
    ],
)
def test_a_count_in_a_report_s_own_voice_bears_out_nothing(speakers: tuple[str | None, ...], standing: str) -> None:
    pages = [_toll(f"p{n}", who, 9, 9, f"2025-06-0{3 + n}") for n, who in enumerate(speakers)]
    assert set(_standings(*map(_in_its_own_words, pages)).values()) == {standing}


def _in_its_own_words(page: Page) -> Page:
    """The page with so much of its own behind that nobody takes it for a copy."""
    page.text += "\n\n" + " ".join(f"{page.name}{n}" for n in range(80))
    return page


def _in_two_towns(name: str, speaker: str, counts: tuple[int, int], day: str) -> Page:
    text = f"Selon {speaker}, l'orage a tué {counts[0]} personnes à Ancelle et {counts[1]} personnes à Morvac."
    page = _page(name, text, day)
    for town, count in zip(("Ancelle", "Morvac"), counts, strict=True):
        page.who(town, EntityKind.PLACE)
        page.counts(f"{count} personnes", count, count)
    page.says(speaker, text.partition(", ")[2].rstrip("."))
    page.does(text.partition(", ")[2].rstrip("."), "tué", "kill", "tuer")
    return _in_its_own_words(page)


def test_figures_set_beside_each_other_for_two_places_are_two_histories() -> None:
    pages = (
        _in_two_towns("a", "Rosa Vidal", (31, 12), "2025-06-03"),
        _in_two_towns("b", "Hugo Brenn", (31, 40), "2025-06-03"),
    )
    links = link([p.entry() for p in pages])
    assert sorted([r.low for r in h.rows] for h in links.histories) == [[12, 40], [31, 31]]
    standings = sorted(c.standing.word.value for c in links.claims if c.history)
    assert standings == ["corroborated", "disputed", "disputed"]


def test_who_counts_may_stand_behind_the_verb() -> None:
    text = "Un tiers des maisons est détruit, a établi la capitainerie dans une note."
    page = _page("b", text, "2025-06-09")
    page.counts("Un tiers", 1 / 3, 1 / 3, unit="share", counted="maisons", head="maison", whole="maisons")
    page.does("Un tiers des maisons est détruit, a établi", "établi", "prove", "établir")
    book = link([page.entry()]).histories
    assert [row.source for h in book for row in h.rows] == ["la capitainerie"]


def test_a_height_in_passing_is_not_all_that_a_clause_tells() -> None:
    def page(name: str, speaker: str, day: str) -> Page:
        made = _page(name, f"{speaker} raconte : le pylône, haut de 61 mètres, a été saboté de nuit à la scie.", day)
        made.says(speaker, "le pylône, haut de 61 mètres, a été saboté de nuit à la scie")
        made.counts("61 mètres", 61, 61, unit="m", counted="mètres")
        made.does("le pylône, haut de 61 mètres, a été saboté", "saboté", "sabotage", "saboter")
        return _in_its_own_words(made)

    found = link([page("a", "Rosa Vidal", "2025-06-03").entry(), page("b", "Hugo Brenn", "2025-06-04").entry()]).claims
    assert "corroborated" in {c.standing.word.value for c in found if c.history is None and "saboté" in c.words}


# ---------------------------------------------------------------------------- the whole


def _many() -> list[Entry]:
    pages = (
        _accusation(), _denial(Stance.DENIES, "Ines Cabral"), _accusation("c", "2025-06-05", "Hugo Brenn"),
        _toll("d", "Rosa Vidal", 11, None, "2025-06-03", "au moins 11 personnes"), _toll("e", "Hugo Brenn", 9, 9, "2025-06-04"),
    )  # fmt: skip
    return [p.entry() for p in pages]


@pytest.mark.parametrize("turn", range(5))
def test_adding_in_any_order_and_portion_equals_a_rebuild(turn: int) -> None:
    entries = _many()
    shuffled = entries[turn:] + entries[:turn]
    linker = Linker()
    for start in range(0, len(shuffled), 2):
        linker.add(shuffled[start : start + 2])
        linker.links()
    assert linker.links() == link(entries)


def test_positions_stand_where_their_words_stand() -> None:
    entries = _many()
    texts = {e.id: e.report.text for e in entries}
    claims = link(entries).claims
    assert len(claims) == 3
    for claim in claims:
        assert any(texts[p.report][slice(*p.span)] == claim.words for p in claim.positions)
        assert claim.standings[-1] == claim.standing


def test_a_page_names_places_without_joining_by_them() -> None:
    one = _page("a", "À Ancelle, la mairie a fermé l'école.")
    one.who("Ancelle", EntityKind.PLACE)
    one.says("Rosa Vidal", "la mairie a fermé l'école")
    one.does("la mairie a fermé l'école", "fermé", "close", "fermer")
    other = _page("b", "À Ancelle, le vent a emporté une grue.")
    other.who("Ancelle", EntityKind.PLACE)
    other.says("Rosa Vidal", "le vent a emporté une grue")
    other.does("le vent a emporté une grue", "emporté", "fr:emporter", "emporter")
    claims = link([one.entry(), other.entry()]).claims
    assert [len({p.report for p in c.positions}) for c in claims] == [1, 1]
