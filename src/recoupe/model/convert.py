"""Readings to the public JSON form and back, without loss."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from recoupe.model import form as f
from recoupe.model.entity import Around, Entity, Membership, Mention
from recoupe.model.event import Event, Harm, Party, Proposition
from recoupe.model.figure import Figure
from recoupe.model.moment import Moment
from recoupe.model.reading import Note, Reading
from recoupe.model.report import Report, Review
from recoupe.model.span import Span
from recoupe.model.statement import Link, Statement
from recoupe.model.words import (
    Belonging,
    EntityKind,
    EventType,
    Exactness,
    Form,
    Hedge,
    Measure,
    MentionMode,
    Modality,
    MomentRole,
    MomentType,
    NameReading,
    Nearness,
    Polarity,
    Precision,
    PropositionLink,
    Stance,
)

__all__ = ["from_form", "further", "to_form"]


def to_form(reading: Reading, report: Report) -> f.ReadingForm:
    """Return the public form of a reading; ``report`` is the one it was made from."""
    return {
        "version": "1",
        "id": report.name,
        "rules": reading.rules,
        "report": {
            "id": report.id, "language": reading.language, "published": report.published, "modified": report.modified,
            "outlet": report.outlet, "url": report.url, "title": report.title, "credit": report.credit,
            "status": report.status.value, "replaces": report.replaces, "characters": len(report.text),
            "text_sha256": hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest(), **further(report),
        },
        "entities": [_entity(e) for e in reading.entities],
        "mentions": [_mention(m) for m in reading.mentions if m.mode is MentionMode.NAME],
        "references": [_mention(m) for m in reading.mentions if m.mode is not MentionMode.NAME],
        "moments": [_moment(m) for m in reading.moments],
        "figures": [_figure(x) for x in reading.figures],
        "propositions": [_proposition(p) for p in reading.propositions],
        "statements": [_statement(s) for s in reading.statements],
        "events": [_event(e) for e in reading.events],
        "notes": [{"code": n.code, "span": _span(n.span), "message": n.message, "about": n.about} for n in reading.notes],
    }  # fmt: skip


def further(report: Report) -> f.FurtherForm:
    """Return what few reports have, without what this one has not."""
    made: f.FurtherForm = {}
    if report.authors:
        made["authors"] = list(report.authors)
    if report.agencies:
        made["agencies"] = list(report.agencies)
    if report.based_on:
        made["based_on"] = list(report.based_on)
    if report.cites:
        made["cites"] = list(report.cites)
    if report.corrections:
        made["corrections"] = list(report.corrections)
    if report.reviews:
        made["reviews"] = [_review(r) for r in report.reviews]
    if report.hidden:
        made["hidden"] = list(report.hidden)
    if report.urgency is not None:
        made["urgency"] = report.urgency
    return made


def _review(r: Review) -> f.ReviewForm:
    return {
        "claim": r.claim, "rating": r.rating, "value": r.value, "worst": r.worst, "best": r.best, "author": r.author,
        "claimant": r.claimant, "link": r.link,
    }  # fmt: skip


def _span(span: Span | None) -> f.SpanForm | None:
    return None if span is None else (span.start, span.end)


def _spans(spans: Iterable[Span]) -> list[f.SpanForm]:
    return [(s.start, s.end) for s in spans]


def _entity(e: Entity) -> f.EntityForm:
    return {
        "id": e.id, "kind": e.kind.value, "name": e.name, "names": list(e.names), "qid": e.qid, "geonames": e.geonames,
        "lat": e.lat, "lon": e.lon, "role": e.role, "state": e.state, "gender": e.gender, "plural": e.plural,
        "anonymous": e.anonymous, "holder": e.holder, "precision": e.precision.value if e.precision else None,
        "memberships": [
            {"kind": m.kind.value, "span": (m.span.start, m.span.end), "name": m.name, "qid": m.qid} for m in e.memberships
        ],
    }  # fmt: skip


def _mention(m: Mention) -> f.MentionForm:
    return {
        "start": m.span.start, "end": m.span.end, "kind": m.kind.value, "entity": m.entity,
        "reading": m.reading.value, "mode": m.mode.value, "candidates": list(m.candidates),
        "around": _around(m.around) if m.around else None,
    }  # fmt: skip


def _around(a: Around) -> f.AroundForm:
    return {
        "span": (a.span.start, a.span.end), "nearness": a.nearness.value,
        "precision": a.precision.value, "direction": a.direction,  # type: ignore[typeddict-item]
        "kilometres": a.kilometres, "lat": a.lat, "lon": a.lon,
    }  # fmt: skip


def _moment(m: Moment) -> f.MomentForm:
    return {
        "start": m.span.start, "end": m.span.end, "type": m.type.value, "value": m.value, "edtf": m.edtf,
        "alternatives": list(m.alternatives), "role": m.role.value if m.role else None, "reference": m.reference,
    }  # fmt: skip


def _figure(x: Figure) -> f.FigureForm:
    return {
        "start": x.span.start, "end": x.span.end, "low": x.low, "high": x.high, "unit": x.unit,
        "exactness": x.exactness.value, "counted": x.counted, "counted_span": _span(x.counted_span), "head": x.head,
        "whole": x.whole, "measure": x.measure, "as_of": x.as_of, "change": x.change,
    }  # fmt: skip


def _party(p: Party) -> f.PartyForm:
    return {"span": (p.span.start, p.span.end), "entity": p.entity}


def _proposition(p: Proposition) -> f.PropositionForm:
    return {
        "id": p.id, "span": (p.span.start, p.span.end), "head": (p.head.start, p.head.end), "concept": p.concept,
        "lemma": p.lemma, "actors": [_party(x) for x in p.actors], "recipients": [_party(x) for x in p.recipients],
        "others": [(role, _party(x)) for role, x in p.others], "places": [_party(x) for x in p.places],
        "moments": _spans(p.moments), "figures": _spans(p.figures), "polarity": p.polarity.value,
        "modality": p.modality.value, "tense": p.tense, "nominal": p.nominal,
        "under": p.under, "link": p.link.value if p.link else None,
    }  # fmt: skip


def _statement(s: Statement) -> f.StatementForm:
    return {
        "id": s.id, "content": _spans(s.content), "cue": _span(s.cue), "source": _spans(s.source), "speaker": s.speaker,
        "anonymous": s.anonymous,
        "chain": [{"speaker": x.speaker, "span": (x.span.start, x.span.end), "anonymous": x.anonymous} for x in s.chain],
        "stance": s.stance.value, "form": s.form.value, "hedge": s.hedge.value, "said": _span(s.said),
        "place": _span(s.place), "medium": _span(s.medium), "addressee": _span(s.addressee), "answers": s.answers,
        "candidates": list(s.candidates), "inside": s.inside, "propositions": list(s.propositions),
        "affiliation": s.affiliation,
    }  # fmt: skip


def _event(e: Event) -> f.EventForm:
    return {
        "id": e.id, "anchor": (e.anchor.start, e.anchor.end), "type": e.type.value,
        "actor": _spans(p.span for p in e.actors), "recipient": _spans(p.span for p in e.recipients),
        "place": _span(e.place.span) if e.place else None, "moment": _span(e.moment), "modality": e.modality.value,
        "actor_entities": [p.entity for p in e.actors], "recipient_entities": [p.entity for p in e.recipients],
        "place_entity": e.place.entity if e.place else None, "mode": e.mode, "mutual": e.mutual,
        "proposition": e.proposition, "same": e.same, "background": e.background,
        "victims": [_harm(h) for h in e.victims], "damage": [_harm(h) for h in e.damage],
        "instruments": [_party(p) for p in e.instruments], "equipment": [_party(p) for p in e.equipment],
    }  # fmt: skip


def _harm(h: Harm) -> f.HarmForm:
    span = (h.span.start, h.span.end)
    return {"span": span, "measure": h.measure.value, "entity": h.entity, "figure": _span(h.figure)}


# ---------------------------------------------------------------------------- and back


def from_form(data: f.ReadingForm) -> Reading:
    """Return the reading that a form was made from. Raises KeyError or ValueError on a form of another version."""
    if data["version"] != f.VERSION:
        raise ValueError(f"form version {data['version']!r} is not {f.VERSION!r}")
    return Reading(
        report=data["report"]["id"],
        language=data["report"]["language"],
        rules=data["rules"],
        entities=tuple(_entity_back(e) for e in data["entities"]),
        mentions=_mentions_back(data),
        moments=tuple(_moment_back(m) for m in data["moments"]),
        figures=tuple(_figure_back(x) for x in data["figures"]),
        propositions=tuple(_proposition_back(p) for p in data["propositions"]),
        statements=tuple(_statement_back(s) for s in data["statements"]),
        events=tuple(_event_back(e) for e in data["events"]),
        notes=tuple(Note(n["code"], _to_span(n["span"]), n["message"], n["about"]) for n in data["notes"]),
    )


def _to_span(value: f.SpanForm | None) -> Span | None:
    return None if value is None else Span(*value)


def _to_spans(values: Iterable[f.SpanForm]) -> tuple[Span, ...]:
    return tuple(Span(*v) for v in values)


def _entity_back(e: f.EntityForm) -> Entity:
    return Entity(
        e["id"], EntityKind(e["kind"]), e["name"], tuple(e["names"]), e["qid"], e["geonames"], e["lat"], e["lon"],
        e["role"], e["state"], e["gender"], e["plural"], e["anonymous"], e.get("holder"),
        Precision(precision) if (precision := e.get("precision")) else None,
        tuple(Membership(Belonging(m["kind"]), Span(*m["span"]), m["name"], m["qid"]) for m in e.get("memberships", ())),
    )  # fmt: skip


def _mentions_back(data: f.ReadingForm) -> tuple[Mention, ...]:
    """Names and references in one list again, in reading order."""
    found = [_mention_back(m) for m in (*data["mentions"], *data["references"])]
    return tuple(sorted(found, key=lambda m: (m.span, m.entity)))


def _mention_back(m: f.MentionForm) -> Mention:
    return Mention(
        Span(m["start"], m["end"]), EntityKind(m["kind"]), m["entity"], NameReading(m["reading"]),
        MentionMode(m["mode"]), tuple(m["candidates"]), _around_back(m.get("around")),
    )  # fmt: skip


def _around_back(a: f.AroundForm | None) -> Around | None:
    if a is None:
        return None
    return Around(
        Span(*a["span"]), Nearness(a["nearness"]), Precision(a["precision"]), a["direction"], a["kilometres"],
        a["lat"], a["lon"],
    )  # fmt: skip


def _moment_back(m: f.MomentForm) -> Moment:
    return Moment(
        Span(m["start"], m["end"]), MomentType(m["type"]), m["value"], m["edtf"], tuple(m["alternatives"]),
        MomentRole(m["role"]) if m["role"] else None, m["reference"],
    )  # fmt: skip


def _figure_back(x: f.FigureForm) -> Figure:
    return Figure(
        Span(x["start"], x["end"]), x["low"], x["high"], x["unit"], Exactness(x["exactness"]), x["counted"],
        _to_span(x["counted_span"]), x["head"], x["whole"], x["measure"], x["as_of"], x["change"],
    )  # fmt: skip


def _party_back(p: f.PartyForm) -> Party:
    return Party(Span(*p["span"]), p["entity"])


def _proposition_back(p: f.PropositionForm) -> Proposition:
    return Proposition(
        p["id"], Span(*p["span"]), Span(*p["head"]), p["concept"], p["lemma"], tuple(_party_back(x) for x in p["actors"]),
        tuple(_party_back(x) for x in p["recipients"]), tuple((role, _party_back(x)) for role, x in p["others"]),
        tuple(_party_back(x) for x in p["places"]), _to_spans(p["moments"]), _to_spans(p["figures"]),
        Polarity(p["polarity"]), Modality(p["modality"]), p["tense"], p["nominal"],
        p["under"], PropositionLink(p["link"]) if p["link"] else None,
    )  # fmt: skip


def _statement_back(s: f.StatementForm) -> Statement:
    return Statement(
        s["id"], _to_spans(s["content"]), _to_span(s["cue"]), _to_spans(s["source"]), s["speaker"], Stance(s["stance"]),
        Form(s["form"]), Hedge(s["hedge"]), s["anonymous"],
        tuple(Link(x["speaker"], Span(*x["span"]), x["anonymous"]) for x in s["chain"]), _to_span(s["said"]),
        _to_span(s["place"]), _to_span(s["medium"]), _to_span(s["addressee"]), s["answers"], tuple(s["candidates"]),
        s["inside"], tuple(s["propositions"]), s.get("affiliation"),
    )  # fmt: skip


def _event_back(e: f.EventForm) -> Event:
    def parties(spans: list[f.SpanForm], entities: list[str | None]) -> tuple[Party, ...]:
        return tuple(Party(Span(*s), entity) for s, entity in zip(spans, entities, strict=True))

    return Event(
        e["id"], Span(*e["anchor"]), EventType(e["type"]), parties(e["actor"], e["actor_entities"]),
        parties(e["recipient"], e["recipient_entities"]),
        Party(Span(*e["place"]), e["place_entity"]) if e["place"] else None, _to_span(e["moment"]),
        Modality(e["modality"]), e["mode"], e["mutual"], e["proposition"], e["same"], e["background"],
        tuple(_harm_back(h) for h in e["victims"]), tuple(_harm_back(h) for h in e["damage"]),
        tuple(_party_back(p) for p in e["instruments"]), tuple(_party_back(p) for p in e["equipment"]),
    )  # fmt: skip


def _harm_back(h: f.HarmForm) -> Harm:
    return Harm(Span(*h["span"]), Measure(h["measure"]), h["entity"], _to_span(h["figure"]))
