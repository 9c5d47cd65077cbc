"""Clusters into the draft's entities and mentions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from recoupe.extract.draft import Draft
from recoupe.extract.mentions.around import Grounds, around
from recoupe.extract.mentions.clusters import Cluster
from recoupe.extract.mentions.gazetteer import Place
from recoupe.extract.mentions.holders import holder_named
from recoupe.extract.mentions.places import Located
from recoupe.extract.mentions.precision import precision_of
from recoupe.extract.mentions.spots import Spot
from recoupe.extract.mentions.words import fold, lexicon, state_point
from recoupe.model.entity import Entity, Mention
from recoupe.model.ids import content_id
from recoupe.model.span import Span
from recoupe.model.words import EntityKind, MentionMode, NameReading, Precision

__all__ = ["build"]


def build(draft: Draft, clusters: list[Cluster], located: dict[int, Located]) -> None:
    """Fill the draft; clusters without a spot left are those joined to another."""
    ids: dict[int, str] = {}
    known: set[str] = set()
    for cluster in clusters:
        if cluster.spots:
            entity = _entity(draft, cluster, located.get(cluster.number))
            if entity.id in known:  # two of one name that the text holds apart
                entity = replace(entity, id=content_id("e", entity.id, cluster.spots[0].first))
            known.add(entity.id)
            ids[cluster.number] = entity.id
            draft.entities.append(entity)
    grounds = _grounds(draft, clusters, ids)
    for cluster in clusters:
        for spot in cluster.spots:
            made = _mention(draft, cluster, spot, ids)
            if cluster.number in grounds.points and grounds.names.get(spot.first) is spot:
                made = replace(made, around=around(draft.parse, spot, grounds))
            draft.mentions.append(made)
    draft.mentions.sort(key=lambda m: (m.span, m.entity))


def _grounds(draft: Draft, clusters: list[Cluster], ids: dict[int, str]) -> Grounds:
    """The report's located places, by cluster, and the spots of their names by first token."""
    entities = {e.id: e for e in draft.entities}
    points: dict[int, tuple[float, float]] = {}
    precisions: dict[int, Precision] = {}
    names: dict[int, Spot] = {}
    for cluster in clusters:
        entity = entities.get(ids.get(cluster.number, ""))
        if entity is None or cluster.kind is EntityKind.GROUP or entity.lat is None or entity.lon is None:
            continue
        points[cluster.number] = (entity.lat, entity.lon)
        precisions[cluster.number] = entity.precision or Precision.AREA
        names.update({s.first: s for s in cluster.spots if s.mode is MentionMode.NAME and not s.borrowed})
    return Grounds(points, precisions, names)


def _words(draft: Draft, spot: Spot) -> str:
    span = _span(draft, spot)
    return " ".join(draft.report.text[span.start : span.end].split())


def _span(draft: Draft, spot: Spot) -> Span:
    if spot.span is not None:
        return spot.span
    return Span(draft.parse.tokens[spot.first].start, draft.parse.tokens[spot.last - 1].end)


def _state(cluster: Cluster, place: Place | None) -> str | None:
    """The state it lies in, belongs to or comes from: by its place, its row of a table, its own words, a demonym."""
    state = place.state if place else cluster.row.state if cluster.row else cluster.state
    if state is not None:
        return state
    return next((root.removeprefix("demonym:") for root in sorted(cluster.roots) if root.startswith("demonym:")), None)


def _point(cluster: Cluster, place: Place | None, state: str | None) -> tuple[float | None, float | None]:
    """Latitude and longitude; a people has those of its state."""
    if place:
        return place.lat, place.lon
    if cluster.row:
        return cluster.row.lat, cluster.row.lon
    return state_point(state) if cluster.kind is EntityKind.GROUP and state else (None, None)


def _entity(draft: Draft, cluster: Cluster, located: Located | None) -> Entity:
    spots = sorted(cluster.spots, key=lambda s: s.first)
    named = [s for s in spots if s.mode is MentionMode.NAME and not s.borrowed]
    shown = named or [s for s in spots if s.mode is MentionMode.DESCRIPTION] or spots
    names = list(dict.fromkeys(_words(draft, s) for s in named))
    first = {name: n for n, name in enumerate(names)}
    names.sort(key=lambda n: (-len(n.split()), -len(n), first[n]))
    name = names[0] if names else _words(draft, shown[0])
    names = list(dict.fromkeys([*names, *_with_titles(draft, cluster, named)]))
    key = fold(name) if names else f"{fold(name)}@{shown[0].first}"
    key = key + cluster.variant
    place = located.place if located else None
    state = _state(cluster, place)
    lat, lon = _point(cluster, place, state)
    return Entity(
        content_id("e", draft.report.id, cluster.kind.value, key),
        cluster.kind,
        name,
        tuple(names),
        qid=_qid(cluster, place),
        geonames=_geonames(cluster, located),
        lat=lat,
        lon=lon,
        role=cluster.role,
        state=state,
        gender=cluster.gender or None,
        plural=cluster.plural,
        anonymous=cluster.anonymous and not names,
        holder=cluster.holder if not names else None,
        precision=precision_of(cluster, place) if lat is not None else None,
        memberships=cluster.memberships,
    )


LONGEST_TITLE = 3
"""Words of a title that is printed as one with the name ("Energy Minister Pavel Dorin"); longer ones are descriptions."""


def _with_titles(draft: Draft, cluster: Cluster, named: list[Spot]) -> Iterator[str]:
    """Names as printed with the title straight before them: « colonel Brask », « Mme Dorin »."""
    if cluster.kind is not EntityKind.PERSON:
        return
    tokens = draft.parse.tokens
    fronts = {s.last: s for s in cluster.spots if s.mode is MentionMode.DESCRIPTION}
    titles = lexicon(draft.language).titles
    for spot in named:
        first, front = spot.first, fronts.get(spot.first)
        if front is not None:
            first = front.first + (tokens[front.first].pos == "DET")
        elif first and tokens[first - 1].lower in titles and tokens[first - 1].sentence == tokens[first].sentence:
            first -= 1
        if 0 < spot.first - first <= LONGEST_TITLE:
            yield " ".join(draft.report.text[tokens[first].start : tokens[spot.last - 1].end].split())


def _geonames(cluster: Cluster, located: Located | None) -> str | None:
    """GeoNames id of the settled place where that is certain, else of the table's row."""
    if located is not None:
        return located.place.geonames if located.certain else None
    return cluster.row.geonames if cluster.row else None


def _qid(cluster: Cluster, place: Place | None) -> str | None:
    """Wikidata id of a table's row, or of a known holder of an office by the full name."""
    if place is not None:
        return None
    if cluster.row is not None:
        return cluster.row.qid
    holder = holder_named(cluster.key) if cluster.kind is EntityKind.PERSON else None
    return holder.qid if holder else None


def _mention(draft: Draft, cluster: Cluster, spot: Spot, ids: dict[int, str]) -> Mention:
    kind = (
        spot.kind
        if spot.borrowed
        else cluster.kind
        if spot.mode is not MentionMode.NAME or spot.kind is not EntityKind.STATE
        else spot.kind
    )
    reading = NameReading.INSTITUTION if spot.institution else NameReading.LITERAL
    others = tuple(ids[c] for c in spot.candidates if c in ids)
    return Mention(_span(draft, spot), kind, ids[cluster.number], reading, spot.mode, others)
