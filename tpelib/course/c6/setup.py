"""The form of a campaign, in the order of the tools: the same for the learner's own and for an exam's."""

from dataclasses import fields
from datetime import date
from typing import Annotated

from tpelib.base.errors import TpeError
from tpelib.course.common import INDICATORS
from tpelib.domain.campaign import (
    Campaign,
    Tool,
    all_tools,
    tool_of,
)
from tpelib.domain.platforms import platform
from tpelib.engine.answer import Answer
from tpelib.engine.questions import Choice, Choices, Date, LongText, Number, Option, Options, Text

__all__ = ["BUTTONS", "PLACEMENTS", "Setup", "tool_for"]

_FIRST = "1. La campagne"
_AUDIENCE = "2. L'ensemble de publicités : à qui"
_PLACES = "2. L'ensemble de publicités : où"
_MONEY = "2. L'ensemble de publicités : combien, et quand"
_PAYER = "2. L'ensemble de publicités : au nom de qui"
_AD = "3. La publicité"
_CHECK = "Avant de publier"

NETWORK_OPTIONS = Options(
    lambda: (
        Option(network, platform(network).name, tool.name)
        for tool in all_tools()
        for network in tool.networks
    )
)
OBJECTIVES = Options(
    lambda: (
        Option(item.key, item.label, f"L'outil cherche et compte : {item.result}.")
        for item in all_tools()[0].objectives
    )
)
SPECIALS = Options(lambda: (Option(item.key, item.label) for item in all_tools()[0].specials))
PLACEMENTS = Options(
    lambda: (Option(item.key, item.label) for tool in all_tools() for item in tool.placements)
)
BUTTONS = (
    Option("learn", "En savoir plus"),
    Option("shop", "Acheter"),
    Option("order", "Commander"),
    Option("book", "Réserver"),
    Option("message", "Envoyer un message"),
    Option("call", "Appeler"),
    Option("quote", "Demander un devis"),
    Option("route", "Itinéraire"),
)


class Setup(Answer):
    """The three levels of a campaign, in the order of the tools."""

    name: Annotated[
        str,
        Text(
            "Quel nom donnez-vous à la campagne ?",
            short="Campagne",
            hint="Pour vous seul : « 2027-05 fête des Mères, commandes ».",
            group=_FIRST,
            max_length=100,
        ),
    ] = ""
    network: Annotated[
        str, Choice("Sur lequel de vos réseaux ?", short="Réseau", group=_FIRST, options=NETWORK_OPTIONS)
    ] = ""
    objective: Annotated[
        str,
        Choice(
            "Quel objectif ?",
            short="Objectif",
            hint="Les mots de Meta. TikTok et LinkedIn en ont de voisins, dans la leçon.",
            group=_FIRST,
            options=OBJECTIVES,
        ),
    ] = ""
    special: Annotated[
        str,
        Choice(
            "La publicité entre-t-elle dans une catégorie spéciale ?",
            hint="Une offre d'emploi, un logement à louer, un crédit : il faut le déclarer.",
            group=_FIRST,
            options=SPECIALS,
        ),
    ] = ""
    place: Annotated[
        str,
        Text(
            "Autour d'où ?",
            short="Autour de",
            hint="Votre commune, ou « France » si vous expédiez.",
            group=_AUDIENCE,
        ),
    ] = ""
    radius: Annotated[
        float | None,
        Number(
            "Jusqu'à quelle distance ?",
            short="Rayon",
            hint="À laisser vide pour un pays entier.",
            group=_AUDIENCE,
            unit="km",
            maximum=20_000,
            required=False,
        ),
    ] = None
    age_from: Annotated[
        float | None,
        Number("De quel âge ?", short="De", group=_AUDIENCE, unit="ans", maximum=110, integer=True),
    ] = None
    age_to: Annotated[
        float | None,
        Number(
            "À quel âge ?",
            short="À",
            hint="65 veut dire « 65 ans et plus » : les outils ne vont pas plus loin.",
            group=_AUDIENCE,
            unit="ans",
            maximum=110,
            integer=True,
        ),
    ] = None
    people: Annotated[
        float | None,
        Number(
            "Combien de personnes cela fait-il ?",
            short="Personnes",
            hint="L'outil affiche une fourchette ; ici, reprenez la taille de votre cible (C1).",
            group=_AUDIENCE,
            unit="pers.",
            minimum=1,
            maximum=100_000_000,
        ),
    ] = None
    placements: Annotated[
        list[str],
        Choices(
            "Où la publicité paraîtra-t-elle ?",
            short="Emplacements",
            hint="Seuls ceux de votre outil comptent. Une story demande une image verticale.",
            group=_PLACES,
            options=PLACEMENTS,
        ),
    ] = []
    budget_kind: Annotated[
        str,
        Choice(
            "Quel budget ?",
            short="Budget",
            group=_MONEY,
            options=(
                Option("daily", "Par jour", "Une moyenne : certains jours dépensent davantage."),
                Option("lifetime", "Pour toute la durée", "Un maximum : il n'est jamais dépassé."),
            ),
        ),
    ] = ""
    amount: Annotated[
        float | None,
        Number(
            "Combien ?",
            short="Montant",
            hint="En euros, hors taxes.",
            group=_MONEY,
            unit="€",
            minimum=0.01,
            maximum=100_000,
        ),
    ] = None
    start: Annotated[date | None, Date("Quel jour part-elle ?", short="Du", group=_MONEY)] = None
    end: Annotated[date | None, Date("Quel jour s'arrête-t-elle ?", short="Au", group=_MONEY)] = None
    beneficiary: Annotated[
        str,
        Text(
            "Au nom de qui paraît-elle ?",
            short="Au nom de",
            hint="Le bénéficiaire : dans l'Union européenne, chacun peut le voir.",
            group=_PAYER,
        ),
    ] = ""
    payer: Annotated[
        str, Text("Qui la paie ?", short="Payée par", hint="Le payeur : souvent le même nom.", group=_PAYER)
    ] = ""
    page: Annotated[
        str, Text("Quelle page parle ?", short="Page", hint="Le nom de votre page, à la lettre.", group=_AD)
    ] = ""
    text: Annotated[
        str,
        LongText(
            "Le texte",
            short="Texte",
            hint="L'essentiel tient dans 125 caractères : la suite est coupée sur téléphone. Il dit la même chose que "
            "votre publication (C5).",
            group=_AD,
            max_length=2200,
        ),
    ] = ""
    headline: Annotated[
        str, Text("Le titre, sous l'image", short="Titre", hint="40 caractères.", group=_AD, max_length=120)
    ] = ""
    button: Annotated[str, Choice("Le bouton", short="Bouton", group=_AD, options=BUTTONS)] = ""
    link: Annotated[
        str,
        Text(
            "La page où mène le bouton",
            short="Lien",
            hint="www.exemple.fr/bouquets",
            group=_AD,
            max_length=300,
        ),
    ] = ""
    image: Annotated[
        str, Text("Le fichier de l'image", hint="bouquet-mai.jpg", group=_AD, max_length=120)
    ] = ""
    alt: Annotated[
        str,
        LongText(
            "Ce qu'on y voit, pour qui ne le voit pas",
            short="Description de l'image",
            group=_AD,
            max_length=500,
        ),
    ] = ""
    measure: Annotated[
        str,
        Choice(
            "À quel chiffre saurez-vous si elle a réussi ?",
            short="Chiffre qui dira sa réussite",
            hint="Celui de votre objectif (C1), de préférence.",
            group=_CHECK,
            options=INDICATORS,
        ),
    ] = ""
    why: Annotated[
        str,
        LongText(
            "Pourquoi cet objectif, ce budget, ce chiffre ?",
            short="Pourquoi cet objectif, ce budget et ce chiffre",
            hint="Deux phrases pour le jury.",
            group=_CHECK,
            max_length=1500,
        ),
    ] = ""

    @property
    def campaign(self) -> Campaign:
        """The campaign as the domain knows it."""
        own = {field.name: getattr(self, field.name) for field in fields(Campaign)}
        return Campaign(**{**own, "placements": tuple(self.placements)})


def tool_for(answer: Setup) -> Tool:
    """Return the tool of the network chosen; Meta's while none is."""
    try:
        return tool_of(answer.network)
    except TpeError:
        return all_tools()[0]
