"""Bytes of a file, under the cap on its size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from recoupe.errors import FormatError, InputError, RecoupeError, TooLargeError
from recoupe.intake.fields import key_of
from recoupe.intake.refusal import Arrival, Arrivals, Refusal
from recoupe.settings import settings

__all__ = ["bytes_of", "read_file", "read_one"]


def bytes_of(path: Path) -> bytes:
    """Return a file's bytes. Raises TooLargeError over the cap, InputError where it can't be opened."""
    try:
        size = path.stat().st_size
        if size > settings().max_file:
            raise TooLargeError(
                f"the file has {size / 1e6:,.0f} MB, over the limit of {settings().max_file / 1e6:,.0f} MB",
                remedy="divide it, give it as JSON lines, or raise RECOUPE_MAX_FILE",
            )
        with path.open("rb") as file:
            data = file.read(settings().max_file + 1)
    except FileNotFoundError:
        raise InputError("no such file", remedy="check the path; it is taken from the folder you are in") from None
    except IsADirectoryError:
        raise InputError(
            "this is a folder, not a file", remedy="name the files in it, or give the folder alone"
        ) from None
    except OSError as error:
        raise InputError(f"the file can't be opened: {error.strerror}", remedy="check its permissions") from None
    if not data:
        raise FormatError("the file is empty", remedy="leave it out, or fetch it again")
    return data


def read_file(path: Path, read: Callable[[bytes, str], Arrivals]) -> Arrivals:
    """Yield what ``read`` makes of a file's bytes and name, or the refusal that says why it can't be opened."""
    try:
        data = bytes_of(path)
    except RecoupeError as error:
        yield Refusal.of(error, str(path))
    else:
        yield from read(data, str(path))


def read_one(
    path: Path, row: Mapping[str, Any] | None, read: Callable[[bytes, str, dict[str, Any]], Arrival]
) -> Arrivals:
    """Yield the one report that ``read`` makes of a file; without a given id it is called by the file's name without its ending."""
    given = {**(row or {})}
    if given.get("id") in (None, ""):
        given["id"] = path.stem
    try:
        data = bytes_of(path)
    except RecoupeError as error:
        yield Refusal.of(error, str(path), key_of(given))
    else:
        yield read(data, str(path), given)
