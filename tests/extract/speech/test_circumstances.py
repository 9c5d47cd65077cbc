"""When, where, in what and to whom something was said."""

from __future__ import annotations

import pytest

from recoupe.extract.draft import Draft
from recoupe.model.words import Form

CASES = [
    ("fr", "Le maire a indiqué mardi à Arles, dans un communiqué, que le pont serait fermé.", "mardi", "Arles", "un communiqué", None),
    ("fr", "Alors que la mère du suspect avait, il y a quelques jours, jugé l'hypothèse fausse, le juge a, mardi, ordonné sa libération.", "mardi", None, None, None),
    ("fr", "« Rien n'a changé », a-t-il écrit sur Twitter dimanche soir.", "dimanche soir", None, "Twitter", None),
    ("fr", "La préfète a expliqué vendredi aux maires que la digue tiendrait.", "vendredi", None, None, "maires"),
    ("en", "The chief told reporters in Lyon that the search was over.", None, "Lyon", None, "reporters"),
    ("en", "The mayor said in a statement on Monday that the bridge was safe.", "Monday", None, "a statement", None),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda c: c[1][:40])
def test_circumstances_of_a_cue(
    case: tuple[str, str, str | None, str | None, str | None, str | None], read_speech
) -> None:
    language, text, *wanted = case
    texts = tuple(c[1] for c in CASES if c[0] == language)
    draft: Draft = read_speech(texts, language)[texts.index(text)]
    last = max((s for s in draft.statements if s.form is not Form.NARRATED), key=lambda s: s.content[0])
    have = [span and draft.words(span) for span in (last.said, last.place, last.medium, last.addressee)]
    assert have == wanted
