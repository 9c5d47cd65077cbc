"""The property tests are run against a planted fault each: one that can't fail would be a defect."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

FAULTS = {
    "a view that leads back one character off": (
        "tests/parse/test_view.py",
        """
        from recoupe.parse import view
        old = view.Block.at
        view.Block.at = lambda self, index: old(self, index) + 1
        """,
    ),
    "ids that run fields together": (
        "tests/model/test_ids.py",
        """
        import hashlib
        from recoupe.model import ids
        def joined(kind, *fields):
            return kind + "-" + hashlib.sha256("".join(map(str, fields)).encode("utf-8", "replace")).hexdigest()[:16]
        ids.content_id = joined
        """,
    ),
    "a relation of intervals that takes touching ones for disjoint": (
        "tests/model/test_figure.py",
        """
        from recoupe.model import figure
        old = figure.relation
        def relation(left, right):
            return figure.Relation.DISJOINT if left[1] == right[0] else old(left, right)
        figure.relation = relation
        """,
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str, tmp_path: Path) -> None:
    target, source = FAULTS[fault]
    (tmp_path / "planted.py").write_text(textwrap.dedent(source), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-p",
        "planted",
        "-p",
        "no:cacheprovider",
        str(ROOT / target),
    ]
    environment = {"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)
    assert done.returncode == 1, f"{target} passes although {fault} was planted\n{done.stdout[-2000:]}"
