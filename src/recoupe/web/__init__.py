"""The pages: made on the server, complete without script, nothing from outside."""

from recoupe.web.app import create_app

__all__ = ["create_app"]
