"""« Mon objectif »: one aim, the indicator that tells it, and a value the means can reach."""

from datetime import date
from typing import Annotated

from tpelib.base import french
from tpelib.course.c1.business.exercise import BUSINESS, Business
from tpelib.course.common import (
    AIMS,
    FITTING,
    INDICATORS,
    PEOPLE,
    label_of,
)
from tpelib.domain import media
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Date, LongText, Number

__all__ = ["OBJECTIVE", "SmartObjective", "months_between", "potential"]

GENEROUS_CPM = 6.40
"""Euros: the lower of two averages one vendor published for Meta in France, 2025–26 (6.40 and 9.67 USD)."""
GENEROUS_CTR = 0.0138
"""The click rate one vendor publishes for France, 2026."""
GENEROUS_CONVERSION = 0.05
"""A working hypothesis, on the generous side: one visitor in twenty acts."""
LEAST_EUROS = 30.0
"""Euros of advertising a month that free posts are taken to be worth, for who spends less: a working
hypothesis, so that no euro at all is not the same as no chance at all."""
FREE_POSTS = 2
"""The exercise accepts twice what the advertising alone would bring, for what free posts bring."""


class SmartObjective(Answer):
    """A SMART aim."""

    sentence: Annotated[
        str,
        LongText(
            "Écrivez votre objectif en une phrase.",
            hint="Par exemple : « Recevoir 12 demandes de devis par mois d'ici fin juin, contre 5 aujourd'hui. »",
            max_length=400,
        ),
    ] = ""
    aim: Annotated[str, Choice("À quoi doivent servir vos réseaux, d'abord ?", short="But", options=AIMS)] = (
        ""
    )
    indicator: Annotated[
        str,
        Choice(
            "Que compterez-vous pour savoir si c'est réussi ?",
            short="Ce que je compte",
            hint="Un indicateur est un nombre que vous relèverez chaque mois.",
            options=INDICATORS,
        ),
    ] = ""
    start_value: Annotated[
        float | None,
        Number(
            "Combien aujourd'hui, par mois ?",
            short="Aujourd'hui, par mois",
            hint="Zéro est une réponse si vous débutez.",
            group="De combien à combien ?",
            maximum=100_000_000,
        ),
    ] = None
    target_value: Annotated[
        float | None,
        Number(
            "Combien visez-vous, par mois ?",
            short="Visé, par mois",
            group="De combien à combien ?",
            maximum=100_000_000,
        ),
    ] = None
    start: Annotated[date | None, Date("À partir de quand ?", short="À partir du", group="Quand ?")] = None
    deadline: Annotated[date | None, Date("Pour quand ?", short="Échéance", group="Quand ?")] = None


def months_between(start: date, end: date) -> float:
    """Return the length of a period in average months."""
    return (end - start).days / 30.4375


def potential(indicator: str, business: Business) -> float | None:
    """Return what a month of the business's advertising could bring of an indicator, on the generous side.

    Somebody who spends less than :data:`LEAST_EUROS` is counted as spending that, for the free posts.

    Returns
    -------
    float or None
        The unit of the indicator, a month; ``None`` when the business is not described enough.
    """
    if business.euros is None or not business.clients or not business.basket:
        return None
    found = media.funnel(
        budget=max(business.euros, LEAST_EUROS),
        cpm=GENEROUS_CPM,
        ctr=GENEROUS_CTR,
        conversion_rate=GENEROUS_CONVERSION,
        basket=business.basket,
        margin_rate=max((business.margin or 0) / 100, 0.01),
    )
    ceiling = {
        "reach": found.impressions,
        "followers": found.clicks,
        "visits": found.clicks,
        "leads": found.conversions,
        "calls": found.conversions,
        "orders": found.conversions,
        "revenue": found.revenue,
        # Who comes back, or leaves a review, is a customer already: a quarter of them at most.
        "returning": business.clients / 4 / FREE_POSTS,
        "reviews": business.clients / 4 / FREE_POSTS,
    }
    return ceiling.get(indicator, 0.0)


def _check(answer: SmartObjective, answers: Answers, marking: Marking) -> None:
    marking.award(
        1,
        len(answer.sentence) >= 30,
        "Votre objectif tient en une phrase.",
        "Écrivez l'objectif en une phrase : quoi, combien, pour quand.",
        about="sentence",
    )
    _check_indicator(answer, marking)
    _check_numbers(answer, marking)
    _check_dates(answer, marking)
    _check_reachable(answer, BUSINESS.answer(answers), marking)


def _check_indicator(answer: SmartObjective, marking: Marking) -> None:
    if not answer.aim or not answer.indicator:
        marking.missing(3, "Choisissez à quoi servent vos réseaux, et ce que vous compterez.", about="aim")
        return
    aim, indicator = label_of(AIMS, answer.aim), label_of(INDICATORS, answer.indicator)
    fitting = french.listing([label_of(INDICATORS, item) for item in FITTING[answer.aim]], "ou")
    marking.award(
        3,
        answer.indicator in FITTING[answer.aim],
        f"Pour « {aim} », compter « {indicator} » convient.",
        f"« {indicator} » ne dit pas si vous parvenez à « {aim} » : comptez plutôt {fitting}.",
        about="indicator",
    )


def _check_numbers(answer: SmartObjective, marking: Marking) -> None:
    if answer.start_value is None or answer.target_value is None:
        marking.missing(2, "Donnez le chiffre d'aujourd'hui et le chiffre visé.", about="start_value")
        return
    marking.award(
        2,
        answer.target_value > answer.start_value,
        f"De {french.number(answer.start_value)} à {french.number(answer.target_value)} par mois : "
        "le progrès se mesure.",
        f"Le chiffre visé ({french.number(answer.target_value)}) doit dépasser celui d'aujourd'hui "
        f"({french.number(answer.start_value)}).",
        about="target_value",
    )


def _check_dates(answer: SmartObjective, marking: Marking) -> None:
    if answer.start is None or answer.deadline is None:
        marking.missing(2, "Donnez une date de départ et une échéance.", about="deadline")
        return
    months = months_between(answer.start, answer.deadline)
    marking.award(
        2,
        1 <= months <= 18,
        f"L'échéance est datée : {french.day(answer.deadline)}.",
        "Laissez-vous entre un mois et dix-huit mois : plus court ne se mesure pas, plus long s'oublie.",
        about="deadline",
    )


def _check_reachable(answer: SmartObjective, business: Business, marking: Marking) -> None:
    if answer.start_value is None or answer.target_value is None or not answer.indicator:
        marking.missing(
            4, "Complétez l'indicateur et les deux chiffres pour savoir s'ils sont à votre portée."
        )
        return
    paid = potential(answer.indicator, business)
    if paid is None:
        marking.missing(4, "Remplissez d'abord « Mon entreprise » : vos moyens disent ce qui est à portée.")
        return
    unit = PEOPLE[answer.indicator]
    most = paid * FREE_POSTS
    gain = answer.target_value - answer.start_value
    told = (
        f"avec {french.euros(business.euros or 0)} par mois, comptez au plus {french.number(most, 0)} {unit} "
        "de plus par mois"
    )
    if gain <= 0:
        marking.award(4, False, "", f"Visez plus qu'aujourd'hui : {told}.", about="target_value")
        return
    marking.award(
        4,
        1.0 if gain <= most else 0.5 if gain <= 2 * most else 0.0,
        f"C'est à votre portée : {told}, hypothèses larges et publications gratuites comprises.",
        f"C'est hors de portée : {told}. Visez moins, ou donnez-vous plus de moyens.",
        partial=f"C'est très ambitieux : {told}. Visez un peu moins.",
        about="target_value",
    )


OBJECTIVE = Exercise(
    id="c1-objectif",
    competency="C1",
    criteria=("Cr1",),
    title="Mon objectif",
    prompt=(
        "Un bon objectif tient en une phrase : quoi, combien, pour quand. Choisissez-en un seul, celui qui "
        "compte le plus cette saison, et un chiffre que vous saurez relever."
    ),
    help=(
        "On parle parfois d'objectif « SMART » : précis, mesurable, à votre portée, utile à l'entreprise, "
        "daté.\n\nPour savoir s'il est à votre portée, le cours prend vos euros par mois et des hypothèses "
        "larges (6,40 € les mille affichages, 1,38 % de clics : ordres de grandeur publiés par un seul "
        "prestataire pour la France, 2025-2026, peu sûrs ; une visite sur vingt qui aboutit : simple "
        "hypothèse de travail), puis il double pour vos publications gratuites. Si vous mettez moins de 30 € par "
        "mois, il fait comme si vous en mettiez 30. Jusqu'au double de ce plafond, vous gardez la moitié des "
        "points. Vos propres chiffres vaudront mieux dès que vous en aurez."
    ),
    model=SmartObjective,
    points=12.0,
    check=_check,
)
