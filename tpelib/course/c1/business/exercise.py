"""« Mon entreprise »: what it sells, to how many, and what it can spend."""

from collections.abc import Iterator
from typing import Annotated

from tpelib.base import french
from tpelib.course.cases import BusinessCase, all_cases, find
from tpelib.course.common import within
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Number, Option, Options, Text

__all__ = ["AREAS", "BUSINESS", "OWN", "SEASONS", "WEEKS_PER_MONTH", "Business"]

OWN = "mon-entreprise"
WEEKS_PER_MONTH = 52 / 12
"""Weeks in an average month."""

AREAS = (
    Option("local", "Sur place ou autour de moi", "Boutique, atelier, déplacements chez le client."),
    Option("online", "En ligne seulement", "J'expédie partout."),
    Option("both", "Les deux"),
)

SEASONS = (
    Option("steady", "Non, à peu près pareil toute l'année"),
    Option("peaks", "Oui, il y a des mois forts et des mois creux"),
    Option("closed", "Oui, et je ferme une partie de l'année"),
)


def _projects() -> Iterator[Option]:
    yield Option(OWN, "Mon entreprise")
    for case in all_cases():
        yield Option(case.id, f"{case.name} (cas fictif)", case.trade)


class Business(Answer):
    """The business, in the words and figures of who runs it."""

    project: Annotated[
        str,
        Choice(
            "Sur quelle entreprise travaillez-vous ?",
            hint="Pas encore d'entreprise ? Prenez un des six cas fictifs et lisez sa fiche plus haut.",
            group="L'entreprise",
            options=Options(_projects),
        ),
    ] = ""
    name: Annotated[
        str,
        Text(
            "Comment s'appelle-t-elle ?",
            short="Nom",
            hint="Le nom que vos clients connaissent.",
            group="L'entreprise",
        ),
    ] = ""
    activity: Annotated[
        str,
        Text(
            "Quelle est son activité ?",
            short="Activité",
            hint="Par exemple : plomberie et dépannage.",
            group="L'entreprise",
        ),
    ] = ""
    place: Annotated[
        str,
        Text(
            "Où est-elle ?",
            short="Lieu",
            hint="La commune, et le quartier s'il compte.",
            group="L'entreprise",
        ),
    ] = ""
    area: Annotated[
        str, Choice("Où vendez-vous ?", short="Zone de vente", group="L'entreprise", options=AREAS)
    ] = ""
    offer: Annotated[
        str,
        Text(
            "Que vendez-vous surtout ?",
            short="Offre",
            hint="En une phrase, comme à un voisin : « des bouquets de saison, faits sur place ».",
            group="L'entreprise",
            max_length=300,
        ),
    ] = ""
    season: Annotated[
        str,
        Choice(
            "Votre activité change-t-elle avec les saisons ?",
            short="Saisons",
            hint="Votre impression suffit : « Mes périodes » la comparera à vos chiffres.",
            group="L'entreprise",
            options=SEASONS,
        ),
    ] = ""
    basket: Annotated[
        float | None,
        Number(
            "Combien dépense un client en une fois, en moyenne ?",
            short="Dépense moyenne d'un client",
            hint="C'est le panier moyen. Chez une fleuriste, par exemple : 32 €.",
            group="Vos ventes",
            unit="€",
            maximum=100_000,
        ),
    ] = None
    margin: Annotated[
        float | None,
        Number(
            "Sur 100 € de ventes, combien vous reste-t-il une fois la marchandise payée ?",
            short="Marge, une fois la marchandise payée",
            hint="C'est le taux de marge. Un bouquet vendu 32 € dont les fleurs coûtent 14,40 € laisse 55 %.",
            group="Vos ventes",
            unit="%",
            maximum=100,
        ),
    ] = None
    clients: Annotated[
        float | None,
        Number(
            "Combien de ventes faites-vous dans un mois ordinaire ?",
            short="Ventes dans un mois ordinaire",
            group="Vos ventes",
            maximum=1_000_000,
        ),
    ] = None
    turnover: Annotated[
        float | None,
        Number(
            "Quel est votre chiffre d'affaires d'un mois ordinaire ?",
            short="Chiffre d'affaires d'un mois ordinaire",
            hint="Il doit être proche de : panier moyen × nombre de ventes (10 % d'écart au plus).",
            group="Vos ventes",
            unit="€",
            maximum=100_000_000,
        ),
    ] = None
    hours: Annotated[
        float | None,
        Number(
            "Combien d'heures par semaine pouvez-vous y consacrer ?",
            short="Temps disponible par semaine",
            hint="Tenez compte des semaines chargées. Vous pouvez écrire 2,5 ou 2 h 30.",
            group="Vos moyens",
            unit="h",
            maximum=60,
        ),
    ] = None
    euros: Annotated[
        float | None,
        Number(
            "Combien d'euros par mois pouvez-vous y mettre ?",
            short="Budget disponible par mois",
            hint="Publicité, outils, photos : tout compris, hors taxes. Zéro est une réponse.",
            group="Vos moyens",
            unit="€",
            maximum=100_000,
        ),
    ] = None


def _check(answer: Business, answers: Answers, marking: Marking) -> None:
    case = find(answer.project)
    texts = (
        answer.project,
        answer.name,
        answer.activity,
        answer.place,
        answer.area,
        answer.offer,
        answer.season,
    )
    filled = sum(bool(text) for text in texts)
    marking.award(
        2,
        filled / len(texts),
        "L'entreprise est bien présentée.",
        "Complétez la présentation : le projet, le nom, l'activité, le lieu, la zone de vente, l'offre et la "
        "saison.",
        about="name",
    )
    _check_sales(answer, case, marking)
    _check_turnover(answer, marking)
    _check_means(answer, case, marking)


def _check_sales(answer: Business, case: BusinessCase | None, marking: Marking) -> None:
    given = (answer.basket, answer.margin, answer.clients)
    if case:
        right = (case.basket, case.margin, case.clients)
        share = sum(within(mine, theirs, 0.05) for mine, theirs in zip(given, right, strict=True)) / 3
        marking.award(
            3,
            share,
            "Panier, marge et ventes sont ceux de la fiche.",
            f"Reprenez les chiffres de la fiche (à 5 % près) : panier {french.euros(case.basket)}, "
            f"marge {french.number(case.margin)} %, {french.number(case.clients)} ventes par mois.",
            about="basket",
        )
        return
    plausible = sum(value is not None and value > 0 for value in given) / 3
    marking.award(
        3,
        plausible,
        "Panier moyen, marge et nombre de ventes sont donnés.",
        "Donnez le panier moyen, le taux de marge et le nombre de ventes : tous plus grands que zéro.",
        about="basket",
    )


def _check_turnover(answer: Business, marking: Marking) -> None:
    if answer.basket is None or answer.clients is None or answer.turnover is None:
        marking.missing(
            2,
            "Donnez le panier moyen, le nombre de ventes et le chiffre d'affaires : ils doivent se répondre.",
            about="turnover",
        )
        return
    expected = answer.basket * answer.clients
    marking.award(
        2,
        within(answer.turnover, expected, 0.10, least=1),
        f"Les chiffres se tiennent : {french.euros(answer.basket)} × {french.number(answer.clients)} ventes "
        f"= {french.euros(expected)} par mois.",
        f"{french.euros(answer.basket)} × {french.number(answer.clients)} ventes = {french.euros(expected)}, "
        f"or vous annoncez {french.euros(answer.turnover)} : rapprochez-les (10 % d'écart au plus).",
        about="turnover",
    )


def _check_means(answer: Business, case: BusinessCase | None, marking: Marking) -> None:
    if answer.hours is None or answer.euros is None:
        marking.missing(3, "Dites combien d'heures par semaine et d'euros par mois vous avez.", about="hours")
        return
    if case:
        share = (within(answer.hours, case.hours, 0.05) + within(answer.euros, case.euros, 0.05)) / 2
        marking.award(
            3,
            share,
            "Les moyens sont ceux de la fiche.",
            f"La fiche donne {french.hours(case.hours)} par semaine et {french.euros(case.euros)} par mois.",
            about="hours",
        )
        return
    ceiling = 0.2 * (answer.turnover or 0)
    share = 0.5 * (answer.hours > 0) + 0.5 * (answer.euros <= ceiling or not ceiling)
    marking.award(
        3,
        share,
        f"Vous comptez {french.hours(answer.hours)} par semaine et {french.euros(answer.euros)} par mois : "
        "la suite du parcours s'y tiendra.",
        "Comptez au moins un peu de temps, et gardez le budget sous 20 % du chiffre d'affaires du mois.",
        about="hours",
    )


BUSINESS = Exercise(
    id="c1-entreprise",
    competency="C1",
    criteria=("Cr1",),
    title="Mon entreprise",
    prompt=(
        "Avant de parler de réseaux sociaux, posons votre entreprise sur la table : ce que vous vendez, "
        "à combien de personnes, et ce que vous pouvez y mettre. Tout le parcours repartira de ces chiffres : "
        "vous ne les saisirez qu'une fois."
    ),
    help=(
        "Un ordre de grandeur suffit : votre dernier bilan, ou un mois de caisse divisé par le nombre de "
        "tickets.\n\nLe taux de marge est ce qui vous reste sur 100 € de ventes après avoir payé la "
        "marchandise ou les fournitures. Un artisan qui facture surtout son temps a une marge élevée."
    ),
    model=Business,
    points=10.0,
    check=_check,
)
