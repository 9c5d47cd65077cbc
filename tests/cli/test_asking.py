"""The commands that ask: what they print, in each form, and how they refuse."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from running import Ask

from recoupe.export.brief import Options, brief
from recoupe.export.brief_json import brief_json
from recoupe.ledger import Ledger

ASKING = (
    "ask",
    "brief",
    "claims",
    "demo",
    "diff",
    "figures",
    "origins",
    "show",
    "statements",
    "stories",
    "timeline",
    "who",
)


@pytest.mark.parametrize("name", ASKING)
def test_both_languages_word_the_same_keys(name: str) -> None:
    root = files("recoupe.cli.messages")
    keys = [tomllib.loads((root / code / f"{name}.toml").read_text(encoding="utf-8")).keys() for code in ("en", "fr")]
    assert keys[0] == keys[1]


@pytest.mark.parametrize("name", ASKING[1:])
def test_help_has_words_for_everything(ask: Ask, name: str) -> None:
    ran = ask(name, "--help") if name != "demo" else ask("brief", "--help")
    assert ran.code == 0
    assert "ask." not in ran.out
    assert f"{name}." not in ran.out.replace("help.", "")


# ---------------------------------------------------------------------------- brief, diff


def test_brief_prints_text_for_80_columns(ask: Ask) -> None:
    ran = ask("brief")
    assert ran.code == 0
    assert ran.out.startswith("Recoupe brief · 17 reports · 10 origins · 16–24 Sept 2025\n")
    assert max(map(len, ran.out.splitlines())) <= 80
    assert ran.err == ""


def test_brief_in_french(ask: Ask) -> None:
    assert ask("brief", "--lang", "fr").out.startswith("Note de recoupement · 17 articles")


def test_brief_as_json_and_markdown(ask: Ask) -> None:
    assert json.loads(ask("brief", "--json").out)["header"]["reports"] == 17
    assert ask("brief", "--format", "markdown").out.startswith("# Recoupe brief\n")


def test_brief_filters(ask: Ask) -> None:
    head = json.loads(ask("brief", "--json", "--language", "en", "--since", "2025-09-18", "--top", "1").out)["header"]
    assert (head["reports"], head["languages"]) == (3, {"en": 3})


@pytest.mark.parametrize(
    "options", [("--since", "2025-09-22"), ("--until", "2025-09-16"), ("--language", "en"), ("--story", "calv")]
)
def test_a_part_of_the_ledger_gives_the_brief_that_the_whole_would(
    ask: Ask, story_ledger: Path, options: tuple[str, str]
) -> None:
    names = {"--language": "reports_in"}
    asked = Options("en", **{names.get(options[0], options[0][2:]): options[1]})
    with Ledger(story_ledger) as ledger:
        whole = brief_json(brief(list(ledger.entries()), ledger.links(), asked))
    assert ask("brief", "--json", *options).out == whole


def test_brief_refuses_what_it_has_not(ask: Ask) -> None:
    ran = ask("brief", "--format", "pdf")
    assert (ran.code, ran.out) == (2, "")
    assert "no format 'pdf'" in ran.err
    assert "text, markdown, json" in ran.err
    assert "'soon' is no day" in ask("brief", "--since", "soon").err
    ran = ask("brief", "--story", "nowhere")
    assert ran.code == 3
    assert "recoupe stories lists them" in ran.err


def test_brief_on_an_empty_ledger(ask: Ask, tmp_path: Path) -> None:
    with Ledger(tmp_path / "empty.sqlite"):
        pass
    assert "The ledger holds no report that fits." in ask("brief", ledger=tmp_path / "empty.sqlite").out


def test_diff_says_what_changed(ask: Ask) -> None:
    out = ask("diff", "--since", "2025-09-22").out
    assert "STANDS OTHERWISE" in out
    assert "(before: disputed)" in out


# ---------------------------------------------------------------------------- claims, figures, statements


def test_claims_by_standing(ask: Ask) -> None:
    rows = [json.loads(line) for line in ask("claims", "--standing", "debunked", "--json").out.splitlines()]
    assert {r["id"] for r in rows} == {"chemical-weapons", "video"}


def test_claims_of_several_standings(ask: Ask) -> None:
    rows = [
        json.loads(line)
        for line in ask("claims", "--standing", "debunked", "--standing", "unsupported", "--json").out.splitlines()
    ]
    assert len(rows) == 4


def test_one_claim_with_every_voice(ask: Ask) -> None:
    out = ask("claims", "drone-strike").out
    assert "Oskar Vaill" in out
    assert "more" not in out
    assert ask("claims", "drone-str").out == out


def test_one_claim_sets_for_and_against_side_by_side(ask: Ask) -> None:
    out = ask("claims", "turnout").out
    assert "For and against, set side by side" in out
    assert "≠ exclude each other: one side denies outright what the other says." in out
    assert max(map(len, out.splitlines())) <= 80
    french = ask("claims", "turnout", "--lang", "fr").out
    assert "Pour et contre, côte à côte" in french
    assert "≠ s'excluent : l'un dément expressément ce que dit l'autre." in french.replace("\u00a0", " ")
    assert "side by side" not in ask("claims", "--standing", "disputed").out, "only where one claim is asked for"
    assert "side by side" not in ask("claims", "arrest").out, "nobody is against it"


def test_one_claim_as_json_has_its_pairs_beside_what_the_list_has(ask: Ask) -> None:
    one = json.loads(ask("claims", "turnout", "--json").out)
    listed = {c["id"]: c for c in map(json.loads, ask("claims", "--json", "--limit", "100").out.splitlines())}
    assert {key: value for key, value in one.items() if key != "pairs"} == listed["turnout"]
    (pair,) = one["pairs"]
    assert (pair["holds"], pair["reasons"][0]["rule"]) == ("exclude", "stance")
    assert "pairs" not in listed["turnout"]


def test_claims_that_are_not_there(ask: Ask) -> None:
    ran = ask("claims", "zeppelin")
    assert ran.code == 3
    assert "no claim is called 'zeppelin'" in ran.err
    assert "no standing 'true'" in ask("claims", "--standing", "true").err
    assert (
        "Nothing in this ledger answers that." in ask("claims", "--standing", "retracted", "--until", "2020-01-01").out
    )


def test_figures_as_histories_rows_and_csv(ask: Ask) -> None:
    assert "Bram Ostrel" in ask("figures", "--history", "toll").out
    rows = list(csv.DictReader(io.StringIO(ask("figures", "--format", "csv", "--report", "calvenne-07").out)))
    assert {"31 personnes"} <= {r["words"] for r in rows}
    assert "07:1370–1382" in ask("figures", "--rows", "--report", "calvenne-07").out


def test_statements_of_a_speaker(ask: Ask) -> None:
    out = ask("statements", "--speaker", "Castane").out
    assert "Erwin Castane denies" in out
    assert "16:274–331" in out


def test_a_page_says_how_to_go_on(ask: Ask) -> None:
    first = ask("statements", "--limit", "3", "--json")
    cursor = first.err.split("--cursor ")[1].strip()
    second = ask("statements", "--limit", "3", "--json", "--cursor", cursor)
    assert len(first.out.splitlines()) == 3
    assert not set(first.out.splitlines()) & set(second.out.splitlines())


# ---------------------------------------------------------------------------- who, timeline, show, stories, origins


def test_who_someone_is(ask: Ask) -> None:
    out = ask("who", "Castane").out
    assert out.startswith("Erwin Castane · person\n")
    assert "Pumping stopped at 3.20am" in out


def test_copies_say_it_once(ask: Ask) -> None:
    out = " ".join(ask("who", "Renck").out.split())
    assert (
        out.count("quatre s'est ouverte à") + out.count("quatre s’est ouverte à") <= 2
    )  # 03H47 and 3h47 are two spellings
    assert "Cormoran" in out


def test_two_people_of_one_name_are_two(ask: Ask) -> None:
    out = ask("who", "Halbek").out
    assert "Joren Halbek · person" in out
    assert "Nina Halbek · person" in out


def test_nobody_of_that_name(ask: Ask) -> None:
    ran = ask("who", "Zorro")
    assert ran.code == 3
    assert "nobody and nothing is called 'Zorro'" in ran.err


def test_timeline_is_in_order(ask: Ask) -> None:
    dates = [json.loads(line)["date"] for line in ask("timeline", "--json").out.splitlines()]
    known = [d[:7] for d in dates if d]
    assert known[0] == "2025-21"
    assert all(a <= b for a, b in pairwise(known[1:]))
    assert all(
        json.loads(line)["type"] == "AID" for line in ask("timeline", "--type", "aid", "--json").out.splitlines()
    )


def test_show_marks_the_passage(ask: Ask) -> None:
    out = " ".join(ask("show", "07:1370-1391").out.split())
    assert "⟦31 personnes ont péri⟧" in out
    assert json.loads(ask("show", "07:1370-1391", "--json").out)["spans"] == [[1370, 1391]]
    assert ask("show", "calvenne-07:1370-1391").out == ask("show", "07:1370-1391").out
    assert ask("show", "nowhere").code == 3
    assert ask("show", "nowhere:1-2").code == 3


def test_stories_and_origins(ask: Ask) -> None:
    assert "17 reports · 10 origins · calvenne" in ask("stories").out
    out = ask("origins").out
    assert "01 · Cormoran · 16 Sept · 6 reports" in out
    assert "Tislava Times: translated, with credit; 90% of its names and numbers" in " ".join(out.split())
    assert len(ask("origins", "--all", "--json").out.splitlines()) >= 3


def test_words_stand_in_the_marks_of_their_language(ask: Ask) -> None:
    out = ask("statements", "--limit", "200", "--lang", "en").out
    assert "« " in out.replace("\u00a0", " ")
    assert "“" in out
    assert not re.search(r"[“]\w+[^”]* (?:est|les|dans) [^”]*”", " ".join(out.split()))


@pytest.mark.parametrize("command", ["statements", "figures", "timeline", "claims", "brief"])
def test_a_day_that_is_none_is_no_fault_of_the_ledger(ask: Ask, command: str) -> None:
    assert ask(command, "--since", "yesterday").code == 2


def test_a_brief_of_a_language_that_is_not_read(ask: Ask) -> None:
    ran = ask("brief", "--language", "de")
    assert (ran.code, ran.out) == (2, "")
    assert "no language 'de'" in ran.err
    assert "one of: en, fr" in ran.err


def test_ids_that_are_none_or_many(ask: Ask) -> None:
    assert "no history is called 'zz'" in ask("figures", "--history", "zz").err
    assert "claims are called 'd'" in ask("claims", "d").err
