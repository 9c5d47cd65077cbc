"""The program as people and other programs use it: answers, refusals, exit codes, both languages."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from program import recoupe

import making
from recoupe.cli import messages
from recoupe.cli.app import COMMANDS
from recoupe.errors import RecoupeError
from recoupe.model.form import schema

OURS = ("read", "add", "verify", "decide", "export", "rebuild", "doctor")
TABLES = Path(messages.__file__).parent

Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Readings made by hand, links left out, no settings of whoever runs the tests, a folder of its own."""
    monkeypatch.setattr("recoupe.ledger.reading.read_many", making.read_many)
    monkeypatch.setattr("recoupe.ledger.ledger.Linker", making.NoLinker)
    for name in ("LC_ALL", "LC_MESSAGES", "RECOUPE_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """Four reports as JSON lines."""
    path = tmp_path / "wire.jsonl"
    rows = [{"id": r.key, "text": r.text, "published": r.published, "outlet": r.outlet} for r in making.reports(4)]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


# ---------------------------------------------------------------------------- words


@pytest.mark.parametrize("path", sorted((TABLES / "en").glob("*.toml")), ids=lambda p: p.stem)
def test_both_languages_have_the_same_words(path: Path) -> None:
    english = tomllib.loads(path.read_text(encoding="utf-8"))
    french = tomllib.loads((TABLES / "fr" / path.name).read_text(encoding="utf-8"))
    assert set(english) == set(french)
    for key, words in english.items():
        if isinstance(words, str) and "help" not in key:
            fields = set(words.split("{")[1:])
            assert {f.split("}")[0] for f in fields} <= {f.split("}")[0] for f in french[key].split("{")[1:]} | {
                "count"
            }


def test_every_error_code_has_words_in_both_languages() -> None:
    codes, classes = set(), [RecoupeError]
    while classes:
        found = classes.pop()
        codes.add(found.code)
        classes += found.__subclasses__()
    for language in messages.LANGUAGES:
        table = tomllib.loads((TABLES / language / "out.toml").read_text(encoding="utf-8"))
        assert codes <= set(table)


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_words_and_no_keys(quick: None, capsys: Capsys, command: str, language: str) -> None:
    run = recoupe(command, "--help", "--lang", language, capsys=capsys)
    assert run.code == 0
    assert f"{command}." not in run.out.replace(f"{command}.py", "")
    assert "options." not in run.out


@pytest.mark.parametrize("command", OURS)
def test_help_teaches_with_examples(quick: None, capsys: Capsys, command: str) -> None:
    assert "Examples:\n    recoupe " in recoupe(command, "--help", capsys=capsys).out.replace("|", "").replace(
        "    echo", "    recoupe echo"
    )
    assert f"recoupe {command}" in recoupe(command, "--help", "--lang", "fr", capsys=capsys).out


def test_help_documents_the_exit_codes(quick: None, capsys: Capsys) -> None:
    out = recoupe("--help", capsys=capsys).out
    assert "Exit codes:  0 all went well" in out
    assert "4 a language's syntax model is missing" in out


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        (["brief", "--lang", "fr"], {}, "fr"),
        (["brief", "--lang=fr_CA"], {"LANG": "en_GB.UTF-8"}, "fr"),
        (["brief"], {"LANG": "fr_FR.UTF-8"}, "fr"),
        (["brief"], {"LC_ALL": "en_US.UTF-8", "LANG": "fr_FR.UTF-8"}, "en"),
        (["brief"], {"RECOUPE_LANG": "fr", "LC_ALL": "C"}, "fr"),
        (["brief"], {"LANG": "de_DE"}, "en"),
        (["brief"], {}, "en"),
    ],
)
def test_the_language_is_that_of_the_option_or_the_locale(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert messages.asked_for(arguments, environment) == language


# ---------------------------------------------------------------------------- read


def test_read_gives_one_line_for_each_in_order_with_its_id(quick: None, capsys: Capsys) -> None:
    rows = [
        {"id": 7, "text": making.TEXTS[0]},
        {"text": making.TEXTS[2]},
        {"id": "x", "text": ""},
        {"id": 1.5, "text": making.TEXTS[1]},
    ]
    stdin = "\n".join([*map(json.dumps, rows), "no json"]).encode()
    run = recoupe("read", "-", "--json", capsys=capsys, stdin=stdin)
    assert run.code == 1
    found = run.rows
    assert len(found) == 5
    assert [row["id"] for row in found[:1] + found[2:]] == [7, "x", 1.5, None]
    assert found[1]["id"].startswith("r-")
    assert [row["refused"]["code"] for row in found if "refused" in row] == ["format", "format"]
    assert "-:3: not in a form known here – the text is empty" in run.err
    validator = Draft202012Validator(schema())
    for row in found:
        if "refused" not in row:
            validator.validate({**row, "id": str(row["id"])})


def test_read_takes_what_is_known_of_a_file_from_options(quick: None, capsys: Capsys, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(making.TEXTS[1], encoding="utf-8")
    run = recoupe("read", "note.txt", "--published", "2024-05-03", "--outlet", "La Vigie", "--json", capsys=capsys)
    assert run.code == 0
    (row,) = run.rows
    assert row["id"] == "note"
    assert (row["report"]["published"], row["report"]["outlet"]) == ("2024-05-03", "La Vigie")


def test_read_prints_for_people(quick: None, capsys: Capsys, wire: Path) -> None:
    run = recoupe("read", str(wire), "--lang", "fr", capsys=capsys)
    assert run.code == 0
    assert "wire-00 · Plein Jour · 2024-05-03 · fr" in run.out
    assert "Déclarations (1)" in run.out
    assert "Hélène Brassac [denies] «" in run.out


# ---------------------------------------------------------------------------- add, verify, decide, export


def test_add_verify_decide_export(quick: None, capsys: Capsys, wire: Path) -> None:
    added = recoupe("add", str(wire), capsys=capsys)
    assert (added.code, added.out) == (0, "4 reports added\n")
    again = recoupe("add", str(wire), "--lang", "fr", capsys=capsys)
    assert again.out == "0 dépêche ajoutée\n4 déjà connues\n"

    verified = recoupe("verify", "--json", capsys=capsys)
    assert verified.code == 0
    assert (verified.rows[0]["reports"], verified.rows[0]["problems"]) == (4, [])

    decided = recoupe("decide", "withdrawn", "wire-02", "--why", "kill notice", "--by", "desk", "--json", capsys=capsys)
    assert decided.code == 0
    made = decided.rows[0]
    assert (made["kind"], made["targets"], made["by"], made["why"]) == (
        "withdrawn",
        [making.reports(4)[2].id],
        "desk",
        "kill notice",
    )
    assert recoupe("decide", "undo", made["id"], "--by", "desk", capsys=capsys).code == 0
    listed = recoupe("decide", "--list", capsys=capsys)
    assert [line.split("desk: ")[1].split()[0] for line in listed.out.splitlines()] == ["withdrawn", "undo"]

    doctor = recoupe("doctor", "--json", capsys=capsys)
    assert {row["what"] for row in doctor.rows} >= {"recoupe", "python", "sqlite", "fts5", "syntax model fr"}


def test_add_names_what_it_refuses_and_goes_on(quick: None, capsys: Capsys, wire: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    run = recoupe("add", "empty.txt", str(wire), "gone.txt", "--json", capsys=capsys)
    assert run.code == 1
    (row,) = run.rows
    assert len(row["new"]) == 4
    assert [(r["where"], r["code"]) for r in row["refused"]] == [("empty.txt", "format"), ("gone.txt", "input")]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["verify", "--ledger", "none.sqlite"], 3, "no ledger at none.sqlite"),
        (["nonsense"], 2, "nonsense"),
        (["add"], 2, "recoupe add depeches/"),
        (["add", "x.txt", "--workers", "0"], 2, "--workers"),
        (["export", "word"], 2, "no form 'word'"),
    ],
)
def test_exit_codes(quick: None, capsys: Capsys, arguments: list[str], code: int, says: str) -> None:
    run = recoupe(*arguments, capsys=capsys)
    assert run.code == code, run
    assert says in run.out + run.err


def test_errors_say_what_where_and_the_remedy(quick: None, capsys: Capsys, wire: Path) -> None:
    recoupe("add", str(wire), capsys=capsys)
    run = recoupe("decide", "maybe", "wire-00", "--lang", "fr", capsys=capsys)
    assert run.code == 3
    french = run.err.replace("\u00a0", " ")
    assert "✗ décision impossible – « maybe » n'est pas une décision" in french
    assert "  → au choix : same, not-same, wrong, withdrawn, undo" in french


@pytest.mark.parametrize(
    ("given", "says", "remedy"),
    [
        (["brie"], "commande inconnue : « brie » (peut-être « brief » ?)", "recoupe --help"),
        (["read", "--nope"], "option inconnue : --nope", "recoupe read --help"),
        (["claims", "--limit", "x"], "valeur impossible pour « --limit » : un nombre entier est attendu", "recoupe claims --help"),
        (["claims", "--limit", "0"], "valeur impossible pour « --limit » : il faut 1 ou plus", "recoupe claims --help"),
        (["origins", "a"], "arguments en trop : a", "recoupe origins --help"),
        (["diff"], "il manque l'option « --since »", "recoupe diff --help"),
    ],
)  # fmt: skip
def test_a_command_that_is_not_understood(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch, given: list[str], says: str, remedy: str
) -> None:
    monkeypatch.setenv("RECOUPE_LANG", "fr")
    run = recoupe(*given, capsys=capsys)
    assert (run.code, run.out) == (2, "")
    assert run.err.replace("\u00a0", " ") == f"✗ commande pas comprise – {says}\n  → {remedy}\n"
    monkeypatch.setenv("RECOUPE_LANG", "en")
    assert recoupe(*given, capsys=capsys).err.startswith("✗ command not understood – ")


def test_a_command_without_its_arguments_prints_its_help(capsys: Capsys) -> None:
    run = recoupe("read", capsys=capsys)
    assert run.code == 2
    assert run.err.startswith("Usage: recoupe read")


def test_refusals_as_json_keep_their_codes_and_words(capsys: Capsys) -> None:
    run = recoupe("read", "-", "--json", "--lang", "fr", capsys=capsys, stdin=b'{"text": 5}\n')
    assert run.rows[0]["refused"]["code"] == "format"
    assert run.rows[0]["refused"]["message"] == "the text is a number, not a string"


def test_version(quick: None, capsys: Capsys) -> None:
    assert recoupe("--version", capsys=capsys).out.startswith("recoupe 0.")


def test_export_is_one_json_object(quick: None, capsys: Capsys, wire: Path) -> None:
    recoupe("add", str(wire), capsys=capsys)
    printed = json.loads(recoupe("export", "ledger-json", capsys=capsys).out)
    assert sorted(r["id"] for r in printed["reports"]) == ["wire-00", "wire-01", "wire-02", "wire-03"]
    written = recoupe("export", "ledger-json", "--out", "book.json", "--lang", "fr", capsys=capsys)
    assert (written.code, written.out, written.err) == (0, "", "écrit : book.json\n")
    assert json.loads(Path("book.json").read_text(encoding="utf-8")) == printed


def test_rebuild_reads_again_what_other_rules_read(
    quick: None, capsys: Capsys, wire: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recoupe("add", str(wire), capsys=capsys)
    assert recoupe("rebuild", capsys=capsys).out == "0 reports were read again\n0 links written, 0 dropped\n"
    monkeypatch.setattr("recoupe.ledger.ledger.rules_version", lambda: "newer")
    assert recoupe("rebuild", "--json", capsys=capsys).rows[0]["read"] == 4
    assert recoupe("rebuild", "--lang", "fr", capsys=capsys).out.startswith("0 dépêche relue\n")


def test_the_help_of_all_commands_tells_each_in_a_clause(capsys: Capsys) -> None:
    for language in ("en", "fr"):
        out = recoupe("--lang", language, "--help", capsys=capsys).out
        assert "..." not in out.split("Commands:")[1], "no line is cut"
    assert "Affiche cette aide et s'arrête." in out


def test_a_file_that_can_not_be_written(quick: None, capsys: Capsys, wire: Path, tmp_path: Path) -> None:
    recoupe("add", str(wire), capsys=capsys)
    run = recoupe("export", "ledger-json", "--out", str(tmp_path / "no" / "where.json"), capsys=capsys)
    assert run.code == 2
    assert "can't be written: No such file or directory" in run.err
