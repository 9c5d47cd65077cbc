"""What a page says of its report: title, outlet, times, language, address, and who wrote it, as printed."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from recoupe.intake.html import linked_data
from recoupe.intake.html.checked import reviews_of
from recoupe.intake.html.credit import agencies_of, authors_of, credit_of
from recoupe.intake.html.tree import Node
from recoupe.model.report import Review

__all__ = ["Said", "moment_of", "said"]


class Said(NamedTuple):
    """Fields of a report as its page gives them; None where it does not."""

    title: str | None
    outlet: str | None
    published: str | None
    modified: str | None
    language: str | None
    url: str | None
    credit: str | None
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    based_on: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    reviews: tuple[Review, ...] = ()


_REFERRED = 50
"""Sources of one page that are kept: reports name one to five."""


class _Page(NamedTuple):
    """The parts of a page that say something of it: its tree, meta elements by name, JSON-LD."""

    root: Node
    meta: dict[str, str]
    data: dict[str, Any]

    def first(self, *names: str) -> str | None:
        return next((self.meta[n] for n in names if self.meta.get(n)), None)

    def element(self, tag: str) -> Node | None:
        return next((n for n in self.root.nodes() if n.tag == tag), None)


def said(root: Node, address: str | None, text: str, found: list[dict[str, Any]]) -> Said:
    """Return what the page says of its report, whose text is given.

    ``address`` is where it came from, where that is known; ``found`` are the objects of its linked data.
    """
    page = _Page(root, _meta(root), linked_data.article(root, found))
    url = _url(page, address)
    outlet, credit = _outlet(page, url), credit_of(root, page.data, page.meta)
    return Said(
        title=_title(page),
        outlet=outlet,
        published=_time(page, "datePublished", _PUBLISHED) or _time_element(root),
        modified=_time(page, "dateModified", _MODIFIED),
        language=_language(page),
        url=url,
        credit=credit,
        authors=authors_of(page.data, page.meta, credit, outlet),
        agencies=agencies_of(page.data, credit, text),
        based_on=_referred(page, "isBasedOn", address),
        cites=_referred(page, "citation", address),
        reviews=reviews_of(root, found),
    )


def _referred(page: _Page, key: str, address: str | None) -> tuple[str, ...]:
    """Links, in full, or names of what the report says it is based on or refers to."""
    given = linked_data.links(page.data.get(key))
    found = (link if " " in link else _joined(address, link) or link for link in given)
    return tuple(dict.fromkeys(found))[:_REFERRED]


_PUBLISHED = ("article:published_time", "og:article:published_time", "date", "dc.date", "dc.date.issued", "dc.date.created",
              "dcterms.created", "dcterms.issued", "dcterms.date", "publishdate", "publish-date", "pubdate", "og:pubdate", "sailthru.date",
              "parsely-pub-date", "cxenseparse:recs:publishtime", "originalpublicationdate", "citation_publication_date")  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "last-modified", "dcterms.modified", "dc.date.modified")


def _meta(root: Node) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in root.nodes():
        if node.tag == "meta" and node.attributes.get("content"):
            for key in ("property", "name", "itemprop", "http-equiv"):
                if name := node.attributes.get(key):
                    found.setdefault(name.strip().lower(), node.attributes["content"].strip())
    return found


def _flat(text: str) -> str | None:
    return " ".join(text.split(" ")).strip() if (text := re.sub(r"[ \t\r\n\f]+", " ", text)) else None


def _title(page: _Page) -> str | None:
    heads = [n for n in page.root.nodes() if n.tag == "h1"]
    printed = _flat(heads[0].text()) if len(heads) == 1 else None
    given = linked_data.one(page.data.get("headline")) or page.first("og:title", "twitter:title")
    title = page.element("title")
    return printed or given or (_flat(heads[0].text()) if heads else None) or (_flat(title.text()) if title else None)


def _outlet(page: _Page, url: str | None) -> str | None:
    publisher = linked_data.names(page.data.get("publisher"))
    if publisher:
        return publisher[0]
    host = urlsplit(url or "").hostname
    return page.first("og:site_name", "application-name", "dc.publisher") or (
        host.removeprefix("www.") if host else None
    )


def moment_of(value: str | None) -> str | None:
    """Return an ISO 8601 date or time, as given where it is one; None where the value is no date."""
    if not value:
        return None
    value = value.strip()
    try:
        datetime.fromisoformat(value)
    except ValueError:
        pass
    else:
        return value
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _time(page: _Page, key: str, names: tuple[str, ...]) -> str | None:
    return moment_of(linked_data.one(page.data.get(key))) or next(
        (moment for name in (key.lower(), *names) if (moment := moment_of(page.meta.get(name)))), None
    )


def _time_element(root: Node) -> str | None:
    """The first <time> of the page, one marked as the time of publication before others."""
    times = [n for n in root.nodes() if n.tag == "time" and moment_of(n.attributes.get("datetime"))]
    marked = [n for n in times if "pubdate" in n.attributes or n.attributes.get("itemprop") == "datePublished"]
    return moment_of((marked or times)[0].attributes["datetime"]) if times else None


def _language(page: _Page) -> str | None:
    top = page.element("html")
    given = (top.attributes.get("lang") or top.attributes.get("xml:lang")) if top else None
    return given or linked_data.one(page.data.get("inLanguage")) or page.first("og:locale", "content-language")


def _url(page: _Page, address: str | None) -> str | None:
    canonical = next(
        (
            n.attributes.get("href")
            for n in page.root.nodes()
            if n.tag == "link" and "canonical" in n.attributes.get("rel", "").lower().split()
        ),
        None,
    )
    said_to_be = (
        canonical,
        page.first("og:url"),
        linked_data.one(page.data.get("url")),
        linked_data.one(page.data.get("mainEntityOfPage")),
    )
    links = (_joined(address, link) for link in said_to_be if link)
    return next((link for link in links if link), address)


def _joined(address: str | None, link: str) -> str | None:
    """The link in full, seen from where the page came from; None where it leads to no page."""
    try:
        full = urljoin(address or "", link)
        return full if urlsplit(full).scheme in ("http", "https") else None
    except ValueError:
        return None
