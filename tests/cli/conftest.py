"""A ledger file that holds the example story as its answers have it, and a way to run the program on it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "export"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from answers import fill
from running import Ask, Ran

from recoupe.cli import main
from recoupe.ledger import Ledger


@pytest.fixture(scope="session")
def story_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of a ledger with the example story; nobody may write to it."""
    path = tmp_path_factory.mktemp("ledger") / "story.sqlite"
    with Ledger(path) as ledger:
        fill(ledger)
    return path


@pytest.fixture
def ask(story_ledger: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """``ask("brief", "--top", "1")``: run the program in English on the example story."""
    monkeypatch.setenv("RECOUPE_LANG", "en")

    def run(*arguments: str, ledger: Path | None = None) -> Ran:
        with pytest.raises(SystemExit) as left:
            main([*arguments, "--ledger", str(ledger or story_ledger)])
        captured = capsys.readouterr()
        return Ran(int(left.value.code or 0), captured.out, captured.err)

    return run
