"""The law that the text of a post meets, as far as a text and a date can tell.

Information, not legal advice: a flag says where to look, and its absence proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tpelib import french
from tpelib.errors import DomainError
from tpelib.events import says_sales_wrongly

__all__ = ["LawFlag", "law_flags", "reference_price"]

_CUT = re.compile(r"[-−–]\s?\d{1,2}\s?%|\bpromo(?:tion)?s?\b|\bremises?\b|\brabais\b|\bau lieu de\b", re.I)
_REFERENCE = re.compile(r"au lieu de\s+\d|prix le plus bas|30 derniers jours|trente derniers jours", re.I)
_PAID = re.compile(
    r"\ben partenariat avec\b|\bpartenariat rémunéré\b|\bm['’]a (?:offert|envoyé)\b|\bcode promo\b"
    r"|\bsponsoris|\binvité par\b|\bavec le soutien de\b|\bcollab(?:oration)?\b",
    re.I,
)
_SAID = re.compile(r"\bpublicité\b|\bcollaboration commerciale\b", re.I)
_ALCOHOL = re.compile(
    r"\b(?:vins?|bières?|champagnes?|crémants?|cidres?|rhums?|whisk(?:y|ies|ys)|vodkas?|gins?|apéritifs? alcoolisés?"
    r"|liqueurs?|cocktails? alcoolisés?|pastis|mojitos?|spritz)\b",
    re.I,
)
_HEALTH = re.compile(r"l['’]abus d['’]alcool est dangereux pour la santé", re.I)
_CONTEST = re.compile(
    r"\bjeu[- ]concours\b|\bconcours\b|\btirage au sort\b|\bà gagner\b|\btentez de gagner\b", re.I
)
_RULES = re.compile(r"\brèglement\b|\bmodalités\b", re.I)


@dataclass(frozen=True, slots=True)
class LawFlag:
    """Something the law asks of this text.

    Parameters
    ----------
    key : str
        ``sales``, ``price``, ``paid``, ``alcohol`` or ``contest``.
    text : str
        What to look at, in one or two French sentences.
    rule : str
        The rule, as it is cited.
    """

    key: str
    text: str
    rule: str


def reference_price(prices: Sequence[tuple[date, float]], start: date) -> float:
    """Return the price that an announced cut must start from: the lowest of the thirty days before it.

    Parameters
    ----------
    prices : sequence of (date, float)
        Each price charged, in euros, from the day it was set; it holds until the next.
    start : date
        First day of the cut. When cuts follow one another, the day of the first.

    Raises
    ------
    DomainError
        No price was charged in those days.

    Notes
    -----
    Code de la consommation, L112-1-1.
    """
    opening = start - timedelta(days=30)
    ordered = sorted(prices)
    held = [
        price
        for index, (day, price) in enumerate(ordered)
        if day < start and (index + 1 == len(ordered) or ordered[index + 1][0] > opening)
    ]
    if not held or min(held) <= 0:
        raise DomainError("Donnez au moins un prix, positif, pratiqué dans les trente jours d’avant.")
    return min(held)


def law_flags(text: str, day: date | None = None, department: str = "") -> tuple[LawFlag, ...]:
    """Return what the law asks of a post, from its text, its day and its department.

    Parameters
    ----------
    text : str
        The post.
    day : date, optional
        The day it is published; without one, dates are not checked.
    department : str
        Code of the department where one sells: some have their own dates of soldes.
    """
    found: list[tuple[str, str, str]] = []
    if day is not None and says_sales_wrongly(text, day, department):
        found.append(
            (
                "sales",
                f"Le {french.day(day)} n'est pas dans une période légale de soldes : remplacez ce mot "
                "(« promotion », « fin de série »), ou changez de date.",
                "Code de commerce, L310-3",
            )
        )
    if _CUT.search(text) and not _REFERENCE.search(text):
        found.append(
            (
                "price",
                "Vous annoncez une baisse de prix : donnez le prix d'avant, le plus bas des 30 derniers jours.",
                "Code de la consommation, L112-1-1",
            )
        )
    if _PAID.search(text) and not _SAID.search(text):
        found.append(
            (
                "paid",
                "Si quelqu'un est payé, ou a reçu un cadeau, pour ce texte, écrivez « Publicité » ou "
                "« Collaboration commerciale », lisible du début à la fin.",
                "Loi n° 2023-451 et ordonnance n° 2024-978",
            )
        )
    if _ALCOHOL.search(text) and not _HEALTH.search(text):
        found.append(
            (
                "alcohol",
                "Vous parlez d'alcool : restez aux faits (origine, composition, prix) et ajoutez « L'abus d'alcool "
                "est dangereux pour la santé, à consommer avec modération ».",
                "Loi Évin, code de la santé publique",
            )
        )
    if _CONTEST.search(text) and not _RULES.search(text):
        found.append(
            (
                "contest",
                "Vous proposez un concours : dites où lire le règlement, et suivez les règles du réseau.",
                "Règles des réseaux, code de la consommation",
            )
        )
    return tuple(LawFlag(key, french.typography(told), french.typography(rule)) for key, told, rule in found)
