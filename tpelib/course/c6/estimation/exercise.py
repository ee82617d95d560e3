"""« Ce qu'elle coûte, ce qu'elle atteint »: the bill, the ranges, the learning phase; and the same, live."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.course.c6.campaign.exercise import CAMPAIGN
from tpelib.course.c6.project import estimate_of, figures_of, result_cost_of
from tpelib.course.c6.setup import tool_for
from tpelib.course.common import within
from tpelib.domain import media
from tpelib.domain.campaign import (
    Bill,
    CampaignEstimate,
    bill,
    estimate,
)
from tpelib.domain.campaign.piloting import TIRED
from tpelib.engine.answer import Answer, questions_of
from tpelib.engine.exercise import Answers, Exercise, Exploration, View
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Number, Option

__all__ = ["COST", "LIVE_REACH", "Cost", "learning_budget"]

_BILL = "La facture"
_RANGE = "La fourchette"
_LEARN = "L'apprentissage"
READING = 0.1
"""How near a figure read on a chart must be."""

YES_NO = (Option("yes", "Oui"), Option("no", "Non"))


class Cost(Answer):
    """The bill, the range and the learning phase of one's own campaign."""

    days: Annotated[
        float | None,
        Number(
            "Combien de jours dure-t-elle ?",
            short="Durée",
            hint="Le premier et le dernier comptent.",
            group=_BILL,
            unit="jours",
            maximum=4000,
            integer=True,
        ),
    ] = None
    total: Annotated[
        float | None,
        Number("Combien dépensera-t-elle en tout ?", short="Dépense", group=_BILL, unit="€", maximum=1e8),
    ] = None
    fee: Annotated[
        float | None,
        Number(
            "Combien la plateforme ajoute-t-elle ?",
            short="Ajouté par la plateforme",
            hint="Meta ajoute 3 % pour les publicités vues en France, depuis juillet 2026. Les autres : 0 dans ce cours.",
            group=_BILL,
            unit="€",
            maximum=1e8,
        ),
    ] = None
    whole: Annotated[
        float | None,
        Number(
            "Et avec la TVA ?",
            short="Avec la TVA",
            hint="(Dépense + frais) × 1,20. Meta facture d'Irlande, sans TVA : c'est vous qui la déclarez.",
            group=_BILL,
            unit="€",
            maximum=1e8,
        ),
    ] = None
    vat: Annotated[
        str,
        Choice(
            "Récupérez-vous la TVA ?",
            hint="« En franchise de TVA », on ne la récupère pas. Demandez alors un numéro de TVA avant d'acheter.",
            group=_BILL,
            options=YES_NO,
        ),
    ] = ""
    cost: Annotated[
        float | None,
        Number(
            "Alors, combien vous coûte-t-elle vraiment ?",
            short="Coût réel",
            group=_BILL,
            unit="€",
            maximum=1e8,
        ),
    ] = None
    low: Annotated[
        float | None,
        Number(
            "Combien de personnes touchées, au moins ?",
            short="Personnes touchées, au moins",
            hint="Lisez la figure sous le formulaire, à 10 % près.",
            group=_RANGE,
            unit="pers.",
            maximum=1e9,
        ),
    ] = None
    high: Annotated[
        float | None, Number("Et au mieux ?", short="Au mieux", group=_RANGE, unit="pers.", maximum=1e9)
    ] = None
    tired: Annotated[
        str,
        Choice(
            "Risquez-vous de lasser ?",
            hint="Oui, si la répétition peut atteindre quatre fois par personne.",
            group=_RANGE,
            options=YES_NO,
        ),
    ] = ""
    needed: Annotated[
        float | None,
        Number(
            "Quel budget par jour faudrait-il à l'outil pour apprendre ?",
            short="Budget par jour qu'il faudrait à l'outil pour apprendre",
            hint="50 résultats en 7 jours : 50 ÷ 7 × le coût d'une vente (C1).",
            group=_LEARN,
            unit="€",
            maximum=1e8,
        ),
    ] = None
    learns: Annotated[str, Choice("Votre budget par jour y suffit-il ?", group=_LEARN, options=YES_NO)] = ""


def learning_budget(answers: Answers) -> float | None:
    """Return the daily budget, in euros, that lets the tool learn; ``None`` while C1 gives no cost of a sale."""
    cost = result_cost_of(answers)
    return media.learning_phase_daily_budget(cost) if cost else None


def _check(answer: Cost, answers: Answers, marking: Marking) -> None:
    setup = CAMPAIGN.answer(answers)
    campaign, tool = setup.campaign, tool_for(setup)
    total, days, daily = campaign.total, campaign.days, campaign.daily
    if not total or not days or not daily or campaign.start is None:
        marking.missing(10, "Donnez d'abord à « Ma campagne » un budget et deux dates.")
        return
    _award(marking, 0.5, answer.days, days, "Durée", french.plural(days, "jour"), "days")
    _award(marking, 1, answer.total, total, "Dépense en tout", french.euros(total, 2), "total")
    owed = bill(total, tool, campaign.start, recovers_vat=answer.vat == "yes")
    _check_bill(answer, owed, marking)
    _check_range(answer, estimate_of(campaign, answers), marking)
    needed = learning_budget(answers)
    if needed is None:
        marking.missing(2, "Le coût d'une vente vient de « Ma campagne en chiffres » (C1).", about="needed")
        return
    told = french.euros(needed, 2)
    _award(marking, 1, answer.needed, needed, "Budget par jour pour apprendre", told, "needed")
    enough = daily >= needed
    marking.award(
        1,
        answer.learns == ("yes" if enough else "no"),
        f"Bien vu : {french.euros(daily, 2)} par jour pour {told} demandés.",
        f"Comparez : {french.euros(daily, 2)} par jour pour {told} demandés. "
        + (
            "Cela suffit."
            if enough
            else "L'outil affichera « apprentissage limité » ; demandez-lui un résultat plus fréquent."
        ),
        about="learns",
    )


def _award(
    marking: Marking, points: float, given: float | None, wanted: float, label: str, told: str, about: str
) -> None:
    if given is None:
        marking.missing(points, f"{label} : à calculer.", about=about)
        return
    marking.award(
        points,
        within(given, wanted, 0.01, least=0.02),
        f"{label} : {told}, c'est juste.",
        f"{label} : {told} (écart accepté : 1 %).",
        about=about,
    )


def _check_bill(answer: Cost, owed: Bill, marking: Marking) -> None:
    _award(marking, 1, answer.fee, owed.fee, "Frais de la plateforme", french.euros(owed.fee, 2), "fee")
    _award(marking, 1.5, answer.whole, owed.total, "Avec la TVA", french.euros(owed.total, 2), "whole")
    if not answer.vat:
        marking.missing(1, "Dites si vous récupérez la TVA : votre comptable le sait.", about="vat")
        return
    _award(marking, 1, answer.cost, owed.cost, "Coût réel", french.euros(owed.cost, 2), "cost")


def _check_range(answer: Cost, found: CampaignEstimate | None, marking: Marking) -> None:
    if found is None:
        marking.missing(
            3, "La fourchette attend la taille de l'audience, et les hypothèses de C1.", about="low"
        )
        return
    for name, wanted, words in (("low", found.reach.low, "Au moins"), ("high", found.reach.high, "Au mieux")):
        told = f"{french.number(round(wanted, -1))} personnes"
        marking.award(
            1,
            within(getattr(answer, name), wanted, READING, least=5),
            f"{words} {told} : bien lu.",
            f"{words}, la figure donne {told}.",
            about=name,
        )
    tired = found.frequency.high >= TIRED
    told = f"jusqu'à {french.number(found.frequency.high, 1)} fois par personne"
    marking.award(
        1,
        answer.tired == ("yes" if tired else "no"),
        f"Bien vu : {told}.",
        f"La figure donne {told} : {'préparez une seconde publicité, ou élargissez' if tired else 'pas de risque'}.",
        about="tired",
    )


_ORIGIN = "de C1"


def _draw(answer: Cost, answers: Answers, person: Person) -> Sequence[Picture]:
    campaign = CAMPAIGN.answer(answers).campaign
    found = estimate_of(campaign, answers)
    return () if found is None else (found.picture(person, _ORIGIN),)


COST = Exercise(
    id="c6-cout",
    competency="C6",
    criteria=("Cr6.1",),
    title="Ce qu'elle coûte, ce qu'elle atteint",
    prompt=(
        "Avant de publier, faites vos comptes. La facture dépasse toujours le budget affiché : frais de la plateforme, TVA. "
        "Et le nombre de personnes touchées est une fourchette, pas une promesse."
    ),
    help=(
        "Exemple. 10 € par jour pendant 14 jours : 140 €. Frais de Meta : 3 %, soit 4,20 €. Avec la TVA : 144,20 × 1,20 = "
        "173,04 €. Si vous récupérez la TVA, la campagne vous coûte 144,20 € ; sinon, 173,04 €.\n\n"
        "Vous êtes en franchise de TVA ? Avant d'acheter, demandez un numéro de TVA intracommunautaire à votre service des "
        "impôts des entreprises (code général des impôts, articles 286 ter et 283-2). Vous déclarez alors cette TVA, et vous "
        "la payez : 100 € de publicité sur Meta coûtent 123,60 €, frais compris.\n\n"
        "L'outil apprend avec une cinquantaine de résultats par semaine. Si une vente coûte 12 €, il lui faudrait 85,71 € par "
        "jour : c'est rarement à la portée d'une petite entreprise. Demandez-lui alors un résultat plus fréquent (des "
        "messages, des visites), ou acceptez des chiffres moins stables.\n\n"
        "Information, pas un conseil fiscal."
    ),
    model=Cost,
    points=10.0,
    check=_check,
    draw=_draw,
)


class _Settings(Answer):
    """The sliders of the live estimate."""

    daily: Annotated[float | None, Number("Budget par jour", unit="€", minimum=1, maximum=100, step=0.5)] = (
        None
    )
    days: Annotated[
        float | None, Number("Durée", unit="jours", minimum=1, maximum=90, step=1, integer=True)
    ] = None
    people: Annotated[
        float | None, Number("Taille de l'audience", unit="pers.", minimum=500, maximum=200_000, step=100)
    ] = None
    cpm: Annotated[
        float | None, Number("Mille affichages coûtent", unit="€", minimum=2, maximum=30, step=0.05)
    ] = None


def _start(answers: Answers) -> Mapping[str, Any]:
    campaign, figures = CAMPAIGN.answer(answers).campaign, figures_of(answers)
    wanted = {
        "daily": campaign.daily or 8,
        "days": campaign.days or 21,
        "people": campaign.people or 20_000,
        "cpm": (figures.cpm if figures else None) or 7.5,
    }
    found = {}
    for name, slider in questions_of(_Settings).items():
        if isinstance(slider, Number):
            low, high, step = slider.minimum or 0, slider.maximum or 0, slider.step or 1
            found[name] = round(low + round((min(max(wanted[name], low), high) - low) / step) * step, 6)
    return found


def _view(settings: _Settings, answers: Answers) -> View:
    figures = figures_of(answers)
    total = (settings.daily or 0) * (settings.days or 0)
    people = settings.people or 1
    found = estimate(
        total=total,
        people=people,
        cpm=settings.cpm or 1,
        ctr=((figures.ctr if figures else None) or 1.2) / 100,
        conversion_rate=((figures.conversion if figures else None) or 2.5) / 100,
    )
    tired = found.frequency.high >= TIRED
    sentence = (
        f"{french.euros(total)} toucheraient de {french.number(round(found.reach.low, -1))} à "
        f"{french.number(round(found.reach.high, -1))} personnes sur {french.number(people)}, jusqu'à "
        f"{french.number(found.frequency.high, 1)} fois chacune"
        + (" : l'audience se lasserait, élargissez-la ou dépensez moins." if tired else ".")
    )
    return View(sentence, found.picture(origin=_ORIGIN))


LIVE_REACH = Exploration(
    id="c6-portee",
    title="Combien de personnes, pour combien d'euros ?",
    prompt="Doublez le budget : la portée double-t-elle ? Élargissez l'audience : que devient la répétition ?",
    model=_Settings,
    start=_start,
    view=_view,
)
