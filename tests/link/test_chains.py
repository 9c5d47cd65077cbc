"""Chains: words that tell one act in reports about one thing, whatever the word, and no others."""

from __future__ import annotations

from recoupe.compare.topics import topic
from recoupe.link.chains import Told, act_of, chains
from recoupe.model.report import Report
from recoupe.model.span import Span

FIRE = (
    "A fire destroyed the old mill of Lodna on Sunday. Firefighters from Lodna fought the blaze at the mill all night."
)
AGAIN = "The blaze that destroyed the old mill of Lodna was put out by firefighters on Monday, the mayor of Lodna said."
OTHER = "A fire broke out on a ferry near Port Kestra. Passengers were taken ashore by the coast guard of Kestra."


def _told(*rows: tuple[str, str]) -> list[Told]:
    return [Told(report, Span(n, n + 1), act_of(word, "en")) for n, (report, word) in enumerate(rows)]


def _topics() -> dict[str, object]:
    return {name: topic(Report(text=text, language="en")) for name, text in (("a", FIRE), ("b", AGAIN), ("c", OTHER))}


def test_two_words_for_one_act_meet() -> None:
    assert act_of("kill", "en") == act_of("die", "en")
    assert act_of("quake", "en") == act_of("earthquake", "en")
    assert act_of("tuer", "fr") == act_of("kill", "en")
    assert act_of("grumbling", "en") != act_of("kill", "en")


def test_one_act_in_reports_alike_is_one_chain() -> None:
    found = chains(_told(("a", "fire"), ("b", "blaze"), ("c", "fire")), _topics())  # type: ignore[arg-type]
    fire, blaze, ferry = (found[key] for key in sorted(found, key=lambda k: k[1]))
    assert fire == blaze
    assert ferry != fire


def test_given_stories_decide() -> None:
    found = chains(_told(("a", "fire"), ("c", "fire")), {}, {"a": "s", "c": "s"})
    assert len(set(found.values())) == 1


def test_no_words_no_chains() -> None:
    assert chains([], {}) == {}
