"""The quickened syntax model: the same analyses as the packaged one, whatever runs beside it."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.pipeline.attributeruler import AttributeRuler
from spacy.tokens import Doc
from thinc.api import NumpyOps
from threadpoolctl import threadpool_info

from recoupe.parse.models import load, load_quick
from recoupe.parse.quick import KeptRuler, OneThreadOps, quickened

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports.jsonl"
COLUMNS = ["LEMMA", "POS", "TAG", "DEP", "MORPH", "HEAD", "ENT_TYPE", "ENT_IOB", "SENT_START", "SPACY"]

ODD = {
    "fr": ["", " ", "Non.", "A-t-il  vraiment dit « non » ?", "Quelqu'un l'a-t-on vu, lui ? 12,5 % — 3 000 €."],
    "en": [
        "",
        " ",
        "No.",
        "Whose is it, and what has n't he  said?",
        "'d he not've gone? It's John's; let's go, y'all.",
    ],
}


@lru_cache(maxsize=2)
def passages(language: str) -> list[str]:
    """Paragraphs of the examples, and odd ones."""
    rows = [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    texts = [p for r in rows if r["language"] == language for p in r["text"].split("\n") if p.strip()]
    return texts[:60] + ODD[language]


def columns(docs: list[Doc]) -> list[list[Any]]:
    """What the reading takes from each analysis."""
    return [doc.to_array(COLUMNS).tolist() for doc in docs]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_quickened_model_gives_the_packaged_models_analyses(language: str) -> None:
    texts = passages(language)
    assert len(texts) > 20
    assert columns(list(load_quick(language).pipe(texts))) == columns(list(load(language).pipe(texts)))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_analysis_does_not_depend_on_what_is_read_with_it(language: str) -> None:
    texts = passages(language)[:25]
    together = columns(list(load_quick(language).pipe(texts, batch_size=64)))
    backwards = columns(list(load_quick(language).pipe(texts[::-1], batch_size=3)))
    assert together == backwards[::-1]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_packaged_model_is_left_as_it_is(language: str) -> None:
    load_quick(language)
    model = load(language)
    assert type(model.get_pipe("attribute_ruler")) is AttributeRuler
    assert {type(node.ops) for node in model.get_pipe("ner").model.walk()} == {NumpyOps}
    assert {type(node.ops) for node in load_quick(language).get_pipe("ner").model.walk()} == {OneThreadOps}


def test_a_model_without_networks_or_ruler_is_served_too() -> None:
    model = spacy.blank("en")
    model.add_pipe("sentencizer")
    assert [t.is_sent_start for t in quickened(model)("It rains. We wait.")] == [True, False, False, True, False, False]


def test_threads_are_given_back_after_each_product() -> None:
    ops = OneThreadOps()
    before = [pool["num_threads"] for pool in threadpool_info()]
    product = ops.gemm(ops.asarray2f([[1.0, 2.0]]), ops.asarray2f([[3.0, 4.0]]), trans2=True)
    assert product.tolist() == [[11.0]]
    assert [pool["num_threads"] for pool in threadpool_info()] == before


RULES: list[tuple[list[list[dict[str, Any]]], dict[str, str], int]] = [
    ([[{"IS_SPACE": False}]], {"TAG": "word"}, 0),
    ([[{"LOWER": "rain"}], [{"LOWER": {"IN": ["snow", "hail"]}}]], {"TAG": "falls"}, 0),
    ([[{"LOWER": {"NOT_IN": ["we", "rain"]}, "TAG": ""}]], {"POS": "X"}, 0),
    ([[{"LOWER": {"REGEX": "^w.it"}}]], {"TAG": "waits"}, 0),
    ([[{"LOWER": "we"}, {"LOWER": {"IN": ["wait", "run"]}}]], {"TAG": "before"}, 0),
    ([[{"LOWER": "we"}, {"OP": "?"}, {"LOWER": "now"}]], {"LEMMA": "NOW"}, -1),
    ([[{"LOWER": "rain", "IS_SPACE": False}]], {"POS": "NOUN"}, 0),
]


@pytest.mark.parametrize("text", ["Rain , hail and SNOW", "we wait now", "we run ; we now wait", "", "rain", "  "])
def test_the_kept_ruler_sets_what_spacys_sets(text: str) -> None:
    model = spacy.blank("en")
    rulers = [AttributeRuler(model.vocab), KeptRuler(model.vocab)]
    for patterns, attributes, index in RULES:
        for ruler in rulers:
            ruler.add(patterns, attributes, index)
    kept = rulers[1]
    for _ in range(2):  # once afresh, once from what was kept
        ours, theirs = (ruler(model.make_doc(text)) for ruler in (kept, rulers[0]))
        assert ours.to_array(["TAG", "POS", "LEMMA"]).tolist() == theirs.to_array(["TAG", "POS", "LEMMA"]).tolist()


def test_a_pattern_that_comes_later_is_not_missed() -> None:
    model = spacy.blank("en")
    ruler = KeptRuler(model.vocab)
    ruler.add([[{"LOWER": "rain"}]], {"TAG": "falls"})
    assert ruler(model.make_doc("rain"))[0].tag_ == "falls"
    ruler.add([[{"IS_SPACE": False}]], {"TAG": "word"})
    assert [t.tag_ for t in ruler(model.make_doc("rain stops"))] == ["word", "word"]
