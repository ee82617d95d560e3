"""The access plan as visitors read it: a block of the page, in the order in which one comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tpelib.base import french
from tpelib.base.html import element, joined, set_text
from tpelib.base.look import inline_style
from tpelib.charts.picture import Picture, Table
from tpelib.domain.page.access import (
    CONTACTS,
    PLACES,
    Contact,
    block,
    contact_problem,
    silent,
)

__all__ = ["access_block"]

_STYLE = inline_style("tpelib.course.c3.access", "drawing.css")


_NAMED = {"sms": "SMS", "whatsapp": "WhatsApp"}
"""Means of contact that keep their capitals inside a sentence."""


def access_block(name: str, address: str, places: Mapping[str, str], contacts: Sequence[Contact]) -> Picture:
    """Draw the access plan and the means of contact as a block of the page.

    Parameters
    ----------
    name, address : str
        The business, and where it is.
    places : mapping
        Key of :data:`tpelib.domain.page.access.PLACES` to what is said.
    contacts : sequence of Contact
        The means of contact.
    """
    missing = [PLACES[key].lower() for key in PLACES if not places.get(key)]
    quiet = [_NAMED.get(found.kind, CONTACTS[found.kind].lower()) for found in silent(contacts)]
    if missing:
        reading = f"Voici ce que l'on lira avant de venir. Il manque encore : {french.listing(missing)}."
    elif quiet:
        reading = (
            f"Voici ce que l'on lira avant de venir. Sans appeler, on vous joint par {french.listing(quiet)}."
        )
    else:
        reading = "Voici ce que l'on lira avant de venir. Il manque un moyen de vous joindre sans appeler."
    rows = [(PLACES[key], places.get(key) or "à dire", "") for key in PLACES]
    rows += [
        (CONTACTS[found.kind], found.value or "à dire", "sans voix" if found in silent(contacts) else "")
        for found in contacts
        if found.kind in CONTACTS
    ]
    wrong = [text for text in map(contact_problem, contacts) if text]
    inside = (
        element("p", element("strong", set_text(f"Venir chez {name}"))),
        element("p", set_text(address or "Adresse à donner.")),
        block(places, contacts, 4),
    )
    return Picture(
        title="Mon plan d'accès",
        reading=reading,
        alternative=" ".join(f"{label} : {told.rstrip('.')}." for label, told, _ in rows) + " ".join(wrong),
        spec={},
        table=Table("Le plan d'accès, ligne par ligne", ("Quoi", "Ce que vous dites", "À noter"), rows),
        html=joined((_STYLE, element("div", *inside, class_="tpe-access", lang="fr"))),
    )
