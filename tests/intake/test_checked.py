"""ClaimReview on pages: in JSON-LD (one, a list, a graph with references) and microdata; what a broken one makes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from recoupe.intake.fields import report_of
from recoupe.intake.html.page import page_of, read_page
from recoupe.intake.refusal import Refusal
from recoupe.model.report import Report, Review

TEXT = (
    "Selon plusieurs comptes, des soldats ont brûlé le musée de Corvanne. Les images datent de 2016, a constaté Lumen."
)
PARAGRAPH = f"<p>{TEXT}</p>"
CLAIM = "Des soldats ont brûlé le musée de Corvanne"

ONE: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://lumen.example/verifications/17",
    "claimReviewed": CLAIM,
    "author": {"@type": "Organization", "name": "Lumen"},
    "reviewRating": {
        "@type": "Rating", "ratingValue": "1", "bestRating": "5", "worstRating": "1", "alternateName": "Faux",
    },
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Yvan Darsk"}, "datePublished": "2024-05-06"},
}  # fmt: skip
REVIEW = Review(CLAIM, "Faux", 1.0, 1.0, 5.0, "Lumen", "Yvan Darsk", "https://lumen.example/verifications/17")


def page(*data: Any, body: str = PARAGRAPH) -> str:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(d, ensure_ascii=False)}</script>' for d in data)
    return f"<html><head>{scripts}</head><body><article>{body}</article></body></html>"


GRAPH = {
    "@graph": [
        {"@type": "NewsArticle", "headline": "x", "publisher": {"@id": "#lumen"}, "author": {"@id": "#vidot"}},
        {
            "@type": ["ClaimReview", "Review"],
            **{k: v for k, v in ONE.items() if k != "@type"},
            "author": {"@id": "#lumen"},
        },
        {"@type": "Organization", "@id": "#lumen", "name": "Lumen"},
        {"@type": "Person", "@id": "#vidot", "name": "Claire Vidot"},
    ]
}


@pytest.mark.parametrize(
    "source",
    [
        page(ONE),
        page([{"@type": "BreadcrumbList"}, ONE, ONE]),
        page(GRAPH),
        page({"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "review": [ONE]}}),
        page({**ONE, "@type": "http://schema.org/ClaimReview", "claimReviewed": [CLAIM]}),
        page({**ONE, "claimReviewed": "Des soldats ont br&ucirc;l&eacute; le <em>musée</em> de Corvanne"}),
    ],
    ids=["one", "list", "graph", "inside", "forms", "markup"],
)
def test_a_review_in_linked_data(source: str) -> None:
    assert page_of(source).said.reviews == (REVIEW,)


def test_references_of_a_graph_are_followed() -> None:
    said = page_of(page(GRAPH)).said
    assert (said.outlet, said.authors) == ("Lumen", ("Claire Vidot",))


MICRODATA = f"""<article>{PARAGRAPH}<div itemscope itemtype="https://schema.org/ClaimReview">
<meta itemprop="claimReviewed" content="{CLAIM}"><a itemprop="url" href="https://lumen.example/verifications/17">lien</a>
<div itemprop="author" itemscope itemtype="https://schema.org/Organization"><span itemprop="name">Lumen</span></div>
<div itemprop="reviewRating" itemscope itemtype="https://schema.org/Rating"><meta itemprop="ratingValue" content="1">
<meta itemprop="worstRating" content="1"><meta itemprop="bestRating" content="5"><b itemprop="alternateName"> Faux </b></div>
<div itemprop="itemReviewed" itemscope itemtype="https://schema.org/Claim"><div itemprop="author" itemscope
 itemtype="https://schema.org/Person"><span itemprop="name">Yvan Darsk</span></div></div></div></article>"""


def test_a_review_in_microdata() -> None:
    assert page_of(MICRODATA).said.reviews == (REVIEW,)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"reviewRating": {"ratingValue": "Mostly false"}}, ("Mostly false", None)),
        ({"reviewRating": {"ratingValue": 2, "bestRating": 5, "worstRating": 1}}, (None, 2.0)),
        ({"reviewRating": {"ratingValue": "1,5", "bestRating": "5"}}, (None, 1.5)),
        ({"reviewRating": {"ratingValue": "NaN"}}, ("NaN", None)),
        ({"reviewRating": [{"alternateName": "Faux"}]}, ("Faux", None)),
        ({"reviewRating": "Faux"}, (None, None)),
        ({"reviewRating": None, "author": None, "itemReviewed": "x"}, (None, None)),
    ],
)
def test_verdicts_as_they_are_met(change: dict[str, Any], expected: tuple[str | None, float | None]) -> None:
    (review,) = page_of(page({**ONE, **change})).said.reviews
    assert (review.rating, review.value) == expected


@pytest.mark.parametrize(
    "change", [{"claimReviewed": ""}, {"claimReviewed": 17}, {"@type": "Review"}, {"claimReviewed": {}}]
)
def test_what_names_no_claim_is_no_review(change: dict[str, Any]) -> None:
    assert page_of(page({**ONE, **change})).said.reviews == ()


def test_a_page_of_reviews_without_end_is_capped() -> None:
    many = [{**ONE, "claimReviewed": f"{CLAIM} {n}"} for n in range(400)]
    assert len(page_of(page(many)).said.reviews) == 50


def test_corrections_beside_the_text_and_what_it_is_based_on() -> None:
    note = "Correction : une version précédente de cet article donnait une autre date."
    data = {
        "@type": "NewsArticle", "headline": "x", "isBasedOn": {"@type": "NewsArticle", "url": "/depeche/9"},
        "citation": ["https://fil.example/2", {"@type": "CreativeWork", "name": "Rapport annuel du port"}],
        "correction": {"@type": "CorrectionComment", "text": "Le chiffre de mardi a été revu."},
    }  # fmt: skip
    source = page(data, body=f'{PARAGRAPH}<div class="sidebar"><p>{note}</p></div>')
    found = page_of(source, "https://vigie.example/17")
    assert found.corrections == (note, "Le chiffre de mardi a été revu.")
    assert found.said.based_on == ("https://vigie.example/depeche/9",)
    assert found.said.cites == ("https://fil.example/2", "Rapport annuel du port")
    assert page_of(page(body=f"{PARAGRAPH}<p>{note}</p>")).corrections == ()  # in the text: the reading notes it


def test_a_report_carries_them() -> None:
    report = read_page(page(ONE).encode(), "x")
    assert isinstance(report, Report)
    assert report.reviews == (REVIEW,)
    row = {"reviews": [{"claim": CLAIM, "rating": "Faux", "value": 1, "worst": 1, "best": 5, "author": "Lumen",
                        "claimant": "Yvan Darsk", "link": "https://lumen.example/verifications/17"}]}  # fmt: skip
    again = report_of(TEXT, row, "x")
    assert isinstance(again, Report)
    assert again.reviews == (REVIEW,)


@pytest.mark.parametrize(
    "row",
    [
        {"reviews": "Faux"}, {"reviews": [{"rating": "Faux"}]}, {"reviews": [{"claim": "x", "value": "1"}]},
        {"authors": [1]}, {"based_on": {"url": "x"}}, {"corrections": ["x"] * 101},
    ],
)  # fmt: skip
def test_rows_that_give_something_else_are_refused(row: dict[str, Any]) -> None:
    refusal = report_of(TEXT, row, "x")
    assert isinstance(refusal, Refusal)
    assert (refusal.code, bool(refusal.remedy)) == ("format", True)


def test_one_string_is_a_list_of_one() -> None:
    report = report_of(TEXT, {"authors": " Claire Vidot ", "urgency": "3", "agencies": ["AFP", "AFP"]}, "x")
    assert isinstance(report, Report)
    assert (report.authors, report.agencies, report.urgency) == (("Claire Vidot",), ("AFP",), 3)
