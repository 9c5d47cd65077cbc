"""The same links whatever seed Python hashes strings with: no result hangs on the order of a set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import hashlib
from test_claims import _many
from recoupe.link.links import link
print(hashlib.sha256(repr(link(_many())).encode()).hexdigest())
"""


def _digest(seed: str) -> str:
    place = str(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": place}, cwd=place,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def test_links_do_not_hang_on_the_hash_seed() -> None:
    assert len({_digest(seed) for seed in ("0", "1", "2")}) == 1
