"""Web pages as the big news systems make them: exact characters, each with its place, and what the page says of itself."""

from __future__ import annotations

import html
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.errors import FormatError
from recoupe.intake import folder
from recoupe.intake.html.page import Page, page_of, page_text, read_page
from recoupe.intake.html.tree import parse
from recoupe.intake.refusal import Refusal
from recoupe.model.report import Report

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


def holds(page: Page, source: str) -> None:
    """Every character stands where the map says: itself, a reference that gives it, or a break between blocks."""
    assert len(page.at) == len(page.text)
    for character, place in zip(page.text, page.at, strict=True):
        there = source[place]
        if there == "&":
            assert (
                character in (html.unescape(source[place : source.find(";", place) + 1]) or "&") or character in "&\n"
            )
        else:
            assert character == there or (character in " \n" and (there in " \n\r\t\f" or character == "\n"))
    assert list(page.at) == sorted(page.at)


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_a_page_gives_its_exact_characters_and_fields(path: Path) -> None:
    data = path.read_bytes()
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    source = page_text(data)
    page = page_of(source)
    assert page.text == expected["text"]
    holds(page, source)
    assert [why for why, _ in page.hidden] == expected["hidden"]
    report = read_page(data, path.name)
    assert isinstance(report, Report)
    for field in ("text", "title", "outlet", "published", "modified", "language", "url", "credit"):
        assert getattr(report, field) == expected[field], field
    assert [words.partition(":")[0] for words in report.hidden] == expected["hidden"]
    for field in ("authors", "agencies", "based_on", "cites", "corrections"):
        assert list(getattr(report, field)) == expected.get(field, []), field


def test_what_is_given_goes_before_what_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "ferry.html").write_bytes(PAGES[-1].read_bytes())
    (tmp_path / "reports.csv").write_text("file,published,outlet\nferry.html,2024-05-04,La Vigie\n", encoding="utf-8")
    (report,) = folder.read_path(tmp_path)
    assert isinstance(report, Report)
    assert (report.name, report.published, report.outlet) == ("ferry", "2024-05-04", "La Vigie")


PARAGRAPH = "<p>The bridge was closed on Tuesday, the prefect said after the flood had passed.</p>"

HIDDEN = [
    '<p hidden>{0}</p>', '<div style="display: none">{0}</div>', '<p style="font-size:0">{0}</p>',
    '<span style="position:absolute; left:-9999px">{0}</span>', '<p aria-hidden="true">{0}</p>', '<p class="sr-only">{0}</p>',
    '<p style="opacity:0">{0}</p>', '<p style="width:0;overflow:hidden">{0}</p>', "<noscript>{0}</noscript>",
    "<template><p>{0}</p></template>", "<!-- <p>{0}</p> -->", "<script>document.write('{0}')</script>", '<p style="VISIBILITY:HIDDEN">{0}</p>',
]  # fmt: skip


@pytest.mark.parametrize("hidden", HIDDEN)
def test_hidden_text_is_no_part_of_the_report(hidden: str) -> None:
    secret = "a sentence that nobody who looks at the page will ever see there"
    page = page_of(f"<article>{PARAGRAPH}{hidden.format(secret)}{PARAGRAPH}</article>")
    assert "nobody" not in page.text
    assert page.text.count("bridge") == 2


@pytest.mark.parametrize(
    "shown",
    [
        '<p style="opacity:0.5">{0}</p>',
        '<p style="width:100px">{0}</p>',
        '<p class="lead">{0}</p>',
        '<p style="left:-1px">{0}</p>',
    ],
)
def test_text_that_is_seen_stays(shown: str) -> None:
    assert "anybody" in page_of(f"<article>{PARAGRAPH}{shown.format('a sentence that anybody sees')}</article>").text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"<meta charset=utf-8><p>\xc3\xa9t\xc3\xa9", "été"),
        (b"<meta charset='iso-8859-1'><p>l\x92\xe9t\xe9", "l’été"),
        (b"<meta charset=utf-8><p>l\x92\xe9t\xe9 \xe0 la mer", "l’été à la mer"),  # declared wrong: not believed
        (b"<meta charset=nonsense><p>\xc3\xa9", "é"),
        (b"<meta charset=utf-16><p>\xc3\xa9", "é"),
        (b"<meta charset=unicode_escape><p>\\u0041 \xc3\xa9", "\\u0041 é"),
        (b"<meta charset=punycode><p>\xc3\xa9", "é"),
        ("\ufeff<p>é".encode("utf-16-le"), "é"),
    ],
)
def test_the_encoding_is_the_one_that_the_bytes_bear_out(data: bytes, text: str) -> None:
    assert page_text(data).endswith(text)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html></html>",
        "<p>",
        "<script>var text = 'only made by scripts, as many pages are now';</script>",
        "<nav><p>A long line of navigation that is no report at all, only links.</p></nav>",
    ],
)
def test_a_page_without_running_text_says_so(page: str) -> None:
    with pytest.raises(FormatError, match=r"the page has no running text \(it may be made by scripts"):
        page_of(page)
    refusal = read_page(page.encode() or b" ", "x.html")
    assert isinstance(refusal, Refusal)


@pytest.mark.parametrize(
    "bomb",
    [
        "<" * 400_000,
        "<a " * 150_000,
        '<a b="' * 100_000,
        "<!--" * 150_000,
        "<div>" * 100_000,
        "</p>" * 100_000,
        "&amp" * 100_000,
        "<p><b>" * 60_000,
        "<style>" + "{" * 300_000,
        "<style>" + "@media{" * 60_000,
        "<a b=" * 100_000,
        "<script>" * 60_000,
    ],
    ids=lambda b: b[:8],
)
def test_broken_pages_cost_no_more_than_their_size(bomb: str) -> None:
    start = time.process_time()
    page = page_of(f"<article>{PARAGRAPH}</article>" + bomb)
    assert "bridge" in page.text
    assert time.process_time() - start < 10


@given(st.text(st.sampled_from("<>/&;='\" pabdivscr!-é\n#x1"), max_size=200))
def test_any_string_makes_a_tree_whose_characters_are_the_pages(source: str) -> None:
    assert len(parse(source).text()) <= len(source)
    try:
        page = page_of(f"<article>{PARAGRAPH}</article>{source}")
    except FormatError:
        return
    assert len(page.at) == len(page.text)
    assert all(0 <= place < len(source) + 200 for place in page.at)


def test_broken_linked_data_is_left_aside() -> None:
    page = page_of(f'<script type="application/ld+json">{{"@type": "NewsArticle", </script><title>T</title>{PARAGRAPH}')
    assert page.said.title == "T"
    deep = "[" * 100_000
    assert page_of(f'<script type="application/ld+json">{deep}</script>{PARAGRAPH}').text
