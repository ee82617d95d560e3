"""Access plan and means of contact: written once, given as text and as an accessible page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tpelib.base import french
from tpelib.base.html import element, joined, set_text
from tpelib.domain.page.html import document, terms

__all__ = [
    "CONTACTS",
    "PLACES",
    "Contact",
    "access_text",
    "block",
    "contact_problem",
    "enough_contacts",
    "sheet",
    "silent",
]

PLACES: Mapping[str, str] = {
    "transport": "Venir en transport",
    "parking": "Se garer",
    "steps": "Marches et pente",
    "door": "Porte et passage",
    "bell": "Sonnette et aide",
    "hearing": "Entendre et se faire comprendre",
    "toilets": "Toilettes",
    "guide_dog": "Chien guide ou d'assistance",
}
"""What an access plan tells, in the order in which somebody comes."""

CONTACTS: Mapping[str, str] = {
    "phone": "Téléphone",
    "sms": "SMS",
    "mail": "E-mail",
    "message": "Messagerie du réseau",
    "whatsapp": "WhatsApp",
    "form": "Formulaire en ligne",
    "counter": "Sur place",
}
_PHONE = re.compile(r"\+?\d[\d .\-()]{7,20}")
_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]{2,}")
_NUMBERS = frozenset({"phone", "sms", "whatsapp"})
_SPEAKING = frozenset({"phone", "counter"})


@dataclass(frozen=True, slots=True)
class Contact:
    """A means of contact: its kind (a key of :data:`CONTACTS`), and the number, address or place."""

    kind: str
    value: str


def contact_problem(contact: Contact) -> str:
    """Return why a means of contact cannot work, in one French sentence; empty when it can."""
    name = CONTACTS.get(contact.kind, "Contact")
    if contact.kind in _NUMBERS and not _PHONE.fullmatch(contact.value):
        return french.typography(f"{name} : écrivez un numéro, 06 12 34 56 78 par exemple.")
    if contact.kind == "mail" and not _MAIL.fullmatch(contact.value):
        return french.typography(f"{name} : écrivez une adresse, bonjour@exemple.fr par exemple.")
    if not contact.value:
        return french.typography(f"{name} : dites où écrire ou se rendre.")
    return ""


def silent(contacts: Sequence[Contact]) -> tuple[Contact, ...]:
    """Return the means that work and ask for no voice: for who is deaf, does not speak, or cannot call."""
    return tuple(found for found in contacts if found.kind not in _SPEAKING and not contact_problem(found))


def enough_contacts(contacts: Sequence[Contact]) -> bool:
    """Return True with two means of different kinds at least, of which one without a voice call."""
    kinds = {found.kind for found in contacts if not contact_problem(found)}
    return len(kinds) >= 2 and bool(silent(contacts))


def access_text(places: Mapping[str, str], contacts: Sequence[Contact]) -> str:
    """Return the access plan and the means of contact as plain text, one line each, ready to paste."""
    lines = [f"{PLACES[key]} : {places[key]}" for key in PLACES if places.get(key)]
    lines += [f"{CONTACTS[found.kind]} : {found.value}" for found in contacts if found.kind in CONTACTS]
    return french.typography("\n".join(lines))


def block(places: Mapping[str, str], contacts: Sequence[Contact], level: int) -> Markup:
    """Return the access plan and the means of contact as a block of a page (HTML): titles, lists of terms.

    Parameters
    ----------
    places : mapping
        Key of :data:`PLACES` to what is said.
    contacts : sequence of Contact
        The means of contact.
    level : int
        Level of its two headings.
    """
    coming = terms((PLACES[key], places.get(key, "")) for key in PLACES)
    means = terms((CONTACTS[found.kind], found.value) for found in contacts if found.kind in CONTACTS)
    parts = (("Venir", coming), ("Nous joindre", means))
    return joined(
        part for title, inside in parts if inside for part in (element(f"h{level}", set_text(title)), inside)
    )


def sheet(name: str, address: str, places: Mapping[str, str], contacts: Sequence[Contact]) -> str:
    """Return the access sheet as a whole accessible page (HTML): titles, lists of terms, nothing by colour."""
    body = joined((element("p", set_text(address)), block(places, contacts, 2)))
    return document(f"Venir chez {name} et nous joindre", body)
