"""Each check holds on the tree, and finds a fault that is planted for it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import budget
import documents
import imports
import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "recoupe"


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A small package to plant faults in."""
    package = tmp_path / "recoupe"
    for folder in ("model", "extract", "store", "cli"):
        (package / folder).mkdir(parents=True)
        (package / folder / "__init__.py").write_text('"""Empty."""\n', encoding="utf-8")
    (package / "errors.py").write_text('"""Errors."""\n', encoding="utf-8")
    return package


def test_the_tree_keeps_the_import_rule() -> None:
    assert imports.violations(PACKAGE) == []


@pytest.mark.parametrize(
    ("folder", "line", "complaint"),
    [
        ("model", "from recoupe.extract.draft import Draft", "model imports extract"),
        ("extract", "import recoupe.store", "extract imports store"),
        ("cli", "from recoupe.store import schema", "cli imports store"),
        ("extract", "from recoupe import cli", "extract imports cli"),
        ("extract", "from ..store import schema", "extract imports <relative>"),
    ],
)
def test_an_import_upwards_is_found(planted: Path, folder: str, line: str, complaint: str) -> None:
    (planted / folder / "bad.py").write_text(f"{line}\n", encoding="utf-8")
    assert any(complaint in found for found in imports.violations(planted))


def test_an_import_inside_a_function_is_found(planted: Path) -> None:
    (planted / "model" / "late.py").write_text("def f():\n    from recoupe.cli import main\n", encoding="utf-8")
    assert imports.violations(planted)


def test_downwards_is_allowed(planted: Path) -> None:
    (planted / "store" / "good.py").write_text(
        "from recoupe.model import x\nfrom recoupe.errors import y\n", encoding="utf-8"
    )
    assert imports.violations(planted) == []


def test_every_link_of_the_documents_leads_somewhere() -> None:
    assert documents.dead(ROOT) == []


@pytest.mark.parametrize(
    "text", ["[x](nowhere.md)", "[x](#no-such-heading)", "see `src/recoupe/nowhere.py`", "see `link/nowhere.py`"]
)
def test_a_dead_link_is_found(tmp_path: Path, text: str) -> None:
    (tmp_path / "README.md").write_text(f"# A\n\n{text}\n", encoding="utf-8")
    assert len(documents.dead(tmp_path)) == 1


def test_a_good_link_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(
        "# A heading\n\n[x](#a-heading) [y](other.md#b) [z](https://x.example)\n", encoding="utf-8"
    )
    (tmp_path / "other.md").write_text("# B\n", encoding="utf-8")
    assert documents.dead(tmp_path) == []


def test_the_tree_keeps_the_budget() -> None:
    assert budget.over(PACKAGE) == []


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("x = 1\n" * 501, "501 lines"),
        ("def f():\n" + "    x = 1\n" * 60, "61 lines"),
        ("def f(a, b, c, d, e):\n    pass\n", "positional parameters"),
        ("try:\n    pass\nexcept Exception:\n    pass\n", "broad except"),
        ("raise ValueError()\n", "raise without a message"),
    ],
)
def test_a_breach_of_the_budget_is_found(tmp_path: Path, source: str, complaint: str) -> None:
    (tmp_path / "bad.py").write_text(source, encoding="utf-8")
    assert any(complaint in found for found in budget.over(tmp_path))


def test_mypy_finds_a_planted_fault(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(
        "def f(x: int) -> str:\n    return x\n\n\ndef g(y):\n    return y\n", encoding="utf-8"
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", str(tmp_path / "bad.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "return-value" in done.stdout
    assert "no-untyped-def" in done.stdout


def test_mypy_is_strict_in_the_project() -> None:
    assert "strict = true" in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("source", "rule"),
    [("import os\n", "F401"), ("def f():\n    assert f\n\n\ndef f():\n    pass\n", "F811"), ('eval("1")\n', "S307")],
)
def test_ruff_finds_a_planted_fault(tmp_path: Path, source: str, rule: str) -> None:
    (tmp_path / "bad.py").write_text(source, encoding="utf-8")
    ruff = shutil.which("ruff", path=str(Path(sys.executable).parent)) or "ruff"
    command = [ruff, "check", "--config", str(ROOT / "pyproject.toml"), "--no-cache", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert rule in done.stdout


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_has_hashes_and_names_no_index(name: str) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in lock
    assert "index" not in lock
    pinned = [line for line in lock.splitlines() if "==" in line and not line.startswith((" ", "#"))]
    assert pinned
    assert all(line.rstrip().endswith("\\") for line in pinned), "a pin without a hash"


def _name(requirement: str) -> str:
    return re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def test_the_lock_file_has_every_dependency() -> None:
    wanted = {_name(d) for d in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]}
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = {_name(line) for line in lock.splitlines() if "==" in line and not line.startswith((" ", "#"))}
    assert len(wanted) > 10
    assert wanted <= pinned, "make lock, and commit both lock files"


def test_ci_runs_the_checks_and_the_tests() -> None:
    steps = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for command in ("make check", "make test", "set -euo pipefail"):
        assert command in steps
    make = (ROOT / "Makefile").read_text(encoding="utf-8")
    for tool in ("ruff check", "ruff format --check", "/mypy", "imports.py", "documents.py", "-m pytest"):
        assert tool in make
