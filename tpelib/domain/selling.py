"""Selling by message: what the law of distance selling asks, and the message to adapt. Not legal advice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from pydantic import with_config

from tpelib.base import french
from tpelib.base.data import Shown, read_data
from tpelib.base.html import each, element, joined, set_text
from tpelib.domain.page.access import Contact
from tpelib.domain.page.html import document, terms
from tpelib.domain.page.law import NOT_ADVICE
from tpelib.domain.sources import FRESH_DAYS

__all__ = [
    "Order",
    "SellingStep",
    "SoldKind",
    "Way",
    "kinds",
    "law_line",
    "order_from",
    "order_message",
    "selling_page",
    "steps",
    "ways",
]

_BLANK = "…"


@dataclass(frozen=True, slots=True)
class SellingStep:
    """One thing to do: when, what, by which article."""

    id: str
    when: Shown
    do: Shown
    rule: Shown


@dataclass(frozen=True, slots=True)
class SoldKind:
    """Something that is sold.

    Parameters
    ----------
    id, label : str
        Stable key, and how a shopkeeper calls it.
    may : bool
        Whether the customer may withdraw.
    told, why, rule : str
        What is written to the customer, why, and by which article.
    """

    id: str
    label: Shown
    may: bool
    told: Shown
    why: Shown
    rule: Shown


@dataclass(frozen=True, slots=True)
class Way:
    """How the order is taken; ``distance`` is false when the sale itself is made in the shop."""

    id: str
    label: Shown
    distance: bool
    told: Shown


@dataclass(frozen=True, slots=True)
class Order:
    """An order, as the message sums it up; what is not known is left blank, to be filled in.

    Parameters
    ----------
    price, delivery : float or None
        Euros, all taxes included.
    seller, address, phone, mail : str
        Who sells.
    """

    price: float | None = None
    delivery: float | None = None
    seller: str = ""
    address: str = ""
    phone: str = ""
    mail: str = ""

    @property
    def total(self) -> float | None:
        """What the customer pays, in euros; ``None`` when the price is not known."""
        return None if self.price is None else self.price + (self.delivery or 0)

    @property
    def who(self) -> str:
        """The seller on one line, with a blank for what is not known."""
        return ", ".join(part or _BLANK for part in (self.seller, self.address, self.phone, self.mail))


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class _SellingFile:
    """All of the file."""

    verified_on: date
    source: Shown
    url: str
    read: Shown
    step: tuple[SellingStep, ...]
    kind: tuple[SoldKind, ...]
    way: tuple[Way, ...]


def _file() -> _SellingFile:
    return read_data(_SellingFile, "vente_a_distance.toml")


def steps() -> tuple[SellingStep, ...]:
    """Return what to do, in order."""
    return _file().step


@cache
def kinds() -> Mapping[str, SoldKind]:
    """Return what may be sold, by key."""
    return {kind.id: kind for kind in _file().kind}


@cache
def ways() -> Mapping[str, Way]:
    """Return the ways in which an order is taken, by key."""
    return {way.id: way for way in _file().way}


def law_line(today: date | None = None) -> str:
    """Return the texts, what was read, where and when, and a warning past twelve months."""
    file = _file()
    late = ((today or date.today()) - file.verified_on).days > FRESH_DAYS
    return french.typography(
        f"{file.source}, vérifié le {french.day(file.verified_on)} : {file.read}. {NOT_ADVICE}"
        + (" Plus de douze mois sans contrôle : relisez les textes avant de vous y fier." if late else "")
    )


def order_from(
    name: str,
    address: str,
    contacts: Iterable[Contact],
    price: float | None = None,
    delivery: float | None = None,
) -> Order:
    """Return an order whose seller is the one that a page knows; prices in euros, all taxes included."""
    known = {found.kind: found.value for found in contacts}
    phone = known.get("phone") or known.get("sms", "")
    return Order(price, delivery, name, address, phone, known.get("mail", ""))


def order_message(order: Order, kind: SoldKind, way: Way) -> str:
    """Return the message that sums an order up before the customer says yes, to be adapted; plain text."""
    if not way.distance:
        return _set_lines(
            f"Bonjour {_BLANK}, je vous garde {_BLANK} à {_euros(order.price)} jusqu'au {_BLANK}, sans engagement.",
            f"Vous le verrez et déciderez en boutique : {order.address or _BLANK}.",
        )
    return _message(order, kind.told)


def _message(order: Order, withdrawal: str) -> str:
    total = _euros(order.total)
    return _set_lines(
        f"Bonjour {_BLANK}, merci pour votre message. Voici ce que vous commandez :",
        f"• {_BLANK} : {_euros(order.price)} toutes taxes comprises, livraison {_euros(order.delivery)}. Total : {total}.",
        f"• Livraison : le {_BLANK}, à {_BLANK}. Paiement : {_BLANK}.",
        f"• Vendu par : {order.who}.",
        f"• {withdrawal}",
        "• Garanties : conformité et vices cachés, comme la loi le prévoit.",
        f"• Un désaccord ? Écrivez-moi d'abord. Ensuite, mon médiateur : {_BLANK} (nom et site).",
        f"Si tout vous convient, répondez : « Je commande et j'accepte de payer {total}. » Je vous envoie ce récapitulatif "
        "par e-mail.",
    )


def _set_lines(*lines: str) -> str:
    return french.typography("\n".join(lines))


def _euros(amount: float | None) -> str:
    return f"{_BLANK} €" if amount is None else french.euros(amount)


def selling_page(order: Order) -> str:
    """Return the list, the message, its sentences and the withdrawal form as an accessible page, to print and keep."""
    listed = (
        joined((element("strong", set_text(step.when)), set_text(f" : {step.do} (article {step.rule})")))
        for step in steps()
    )
    lines = _message(order, "[La phrase de votre cas, ci-dessous.]").splitlines()
    form = (
        ("À l'attention de", order.who),
        ("Je vous notifie ma rétractation du contrat portant sur", "." * 40),
        ("Commandé le, reçu le", "." * 40),
        ("Nom et adresse du client", "." * 40),
        ("Date, et signature sur papier", "." * 40),
    )
    parts = (
        element("h2", set_text("À vérifier")),
        element("ul", each("li", listed)),
        element("h2", set_text("Message à adapter")),
        each("p", map(set_text, lines)),
        element("h2", set_text("La phrase de votre cas")),
        terms((one.label, one.told) for one in kinds().values()),
        element("h2", set_text("Par où l’on commande")),
        terms((one.label, one.told) for one in ways().values()),
        element("h2", set_text("Formulaire de rétractation")),
        element("p", set_text("À joindre quand le client peut changer d’avis.")),
        terms(form),
        element("p", set_text(law_line())),
    )
    return document("Vendre par message", joined(parts))
