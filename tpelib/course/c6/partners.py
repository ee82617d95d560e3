"""The profiles that may speak for a shop, as a learner writes them down."""

from collections.abc import Mapping
from typing import Annotated

from tpelib.base.words import fold
from tpelib.course.c6.boxes import TRADES
from tpelib.course.common import NETWORKS
from tpelib.domain.reputation.influence import CRITERIA, SIGNALS, Influencer
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.questions import Choice, Choices, LongText, Number, Option, Text

__all__ = ["ENOUGH", "Partners", "ProofRequest", "Seen", "candidates"]

MOST = 6
ENOUGH = 3
_WEIGHTS = "Ce qui compte pour vous, sur 100"
_FIRST = "Votre premier"
_DOUBT = "Celui qui pose des questions"
_DEAL = "L'accord"

SAID = (Option("always", "Toujours"), Option("sometimes", "Parfois"), Option("never", "Jamais"))
RANKS = tuple(Option(str(rank), f"Celui de la ligne {rank}") for rank in range(1, MOST + 1))
DOUBTS = (*RANKS, Option("none", "Aucun d'entre eux"))
SIGNS = tuple(Option(key, label) for key, label in SIGNALS.items())
FOLLOWS = (
    Option("ask", "Je demande ses statistiques, et je décide ensuite"),
    Option("tell", "Je préviens tout le monde qu'il triche"),
    Option("pay", "Je paie, les chiffres sont bons"),
)
MENTIONS = (
    Option("clear", "« Publicité » ou « Collaboration commerciale », lisible du début à la fin"),
    Option("tag", "Un mot-dièse à la fin, comme #merci"),
    Option("none", "Rien : un cadeau n'est pas une publicité"),
)


class Seen(Answer):
    """What anybody can see of a profile, and its price."""

    name: Annotated[str, Text("Profil", max_length=80)] = ""
    network: Annotated[str, Choice("Réseau", options=NETWORKS)] = ""
    followers: Annotated[float | None, Number("Abonnés", minimum=1, maximum=1e9, integer=True)] = None
    reactions: Annotated[float | None, Number("Réactions par publication", maximum=1e9)] = None
    price: Annotated[
        float | None, Number("Prix HT, cadeau compris", short="Prix HT", unit="€", maximum=1e6)
    ] = None
    said: Annotated[str, Choice("Partenariats annoncés ?", short="Partenariats annoncés", options=SAID)] = ""


class ProofRequest(Answer):
    """What one asks the influencer for: a screenshot of the statistics."""

    name: Annotated[str, Text("Profil", max_length=80)] = ""
    target: Annotated[float | None, Number("Dans ma cible", unit="%", maximum=100)] = None
    local: Annotated[float | None, Number("Dans ma zone", unit="%", maximum=100)] = None
    gained: Annotated[float | None, Number("Abonnés gagnés en un mois", maximum=1e9, integer=True)] = None
    repeated: Annotated[float | None, Number("Commentaires semblables", unit="%", maximum=100)] = None
    away: Annotated[float | None, Number("Hors de France", unit="%", maximum=100)] = None


def _weight(key: str) -> Number:
    return Number(CRITERIA[key], group=_WEIGHTS, maximum=100)


class Partners(Answer):
    """Profiles, weights, the first, the doubtful one, and the deal."""

    trade: Annotated[
        str,
        Choice("De quel commerce ?", hint="Les profils sont fictifs.", required=False, options=TRADES),
    ] = ""
    seen: Annotated[
        list[Seen],
        Rows(
            "Ce que tout le monde voit",
            hint="Trois profils au moins. Les réactions : la moyenne de ses dix dernières publications.",
            row=Seen,
            min_rows=3,
            max_rows=MOST,
            add_label="Ajouter un profil",
        ),
    ] = []
    asked: Annotated[
        list[ProofRequest],
        Rows(
            "Ce qu'on lui demande",
            hint="Une capture de ses statistiques. Votre zone : là d'où viennent vos clients ; la France si vous expédiez.",
            row=ProofRequest,
            min_rows=3,
            max_rows=MOST,
            add_label="Ajouter un profil",
        ),
    ] = []
    target: Annotated[float | None, _weight("target")] = None
    engagement: Annotated[float | None, _weight("engagement")] = None
    local: Annotated[float | None, _weight("local")] = None
    cost: Annotated[float | None, _weight("cost")] = None
    said: Annotated[float | None, _weight("said")] = None
    first: Annotated[
        str,
        Choice(
            "Lequel arrive premier ?",
            hint="Le graphique sous le formulaire le dit.",
            group=_FIRST,
            options=RANKS,
        ),
    ] = ""
    rate: Annotated[
        float | None,
        Number(
            "Son taux d'engagement",
            short="Taux d'engagement du premier",
            hint="Réactions d'une publication ÷ abonnés × 100.",
            group=_FIRST,
            unit="%",
            maximum=1000,
        ),
    ] = None
    contact: Annotated[
        float | None,
        Number(
            "Le coût d'une réaction",
            short="Coût d'une réaction",
            hint="Prix ÷ réactions.",
            group=_FIRST,
            unit="€",
            maximum=1e6,
        ),
    ] = None
    stays: Annotated[
        float | None,
        Number(
            "Dans combien de cas sur 100 reste-t-il premier quand les poids bougent de 20 % ?",
            group=_FIRST,
            unit="%",
            maximum=100,
        ),
    ] = None
    doubtful: Annotated[str, Choice("Lequel montre le plus de signes ?", group=_DOUBT, options=DOUBTS)] = ""
    signs: Annotated[list[str], Choices("Quels signes ?", group=_DOUBT, options=SIGNS)] = []
    follow: Annotated[str, Choice("Avant de payer, que faites-vous ?", group=_DOUBT, options=FOLLOWS)] = ""
    posts: Annotated[
        float | None,
        Number(
            "Combien de publications dans l'année ?",
            short="Publications dans l'année",
            group=_DEAL,
            minimum=1,
            maximum=365,
            integer=True,
        ),
    ] = None
    total: Annotated[
        float | None,
        Number(
            "Ce que cela coûte en un an, HT", short="Coût en un an, HT", group=_DEAL, unit="€", maximum=1e9
        ),
    ] = None
    contract: Annotated[
        str,
        Choice(
            "Un contrat écrit est-il obligatoire ?",
            group=_DEAL,
            options=(
                Option("yes", "Oui", "Argent et cadeaux d'une année atteignent le seuil."),
                Option("no", "Non", "Pas par la loi ; un accord écrit reste prudent."),
            ),
        ),
    ] = ""
    mention: Annotated[
        str,
        Choice(
            "Quelle mention portera sa publication ?", short="Mention portée", group=_DEAL, options=MENTIONS
        ),
    ] = ""
    why: Annotated[
        str,
        LongText("Pourquoi lui, en deux phrases ?", short="Pourquoi ce profil", group=_DEAL, max_length=1000),
    ] = ""

    @property
    def weights(self) -> tuple[float, ...] | None:
        """The five weights, when all are there and one is above zero."""
        found = [getattr(self, key) for key in CRITERIA]
        return None if None in found or not any(found) else tuple(found)


def candidates(answer: Partners) -> Mapping[str, Influencer]:
    """Return the whole profiles by the number of their line (``"1"``), each name once."""
    asked = {fold(row.name): row for row in reversed(answer.asked)}
    found: dict[str, Influencer] = {}
    names: set[str] = set()
    for rank, seen in enumerate(answer.seen, 1):
        name = fold(seen.name)
        told = asked.get(name)
        if not name or name in names or told is None or not seen.network or not seen.said:
            continue
        figures = {key: getattr(seen, key) for key in ("followers", "reactions", "price")}
        figures |= {key: getattr(told, key) for key in ("target", "local", "gained", "repeated", "away")}
        if None in figures.values():
            continue
        names.add(name)
        found[str(rank)] = Influencer(name=seen.name, network=seen.network, said=seen.said, **figures)
    return found
