"""The one door to the network: links that a person names, fetched under guard. Nothing else of ours opens a socket."""

from recoupe.intake.fetch.fetcher import Fetched, Fetcher, Limits

__all__ = ["Fetched", "Fetcher", "Limits"]
