"""Bytes into text: no character is rewritten, what is no text is named."""

from __future__ import annotations

import codecs
import contextlib
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.errors import EncodingError, InputError
from recoupe.intake.encoding import checked_text, decode

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "encodings.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", [c for c in CASES if "text" in c], ids=lambda c: c["name"])
def test_text_comes_out_as_it_was_written(case: dict[str, Any]) -> None:
    assert decode(bytes.fromhex(case["hex"])) == (case["text"], case["encoding"])


@pytest.mark.parametrize("case", [c for c in CASES if "code" in c], ids=lambda c: c["name"])
def test_what_is_no_text_is_named_with_a_remedy(case: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=case["says"]) as raised:
        decode(bytes.fromhex(case["hex"]))
    assert raised.value.code == case["code"]
    assert raised.value.remedy


PROSE = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t"), min_size=1)


@given(PROSE)
def test_any_text_survives_utf8_and_marked_utf16(text: str) -> None:
    if text.startswith("\ufeff"):
        return
    assert decode(codecs.BOM_UTF8 + text.encode()).text == text
    assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le")).text == text


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_named_error(data: bytes) -> None:
    with contextlib.suppress(InputError):
        assert isinstance(decode(data).text, str)


@pytest.mark.parametrize(
    ("text", "says"),
    [("a\ud83d", r"half of a surrogate pair \(U\+D83D\) at character 1"), ("a\0b", "NUL character at 1")],
)
def test_text_that_no_store_can_keep_is_refused(text: str, says: str) -> None:
    with pytest.raises(EncodingError, match=says):
        checked_text(text)
