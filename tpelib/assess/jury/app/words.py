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
    ActKind,
    JuryEvent,
    Standing,
)
from tpelib.base import french

__all__ = ["FILTERS", "PLACES", "address", "clock", "required", "told"]

PLACES: Mapping[Standing, str] = {
    Standing.FREE: "À noter",
    Standing.STARTED: "Commencé",
    Standing.WAITING: "Terminé, l’autre note encore",
    Standing.COMPARING: "À mettre en commun",
    Standing.CONFIRMED: "Confirmé, l’autre pas encore",
    Standing.DECIDED: "Décidé",
    Standing.TAKEN: "Noté par deux autres",
    Standing.REFUSED: "Pas par vous",
}
"""Where a candidate stands, for the assessor who looks."""

FILTERS: Mapping[str, tuple[str, frozenset[Standing]]] = {
    "": ("Tous", frozenset(Standing)),
    "a-noter": ("À noter ou commencés", frozenset((Standing.FREE, Standing.STARTED))),
    "attente": ("En attente de l’autre", frozenset((Standing.WAITING, Standing.CONFIRMED))),
    "en-commun": ("À mettre en commun", frozenset((Standing.COMPARING,))),
    "decides": ("Décidés", frozenset((Standing.DECIDED,))),
    "autres": ("Notés par d’autres", frozenset((Standing.TAKEN, Standing.REFUSED))),
}
"""The filters of the list: what they say, what they keep."""

_PARIS = ZoneInfo("Europe/Paris")
_ACTS: Mapping[ActKind, str] = {
    ActKind.DECLARE: "déclare n’avoir aucun conflit d’intérêts",
    ActKind.RECUSE: "se récuse",
    ActKind.FACTS: "remplit la fiche",
    ActKind.DONE: "termine sa notation",
    ActKind.RESUME: "reprend sa notation",
    ActKind.CONFIRM: "confirme les niveaux",
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


def told(event: JuryEvent, session: Session) -> tuple[str, str, str]:
    """Return an event in words: when, who, what."""
    known = session.assessors.get(event.act.assessor)
    return clock(event.at), known.name if known else event.act.assessor, _what(event.act)


def _what(act: Act) -> str:
    reason = act.data.get("reason", "")
    if act.kind in (ActKind.MARK, ActKind.AGREE):
        verb = "donne" if act.kind is ActKind.MARK else "propose en commun"
        said = f" : {reason}" if reason else ""
        return french.typography(f"{verb} le niveau {act.data['level']} à {act.data['criterion']}{said}")
    if act.kind is ActKind.REOPEN:
        return french.typography(f"rouvre la décision : {reason}")
    return _ACTS[act.kind]
