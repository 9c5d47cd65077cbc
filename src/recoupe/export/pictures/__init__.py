"""Pictures drawn on the server as SVG, for the pages and for the page that opens offline; each has a table beside it."""

from recoupe.export.pictures.svg import Drawn, Where, tag

__all__ = ["Drawn", "Where", "tag"]
