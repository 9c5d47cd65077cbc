"""Recoupe cross-checks the news: who said what, through whom, about which event, and how each claim stands."""

__version__ = "0.1.0"
