"""The commands that README.md and docs/brief.md show are run, on the examples."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from answers import fill

from recoupe.cli import main
from recoupe.ledger import Ledger

ROOT = Path(__file__).resolve().parents[2]
ASKING = ("brief", "diff", "claims", "figures", "statements", "show")


def commands() -> list[str]:
    """Every command line that asks the ledger, without what follows it."""
    found = []
    for page in (ROOT / "README.md", ROOT / "docs" / "brief.md"):
        for line in re.findall(
            r"^(?:\$ |    \.venv/bin/)(recoupe \w+[^\n]*)", page.read_text(encoding="utf-8"), flags=re.M
        ):
            command = re.split(r"\s+#|\s[|>]", line)[0].strip()
            if command.split()[1] in ASKING:
                found.append(command)
    return found


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "story.sqlite"
    with Ledger(path) as book:
        fill(book)
    return path


def test_there_are_some() -> None:
    assert len(commands()) >= 6


@pytest.mark.parametrize("command", commands())
def test_a_command_that_is_shown_answers(command: str, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [a.replace("s-calven", "calv") for a in shlex.split(command)[1:]]
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--ledger", str(ledger)])
    assert left.value.code in (0, None)
    assert capsys.readouterr().out


def test_the_lines_of_python_run(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    assert source
    monkeypatch.chdir(ledger.parent)
    exec(compile(source[1].replace("recoupe.sqlite", ledger.name), "README.md", "exec"), {})
    assert "drone" in capsys.readouterr().out
