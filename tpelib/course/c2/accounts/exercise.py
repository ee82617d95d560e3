"""« Comptes, personnes, portée »: what a figure counts before what it says."""

from collections.abc import Mapping
from typing import Annotated, Any

from tpelib.course.common import within
from tpelib.domain import audience
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exercise, Exploration, View
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Number, Option

__all__ = ["ACCOUNTS", "ACCOUNTS_EXPLORER", "AccountsReading"]

_PLATFORMS = tuple(Option(name.lower(), name) for name in audience.platforms())
_NAMES = {option.value: option.label for option in _PLATFORMS}
_PERIODS = tuple(Option(key, name) for key, name in audience.periods().items())
_READ = "Ce que déclarent les plateformes"
_TRAPS = "Cinq pièges"


class AccountsReading(Answer):
    """A count read with its date, and five traps."""

    network: Annotated[
        str,
        Choice("Choisissez un réseau qui vous intéresse.", short="Réseau", group=_READ, options=_PLATFORMS),
    ] = ""
    millions: Annotated[
        float | None,
        Number(
            "Combien de comptes actifs par mois déclare-t-il en France ?",
            short="Comptes actifs par mois en France, déclarés par la plateforme",
            hint="En millions : 12,4 par exemple.",
            group=_READ,
            unit="millions",
            maximum=1000,
        ),
    ] = None
    period: Annotated[
        str,
        Choice(
            "Pour quel semestre (le plus récent qu'il ait publié) ?",
            short="Semestre",
            group=_READ,
            options=_PERIODS,
        ),
    ] = ""
    sum: Annotated[
        str,
        Choice(
            "Facebook et Instagram déclarent chacun plus de 40 millions de comptes en France début 2026. Peut-on additionner "
            "pour compter des personnes ?",
            group=_TRAPS,
            options=(
                Option("yes", "Oui, ce sont deux réseaux différents"),
                Option("no", "Non, la même personne est souvent dans les deux"),
                Option("half", "Oui, en divisant par deux"),
            ),
        ),
    ] = ""
    three: Annotated[
        str,
        Choice(
            "Instagram en France : 24 millions, plus de 40 millions, 46 millions. Lequel croire ?",
            group=_TRAPS,
            options=(
                Option("largest", "Le plus grand, c'est le plus récent"),
                Option("mean", "La moyenne des trois"),
                Option("each", "Chacun, pour ce qu'il compte : portée publicitaire, utilisateurs, comptes"),
                Option("smallest", "Le plus petit, par prudence"),
            ),
        ),
    ] = ""
    multiply: Annotated[
        str,
        Choice(
            "En 2022, 77 % des 25–39 ans utilisaient les réseaux sociaux. Peut-on prendre 77 % des comptes Instagram "
            "pour compter les 25–39 ans sur Instagram ?",
            group=_TRAPS,
            options=(
                Option("yes", "Oui, c'est une règle de trois"),
                Option("no", "Non : l'enquête ne dit pas quel réseau, et un compte n'est pas une personne"),
            ),
        ),
    ] = ""
    small: Annotated[
        str,
        Choice(
            "En Corse, 60 % des personnes interrogées utilisent les réseaux sociaux. Elles étaient huit. Que faites-vous ?",
            group=_TRAPS,
            options=(
                Option("quote", "Je cite 60 %"),
                Option("widen", "Je ne cite rien et j'élargis à un groupe plus grand"),
                Option("round", "J'écris « environ la moitié »"),
            ),
        ),
    ] = ""
    jump: Annotated[
        str,
        Choice(
            "59,6 % en 2019, 61,7 % en 2022 : l'usage a-t-il monté de 2 points ?",
            group=_TRAPS,
            options=(
                Option("yes", "Oui, 61,7 − 59,6 = 2,1"),
                Option("no", "Non, il a baissé"),
                Option("unknown", "On ne sait pas : la façon de recueillir les réponses a changé en 2020"),
            ),
        ),
    ] = ""


_TRAP_REASONS: tuple[tuple[str, str, str, str], ...] = (
    (
        "sum",
        "no",
        "On n'additionne pas des comptes pour compter des personnes : vous le savez.",
        "La même personne a souvent un compte sur chaque réseau : la somme dépasserait la population.",
    ),
    (
        "three",
        "each",
        "Chaque chiffre vaut pour ce qu'il compte : citez-le avec ce mot.",
        "Aucun ne remplace les autres : l'un compte des personnes que la publicité peut toucher, l'autre des "
        "utilisateurs, l'autre des comptes.",
    ),
    (
        "multiply",
        "no",
        "On ne multiplie pas deux séries qui ne comptent pas la même chose : c'est dit.",
        "77 % des personnes n'est pas 77 % des comptes, et l'enquête ne dit pas quel réseau : montrez les deux "
        "chiffres côte à côte.",
    ),
    (
        "small",
        "widen",
        "Huit personnes ne font pas un pourcentage : vous élargissez.",
        "Huit personnes ne disent rien : sous 30, le cours masque le chiffre, élargissez.",
    ),
    (
        "jump",
        "unknown",
        "Une rupture de série ne se franchit pas : bien vu.",
        "En 2020 la façon de recueillir les réponses a changé : l'écart mêle l'usage et la méthode.",
    ),
)


def _check(answer: AccountsReading, answers: Answers, marking: Marking) -> None:
    if not answer.network:
        marking.missing(3, "Choisissez un réseau et relevez ses comptes en France.", about="network")
    else:
        found = audience.accounts_of(_NAMES[answer.network])
        millions = found.value / 1e6
        marking.award(
            2,
            within(answer.millions, millions, 0.01, least=0.06),
            f"{found.label} : {found.text}, c'est le chiffre déclaré.",
            f"{found.label} : la plateforme déclare {found.text}.",
            about="millions",
        )
        marking.award(
            1,
            answer.period != "" and audience.periods()[answer.period] in found.label,
            "Le chiffre est daté.",
            f"Le chiffre le plus récent est celui-ci : {found.label}. Un chiffre sans date ne se compare à rien.",
            about="period",
        )
    for name, right, well, badly in _TRAP_REASONS:
        given = getattr(answer, name)
        if not given:
            marking.missing(1, "Répondez à ce piège.", about=name)
        else:
            marking.award(1, given == right, well, badly, about=name)


ACCOUNTS = Exercise(
    id="c2-comptes",
    competency="C2",
    criteria=("Cr2",),
    title="Comptes, personnes, portée",
    prompt=(
        "Relevez dans l'exploration ci-dessus les comptes d'un réseau en France, avec leur date. Puis déjouez cinq "
        "pièges : ce sont ceux que l'on rencontre dans la presse, dans les publicités, et devant un jury."
    ),
    help=(
        "Avant de citer un chiffre, trois questions : que compte-t-il (comptes, personnes, affichages) ? de quand "
        "date-t-il ? qui le dit, et qu'y gagne-t-il ?"
    ),
    model=AccountsReading,
    points=8.0,
    check=_check,
)


class _Settings(Answer):
    """The settings of the explorer."""

    country: Annotated[
        str, Choice("Pays", options=tuple(Option(key, name) for key, name in audience.countries().items()))
    ] = ""
    period: Annotated[
        str,
        Choice("Semestre", options=(Option("latest", "Le plus récent de chacun"), *reversed(_PERIODS))),
    ] = ""


def _start(answers: Answers) -> Mapping[str, Any]:
    return {"country": "FR", "period": "latest"}


def _view(settings: _Settings, answers: Answers) -> View:
    period = None if settings.period in ("", "latest") else settings.period
    found = audience.accounts(country=settings.country or "FR", period=period)
    return View(found.sentence, found.picture())


ACCOUNTS_EXPLORER = Exploration(
    id="c2-comptes-pays",
    title="Combien de comptes, dans quel pays ?",
    prompt=(
        "Le règlement européen sur les services numériques (DSA) oblige les grandes plateformes à publier leur nombre "
        "moyen d'utilisateurs par mois. Choisissez un pays."
    ),
    model=_Settings,
    start=_start,
    view=_view,
)
