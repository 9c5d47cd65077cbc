"""PDFs: lines become paragraphs, every character leads back to its page, what can't be read is named."""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

import pytest
from damaging import damaged, named
from hypothesis import given, settings
from hypothesis import strategies as st
from written_pdfs import pdf as made

from recoupe.errors import FormatError, InputError, TooLargeError
from recoupe.intake import folder, pdf, table
from recoupe.intake.kinds import Item, read_item
from recoupe.intake.pdf_lines import lines_into_text
from recoupe.intake.refusal import Refusal
from recoupe.model.report import Report

FIRST = [
    "Préfecture de l'Aine                                 Valmont",
    "La préfète de l'Aine a annoncé mardi 7 mai la ferme-",
    "ture du pont de Sorgues, « pour trois semaines au moins »,",
    "a-t-elle dit. Le sous-préfet était présent. Le maire et le",
    "sous-préfet en ont parlé.",
    "Le maire, lui, n'a pas été prévenu de cette décision, et il",
    "le regrette, a-t-il écrit dans un communiqué du conseil qui",
    "Page 1/3",
]
SECOND = [
    "Préfecture de l'Aine                                 Valmont",
    "date du matin même. Les travaux coûteront 2,4 millions.",
    "Page 2/3",
]
THIRD = ["Préfecture de l'Aine                                 Valmont", "Contact presse : 03 00 00 00 00.", "Page 3/3"]

TEXT = (
    "La préfète de l'Aine a annoncé mardi 7 mai la fermeture du pont de Sorgues, « pour trois semaines au moins », a-t-elle "
    "dit. Le sous-préfet était présent. Le maire et le sous-préfet en ont parlé.\n\nLe maire, lui, n'a pas été prévenu de "
    "cette décision, et il le regrette, a-t-il écrit dans un communiqué du conseil qui date du matin même. Les travaux "
    "coûteront 2,4 millions. Contact presse : 03 00 00 00 00."
)


def test_lines_become_paragraphs_without_running_heads_and_feet() -> None:
    found = pdf.pdf_of(made([FIRST, SECOND, THIRD], title="Fermeture du pont"))
    assert found.text == TEXT
    assert (found.pages, found.title) == (3, "Fermeture du pont")


def test_every_character_leads_back_to_its_page() -> None:
    from pypdf import PdfReader

    data = made([FIRST, SECOND, THIRD])
    found = pdf.pdf_of(data)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    for offset, character in enumerate(found.text):
        page, place = found.place(offset)
        if not character.isspace():
            assert pages[page - 1][place] == character
    assert found.place(found.text.index("date du matin"))[0] == 2
    assert found.place(found.text.index("Contact"))[0] == 3


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        (["Un ofﬁcier a ﬂéchi, dit-on ici.\n"], "Un officier a fléchi, dit-on ici."),
        (["The mayor said the bridge would stay re\u00ad\nmarkably quiet, which is what he wants\n"], "The mayor said the bridge would stay remarkably quiet, which is what he wants"),
        (["A line that is long enough to count\n\nAnother that is long enough to count\n"], "A line that is long enough to count\n\nAnother that is long enough to count"),
        (["Points of the plan that was made:\n• the bridge is closed for a while\n• the school is open for a while\n"], "Points of the plan that was made:\n\n• the bridge is closed for a while\n\n• the school is open for a while"),
        (["Le procureur de Saint-\nDenis a ouvert l'enquête, a-t-\nelle noté mardi, et c'est ce que dit-\nil aussi au jour-\nnal"], "Le procureur de Saint-Denis a ouvert l'enquête, a-t-elle noté mardi, et c'est ce que dit-il aussi au journal"),
        (["La ferme du pont est close, c'est la ferme-\nture annoncée depuis un mois"], "La ferme du pont est close, c'est la fermeture annoncée depuis un mois"),
        (["Il y avait là tout le porte-\nvoix, dont la voix, sa porte"], "Il y avait là tout le porte-voix, dont la voix, sa porte"),
        (["Le maire du pont fermé du 5 au 10-\n12 mai l'a dit et redit"], "Le maire du pont fermé du 5 au 10-12 mai l'a dit et redit"),
        (["12\nThe bridge was closed.\n- 3 -"], "The bridge was closed."),
        (["The bridge was\r\nclosed."], "The bridge was closed."),
        ([], ""),
        (["", " \n "], ""),
    ],
)  # fmt: skip
def test_what_is_joined(pages: list[str], text: str) -> None:
    assert lines_into_text(pages).text == text


@pytest.mark.parametrize(
    "line", ["a" * 500_000, "a-" * 250_000, "page" + " " * 500_000 + "x", "1" * 500_000, "\n-" * 100_000]
)
def test_lines_without_end_cost_no_more_than_others(line: str) -> None:
    started = time.process_time()
    lines_into_text([line, line, line + "-\n" + line])
    assert time.process_time() - started < 8


@given(st.lists(st.text(alphabet="aé-ﬁ \u00ad\n\r\f.•7", max_size=60), max_size=5))
def test_any_pages_keep_their_way_back(pages: list[str]) -> None:
    lines = lines_into_text(pages)
    assert len(lines.at) == len(lines.text)
    for offset, character in enumerate(lines.text):
        page, place = lines.place(offset)
        assert character.isspace() or pages[page - 1][place] in (character, "ﬁ")


def test_a_pdf_comes_in_by_file_table_and_link(tmp_path: Path) -> None:
    data = made([FIRST, SECOND, THIRD], title="Fermeture du pont")
    (tmp_path / "release.pdf").write_bytes(data)
    (tmp_path / "reports.csv").write_text(
        "file,outlet,published\nrelease.pdf,Préfecture,2024-05-07\n", encoding="utf-8"
    )
    (named,) = folder.read_path(tmp_path / "release.pdf")
    (listed,) = table.read_path(tmp_path / "reports.csv")
    (linked,) = read_item(
        Item(data, "https://aine.example/r", "application/pdf"), "x", {"id": "https://aine.example/r"}
    )
    for arrival in (named, listed, linked):
        assert isinstance(arrival, Report)
        assert (arrival.text, arrival.title, arrival.language) == (TEXT, "Fermeture du pont", "fr")
    assert isinstance(listed, Report)
    assert (named.key, listed.outlet, str(listed.day)) == ("release", "Préfecture", "2024-05-07")  # type: ignore[union-attr]


@pytest.mark.parametrize("title", ["Microsoft Word - note.docx", "note_v3.indd", "", "Untitled document"])
def test_names_of_files_are_no_titles(title: str) -> None:
    assert pdf.pdf_of(made([FIRST], title=title)).title is None


# ---------------------------------------------------------------------------- what can't be read

LOCKED = (
    b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> /P -44 >> "
    b"/ID [<6161> <6161>]"
)
WHOLE = made([FIRST, SECOND])
ABBREVIATED = WHOLE.replace(b"/FlateDecode", b"/Fl         ", 1)


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (made([b"q 0 0 m 9 9 l S Q"]), "format", "no text: 1 pages of pictures"),
        (made([FIRST], trailer=LOCKED), "format", "encrypted"),
        (WHOLE[:200], "format", "damaged"),
        (b"%PDF-1.7\n" + b"\0" * 500, "format", "damaged"),
        (b"no PDF at all", "format", "no PDF"),
        (ABBREVIATED, "format", "damaged"),
        (made([]), "format", "damaged: no page"),
        (made([["x"]], copies=1_100), "too-large", "1,100 pages"),
        (made([b"0 0 m " * 2_000_000]), "too-large", "10 MB of drawing"),
        (made([b" " * 80_000_000]), "too-large", "over a limit"),
        (made([b"BT /F1 9 Tf (" + b"\x01\x02\x03" * 40 + b") Tj ET"]), "format", "do not say which characters"),
    ],
)
def test_bad_pdfs_are_refused_by_name(data: bytes, code: str, says: str) -> None:
    refusal = pdf.read_pdf(data, "x.pdf")
    assert isinstance(refusal, Refusal)
    assert refusal.code == code
    assert says in refusal.message
    assert refusal.remedy


def test_a_slow_pdf_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 10_000, 25))
    monkeypatch.setattr(pdf.time, "monotonic", lambda: float(next(clock)))
    with pytest.raises(TooLargeError, match="over 60 seconds"):
        pdf.pdf_of(WHOLE)


def test_drawings_that_multiply_are_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 0.5)
    started = time.process_time()
    bomb = made([b"BT /F1 9 Tf (The bridge was closed, the mayor said.) Tj ET /X Do"], forms=9)
    refusal = pdf.read_pdf(bomb, "x")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "too-large"
    assert time.process_time() - started < 10


def test_too_many_characters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    few = replace(pdf.settings(), max_report=100)
    monkeypatch.setattr(pdf, "settings", lambda: few)
    with pytest.raises(TooLargeError, match="over 100 characters"):
        pdf.pdf_of(WHOLE)


def test_without_the_library_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf.errors", None)
    with pytest.raises(InputError, match="need the library pypdf") as raised:
        pdf.pdf_of(WHOLE)
    assert "recoupe[pdf]" in raised.value.remedy


def test_the_mark_alone_makes_no_pdf() -> None:
    with pytest.raises(FormatError, match="damaged"):
        pdf.pdf_of(b"%PDF-1.4")


@settings(max_examples=150, deadline=None)
@given(damaged(WHOLE))
def test_damaged_pdfs_give_reports_or_named_refusals(data: bytes) -> None:
    assert named([pdf.read_pdf(data, "x")])
