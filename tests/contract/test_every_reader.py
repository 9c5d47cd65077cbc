"""What every reader of files keeps to, whatever its format; an ending without a sample here fails the suite."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from samples import SAMPLES, TEXT

from recoupe.intake import folder
from recoupe.intake.files import settings
from recoupe.intake.refusal import Arrival, Refusal
from recoupe.model.report import Report

every_ending = pytest.mark.parametrize("ending", sorted(SAMPLES))


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str, bytes], list[Arrival]]:
    """``read(".pdf", data)``: what the reader of an ending makes of some bytes."""

    def reading(ending: str, data: bytes) -> list[Arrival]:
        (tmp_path / f"sample{ending}").write_bytes(data)
        return list(folder.read_path(tmp_path / f"sample{ending}"))

    return reading


def test_every_ending_with_a_reader_has_a_sample() -> None:
    assert set(folder.READERS) == set(SAMPLES)


@every_ending
def test_a_good_file_gives_its_own_characters_each_time(ending: str, read: Callable[..., list[Arrival]]) -> None:
    once, again = read(ending, SAMPLES[ending]), read(ending, SAMPLES[ending])
    assert once == again
    assert [a.text.strip() for a in once if isinstance(a, Report)] == [TEXT]
    assert [a for a in once if isinstance(a, Refusal)] == []


@every_ending
def test_what_is_no_such_file_is_named(ending: str, read: Callable[..., list[Arrival]], tmp_path: Path) -> None:
    for data in (b"", b"\0\1\2\3" * 50, b"\x89PNG\r\n\x1a\n"):
        found = read(ending, data)
        assert all(isinstance(a, Refusal) for a in found)
        assert found or (ending in (".jsonl", ".ndjson", ".jsonlines") and not data)  # an empty list of lines is one
    gone = list(folder.read_path(tmp_path / f"gone{ending}"))
    assert [type(a) for a in gone] == [Refusal]


@every_ending
def test_a_file_that_breaks_off_is_no_crash(ending: str, read: Callable[..., list[Arrival]]) -> None:
    whole = SAMPLES[ending]
    for share in range(1, 12):
        for arrival in read(ending, whole[: len(whole) * share // 12]):
            assert isinstance(arrival, Report) or (arrival.message and arrival.remedy and arrival.code)
            if isinstance(arrival, Refusal):
                assert "sample" in arrival.where


@pytest.mark.parametrize("ending", sorted(e for e in SAMPLES if e not in folder.archive.SUFFIXES and "json" not in e))
def test_a_file_over_the_limit_is_not_read(
    ending: str, read: Callable[..., list[Arrival]], monkeypatch: pytest.MonkeyPatch
) -> None:
    few = replace(settings(), max_file=10)
    monkeypatch.setattr("recoupe.intake.files.settings", lambda: few)
    assert [a.code for a in read(ending, SAMPLES[ending]) if isinstance(a, Refusal)] == ["too-large"]
