"""Reports: identity and dates."""

from __future__ import annotations

from datetime import date

import pytest

from recoupe.errors import FormatError
from recoupe.model.report import Report, day_of


def test_the_id_follows_the_content_not_the_language() -> None:
    one = Report("Le pont a cédé.", published="2025-01-02", language="fr")
    assert one.id == Report("Le pont a cédé.", published="2025-01-02").id
    assert one.id != Report("Le pont a cédé.", published="2025-01-03").id
    assert one.id != Report("Le pont a cédé !", published="2025-01-02").id


def test_the_name_is_the_callers_id_or_ours() -> None:
    assert Report("x", key="a-1").name == "a-1"
    assert Report("x").name == Report("x").id


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2025-04-08", date(2025, 4, 8)),
        ("2025-04-08T23:30:00-05:00", date(2025, 4, 8)),
        ("2025-04-08T07:15:00Z", date(2025, 4, 8)),
        (None, None),
        ("", None),
    ],
)
def test_the_day_is_that_of_the_reports_own_zone(published: str | None, day: date | None) -> None:
    assert day_of(published) == day


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(FormatError, match=r"published '8 avril' is no ISO 8601 date \(write it as"):
        day_of("8 avril")
