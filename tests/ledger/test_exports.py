"""The names that the shells may use: small, and pinned."""

from recoupe import ledger


def test_the_doors_names() -> None:
    assert sorted(ledger.__all__) == [
        "Added", "EventRow", "FigureRow", "Ledger", "Page", "Problem", "Question", "Rebuilt", "Refusal", "ReportRow",
        "StatementRow", "Verified", "cursor_of", "place_of",
    ]  # fmt: skip
    assert all(hasattr(ledger, name) for name in ledger.__all__)
