"""What linking asks of reports' words is the same, whoever it is made together with."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.compare.leads import lead_runs, opening
from recoupe.compare.letters import Words
from recoupe.compare.passages import passages
from recoupe.compare.prints import LETTERS, TOGETHER, Prints, parts_of, prints
from recoupe.compare.topics import topic
from recoupe.model.report import Report

TEXTS = (
    "Les agriculteurs de la Vesle bloquent le pont de Courcy depuis mardi ; Léa Morin, 34 ans, parle de « ras-le-bol ».",
    "Farmers have blocked the Courcy bridge since Tuesday. Lea Morin, 34, said she had had enough. 12 tractors stood there.",
    "L'œuvre du sculpteur Anatole Vidal, 3&nbsp;m de haut, quitte le musée.\n\nElle part à Namur le 1er mai, dit le maire.",
    "Oui.",
    "",
    "... 12 !",
)
REPORTS = tuple(
    Report(text, language=language, title=title, key=f"{n}-{language}")
    for n, text in enumerate(TEXTS)
    for language, title in (("fr", None), ("en", "The bridge at Courcy"), (None, "À Namur"))
)


def _plain(made: Prints) -> list[object]:
    own, about = made.passages, made.topic
    vectors = [part.tolist() for vector in (about.terms, about.names) for part in vector]
    rows = [row.tolist() for row in (own.words, own.runs, own.kinds, own.starts, own.bounds, own.marks, own.slots)]
    return [own.text, *rows, own.lead, own.opening, about.language, about.best, *vectors]


@given(st.lists(st.sampled_from(REPORTS), max_size=12))
@settings(max_examples=40, deadline=None)
def test_made_together_they_are_what_they_are_alone(reports: list[Report]) -> None:
    for report, made in zip(reports, prints(reports), strict=True):
        alone = Prints(passages(report.text), topic(report))
        assert _plain(made) == _plain(alone)


@given(st.lists(st.sampled_from(REPORTS), min_size=1, max_size=8))
@settings(max_examples=20, deadline=None)
def test_leads_cut_up_together_are_what_they_are_alone(reports: list[Report]) -> None:
    together = lead_runs([opening(r) for r in reports], [r.language for r in reports])
    for report, (runs, weights) in zip(reports, together, strict=True):
        ((alone, own),) = lead_runs([opening(report)], [report.language])
        assert (runs.tolist(), weights.tolist()) == (alone.tolist(), own.tolist())


def test_portions_hold_every_report_once() -> None:
    reports = [
        Report("x" * size, key=str(n)) for n, size in enumerate([5] * (TOGETHER + 3) + [LETTERS + 1, 7, LETTERS])
    ]
    parts = list(parts_of(reports))
    assert [r for part in parts for r in part] == reports
    assert all(len(p) <= TOGETHER and (len(p) == 1 or sum(len(r.text) for r in p) <= LETTERS) for p in parts)
    assert list(parts_of([])) == prints([]) == []


def test_first_letters_are_those_that_words_fold_to() -> None:
    words = Words("cœurs cœur e\u0301lue &amp; ﬁnir")
    alone = [Words(w).hashes[0] for w in ("coe", "coe", "elu", "fin")]
    assert words.beginnings(3).tolist() == alone
