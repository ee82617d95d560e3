"""« Ma campagne en chiffres »: what a budget buys, what it brings, and whether it is worth it."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.course.c1.business.exercise import BUSINESS, Business
from tpelib.course.c1.target.exercise import TARGET
from tpelib.course.common import within
from tpelib.domain import budget, media
from tpelib.domain.media import Funnel
from tpelib.engine.answer import Answer, questions_of
from tpelib.engine.exercise import Answers, Exercise, Exploration, View
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Number, Option, Question

__all__ = ["CAMPAIGN", "CAMPAIGN_SCENARIOS", "CampaignForecast", "hypotheses"]

MONTHS_OF_BUDGET = 3
"""A first campaign may take up to three months of the budget."""

DECISIONS = (
    Option("launch", "Je lance", "La campagne rapporte plus qu'elle ne coûte."),
    Option("change", "Je change quelque chose d'abord", "Le prix, l'offre, la cible ou le message."),
    Option("drop", "Je renonce à la publicité", "Je garde mes euros pour autre chose."),
)

_RESULTS = "Vos calculs"
_HYPOTHESES = "Vos hypothèses"


class CampaignForecast(Answer):
    """Hypotheses, and the figures computed from them."""

    budget: Annotated[
        float | None,
        Number(
            "Quel budget pour cette campagne ?",
            short="Budget",
            group=_HYPOTHESES,
            unit="€",
            minimum=1,
            maximum=100_000,
        ),
    ] = None
    cpm: Annotated[
        float | None,
        Number(
            "Combien coûtent mille affichages ?",
            short="Prix de mille affichages (hypothèse)",
            hint="Le CPM (coût pour mille). Ordre de grandeur : 6 à 15 $ sur Meta en 2026, source peu sûre. "
            "7,50 € est une hypothèse prudente.",
            group=_HYPOTHESES,
            unit="€",
            minimum=0.1,
            maximum=200,
        ),
    ] = None
    ctr: Annotated[
        float | None,
        Number(
            "Sur 100 affichages, combien de clics ?",
            short="Clics pour 100 affichages (hypothèse)",
            hint="Le taux de clic (CTR). Ordre de grandeur en France : 1,38 %, un seul prestataire, 2026.",
            group=_HYPOTHESES,
            unit="%",
            minimum=0.01,
            maximum=100,
        ),
    ] = None
    conversion: Annotated[
        float | None,
        Number(
            "Sur 100 clics, combien de ventes ?",
            short="Ventes pour 100 clics (hypothèse)",
            hint="Le taux de conversion. Comptez sur vos doigts : sur cent visiteurs, combien achètent ?",
            group=_HYPOTHESES,
            unit="%",
            minimum=0.01,
            maximum=100,
        ),
    ] = None
    impressions: Annotated[
        float | None,
        Number(
            "Combien d'affichages ?",
            short="Affichages",
            hint="Budget ÷ CPM × 1 000",
            group=_RESULTS,
            maximum=1e9,
        ),
    ] = None
    clicks: Annotated[
        float | None,
        Number(
            "Combien de clics ?", short="Clics", hint="Affichages × taux de clic", group=_RESULTS, maximum=1e9
        ),
    ] = None
    cpc: Annotated[
        float | None,
        Number(
            "Combien coûte un clic ?",
            short="Coût d'un clic",
            hint="Budget ÷ clics",
            group=_RESULTS,
            unit="€",
            maximum=1e6,
        ),
    ] = None
    conversions: Annotated[
        float | None,
        Number(
            "Combien de ventes ?",
            short="Ventes",
            hint="Clics × taux de conversion",
            group=_RESULTS,
            maximum=1e9,
        ),
    ] = None
    cpa: Annotated[
        float | None,
        Number(
            "Combien coûte une vente ?",
            short="Coût d'une vente",
            hint="Budget ÷ ventes",
            group=_RESULTS,
            unit="€",
            maximum=1e6,
        ),
    ] = None
    revenue: Annotated[
        float | None,
        Number(
            "Combien de chiffre d'affaires ?",
            short="Chiffre d'affaires",
            hint="Ventes × panier moyen",
            group=_RESULTS,
            unit="€",
            maximum=1e9,
        ),
    ] = None
    roas: Annotated[
        float | None,
        Number(
            "Combien de ventes pour 1 € dépensé ?",
            short="Ventes pour 1 € dépensé",
            hint="Chiffre d'affaires ÷ budget. Les outils l'appellent ROAS.",
            group=_RESULTS,
            unit="€",
            maximum=1e6,
        ),
    ] = None
    break_even: Annotated[
        float | None,
        Number(
            "Combien en faudrait-il pour ne rien perdre ?",
            short="Ventes pour 1 € qu'il faut pour ne rien perdre",
            hint="1 ÷ taux de marge (avec 55 % de marge : 1 ÷ 0,55)",
            group=_RESULTS,
            unit="€",
            maximum=1e6,
        ),
    ] = None
    maximum_cpa: Annotated[
        float | None,
        Number(
            "Combien peut coûter une vente, au plus ?",
            short="Coût qu'une vente peut supporter",
            hint="Panier moyen × taux de marge",
            group=_RESULTS,
            unit="€",
            maximum=1e6,
        ),
    ] = None
    net: Annotated[
        float | None,
        Number(
            "Que vous reste-t-il à la fin ?",
            short="Ce qui reste à la fin",
            hint="Chiffre d'affaires × taux de marge − budget. Une perte s'écrit avec un moins : −73,20.",
            group=_RESULTS,
            unit="€",
            minimum=-1e6,
            maximum=1e9,
        ),
    ] = None
    decision: Annotated[
        str,
        Choice("Alors, que faites-vous ?", short="Ma décision", group="Votre décision", options=DECISIONS),
    ] = ""


_FIGURES: tuple[tuple[str, str, str, int], ...] = (
    ("impressions", "Affichages", "", 0),
    ("clicks", "Clics", "", 0),
    ("cpc", "Coût d'un clic", "€", 3),
    ("conversions", "Ventes", "", 1),
    ("cpa", "Coût d'une vente", "€", 2),
    ("revenue", "Chiffre d'affaires", "€", 2),
    ("roas", "Ventes pour 1 € dépensé", "€", 2),
    ("break_even", "Seuil pour ne rien perdre", "€", 2),
    ("maximum_cpa", "Coût maximal d'une vente", "€", 2),
    ("net", "Résultat", "€", 2),
)


def hypotheses(answer: CampaignForecast, business: Business) -> Funnel | None:
    """Compute the campaign of these hypotheses; ``None`` while one of them is missing."""
    if None in (answer.budget, answer.cpm, answer.ctr, answer.conversion, business.basket, business.margin):
        return None
    try:
        return media.funnel(
            budget=answer.budget or 0,
            cpm=answer.cpm or 0,
            ctr=(answer.ctr or 0) / 100,
            conversion_rate=(answer.conversion or 0) / 100,
            basket=business.basket or 0,
            margin_rate=(business.margin or 0) / 100,
        )
    except DomainError:
        return None


def _right_figures(found: Funnel) -> Mapping[str, float]:
    return {
        "impressions": found.impressions,
        "clicks": found.clicks,
        "cpc": found.cpc or 0,
        "conversions": found.conversions,
        "cpa": found.cpa or 0,
        "revenue": found.revenue,
        "roas": found.roas or 0,
        "break_even": found.break_even_roas,
        "maximum_cpa": found.maximum_cpa,
        "net": found.net_result,
    }


def _check(answer: CampaignForecast, answers: Answers, marking: Marking) -> None:
    business = BUSINESS.answer(answers)
    found = hypotheses(answer, business)
    if found is None:
        if business.basket is None or not business.margin:
            marking.missing(
                14, "Remplissez d'abord « Mon entreprise » : le panier et la marge viennent de là."
            )
        else:
            marking.missing(14, "Donnez les quatre hypothèses : le reste se calcule.", about="budget")
        return
    ceiling = MONTHS_OF_BUDGET * (business.euros or 0)
    marking.award(
        2,
        found.budget <= ceiling,
        f"Le budget tient dans vos moyens ({french.euros(ceiling)} sur {MONTHS_OF_BUDGET} mois).",
        f"Vous disposez de {french.euros(business.euros or 0)} par mois : gardez cette campagne sous "
        f"{french.euros(ceiling)}, soit {MONTHS_OF_BUDGET} mois.",
        about="budget",
    )
    wanted = _right_figures(found)
    for name, label, unit, decimals in _FIGURES:
        given = getattr(answer, name)
        right = french.typography(f"{french.number(wanted[name], decimals)} {unit}".strip())
        if given is None:
            marking.missing(1, f"{label} : à calculer.", about=name)
            continue
        marking.award(
            1,
            within(given, wanted[name], 0.01, least=_least(name, wanted[name])),
            f"{label} : {right}, c'est juste.",
            f"{label} : vos hypothèses donnent {right} (écart accepté : 1 %, ou l'arrondi).",
            about=name,
        )
    _check_decision(answer, found, marking)


def _least(name: str, wanted: float) -> float:
    """Return the rounding accepted: a unit of what is counted, a cent of what is paid."""
    return {"impressions": 1.0, "clicks": 1.0, "conversions": 0.51}.get(name, 0.011 if wanted else 0.001)


def _check_decision(answer: CampaignForecast, found: Funnel, marking: Marking) -> None:
    if not answer.decision:
        marking.missing(2, "Dites ce que vous décidez.", about="decision")
        return
    gains = found.net_result >= 0
    told = (
        f"la campagne laisserait {french.euros(found.net_result, 2)}"
        if gains
        else f"la campagne perdrait {french.euros(-found.net_result, 2)}"
    )
    marking.award(
        2,
        (answer.decision == "launch") == gains,
        f"Décision raisonnable : {told}.",
        f"Regardez encore : {told}. "
        + ("Vous pouvez la lancer." if gains else "Changez quelque chose, ou renoncez."),
        about="decision",
    )


def _draw(answer: CampaignForecast, answers: Answers, person: Person) -> Sequence[Picture]:
    business = BUSINESS.answer(answers)
    found = hypotheses(answer, business)
    return () if found is None else (found.picture(person),)


CAMPAIGN = Exercise(
    id="c1-campagne",
    competency="C1",
    criteria=("Cr1",),
    title="Ma campagne en chiffres",
    prompt=(
        "Une publicité se décide comme un achat : combien elle coûte, combien elle rapporte. Posez quatre "
        "hypothèses, faites les dix calculs (une calculette suffit), puis décidez. Le panier moyen et la "
        "marge sont ceux de « Mon entreprise ».\n\n"
        "Écart accepté sur chaque calcul : 1 %, ou l'arrondi (à l'unité pour ce qui se compte, au centime pour "
        "ce qui se paie)."
    ),
    help=(
        "Exemple. 300 € à 7,50 € les mille affichages : 40 000 affichages. 1,2 % de clics : 480 clics, "
        "0,625 € chacun. 2,5 % d'acheteurs : 12 ventes, 25 € chacune. À 32 € de panier : 384 € de ventes, "
        "soit 1,28 € pour 1 € dépensé. Avec 55 % de marge, il en faudrait 1,82 € : la campagne perd "
        "88,80 €.\n\nGardez les décimales d'un calcul à l'autre, arrondissez à la fin."
    ),
    model=CampaignForecast,
    points=14.0,
    check=_check,
    draw=_draw,
)


class _Settings(Answer):
    """The sliders of the live campaign."""

    budget: Annotated[float | None, Number("Budget", unit="€", minimum=20, maximum=3000, step=5)] = None
    people: Annotated[
        float | None,
        Number("Personnes dans votre cible", unit="pers.", minimum=500, maximum=200_000, step=100),
    ] = None
    cpm: Annotated[
        float | None, Number("Mille affichages coûtent", unit="€", minimum=2, maximum=30, step=0.05)
    ] = None
    ctr: Annotated[
        float | None, Number("Clics pour 100 affichages", unit="%", minimum=0.1, maximum=5, step=0.01)
    ] = None
    conversion: Annotated[
        float | None, Number("Ventes pour 100 clics", unit="%", minimum=0.1, maximum=40, step=0.1)
    ] = None
    basket: Annotated[float | None, Number("Panier moyen", unit="€", minimum=5, maximum=500, step=0.5)] = None
    margin: Annotated[float | None, Number("Marge", unit="%", minimum=5, maximum=95, step=1)] = None


def _start(answers: Answers) -> Mapping[str, Any]:
    business, campaign = BUSINESS.answer(answers), CAMPAIGN.answer(answers)
    sizes = [segment.size for segment in TARGET.answer(answers).segments if segment.size]
    wanted = {
        "budget": campaign.budget or 300,
        "people": sizes[0] if sizes else 20_000,
        "cpm": campaign.cpm or 7.5,
        "ctr": campaign.ctr or 1.2,
        "conversion": campaign.conversion or 2.5,
        "basket": business.basket or 42,
        "margin": business.margin or 45,
    }
    return {name: _shown(question, wanted[name]) for name, question in questions_of(_Settings).items()}


def _shown(slider: Question, value: float) -> float:
    """Return the nearest value that a slider can show: between its ends, on one of its steps."""
    if not isinstance(slider, Number):
        return value
    low, high, step = slider.minimum or 0, slider.maximum or value, slider.step or 1
    return round(low + round((min(max(value, low), high) - low) / step) * step, 6)


def _view(settings: _Settings, answers: Answers) -> View:
    found = budget.scenarios(
        budget=settings.budget or 0,
        cpm=settings.cpm or 0,
        ctr=(settings.ctr or 0) / 100,
        conversion_rate=(settings.conversion or 0) / 100,
        basket=settings.basket or 0,
        margin_rate=(settings.margin or 0) / 100,
        people=settings.people or 1,
    )
    return View(found.sentence, found.picture())


CAMPAIGN_SCENARIOS = Exploration(
    id="c1-campagne-scenarios",
    title="Et si… ?",
    prompt="Bougez un curseur : la phrase et le graphique se recalculent. Rien n'est enregistré ni noté.",
    model=_Settings,
    start=_start,
    view=_view,
)
