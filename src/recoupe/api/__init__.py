"""The interface for programs, under ``/api/v1``: what the ledger answers, over HTTP."""

from recoupe.api.app import create_api
from recoupe.api.deciding import decider
from recoupe.api.desk import Desk
from recoupe.api.guard import LOOPBACK, Guard, Guarded

__all__ = ["LOOPBACK", "Desk", "Guard", "Guarded", "create_api", "decider"]
