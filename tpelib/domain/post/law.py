"""The law that the text of a post meets, as far as a text and a date can tell.

Information, not legal advice: a flag says where to look, and its absence proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tpelib.base import french
from tpelib.domain.events import says_sales_wrongly
from tpelib.domain.post.rules import WordingRule, rule

__all__ = ["ImageKind", "LawFlag", "law_flags"]

ImageKind = Literal["", "plain", "retouched", "generated"]
"""How the image of a post was made: unknown, a photo as taken, a retouched one, one made by an AI."""

_TO_DO: Mapping[str, str] = {
    "price": "Vous annoncez une baisse de prix : donnez le prix d'avant, le plus bas des 30 derniers jours.",
    "paid": "Si quelqu'un est payé, ou a reçu un cadeau, pour ce texte, écrivez « Publicité » ou « Collaboration "
    "commerciale », lisible du début à la fin.",
    "alcohol": "Vous parlez d'alcool : restez aux faits (origine, composition, prix) et ajoutez « L'abus d'alcool est "
    "dangereux pour la santé, à consommer avec modération ».",
    "contest": "Vous proposez un jeu : dites où lire ses conditions, et suivez celles du réseau. Aucune loi n'impose de "
    "règlement écrit.",
    "retouched": "Votre image est retouchée : si un visage ou une silhouette a changé, écrivez « Image retouchée ».",
    "generated": "Votre image vient d'une intelligence artificielle : si l'on peut la croire vraie, écrivez « Image "
    "générée par IA ».",
}
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


@dataclass(frozen=True, slots=True)
class LawFlag:
    """Something the law asks of this text.

    Parameters
    ----------
    key : str
        ``sales``, ``price``, ``paid``, ``alcohol``, ``contest``, ``retouched`` or ``generated``.
    text : str
        What to look at, in one or two French sentences.
    rule : Rule
        The rule, its source and its date.
    """

    key: str
    text: str
    rule: WordingRule


def law_flags(
    text: str, day: date | None = None, department: str = "", image: ImageKind = ""
) -> tuple[LawFlag, ...]:
    """Return what the law asks of a post, from its text, its day, its department and its image.

    Parameters
    ----------
    text : str
        The post.
    day : date, optional
        The day it is published; without one, dates are not checked.
    department : str
        Code of the department where one sells: some have their own dates of soldes.
    image : str
        How its image was made.
    """
    found: dict[str, str] = {}
    if day is not None and says_sales_wrongly(text, day, department):
        found["sales"] = (
            f"Le {french.day(day)} n'est pas dans une période légale de soldes : remplacez ce mot "
            "(« promotion », « fin de série »), ou changez de date."
        )
    if _cut_without_reference(text):
        found["price"] = _TO_DO["price"]
    for key in ("paid", "alcohol", "contest"):
        if rule(key).is_called(text) and not rule(key).is_answered(text):
            found[key] = _TO_DO[key]
    alcohol = rule("alcohol")
    if alcohol.is_called(text) and (barred := alcohol.barred_words(text)):
        found["alcohol"] = (
            f"Vous parlez d'alcool et de « {barred} » : ni fête, ni jeunes, ni sport, ni réussite dans une publicité pour "
            "l'alcool, même avec la mention de santé. Restez aux faits."
        )
    if image in ("retouched", "generated") and not rule(image).is_answered(text):
        found[image] = _TO_DO[image]
    return tuple(LawFlag(key, french.typography(told), rule(key)) for key, told in found.items())


def _cut_without_reference(text: str) -> bool:
    """Return True when a sentence announces a cut and neither it nor the next one gives the price before."""
    price = rule("price")
    sentences = [part for part in _SENTENCE.split(text) if part.strip()]
    return any(
        price.is_called(sentence) and not price.is_answered(f"{sentence} {following}")
        for sentence, following in zip(
            sentences, [*sentences[1:], ""], strict=False
        )  # none when the text is blank
    )
