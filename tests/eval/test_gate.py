"""The gate on quality: a figure that falls is found, a floor never falls, the page says what is held."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

run = importlib.import_module("eval.run")
table = importlib.import_module("eval.table")


def test_a_figure_that_falls_is_found() -> None:
    floors = {"time-fr": {"value.f1": 0.80}}
    assert run.below({"time-fr": {"value.f1": 0.79}}, floors) == ["time-fr value.f1: 0.7900, floor 0.8000"]
    assert run.below({"time-fr": {"value.f1": 0.80}}, floors) == []
    assert run.below({}, floors) == [], "a task that was not run says nothing"


def test_where_less_is_better_a_rise_is_found() -> None:
    floors = {"speech-fr-negatives": {"negative_cues.rate": 0.06}}
    assert run.below({"speech-fr-negatives": {"negative_cues.rate": 0.07}}, floors)
    assert not run.below({"speech-fr-negatives": {"negative_cues.rate": 0.05}}, floors)


@pytest.mark.parametrize(
    ("task", "path", "held", "found", "kept"),
    [
        ("time-fr", "value.f1", 0.80, 0.85, 0.85),
        ("time-fr", "value.f1", 0.80, 0.70, 0.80),
        ("speech-fr-negatives", "negative_cues.rate", 0.06, 0.05, 0.05),
        ("speech-fr-negatives", "negative_cues.rate", 0.06, 0.09, 0.06),
    ],
)
def test_floors_only_rise(task: str, path: str, held: float, found: float, kept: float) -> None:
    assert run.raised({task: {path: found}}, {task: {path: held}}) == {task: {path: kept}}


def test_a_dotted_path_may_cross_keys_with_dots() -> None:
    assert run.at({"content@0.3": {"f1": 0.7}}, "content@0.3.f1") == 0.7
    assert run.at({"value": None}, "value.f1") == 0.0


def test_every_floor_belongs_to_a_task() -> None:
    floors = json.loads((ROOT / "eval" / "floors.json").read_text(encoding="utf-8"))
    known = {t.name for t in run.TASKS} | {t.name for t in run.EXTRAS}
    assert set(floors) <= known


def test_the_page_says_what_is_held() -> None:
    assert table.PAGE.read_text(encoding="utf-8") == table.page()


def test_gold_that_is_not_there_is_skipped_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["time-fr", "--data", str(tmp_path), "--gate"]) == 0
    assert "skipped, no gold" in capsys.readouterr().err


def test_other_gold_than_that_of_the_floors_is_said(tmp_path: Path) -> None:
    gold = tmp_path / "data" / next(t.gold for t in run.TASKS if t.name == "time-fr")
    gold.parent.mkdir(parents=True)
    gold.write_text('{"id": "a"}\n', encoding="utf-8")
    once = run.fingerprints(["time-fr"], tmp_path)
    assert [len(digits) for digits in once.values()] == [12]
    assert run.other_gold(once, once) == []
    assert run.other_gold(once, {}) == [], "gold without floors is no other gold"
    gold.write_text('{"id": "b"}\n', encoding="utf-8")
    assert run.other_gold(run.fingerprints(["time-fr"], tmp_path), once) == list(once)


def test_an_unknown_task_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run.main(["no-such-task"])
    assert "no task 'no-such-task'; --list names them" in capsys.readouterr().err
