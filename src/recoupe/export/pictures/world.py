"""The map of events: places by their coordinates over coastlines, no tile from outside and no border of a state."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from recoupe.export.brief.book import Book
from recoupe.export.brief.events import event_item
from recoupe.export.brief.records import EventItem
from recoupe.export.layout import cut
from recoupe.export.pictures.coast import Window, coast
from recoupe.export.pictures.landmarks import Landmark
from recoupe.export.pictures.svg import Drawn, tag
from recoupe.model.entity import Entity
from recoupe.model.ledger import Happening
from recoupe.model.words import EntityKind, Precision

__all__ = ["FAR", "NARROW", "NEAR", "Spot", "View", "around", "draw_world", "spots"]

WIDE, HIGH = 960.0, 540.0
"""Units of the picture."""

NARROW = 350.0, 380.0
"""Units of the picture for a narrow screen: its letters are as large there as the wide one's elsewhere."""

NEAR, FAR = 1.5, 360.0
"""Degrees of longitude of the narrowest and the widest view: the coastlines tell no more than the first."""

_EVENTS = 60
"""Events listed of one place at most."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with what happened there; ``wide`` where the point stands for a country or region."""

    name: str
    lat: float
    lon: float
    wide: bool
    events: tuple[EventItem, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """What part of the world is shown: its middle, how many degrees of longitude wide; and in a picture of how many units."""

    lat: float
    lon: float
    degrees: float
    size: tuple[float, float] = (WIDE, HIGH)

    @property
    def height(self) -> float:
        """Degrees of latitude shown."""
        return self.degrees * self.size[1] / self.size[0] * self.squeeze

    @property
    def squeeze(self) -> float:
        """A degree of longitude in degrees of latitude, in the middle of the view."""
        return max(math.cos(math.radians(self.lat)), 0.3)

    @property
    def window(self) -> Window:
        """Its edges."""
        return Window(
            self.lon - self.degrees / 2,
            self.lat - self.height / 2,
            self.lon + self.degrees / 2,
            self.lat + self.height / 2,
        )

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a point lies in the picture."""
        box = self.window
        return (lon - box.west) / self.degrees * self.size[0], (box.north - lat) / self.height * self.size[1]


_WIDE = (Precision.COUNTRY, Precision.REGION, Precision.COUNTY, Precision.AREA)
"""Precisions of places whose point is but their middle."""


def spots(book: Book, happenings: Iterable[Happening]) -> tuple[list[Spot], list[Happening]]:
    """Return the places with coordinates and their events, most events first, and what happened elsewhere."""
    found: dict[tuple[float, float], tuple[str, bool, list[Happening]]] = {}
    elsewhere = []
    for happening in happenings:
        entity = _where(book, happening)
        if entity is None or entity.lat is None or entity.lon is None:
            elsewhere.append(happening)
            continue
        wide = entity.kind is EntityKind.GROUP or entity.precision in _WIDE
        name = book.name(happening.place or "") if happening.place in book.identities else entity.name
        found.setdefault((entity.lat, entity.lon), (name, wide, []))[2].append(happening)
    made = [
        Spot(name, lat, lon, wide, tuple(event_item(book, h) for h in held[:_EVENTS]), max(len(held) - _EVENTS, 0))
        for (lat, lon), (name, wide, held) in found.items()
    ]
    return sorted(made, key=lambda s: (-len(s.events) - s.more, s.name)), elsewhere


def _where(book: Book, happening: Happening) -> Entity | None:
    """The place of an event: by its identity, else as a telling names it; the first with coordinates."""
    identity = book.identities.get(happening.place or "")
    members = list(identity.members) if identity else []
    for telling in happening.tellings:
        event = book.events.get((telling.report, telling.event))
        if event and event.place and event.place.entity:
            members.append((telling.report, event.place.entity))
    known = (book.entities.get(member) for member in members)
    return next((e for e in known if e is not None and e.lat is not None), None)


_NO_CLOSER = 12.0
"""Degrees shown around one place: so many that a coast, a river or a range tells where it lies."""


def around(found: Sequence[Spot], size: tuple[float, float] = (WIDE, HIGH)) -> View:
    """Return the view that holds all places with some room; the world where there are none."""
    if not found:
        return View(20.0, 10.0, FAR, size)
    south, north = min(s.lat for s in found), max(s.lat for s in found)
    west, east = min(s.lon for s in found), max(s.lon for s in found)
    view = View((south + north) / 2, (west + east) / 2, NEAR, size)
    wide = max((east - west) * 1.3, (north - south) * 1.4 / view.squeeze * size[0] / size[1], _NO_CLOSER)
    return View(view.lat, view.lon, min(wide, FAR), size)


def draw_world(
    found: Sequence[Spot], view: View, title: str, compass: str = "NSEW", *, known: Sequence[Landmark] = ()
) -> Drawn:
    """Return the map; each place leads to its row of the table, ``#place-N``. ``compass`` has the letters of north to west.

    ``known`` are names written faintly where there is room.
    """
    high, wide = view.size[1], view.size[0]
    parts: list[str] = [tag("title", title), tag("rect", class_="sea", x=0, y=0, width=wide, height=high)]
    parts.append(tag("path", class_="land", d=_land(view), fill_rule="evenodd"))
    parts += _lines(view, compass)
    inside = [
        (number, spot, view.place(spot.lat, spot.lon))
        for number, spot in enumerate(found, start=1)
        if _seen(view, spot)
    ]
    taken: list[Box] = [(x - r, y - r, x + r, y + r) for _, spot, (x, y) in inside for r in (_radius(spot),)]
    names = _names(inside, view, taken)
    parts += _landmarks(known, view, taken)
    parts += [_circle(number, spot, at) for number, spot, at in reversed(inside)]  # the busiest lies on top
    return tag("svg", *parts, *names, viewBox=f"0 0 {wide:g} {high:g}", role="group", aria_label=title)


def _seen(view: View, spot: Spot) -> bool:
    x, y = view.place(spot.lat, spot.lon)
    return 0 <= x <= view.size[0] and 0 <= y <= view.size[1]


_DETAIL = 60.0
"""Degrees from which on a view has so many coasts that tenths of a unit would only weigh."""


@lru_cache(maxsize=32)
def _land(view: View) -> str:
    """The coasts of a view as a path of steps from point to point: a third of the length of places."""
    scale = 1 if view.degrees > _DETAIL else 10
    parts = []
    for ring in coast(view.window, view.degrees / view.size[0] * (1.2 if view.degrees > _DETAIL else 0.6)):
        places = [view.place(lat, lon) for lon, lat in ring]
        at = [(round(x * scale), round(y * scale)) for x, y in places]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(at) if a != b]
        if len(steps) > 1:
            parts.append(
                f"M{at[0][0] / scale:g} {at[0][1] / scale:g}l"
                + " ".join(f"{x / scale:g} {y / scale:g}" for x, y in steps)
                + "z"
            )
    return "".join(parts)


def _radius(spot: Spot) -> float:
    return min(7.0 + 3.0 * math.sqrt(len(spot.events) + spot.more), 30.0)


def _circle(number: int, spot: Spot, at: tuple[float, float]) -> Drawn:
    count = len(spot.events) + spot.more
    shapes = [
        tag("title", f"{spot.name} · {count}"),
        tag("circle", class_="spot wide" if spot.wide else "spot", cx=at[0], cy=at[1], r=_radius(spot)),
        tag("text", str(count), class_="count-in", x=at[0], y=at[1] + 4.5, text_anchor="middle"),
    ]
    return tag("a", *shapes, href=f"#place-{number}")


_LETTER, _LINE = 8.2, 17.0
"""Units of a letter's width and of a line's height, of the size in which names are set."""


Box = tuple[float, float, float, float]
"""Left, top, right and bottom of what is written or drawn."""


def _names(inside: Sequence[tuple[int, Spot, tuple[float, float]]], view: View, taken: list[Box]) -> list[str]:
    """Names beside their circles where there is room: right, left, above or below; the table has those without."""
    parts: list[str] = []
    for _, spot, (x, y) in inside:
        name, r = cut(spot.name, 28), _radius(spot)
        wide = len(name) * _LETTER
        for left, top, anchor, at in (
            (x + r + 4, y - 9, "start", x + r + 4), (x - r - 4 - wide, y - 9, "end", x - r - 4),
            (x - wide / 2, y - r - _LINE - 1, "middle", x), (x - wide / 2, y + r + 2, "middle", x),
        ):  # fmt: skip
            box = (left, top, left + wide, top + _LINE)
            if box[0] < 0 or box[2] > view.size[0] or any(_meet(box, other) for other in taken):
                continue
            taken.append(box)
            parts.append(tag("text", name, class_="name", x=at, y=top + 13.5, text_anchor=anchor, aria_hidden="true"))
            break
    return parts


_LANDMARKS, _SMALL = 12, 7.0
"""Names written faintly at most, and the units of a letter's width in them."""


def _landmarks(known: Sequence[Landmark], view: View, taken: list[Box]) -> list[str]:
    """Names of seas, rivers and mountains in view, where there is room for them."""
    parts: list[str] = []
    for name, lat, lon, large in known:
        if view.degrees > _DETAIL and not large:
            continue
        x, y = view.place(lat, lon)
        half = len(name) * _SMALL / 2
        box = (x - half, y - 8, x + half, y + 8)
        inside = box[0] > 0 and box[1] > 0 and box[2] < view.size[0] and box[3] < view.size[1]
        if inside and not any(_meet(box, other) for other in taken):
            taken.append(box)
            parts.append(tag("text", name, class_="mark-of", x=x, y=y + 4, text_anchor="middle", aria_hidden="true"))
        if len(parts) == _LANDMARKS:
            break
    return parts


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


_STEPS = (0.5, 1, 2, 5, 10, 20, 30)


def _lines(view: View, compass: str) -> list[str]:
    """Lines of longitude and latitude, four to eight of each, with their degrees."""
    window = view.window
    step = next((s for s in _STEPS if view.degrees / s <= view.size[0] / 100), 45 if view.size[0] > NARROW[0] else 90)
    parts: list[str] = []
    for i in range(math.ceil(window.west / step), math.floor(window.east / step) + 1):
        x, _ = view.place(view.lat, i * step)
        parts.append(tag("line", class_="grid", x1=x, x2=x, y1=0, y2=view.size[1]))
        parts.append(
            tag(
                "text",
                f"{abs(i * step):g}°{compass[2] if i > 0 else compass[3] if i < 0 else ''}",
                class_="scale",
                x=x + 3,
                y=view.size[1] - 5,
            )
        )
    for i in range(math.ceil(max(window.south, -90) / step), math.floor(min(window.north, 90) / step) + 1):
        _, y = view.place(i * step, view.lon)
        parts.append(tag("line", class_="grid", x1=0, x2=view.size[0], y1=y, y2=y))
        parts.append(
            tag(
                "text",
                f"{abs(i * step):g}°{compass[0] if i > 0 else compass[1] if i < 0 else ''}",
                class_="scale",
                x=4,
                y=y - 4,
            )
        )
    return parts
