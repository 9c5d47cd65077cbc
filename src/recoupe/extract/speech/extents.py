"""How far the words of a statement reach."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from recoupe.extract.speech.cueclauses import Cue, cue_at
from recoupe.extract.speech.scene import Scene

__all__ = ["branch", "complement_tokens", "resumes", "scope", "with_quotations"]

_ASIDE = 8
"""Words of an aside between parts of one content: « à ouvrir, à hauteur de 20 %, son marché »."""

_TRAILING = frozenset({"obl", "advmod", "advcl", "obl:npmod", "obl:tmod", "nmod"})


def scope(scene: Scene, i: int) -> range:
    """Tokens among which a cue finds its content: its sentence, inside the brackets and the quotation it stands in."""
    sentence = scene.bracketed.get(i) or scene.sentence(i)
    if scene.inside[i] < 0:
        return sentence
    quote = scene.quote_tokens[scene.inside[i]]
    return range(max(sentence.start, quote.start), min(sentence.stop, quote.stop))


def branch(scene: Scene, i: int, without: Collection[int] = ()) -> list[int]:
    """Tokens under ``i``, branches headed by ``without`` left out."""
    found, stack = [i], list(scene.tokens[i].children)
    while stack:
        k = stack.pop()
        if k not in without:
            found.append(k)
            stack.extend(scene.tokens[k].children)
    return sorted(found)


def complement_tokens(scene: Scene, cue: Cue, head: int) -> list[int]:
    """Tokens of a complement to the right of its cue: its branch, what trails after it, quotations to their end."""
    within = scope(scene, cue.i)
    cut = _cuts(scene, cue, head)
    members = [k for k in branch(scene, head, cut) if k > cue.i and k in within]
    if not members:
        return []
    members = _contiguous(scene, members, head)
    last = members[-1]
    for k in scene.tokens[cue.i].children:
        if k > last and k not in cut and _trails(scene, cue, k, last):
            members.extend(m for m in branch(scene, k) if m > last and m in within)
            last = max(members)
    run = _before_contrary(scene, _before_colon(scene, range(members[0], last + 1), cue.level), cue.level)
    members = with_quotations(scene, run, cue.level)
    return _over_participle(scene, _after_marks(scene, members, within), within)


def _over_participle(scene: Scene, members: list[int], within: range) -> list[int]:
    """« contre la fermeture, prévue en juin, de l'atelier »: what follows a participle in commas is still the noun's."""
    tokens, k = scene.tokens, members[-1] + 1
    if scene.language != "fr" or k + 2 >= within.stop or tokens[k].text != ",":
        return members
    past = tokens[k + 1].morph.get("VerbForm") == "Part" and tokens[k + 1].morph.get("Tense") == "Past"
    close = next((m for m in range(k + 2, min(k + _ASIDE, within.stop)) if tokens[m].text == ","), None)
    if not past or close is None or close + 2 >= within.stop or tokens[close + 1].lower not in scene.words("ofs"):
        return members
    stop = next((m for m in range(close + 1, within.stop) if scene.is_bound(m) or _finite_verb(scene, m)), within.stop)
    return [*members, *range(k, stop)] if tokens[close + 1].pos in ("ADP", "DET") else members


def _before_colon(scene: Scene, run: range, level: int) -> range:
    """The run up to a colon that opens a quotation: what follows is quoted for itself."""
    for k in run:
        if (
            scene.tokens[k].text == ":"
            and scene.inside[k] == level
            and (k + 2 in scene.quote_starts or k + 1 in scene.quote_starts)
        ):
            return range(run.start, k)
    return run


def _before_contrary(scene: Scene, run: range, level: int) -> range:
    """« …, contrairement à ce qu'affirme X », "…, contrary to what X says": the report's own comparison behind a comma."""
    tokens = scene.tokens
    for k in run[1:-2]:
        pair = f"{tokens[k + 1].lower}:{tokens[k + 2].lower}" if tokens[k].text == "," else ""
        if pair in scene.words("contrary") and scene.inside[k] == level:
            return range(run.start, k)
    return run


def _after_marks(scene: Scene, members: list[int], within: range) -> list[int]:
    """« d'utiliser les « X » de fabrication locale »: a noun in marks keeps the complement that follows them."""
    k = members[-1] + 1
    if (
        k + 1 in within
        and scene.tokens[k].text in ("»", "”", '"')
        and scene.tokens[k + 1].lower in scene.words("owner_prepositions")
    ):
        k += 1
        while k in within and not scene.is_bound(k) and not _finite_verb(scene, k):
            members.append(k)
            k += 1
    return members


def _contiguous(scene: Scene, members: list[int], head: int) -> list[int]:
    """The run around ``head``, over short asides that hang elsewhere; far branches (wrong attachments) are dropped."""
    have = set(members)
    first = head
    while first - 1 in have:
        first -= 1
    last = head
    for k in members:
        if k <= last:
            continue
        gap = range(last + 1, k)
        if len(gap) > _ASIDE or any(_finite_verb(scene, g) for g in gap):
            break
        last = k
    return list(range(first, last + 1))


def _finite_verb(scene: Scene, k: int) -> bool:
    token = scene.tokens[k]
    return token.pos in ("VERB", "AUX") and token.morph.get("VerbForm") != "Inf"


def _trails(scene: Scene, cue: Cue, k: int, last: int) -> bool:
    """Whether a later branch of the cue verb, right after the content and without a comma, belongs to the content."""
    token = scene.tokens[k]
    if token.dep == "conj":
        first = min(branch(scene, k))
        own = scene.clause(k)
        return bool(
            own
            and own.subject_by == "own"
            and own.subjects
            and min(own.subjects) > last
            and not scene.is_bound(first - 1)
            and cue_at(scene, k) is None
        )
    if token.dep not in _TRAILING or _is_gerund(scene, k):
        return False
    first = min(branch(scene, k))
    if _describes_last(scene, k, last):
        return True
    while first > last + 1 and scene.tokens[first - 1].text in ("»", "”", '"'):
        first -= 1
    return first == last + 1 and not scene.is_bound(first) and not _is_comma(scene, last)


def _describes_last(scene: Scene, k: int, last: int) -> bool:
    """« …, qui devait être voté en juin », hung on the cue: a French relative pronoun follows the noun it stands for."""
    opens = last + 2
    if scene.language != "fr" or scene.tokens[k].dep != "advcl" or k < opens or not _is_comma(scene, last + 1):
        return False
    relative = scene.tokens[opens].pos == "PRON" and scene.tokens[opens].lower in scene.words("relative_openers")
    return relative and min(m for m in branch(scene, k) if not scene.is_bound(m)) == opens and cue_at(scene, k) is None


def _is_comma(scene: Scene, i: int) -> bool:
    return scene.tokens[i].text == ","


def _cuts(scene: Scene, cue: Cue, head: int) -> set[int]:
    """Branches that are no content: the speaker's next cue (« …, ajoutant que … »), the report's own next clause."""
    found: set[int] = set()
    finite = _is_finite_clause(scene, head)
    for k in branch(scene, head):
        token = scene.tokens[k]
        if k == head or scene.inside[k] > cue.level or token.dep not in _CUT_AT:
            continue
        first = min(branch(scene, k))
        comma = scene.is_bound(first - 1) or scene.is_bound(first)
        own = token.dep == "conj" and ((not finite and _is_finite_clause(scene, k)) or resumes(scene, cue, k, head))
        own = own or (comma and _main_again(scene, cue, k))
        own = own or (comma and token.dep == "advcl" and _contrasts(scene, k))
        own = own or (finite and token.dep == "advcl" and _speakers_act(scene, k))
        own = own or (comma and token.dep in ("advcl", "acl") and _sets_beside(scene, k))
        listed = token.tag == "VBG" == scene.tokens[head].tag  # "of putting work first, taking calls": one deed more
        aside = token.dep in ("advcl", "acl", "acl:relcl") and comma and not finite and not listed
        aside = aside and not (token.dep != "advcl" and scene.tokens[first - 1].text in _CLOSING)
        aside = aside and not _describes(scene, k, first)
        own = own or (token.head == head and scene.tokens[head].pos == "NOUN" and _is_gerund(scene, k))
        if aside or own or _is_next_cue(scene, cue, k, comma):
            found.add(k)
    return found


def _describes(scene: Scene, k: int, first: int) -> bool:
    """« … le retrait du texte, qui devait être voté mardi », « …, voté en mai »: French, it tells more of what is said.

    One whose verb reports is another statement; an English one behind a comma is the report's own as often as not.
    """
    token = scene.tokens[k]
    if scene.language != "fr" or cue_at(scene, k) is not None:
        return False
    if token.dep == "acl":
        past = token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") == "Past"
        return past and not any(scene.tokens[c].dep.startswith(("nsubj", "aux")) for c in token.children)
    opens = first + (scene.is_bound(first) and first < k)
    return token.dep == "acl:relcl" and scene.tokens[opens].lower in scene.words("relative_openers")


_CLOSING = frozenset({"»", "”", '"', "›", "''"})
"""Marks after which what follows goes on without a comma: « un « acte odieux » qui a tué », « le « flou » entourant X »."""

_CUT_AT = frozenset({"conj", "advcl", "acl", "acl:relcl", "parataxis", "xcomp"})


def _is_finite_clause(scene: Scene, i: int) -> bool:
    clause = scene.clause(i)
    return bool(clause and clause.form == "finite" and clause.relation not in ("acl:relcl",))


def _is_next_cue(scene: Scene, cue: Cue, k: int, comma: bool) -> bool:
    """« …, ajoutant que », « … et a ajouté que », « … et les élus ont demandé que »."""
    other = cue_at(scene, k)
    if any(scene.tokens[c].lower in scene.words("neither_again") for c in scene.tokens[k].children):
        return False  # "it could neither confirm nor deny that …"
    marked = any(
        scene.tokens[c].lower in scene.words("complementisers") and c < k
        for c in scene.tokens[k].children
        if scene.tokens[c].dep == "mark"
    )
    if other is None or other.clause is None or marked:
        return False
    if scene.tokens[k].dep in ("advcl", "acl"):
        participle = other.clause.form == "participle" or scene.tokens[k].morph.get("VerbForm") == "Part"
        return participle and (comma or _after_adverb(scene, k)) and _reports_clause(scene, other)
    if scene.tokens[k].dep not in ("conj", "parataxis"):
        return False
    same = cue.clause is not None and other.clause.form == cue.clause.form and other.clause.tense == cue.clause.tense
    if other.clause.subject_by != "own":
        return _reports_clause(scene, other) or (same and bool(other.entry.about or other.has("nominal")))
    return same and _reports_clause(scene, other)


def _is_gerund(scene: Scene, k: int) -> bool:
    """« a nié tout lien en accusant les autres »: a gerund tells what the speaker did, a noun has none."""
    token = scene.tokens[k]
    return (
        token.dep in ("advcl", "acl")
        and token.morph.get("VerbForm") == "Part"
        and k > 0
        and scene.tokens[min(branch(scene, k))].lower in scene.words("gerund_marks")
    )


def _speakers_act(scene: Scene, k: int) -> bool:
    """« … avant de partir », « … après avoir signé »: what the speaker did around saying it."""
    clause = scene.clause(k)
    if clause is None or clause.form == "finite":
        return False
    return any(scene.tokens[c].lower in scene.words("around_saying") for c in scene.tokens[k].children)


def _sets_beside(scene: Scene, k: int) -> bool:
    """« …, contredisant le rapport », "…, contradicting phone records": what the report makes of the saying."""
    token = scene.tokens[k]
    present = token.tag == "VBG" or token.morph.get("Tense") == "Pres"
    return present and token.lemma.lower() in scene.words("setting_beside")


def _contrasts(scene: Scene, k: int) -> bool:
    """« …, tandis que le gouvernement … »: the report's own contrast."""
    return any(scene.tokens[c].lower in scene.words("contrast_marks") for c in scene.tokens[k].children)


def _main_again(scene: Scene, cue: Cue, k: int) -> bool:
    """« X, qui affirme que tout va bien, a vendu »: a finite verb after a comma, without subject and conjunction."""
    if cue.clause is None or cue.clause.relation != "acl:relcl":
        return False
    clause = scene.clause(k)
    bare = clause is not None and clause.form == "finite" and clause.subject_by != "own"
    return bare and not any(scene.tokens[c].dep in ("cc", "mark") for c in scene.tokens[k].children)


def resumes(scene: Scene, cue: Cue, k: int, head: int) -> bool:
    """« a affirmé que …, mais n'a fourni aucune preuve »: in the cue's tense, not the content's, without a subject."""
    clause = scene.clause(k)
    if clause is None or clause.subject_by == "own" or clause.form != "finite" or scene.inside[k] > cue.level:
        return False
    mine, content = _tense(scene, cue.i), _tense(scene, head)
    return _tense(scene, k) == mine != content


def _tense(scene: Scene, i: int) -> tuple[str, str, bool]:
    """Tense and mood of a predicate's finite verb, and whether that is an auxiliary of the perfect."""
    for k in (*scene.tokens[i].children, i):
        token = scene.tokens[k]
        if (k == i or token.dep.startswith(("aux", "cop"))) and (
            token.morph.get("VerbForm") == "Fin" or token.tag in ("VBD", "VBZ", "VBP", "MD")
        ):
            past = token.tag == "VBD" or token.morph.get("Tense") == "Past"
            return (
                "Past" if past else token.morph.get("Tense", ""),
                "Cnd" if token.morph.get("Mood") == "Cnd" else "",
                k != i and token.lemma in ("avoir", "être", "have"),
            )
    return ("", "", False)


def _after_adverb(scene: Scene, k: int) -> bool:
    """« tout en ajoutant »."""
    return (k >= 2 and scene.tokens[k - 1].lower in ("en", "while")) or scene.tokens[k - 1].lower == "while"


def _reports_clause(scene: Scene, cue: Cue) -> bool:
    """Whether the cue has a complement clause or a quotation of its own to its right."""
    complementisers = scene.words("complementisers")
    for k in range(cue.i + 1, min(cue.i + 6, scene.sentence(cue.i).stop)):
        if scene.tokens[k].lower in complementisers or k in scene.quote_starts:
            return True
        if k == cue.i + 1 and cue.has("infinitive") and scene.tokens[k].morph.get("VerbForm") == "Inf":
            return True
        if scene.tokens[k].pos == "VERB":
            break
    return any(scene.tokens[k].dep == "ccomp" and k > cue.i for k in scene.tokens[cue.i].children)


def with_quotations(scene: Scene, members: Iterable[int], level: int) -> list[int]:
    """The run of tokens, carried on to the end of a quotation that it enters."""
    run = sorted(members)
    if not run:
        return run
    last = run[-1]
    following = scene.quote_starts.get(last + 2)
    if (
        following is not None
        and scene.inside[last] == level
        and scene.gap(scene.tokens[last].end, scene.quotes[following].outer.start) == ""
    ):
        run.extend((last + 1, *scene.quote_tokens[following]))
        last = run[-1]
    number = scene.inside[last]
    while number >= 0 and number != level:
        quote = scene.quote_tokens[number]
        if level >= 0 and not scene.quotes[level].outer.holds(scene.quotes[number].outer):
            break
        if quote and quote.start >= run[0] - 1 and quote.stop - 1 > last:
            run.extend(range(last + 1, quote.stop))
            last = run[-1]
        number = next(
            (
                n
                for n in range(number - 1, -1, -1)
                if scene.quotes[n].outer.holds(scene.quotes[number].outer) and n != number
            ),
            -1,
        )
    return run
