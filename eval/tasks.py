"""What is measured: one task a gold file, with the scorer that reads it and the figures we hold ourselves to.

Gold and scorers are not ours to ship; they stand in a folder beside the project (``--data``), and a task whose gold is
not there is skipped and says so.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["TASKS", "Task"]


@dataclass(frozen=True)
class Task:
    """One measure: gold file and scorer under the data folder, extra arguments, and the paths of its figures."""

    name: str
    gold: str
    scorer: str
    figures: tuple[str, ...]
    """Dotted paths into the scorer's report; each is held as a floor."""
    arguments: tuple[str, ...] = ()
    low_is_good: tuple[str, ...] = ()


SPEECH = ("content@0.3.f1", "content@0.8.f1", "content@0.3.with_speaker.f1", "content@0.8.with_speaker.f1")
STATEMENTS = (
    "statements.f1", "whole.f1", "stance_accuracy", "form_accuracy", "hedge_accuracy", "anonymous_accuracy",
    "speaker_accuracy", "chain.f1", "answers.f1",
)  # fmt: skip
TIME = ("strict.f1", "relaxed.f1", "value.f1")
FIGURES = ("span.f1", "value.f1", "value_lenient.f1", "counted_overlap")

TASKS = (
    Task("speech-en-polnear", "speech/polnear-en.dev.jsonl.gz", "speech.py", SPEECH),
    Task(
        "speech-fr-framenet",
        "speech/framenet-fr.dev.jsonl.gz",
        "speech.py",
        ("content@0.3.recall", "content@0.8.recall", "content@0.3.with_speaker.recall"),
        ("--recall-only",),
    ),
    Task(
        "speech-fr-negatives",
        "speech/negatives-fr.dev.jsonl.gz",
        "speech.py",
        ("negative_cues.rate",),
        (),
        ("negative_cues.rate",),
    ),
    Task("speech-fr", "speech/statements-fr.dev.jsonl", "speech.py", SPEECH),
    Task("speech-en", "speech/statements-en.dev.jsonl", "speech.py", SPEECH),
    Task("statements-fr", "speech/statements-fr.dev.jsonl", "statements.py", STATEMENTS),
    Task("statements-en", "speech/statements-en.dev.jsonl", "statements.py", STATEMENTS),
    Task("time-fr", "time/tempeval2_fr.jsonl", "moments.py", TIME),
    Task("time-fr-spans", "time/xltime_fr.jsonl", "moments.py", ("strict.f1", "relaxed.f1")),
    Task("time-en", "time/meantime_en.jsonl", "moments.py", TIME),
    Task("time-en-wars", "time/wikiwars_en.jsonl.gz", "moments.py", TIME),
    Task("time-fr-phrases", "time/phrases_fr.jsonl", "moments.py", TIME),
    Task("time-en-phrases", "time/phrases_en.jsonl", "moments.py", TIME),
    Task("figures-fr", "figures/news_fr.jsonl", "figures.py", FIGURES),
    Task("figures-en", "figures/newsquant_en.jsonl", "figures.py", ("value.f1", "value_lenient.f1", "unit_accuracy")),
    Task("figures-en-meantime", "figures/meantime_en.jsonl", "figures.py", ("span.f1", "value.f1")),
    Task("figures-fr-phrases", "figures/phrases_fr.jsonl", "figures.py", ("span.f1", "value.f1")),
    Task("figures-en-phrases", "figures/phrases_en.jsonl", "figures.py", ("span.f1", "value.f1")),
    Task(
        "names-fr",
        "entities/winer_fr.jsonl.gz",
        "entities.py",
        ("spans.exact.f1", "spans.relaxed.f1", "spans.exact.by_kind.organisation"),
    ),
    Task(
        "names-fr-hipe",
        "entities/hipe2020_fr.jsonl.gz",
        "entities.py",
        ("spans.exact.f1", "metonymy.macro_f1", "linking.all"),
    ),
    Task("names-fr-popcorn", "entities/popcorn_fr.jsonl.gz", "entities.py", ("spans.exact.f1", "coreference.links.f1")),
    Task(
        "metonymy-relocar",
        "entities/metonymy_relocar.jsonl.gz",
        "entities.py",
        ("metonymy.accuracy", "metonymy.macro_f1"),
    ),
    Task(
        "metonymy-semeval",
        "entities/metonymy_semeval2007.jsonl.gz",
        "entities.py",
        ("metonymy.accuracy", "metonymy.macro_f1"),
    ),
    Task("places-geovirus", "entities/toponyms_geovirus.jsonl.gz", "entities.py", ("toponyms.all", "toponyms.located")),
    Task("places-lgl", "entities/toponyms_lgl.jsonl.gz", "entities.py", ("toponyms.all", "toponyms.located")),
    Task(
        "events-fr",
        "events/french_plover.jsonl.gz",
        "events.py",
        (
            "events.anchor.f1",
            "events.type.f1",
            "events.actor.f1",
            "events.actor_recipient.f1",
            "events.place.f1",
            "events.moment.f1",
            "events.modality_accuracy",
        ),
    ),
    Task(
        "events-en-plv",
        "events/plv.jsonl.gz",
        "events.py",
        ("relations.roots.macro_f1", "relations.roots.accuracy"),
    ),
    Task("events-en-roles", "events/cameo_ner.jsonl.gz", "events.py", ("roles.actor.f1", "roles.recipient.f1")),
    Task("events-fr-popcorn", "events/popcorn_fr.jsonl.gz", "events.py", ("events.type.recall",)),
)
