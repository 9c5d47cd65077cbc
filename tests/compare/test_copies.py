"""Copies, and what only looks like one: quotation, background, pages of one template."""

from __future__ import annotations

import numpy as np
import pytest

from recoupe.compare.copies import aligned, copied, may_be_copied
from recoupe.compare.credits import anchors, credit_lines, credit_words, credited, drawn_from, drawn_on, hashed
from recoupe.compare.passages import passages
from recoupe.model.report import Report

DISPATCH = """MORZAC (Alizé) - Un glissement de terrain a coupé dimanche soir la route de Morzac, isolant deux hameaux où vivent cent vingt personnes, a indiqué la préfecture de la Lozenne.

Les pompiers ont évacué quatorze habitants par hélicoptère. « La montagne a bougé d'un coup, sans prévenir », a raconté Irène Valadier, qui tient l'auberge du col.

Un pont provisoire sera posé mercredi par le génie. En 1998, une coulée avait déjà emporté la route au même endroit, sans faire de victime.

La société des autoroutes étudie une galerie, dont le coût est estimé à 6 millions d'euros."""

WEATHER = """Voici le bulletin pour {town} et ses environs. Ce {day}, la journée commencera sous un ciel voilé, avec {low} degrés au lever du jour. Dans l'après-midi, le thermomètre affichera {high} degrés à {town}. Le vent soufflera du secteur ouest, avec des rafales qui pourront atteindre {gust} km/h. La nuit suivante sera calme, avec des brumes dans les vallées."""

OWN = """Le conseil municipal de Brévent a adopté lundi le plan de circulation du centre. Les commerçants redoutent une baisse de fréquentation. Le maire, Paul Ferrat, promet un bilan au printemps. Deux lignes de bus seront renforcées dès la rentrée, et quatre cents places de stationnement ouvriront près de la gare."""


def _copied(one: str, other: str) -> bool:
    left, right = passages(one), passages(other)
    shared = np.array([len(set(left.marks.tolist()) & set(right.marks.tolist()))])
    sizes, led = (len(left.marks), np.array([len(right.marks)])), np.array([not left.lead.isdisjoint(right.lead)])
    return bool(may_be_copied(shared, sizes, led)[0]) and copied(left, right) is not None


COPIES = {
    "the same": DISPATCH,
    "cut from the end": DISPATCH.split("\n\n")[0] + "\n\n" + DISPATCH.split("\n\n")[1],
    "a brief": DISPATCH.split("\n\n")[0],
    "another date line": DISPATCH.replace("MORZAC (Alizé) - ", "De notre correspondant à Morzac. "),
    "a figure updated": DISPATCH.replace("quatorze habitants", "dix-neuf habitants"),
    "words changed": DISPATCH.replace("a indiqué", "a fait savoir")
    .replace("évacué", "secouru")
    .replace("étudie", "envisage"),
    "another typography": DISPATCH.replace("'", "’").replace("« ", "“").replace(" »", "”").replace("\n\n", "\n"),
    "paragraphs moved": "\n\n".join(DISPATCH.split("\n\n")[n] for n in (0, 2, 1, 3)),
    "a local paragraph": DISPATCH.replace(
        "\n\nUn pont", "\n\nÀ Brévent, la mairie a rouvert le gymnase aux familles.\n\nUn pont"
    ),
    "an opening of its own": "La Lozenne a eu peur dimanche.\n\n"
    + DISPATCH.split("\n\n", 1)[1]
    + "\n\n"
    + DISPATCH.split("\n\n")[0],
}


@pytest.mark.parametrize("kind", COPIES)
def test_a_copy_is_found(kind: str) -> None:
    assert _copied(DISPATCH, COPIES[kind])
    assert _copied(COPIES[kind], DISPATCH)


QUOTING = (
    OWN + "\n\n« Les pompiers ont évacué quatorze habitants par hélicoptère », rappelait hier un journal de la Lozenne."
)
BACKGROUND = OWN.replace("Deux lignes", DISPATCH.split("\n\n")[2] + " Deux lignes")


@pytest.mark.parametrize("text", [QUOTING, BACKGROUND, OWN], ids=["quotation", "background", "another matter"])
def test_what_only_quotes_or_repeats_is_no_copy(text: str) -> None:
    assert not _copied(DISPATCH, text)


def test_pages_of_one_template_are_no_copies() -> None:
    one = WEATHER.format(town="Morzac", day="jeudi", low=4, high=17, gust=55)
    other = WEATHER.format(town="Brévent", day="samedi", low=9, high=22, gust=70)
    assert not _copied(one, other)
    assert _copied(one, one.replace("55", "60"))


def test_a_copy_is_proved_by_spans_on_both_sides() -> None:
    left, right = passages(COPIES["another typography"]), passages(DISPATCH)
    found = copied(left, right)
    assert found is not None
    pairs = aligned(left, right, found.shared)
    assert len(pairs) == 6
    for mine, theirs in pairs:
        assert left.text[slice(*mine)].replace("’", "'")[:20] == right.text[slice(*theirs)].replace("’", "'")[:20]


ENGLISH = """A landslide cut the road to Morzac on Sunday evening, leaving two hamlets where 120 people live cut off, the Lozenne prefecture said. Fourteen people were flown out. Irene Valadier, who runs the inn at the pass, said the mountain had moved without warning. In 1998 the road had been swept away at the same spot. The motorway company puts the cost of a gallery at 6 million euros.

Alizé, translated by the Brevent Mail"""


def _report(text: str, outlet: str, **more: str) -> Report:
    return Report(text=text, outlet=outlet, published="2025-05-12", **more)


def test_a_credited_translation_draws_on_its_dispatch() -> None:
    dispatch = _report(DISPATCH.replace("cent vingt", "120"), "Alizé", language="fr")
    translation = _report(ENGLISH, "Brevent Mail", language="en")
    assert credited(credit_lines(translation), {"alize": ["Alizé"]}) == {"Alizé"}
    names = [hashed(anchors(text)) for text in (translation.text, dispatch.text, OWN)]
    share = drawn_on(names[0], names[1])
    assert share is not None
    assert drawn_from(translation, dispatch, share).rule == "credited translation"
    assert drawn_on(names[2], names[1]) is None


def test_credits_are_read_from_the_credit_and_the_ends_only() -> None:
    quoting = _report(
        "L'agence Alizé, citée par le Mail, a fait état de morts dans ce hameau de la Lozenne, ce que dément la préfecture de la région.\n\n"
        + OWN,
        "Mail",
    )
    assert credited(credit_lines(quoting), {"alize": ["Alizé"]}) == set()
    assert credited(credit_lines(_report(OWN, "Mail", credit="avec Alizé")), {"alize": ["Alizé"]}) == {"Alizé"}
    assert "alize" in credit_words(_report(OWN + "\n\n(Alizé)", "Mail"))


def test_names_and_numbers_outlive_translation() -> None:
    assert {"mare", "23", "sorv"} <= anchors("La ministre Ilona Marech a vu les 23 maisons de la Sorve")
    assert {"mare", "23", "sorv"} <= anchors("Minister Ilona Maresh saw the 23 houses on the Sorva")
