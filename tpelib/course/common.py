"""Words that several exercises share: networks, aims and the indicators that fit them."""

from __future__ import annotations

from collections.abc import Mapping

from tpelib.base import french
from tpelib.domain import platforms
from tpelib.engine.questions import Option

__all__ = ["AIMS", "FITTING", "INDICATORS", "MONTHS", "NETWORKS", "PEOPLE", "label_of", "within"]

NETWORKS = tuple(Option(network, name) for network, name in platforms.names().items())

AIMS = (
    Option("awareness", "Me faire connaître", "Qu'on sache que j'existe, dans ma rue ou ma région."),
    Option("traffic", "Faire venir", "En boutique ou sur mon site."),
    Option("contacts", "Recevoir des demandes", "Devis, réservations, messages, appels."),
    Option("sales", "Vendre", "Des commandes, du chiffre d'affaires."),
    Option("loyalty", "Faire revenir", "Que mes clients reviennent et parlent de moi."),
)

INDICATORS = (
    Option("reach", "Personnes touchées (portée)"),
    Option("followers", "Nouveaux abonnés"),
    Option("visits", "Visites (clics vers le site, itinéraires)"),
    Option("leads", "Demandes reçues (devis, réservations)"),
    Option("calls", "Appels et messages"),
    Option("orders", "Commandes"),
    Option("revenue", "Chiffre d'affaires (€)"),
    Option("returning", "Clients revenus"),
    Option("reviews", "Avis déposés"),
)

FITTING: Mapping[str, tuple[str, ...]] = {
    "awareness": ("reach", "followers"),
    "traffic": ("visits",),
    "contacts": ("leads", "calls"),
    "sales": ("orders", "revenue"),
    "loyalty": ("returning", "reviews"),
}
"""The indicators that tell whether an aim is met."""

MONTHS = tuple(Option(str(rank), name) for rank, name in enumerate(french.MONTHS, 1))

PEOPLE: Mapping[str, str] = {
    "reach": "personnes touchées",
    "followers": "abonnés",
    "visits": "visites",
    "leads": "demandes",
    "calls": "appels et messages",
    "orders": "commandes",
    "revenue": "€ de chiffre d'affaires",
    "returning": "clients revenus",
    "reviews": "avis",
}
"""The unit of each indicator, in a sentence."""


def label_of(options: tuple[Option, ...], value: str) -> str:
    """Return the words of an option, lower-cased at the start to stand inside a sentence."""
    label = next((option.label for option in options if option.value == value), value)
    return label[:1].lower() + label[1:]


def within(given: float | None, wanted: float, share: float = 0.01, *, least: float = 0.01) -> bool:
    """Return True when a figure is right to a share of it (1 % by default), or to ``least`` near zero."""
    # The last digits of a product of decimals are the machine's: the bound itself is accepted.
    return given is not None and abs(given - wanted) <= max(abs(wanted) * share, least) * (1 + 1e-9)
