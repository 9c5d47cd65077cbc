"""Cue clauses that follow, interrupt or introduce what they report: « …, a-t-elle dit », "…, said X, …", « X : … »."""

from __future__ import annotations

from recoupe.extract.speech.animacy import can_speak, is_addressee
from recoupe.extract.speech.beside import last_sign, left_of, opens_cause, quote_before, right_of, without_circumstance
from recoupe.extract.speech.cueclauses import Cue
from recoupe.extract.speech.extents import branch
from recoupe.extract.speech.nominals import is_moment
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.sources import first_noun, source_spans
from recoupe.extract.speech.speakersof import quoted_by_another
from recoupe.extract.speech.trailing import is_finite_at, reaches_verb
from recoupe.model.words import Stance

__all__ = ["incise_of", "inverted_noun", "main_word"]

_TORN = 15
"""Words of a speaker's name, party and place between a quotation and the cue after it."""

_DATE = 8
"""Words of a date between commas: « lundi 3 mars au soir »."""


def incise_of(scene: Scene, cue: Cue) -> Found | None:
    """Return what a cue clause inside or after its content reports, None where the cue is none such."""
    if not (cue.has("incise") or cue.has("quote")):
        return None
    bounds = _cue_clause(scene, cue)
    if bounds is None:
        return None
    start, stop, speakers = bounds
    helped = any(scene.tokens[k].dep == "aux:pass" for k in cue.group)  # « dit » alone may pass for a participle
    if cue.passive and helped and not any(scene.tokens[k].text.startswith("-") for k in cue.group):
        return None  # « …, qui, pour une grande part, sont rejetées »: what is turned round is active
    speakers = quoted_by_another(scene, cue) or speakers
    left = left_of(scene, cue, start)
    right = right_of(scene, cue, start, stop, left=left)
    left = without_circumstance(scene, cue, left, right)
    members = [*left, *right]
    if not members:
        return None
    if cue.clause is not None and _without_main(scene, cue, members, right):
        return None
    if left and not right and scene.tokens[left[-1]].text in (":", ";") and scene.inside[left[-1]] == cue.level:
        return None  # "The Latest: X urges …": a headline's label; "He left; they agreed to wait": a sentence before
    heads = [
        k for k in members if scene.tokens[k].pos in ("VERB", "AUX", "NOUN", "PROPN", "ADJ", "PRON", "INTJ", "ADV")
    ]
    content = scene.runs(members)
    if not heads or not content:
        return None
    stance = cue.entry.frames.get("incise") or cue.entry.frames.get("quote") or cue.entry.stance
    if (
        scene.text[content[-1].start : scene.tokens[start].start].rstrip("»” \u00a0\u202f\"',").endswith("?")
        and stance is Stance.URGES
    ):
        stance = Stance.SAYS
    spans = source_spans(scene, speakers)
    taken = tuple(n for n in {scene.outermost(k) for k in members} if n >= 0)
    return Found(
        content, cue.group, spans, tuple(speakers), stance, "incise", cue.i, main_word(scene, members), taken, weight=2
    )


def _without_main(scene: Scene, cue: Cue, members: list[int], right: list[int]) -> bool:
    """Whether the words before the cue are no clause: « Ces groupes, qui exportent, réclament … » is no incise."""
    if right or any(scene.inside[k] > cue.level for k in members) or scene.language != "fr":
        return False
    openers, relative, main = scene.words("relative_openers"), False, False
    opened = False  # whether a relative pronoun stands before, in the same stretch between commas
    for k in members:
        token = scene.tokens[k]
        opened = (opened and token.text != ",") or (token.lower in openers and k > members[0])
        relative = relative or opened
        main = main or (not opened and is_finite_at(scene, k))
    return relative and not main


def main_word(scene: Scene, members: list[int]) -> int | None:
    """The word of some content that heads the rest."""
    inside = set(members)
    for k in members:
        token = scene.tokens[k]
        if token.pos in ("VERB", "AUX", "NOUN", "ADJ") and (token.head not in inside or token.head == k):
            return k
    return None


def _cue_clause(scene: Scene, cue: Cue) -> tuple[int, int, list[int]] | None:
    """First token, token after the last, and speakers of an incised cue clause."""
    tokens = scene.tokens
    begin = min(cue.group)
    sentence = scene.sentence(cue.i)
    left = begin
    while left > sentence.start and not _is_edge(scene, left - 1, cue.level):
        left -= 1
    auxiliary = any(tokens[k].dep.startswith("aux") for k in cue.group)
    segment = [tokens[k] for k in range(left, begin if auxiliary else cue.i) if k not in cue.group]
    subject = _own_subject(scene, cue)
    if _finite(scene, cue):
        light = all(_light(scene, t.i) for t in segment)
        if light and (subject is None or subject > begin):
            return _inverted(scene, cue, left, subject)
        if light and scene.is_bound(left - 1) and left > scene.sentence(cue.i).start and subject is not None:
            noun = inverted_noun(scene, cue, _clause_end(scene, cue, cue.i))
            turned = noun is not None and can_speak(scene, [noun]) and not can_speak(scene, [subject])
            pronoun = any(tokens[k].text.startswith("-") and len(tokens[k].text) > 2 for k in cue.group)
            speaks = pronoun or (noun is not None and can_speak(scene, [noun]))
            if turned or (speaks and _verb_follows(scene, cue)):
                return _inverted(scene, cue, left, None)
        if subject is not None and subject < begin:
            return _straight(scene, cue, subject)
        if subject is None:
            return _torn_off(scene, cue, begin)
    return None


def _verb_follows(scene: Scene, cue: Cue) -> bool:
    """Whether the clause is closed by a comma before a finite verb: what stands before it is that verb's subject."""
    stop = _clause_end(scene, cue, cue.i)
    k = stop + 1
    while k < len(scene.tokens) and scene.tokens[k].pos in ("ADV", "PRON") and scene.tokens[k].dep != "nsubj":
        k += 1
    closed = stop < len(scene.tokens) and scene.tokens[stop].text == "," and k < scene.sentence(cue.i).stop
    return closed and scene.tokens[k].morph.get("VerbForm") == "Fin"


def _is_edge(scene: Scene, k: int, level: int) -> bool:
    return scene.is_bound(k) or scene.inside[k] != level


def _light(scene: Scene, k: int) -> bool:
    """Words that may open an inverted cue clause: adverbs, clitics, auxiliaries, « comme »."""
    token = scene.tokens[k]
    return (
        token.pos in ("ADV", "AUX")
        or token.lower in scene.words("incise_openers")
        or (token.pos == "PRON" and token.lower in scene.words("clitics"))
    )


def _own_subject(scene: Scene, cue: Cue) -> int | None:
    """The cue's subject; of two, one before a comma belongs to the words before: « la piste reste ouverte, a dit la juge »."""
    found = [
        k
        for k in scene.tokens[cue.i].children
        if scene.tokens[k].dep in ("nsubj", "nsubj:pass")
        and scene.inside[k] == cue.level
        and k not in cue.group
        and not scene.tokens[k].text.startswith("-")
    ]
    behind = len(found) > 1 and found[0] < min(cue.group) and found[-1] > cue.i
    if behind and scene.is_bound(min(cue.group) - 1) and can_speak(scene, found[-1:]):
        return found[-1]
    return found[0] if found else None


def _finite(scene: Scene, cue: Cue) -> bool:
    """Whether the verb or an auxiliary of it is finite; « écrit », « dit » alone are, whatever the parse says."""
    token = scene.tokens[cue.i]
    if token.pos in ("NOUN", "ADJ") or (cue.group[0] == cue.i and token.lower in scene.words("presents")):
        return True
    for k in cue.group:
        token = scene.tokens[k]
        if token.text.startswith("-") and len(token.text) > 2:
            return True  # « déplore-t-on »
        if token.morph.get("VerbForm") == "Fin" or token.morph.get("Mood") or token.tag in ("VBD", "VBZ", "VBP", "MD"):
            return True
    return False


def _inverted(scene: Scene, cue: Cue, left: int, subject: int | None) -> tuple[int, int, list[int]] | None:
    """« a déclaré X », "said X", « dit-il »."""
    tokens = scene.tokens
    pronouns = [k for k in cue.group if tokens[k].text.startswith("-") and len(tokens[k].text) > 2]
    stop = _clause_end(scene, cue, cue.i)
    if pronouns:
        return left, stop, pronouns[-1:]
    after = cue.i + 1
    while after < stop and (tokens[after].lower in scene.words("complementisers") or after in scene.quote_starts):
        return None
    speaker = subject if subject is not None and subject > cue.i else inverted_noun(scene, cue, stop)
    if speaker is None or _acts_further(scene, cue, speaker):
        return None
    if any(
        tokens[k].lower in scene.words("complementisers")
        and tokens[k].dep == "mark"
        and tokens[k].head in tokens[cue.i].children
        for k in range(cue.i, stop)
    ):
        return None
    return left, stop, scene.parse.conjuncts(speaker) if subject is not None else [speaker]


def _acts_further(scene: Scene, cue: Cue, noun: int) -> bool:
    """Whether the noun after a cue is the subject of a clause behind it: "a third, 33%, say they agree"."""
    token = scene.tokens[noun]
    return token.dep in ("nsubj", "nsubj:pass") and token.head > noun and scene.tokens[token.head].head == cue.i


def inverted_noun(scene: Scene, cue: Cue, stop: int) -> int | None:
    """The subject after an inverted verb: what the parse takes for its object, else the first bare noun phrase."""
    tokens = scene.tokens
    for k in tokens[cue.i].children:
        if (
            cue.i < k < stop
            and tokens[k].dep == "obj"
            and scene.parse.child(k, "case") is None
            and tokens[k].pos in ("NOUN", "PROPN", "PRON")
            and tokens[k].lower not in scene.words("days")
        ):
            return k
    noun = first_noun(scene, _after_dateline(scene, cue.i + 1, stop), stop, bare=True)
    if noun is not None and tokens[noun].lower in scene.words("complementisers"):
        return None
    return noun if noun is not None else _person(scene, cue.i + 1, stop)


def _person(scene: Scene, start: int, stop: int) -> int | None:
    """First word of the last person named among tokens ``[start, stop)``: « affirme au Temps Michel Roy »."""
    for k in range(stop - 1, start - 1, -1):
        for mention in scene.draft.mentions_by_token.get(k, ()):
            if mention.kind == "person" and mention.mode == "name":
                return scene.parse.between(*mention.span)[0]
    return None


def _straight(scene: Scene, cue: Cue, subject: int) -> tuple[int, int, list[int]] | None:
    """« …, X said »: only where content stands before and none to the right."""
    tokens = scene.tokens
    start = min(k for k in branch(scene, subject) if k <= subject)
    sentence = scene.sentence(cue.i)
    while start > sentence.start and not _is_edge(scene, start - 1, cue.level) and _light(scene, start - 1):
        start -= 1
    if any(
        k > cue.i and tokens[k].dep in ("mark", "fixed")
        for c in tokens[cue.i].children
        if c > cue.i and tokens[c].dep in ("ccomp", "advcl")
        for k in tokens[c].children
        if tokens[k].lower in scene.words("complementisers")
    ):
        return None
    fronted = any(
        k < start and tokens[k].dep in ("ccomp", "parataxis", "advcl", "dep", "xcomp", "obj", "csubj", "nsubj")
        for k in tokens[cue.i].children
    )
    hanging = tokens[cue.i].dep in ("parataxis", "ccomp") and tokens[cue.i].head < start
    hanging = hanging or _between_commas(scene, cue, start)
    quote = quote_before(scene, start, cue.level)
    if not (fronted or hanging or quote is not None):
        return None
    if start > sentence.start and not _is_edge(scene, start - 1, cue.level) and quote is None:
        return None
    if quote is None and (scene.language == "fr" or _has_object(scene, cue)):
        return None
    if _complemented(scene, cue) or (quote is not None and _ended(scene, quote, start)):
        return None
    stop = _clause_end(scene, cue, cue.i)
    clause = cue.clause
    speakers = list(clause.subjects) if clause and clause.subject_by == "own" else [subject]
    return start, stop, speakers


def _has_object(scene: Scene, cue: Cue) -> bool:
    """Whether the cue has what is said behind it: "After the vote, Hale announced four names", not whom it was said to."""
    said = [k for k in scene.tokens[cue.i].children if k > cue.i and scene.tokens[k].dep in ("obj", "xcomp")]
    nouns = [k for k in said if scene.tokens[k].pos in ("NOUN", "PROPN", "VERB")]
    return any(scene.tokens[k].pos == "VERB" or not can_speak(scene, [k]) for k in nouns if not is_moment(scene, k))


def _torn_off(scene: Scene, cue: Cue, begin: int) -> tuple[int, int, list[int]] | None:
    """« “…,” Rep. Ann Lee (D-Wis.) said »: the parse has lost the subject between quotation and verb."""
    tokens = scene.tokens
    start = begin
    while (
        start > max(0, begin - _TORN)
        and scene.inside[start - 1] == cue.level
        and tokens[start - 1].pos not in ("VERB", "AUX")
    ):
        start -= 1
        if quote_before(scene, start, cue.level) is not None:
            break
    else:
        return None
    noun = first_noun(scene, start, begin)
    if noun is None or tokens[noun].pos != "PROPN" or _complemented(scene, cue):
        return None
    return start, _clause_end(scene, cue, cue.i), [noun]


def _between_commas(scene: Scene, cue: Cue, start: int) -> bool:
    """« The test, X said, was … »: subject and cue alone between two commas, with a clause around them."""
    sentence = scene.sentence(cue.i)
    stop = _clause_end(scene, cue, cue.i)
    closed = (
        start > sentence.start
        and scene.tokens[start - 1].text == ","
        and stop < sentence.stop
        and scene.tokens[stop].text == ","
    )
    if not closed or any(
        scene.tokens[k].dep in ("obj", "acl:relcl", "mark") and k > start and not is_addressee(scene, cue.i, k)
        for k in scene.tokens[cue.i].children
    ):
        return False
    if scene.tokens[cue.i].dep in ("acl:relcl", "advcl", "acl", "conj"):
        return False
    return any(is_finite_at(scene, k) for k in range(stop, sentence.stop))


def _complemented(scene: Scene, cue: Cue) -> bool:
    """Whether the cue has a clause of its own to the right, outside marks: then nothing before it is its content."""
    tokens = scene.tokens
    return any(
        k > cue.i and tokens[k].dep == "ccomp" and scene.inside[k] == cue.level and not scene.is_bound(k - 1)
        for k in tokens[cue.i].children
    )


def _ended(scene: Scene, number: int, start: int) -> bool:
    """Whether the quotation before is a sentence by itself, closed by a full stop: « … . » X said …"""
    quote = scene.quotes[number]
    return last_sign(scene, number) == "." and scene.gap(quote.outer.end, scene.tokens[start].start) == ""


def _clause_end(scene: Scene, cue: Cue, last: int) -> int:
    """Token after the cue clause: to the next boundary, over commas while the words still hang on the source."""
    tokens = scene.tokens
    stop = scene.sentence(cue.i).stop
    own = set(branch(scene, cue.i))
    if scene.tokens[cue.i].head == cue.i or any(
        k < min(cue.group) and tokens[k].dep in ("ccomp", "parataxis") for k in tokens[cue.i].children
    ):
        speakers = [
            k
            for k in tokens[cue.i].children
            if k > cue.i
            and tokens[k].dep in ("nsubj", "obj", "nsubj:pass", "iobj", "obl", "advcl", "advmod", "obl:agent")
        ]
        own = {m for k in speakers for m in branch(scene, k)} | {cue.i}
    k = _after_dateline(scene, last + 1, stop)
    while k < stop:
        if scene.inside[k] != cue.level or k in scene.quote_starts:
            break
        if tokens[k].text == "(" and (closing := _closing_bracket(scene, k, stop)) is not None:
            k = closing + 1
            continue
        if scene.is_bound(k):
            following = k + 1
            if opens_cause(scene, k):
                break
            if (
                tokens[k].text in (",", "(", ")", "-", "–")
                and following < stop
                and following in own
                and scene.inside[following] == cue.level
                and not _new_clause(scene, following, cue)
            ):
                k += 1
                continue
            break
        k += 1
    return k


def _after_dateline(scene: Scene, k: int, stop: int) -> int:
    """The token after « , lundi 3 mars, » where that stands between a cue and its subject; else ``k`` itself."""
    if k >= stop or scene.tokens[k].text != ",":
        return k
    end = next((m for m in range(k + 1, min(k + _DATE, stop)) if scene.is_bound(m)), None)
    if end is None or scene.tokens[end].text != ",":
        return k
    words = [t.lower for t in scene.tokens[k + 1 : end]]
    dated = any(w in scene.words("days") for w in words)
    return end + 1 if dated and not any(is_finite_at(scene, m) for m in range(k + 1, end)) else k


def _closing_bracket(scene: Scene, k: int, stop: int) -> int | None:
    """The bracket that closes a short one opened at a token."""
    return next((m for m in range(k + 1, min(k + _TORN, stop)) if scene.tokens[m].text == ")"), None)


def _new_clause(scene: Scene, k: int, cue: Cue) -> bool:
    """Whether a word after a comma begins another clause on the cue verb rather than more about the source."""
    token = scene.tokens[k]
    top = k
    while (
        scene.tokens[top].head != cue.i
        and scene.tokens[top].head != top
        and scene.tokens[top].dep not in ("appos", "acl:relcl", "acl")
    ):
        top = scene.tokens[top].head
    if scene.tokens[top].dep in ("ccomp", "conj", "parataxis", "advcl") and token.pos != "PROPN":
        return True
    return reaches_verb(scene, k, scene.sentence(cue.i).stop)
