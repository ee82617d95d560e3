"""The words of the assessors' pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from tpelib.assess.jury.desk import Candidate
from tpelib.assess.jury.session import Session
from tpelib.assess.jury.sheet import (
    Act,
    Event,
    Kind,
    Place,
)
from tpelib.base import french

__all__ = ["FILTERS", "PLACES", "address", "clock", "required", "told"]

PLACES: Mapping[Place, str] = {
    Place.FREE: "À noter",
    Place.STARTED: "Commencé",
    Place.WAITING: "Terminé, l’autre note encore",
    Place.COMPARING: "À mettre en commun",
    Place.CONFIRMED: "Confirmé, l’autre pas encore",
    Place.DECIDED: "Décidé",
    Place.TAKEN: "Noté par deux autres",
    Place.REFUSED: "Pas par vous",
}
"""Where a candidate stands, for the assessor who looks."""

FILTERS: Mapping[str, tuple[str, frozenset[Place]]] = {
    "": ("Tous", frozenset(Place)),
    "a-noter": ("À noter ou commencés", frozenset((Place.FREE, Place.STARTED))),
    "attente": ("En attente de l’autre", frozenset((Place.WAITING, Place.CONFIRMED))),
    "en-commun": ("À mettre en commun", frozenset((Place.COMPARING,))),
    "decides": ("Décidés", frozenset((Place.DECIDED,))),
    "autres": ("Notés par d’autres", frozenset((Place.TAKEN, Place.REFUSED))),
}
"""The filters of the list: what they say, what they keep."""

_PARIS = ZoneInfo("Europe/Paris")
_ACTS: Mapping[Kind, str] = {
    Kind.DECLARE: "déclare n’avoir aucun conflit d’intérêts",
    Kind.RECUSE: "se récuse",
    Kind.FACTS: "remplit la fiche",
    Kind.DONE: "termine sa notation",
    Kind.RESUME: "reprend sa notation",
    Kind.CONFIRM: "confirme les niveaux",
}


def address(candidate: Candidate) -> str:
    """Return the address of a candidate's page."""
    return f"/candidat/{quote(candidate.id, safe='')}"


def clock(at: datetime) -> str:
    """Return when something was done, in Paris: « 12 avril 2027 à 14:32 »."""
    local = at.astimezone(_PARIS)
    return f"{french.day(local.date())} à {french.clock(local)}"


def required(reason_up_to: int) -> str:
    """Return at which levels a reason must be written: « aux niveaux 0 et 1 »."""
    levels = [str(level) for level in range(reason_up_to + 1)]
    return f"{'au niveau' if len(levels) == 1 else 'aux niveaux'} {french.listing(levels)}"


def told(event: Event, session: Session) -> tuple[str, str, str]:
    """Return an event in words: when, who, what."""
    known = session.assessors.get(event.act.assessor)
    return clock(event.at), known.name if known else event.act.assessor, _what(event.act)


def _what(act: Act) -> str:
    reason = act.data.get("reason", "")
    if act.kind in (Kind.MARK, Kind.AGREE):
        verb = "donne" if act.kind is Kind.MARK else "propose en commun"
        said = f" : {reason}" if reason else ""
        return french.typography(f"{verb} le niveau {act.data['level']} à {act.data['criterion']}{said}")
    if act.kind is Kind.REOPEN:
        return french.typography(f"rouvre la décision : {reason}")
    return _ACTS[act.kind]
