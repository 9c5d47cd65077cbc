"""What was joined, kept beside a ledger, so that the next program goes on from it and does not join everything anew.

One file beside the database (``recoupe.sqlite.linked``): plain data in numpy's own format, read without pickle. It is a
copy that can be thrown away: it counts only with the code and tables and the very reports that it was made of, and links are
derived anew where it doesn't fit. Reports that came in since and decisions taken since are heeded on top of it.
"""

from __future__ import annotations

import glob
import hashlib
import json
import os
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from recoupe.extract.pipeline import rules_version
from recoupe.link.links import Linker
from recoupe.link.state import StateError
from recoupe.model.ledger import Decision
from recoupe.settings import settings
from recoupe.store.store import Store

__all__ = ["Resumed", "keep", "resumed", "worth_keeping"]

FORM = 2
"""Version of the file's own form."""
LEAST = 50
"""Reports and decisions that are joined in a second or two anyway."""
SHARE = 100
"""One part in so many that must have come in since the last time: writing takes .3 ms a report of the ledger, joining one
again some 30 ms, so that neither outweighs the other."""
LONG = 3600.0
"""Seconds after which nobody still writes: a million reports take five minutes; numbers of processes come round again."""
_SUFFIX = ".linked"


@lru_cache(maxsize=1)
def _version() -> str:
    """Version of the code and tables that links hang on."""
    digest = hashlib.sha256(f"{FORM} {rules_version()} {np.__version__}".encode())
    for folder in ("model", "compare", "link"):
        for place in sorted((files("recoupe") / folder).iterdir(), key=lambda p: p.name):
            if place.name.endswith(".py"):
                digest.update(place.name.encode() + b"\0" + place.read_bytes())
    return digest.hexdigest()


def worth_keeping(many: int, kept: int) -> bool:
    """Whether enough reports and decisions came in since so many were kept."""
    return many - kept >= max(LEAST, many // SHARE)


def _place(store: Store) -> Path | None:
    """Where it is kept; None where the ledger is no file."""
    database = store.engine.url.database
    if store.dialect != "sqlite" or database in (None, "", ":memory:"):
        return None
    return Path(f"{database}{_SUFFIX}")


def _head(reports: Sequence[str], revision: int) -> dict[str, object]:
    """What must be as it was for a snapshot to count."""
    digest = hashlib.sha256("\n".join(sorted(reports)).encode())
    return {
        "version": _version(), "semantic": settings().semantic, "revision": revision, "made of": digest.hexdigest(),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resumed:
    """A linker that goes on from what was kept: the decisions that it heeds, and the revision that it is of."""

    linker: Linker
    decisions: list[Decision]
    revision: int


def keep(store: Store, linker: Linker, decisions: Sequence[Decision], revision: int) -> None:
    """Keep what was joined up to a revision, in the place of what was kept before; nothing where it can't be written."""
    place = _place(store)
    if place is None:
        return
    tree, arrays = linker.state()
    head, heeded = _head(linker.reports, revision), [d.id for d in decisions]
    told = json.dumps({"head": head, "heeded": heeded, "tree": tree}).encode("ascii")
    named = {f"a{number}": values for number, values in enumerate(arrays)}
    fresh = place.with_name(f"{place.name}.{os.getpid()}")
    _sweep(place)
    try:
        with fresh.open("wb") as file:
            np.savez(file, allow_pickle=False, told=np.frombuffer(told, np.uint8), **named)
        fresh.chmod(place.with_name(place.name.removesuffix(_SUFFIX)).stat().st_mode & 0o777)  # who may read the ledger
        fresh.replace(place)
    except OSError:  # a full disk or a folder that can't be written to: links are in the ledger all the same
        fresh.unlink(missing_ok=True)


def _sweep(place: Path) -> None:
    """Take away what programs left that were killed while they wrote it: it is whole under its own name only.

    Should one be mistaken for killed that still writes, on another machine, its links are in the ledger all the same.
    """
    for left in place.parent.glob(f"{glob.escape(place.name)}.*"):
        number = left.name.removeprefix(f"{place.name}.")
        try:
            if number.isascii() and number.isdigit() and (not _runs(int(number)) or _age(left) > LONG):
                left.unlink()
        except OSError:  # taken away by another program, or in a folder that can't be written to
            continue


def _runs(process: int) -> bool:
    """Whether a process of this machine goes by this number; yes where that can't be told."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)  # signal 0 only asks
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # somebody else's
        return True
    return True


def _age(left: Path) -> float:
    """Seconds since it was last written to."""
    return time.time() - left.stat().st_mtime


def resumed(
    store: Store, make: Callable[[Sequence[Decision]], Linker], decisions: Sequence[Decision], revision: int
) -> Resumed | None:
    """Return a linker that goes on from what was kept, None where nothing fits.

    ``make`` makes a linker that heeds some decisions, ``revision`` is the last that it may be of.
    """
    place = _place(store)
    if place is None:
        return None
    _sweep(place)
    if not place.is_file():
        return None
    try:
        with np.load(place, allow_pickle=False) as found:
            told = json.loads(found["told"].tobytes())
            head, known, heeded = told["head"], int(told["head"]["revision"]), set(told["heeded"])
            stood = [d for d in decisions if d.id in heeded]
            if known > revision or len(stood) != len(heeded) or head != _head(store.arrived(-1, known), known):
                return None
            arrays = [found[f"a{number}"] for number in range(len(found.files) - 1)]
        linker = make(stood)
        linker.resume((told["tree"], arrays))
    except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile, StateError):
        return None
    return Resumed(linker, stood, known)
