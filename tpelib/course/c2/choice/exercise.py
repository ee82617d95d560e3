"""« Mes réseaux »: the choice, its reasons and its limits, as one tells them to a jury."""

import math
from typing import Annotated

from tpelib.base import french
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.c2.decision.exercise import robustness
from tpelib.course.common import NETWORKS
from tpelib.domain.platforms import platform
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Choices, LongText, Number, Text

__all__ = ["CHOICE", "HOURS_PER_NETWORK", "Chosen", "chosen_networks"]

HOURS_PER_NETWORK = 1.5
"""Hours a week that one network kept alive takes: the course's own rule of thumb."""
ENOUGH = 3


class Cited(Answer):
    """One figure that supports the choice."""

    what: Annotated[str, LongText("Ce qu'il dit", max_length=200)] = ""
    value: Annotated[str, Text("Chiffre", max_length=40)] = ""
    source: Annotated[str, Text("Source", max_length=100)] = ""
    year: Annotated[float | None, Number("Année", minimum=2009, maximum=2040, integer=True)] = None


class Chosen(Answer):
    """The networks chosen, what supports them, what was left, and the word to the jury."""

    networks: Annotated[
        list[str],
        Choices(
            "Quels réseaux retenez-vous ?",
            short="Réseaux retenus",
            hint="Ceux que vous pourrez tenir toute l'année. La suite du parcours se fera sur eux.",
            options=NETWORKS,
        ),
    ] = []
    main: Annotated[
        str,
        Choice(
            "Lequel est le principal ?",
            short="Réseau principal",
            hint="Celui où vous mettrez le plus de temps.",
            options=NETWORKS,
        ),
    ] = ""
    cited: Annotated[
        list[Cited],
        Rows(
            "Sur quels chiffres vous appuyez-vous ?",
            hint="Trois au moins, chacun avec sa source et son année ; un au moins vient de votre enquête.",
            row=Cited,
            min_rows=3,
            max_rows=10,
            add_label="Ajouter un chiffre",
        ),
    ] = []
    refused: Annotated[
        str,
        LongText(
            "Quels réseaux laissez-vous, et pourquoi ?",
            short="Ceux que je laisse",
            group="Mon mot au jury",
            max_length=2000,
        ),
    ] = ""
    limits: Annotated[
        str,
        LongText(
            "Que ne savez-vous pas ?",
            short="Ce que je ne sais pas",
            hint="Les limites de vos chiffres, ce que vous vérifierez dans trois mois.",
            group="Mon mot au jury",
            max_length=2000,
        ),
    ] = ""
    jury: Annotated[
        str,
        LongText(
            "Expliquez votre choix.",
            short="Pourquoi ces réseaux",
            hint="La cible, ce que font les concurrents, votre avantage, pourquoi ce réseau et pas un autre.",
            group="Mon mot au jury",
            max_length=4000,
        ),
    ] = ""


def chosen_networks(answers: Answers) -> tuple[str, ...]:
    """Return the networks that the learner chose, the main one first; empty while none is."""
    answer = CHOICE.answer(answers)
    main = [answer.main] if answer.main else []
    return tuple(dict.fromkeys([*main, *answer.networks]))


def _check(answer: Chosen, answers: Answers, marking: Marking) -> None:
    _check_main(answer, answers, marking)
    _check_hours(answer, answers, marking)
    _check_cited(answer, marking)
    marking.award(
        1,
        len(answer.refused) >= 60,
        "Vous dites ce que vous laissez, et pourquoi.",
        "Dites quels réseaux vous laissez et pourquoi : choisir, c'est renoncer.",
        about="refused",
    )
    marking.award(
        1,
        len(answer.limits) >= 60,
        "Vous dites ce que vous ne savez pas : c'est ce qui fait une analyse solide.",
        "Dites les limites de vos chiffres et ce que vous vérifierez plus tard.",
        about="limits",
    )
    marking.award(
        1,
        len(answer.jury) >= 200,
        "Votre mot au jury est écrit : c'est lui qui le lira, pas la machine.",
        f"Écrivez quelques phrases pour le jury ({french.number(len(answer.jury))} caractères sur 200).",
        about="jury",
    )


def _check_main(answer: Chosen, answers: Answers, marking: Marking) -> None:
    found = robustness(answers)
    if not answer.networks or not answer.main:
        marking.missing(2, "Choisissez vos réseaux, et le principal.", about="networks")
        return
    if found is None:
        marking.missing(2, "Pesez d'abord votre choix dans « Mon choix, pesé » : on compare les deux.")
        return
    name = platform(answer.main).name
    if answer.main not in answer.networks:
        marking.award(
            2, False, "", f"{name} est le principal : cochez-le aussi parmi vos réseaux.", about="networks"
        )
        return
    first = found.decision.first
    in_front = answer.main == first or answer.main in found.overtakes
    level = abs(found.decision.totals.get(answer.main, -1) - found.decision.totals[first]) < 1e-9
    marking.award(
        2,
        1.0 if in_front or level else 0.5 if answer.main in found.decision.totals else 0.0,
        f"{name} est bien en tête de votre classement, ou peut l'être quand vos poids bougent.",
        f"Votre classement met {platform(first).name} en tête. {name} n'y est jamais premier : reprenez vos notes, ou "
        "expliquez au jury ce qu'elles ne disent pas.",
        about="main",
    )


def _check_hours(answer: Chosen, answers: Answers, marking: Marking) -> None:
    hours = BUSINESS.answer(answers).hours
    if not answer.networks:
        marking.missing(
            2, "Choisissez vos réseaux : on vérifiera qu'ils tiennent dans vos heures.", about="networks"
        )
        return
    if hours is None:
        marking.missing(2, "Dites dans « Mon entreprise » combien d'heures vous avez par semaine.")
        return
    fed = [network for network in answer.networks if platform(network).weekly]
    room = max(1, math.floor(hours / HOURS_PER_NETWORK))
    marking.award(
        2,
        1.0 if len(fed) <= room else 0.5 if len(fed) == room + 1 else 0.0,
        f"{french.plural(len(fed), 'réseau')} à nourrir en {french.hours(hours)} par semaine : c'est tenable.",
        f"{french.plural(len(fed), 'réseau')} à nourrir en {french.hours(hours)} par semaine, c'est trop : comptez 1 h 30 par "
        f"réseau, donc {french.number(room)} au plus (la fiche Google et WhatsApp ne comptent pas).",
        about="networks",
    )


def _check_cited(answer: Chosen, marking: Marking) -> None:
    whole = [
        row for row in answer.cited if len(row.what) >= 8 and row.value and len(row.source) >= 4 and row.year
    ]
    marking.award(
        2,
        min(len(whole), ENOUGH) / ENOUGH,
        f"{french.plural(len(whole), 'chiffre cité, daté', 'chiffres cités, datés')}.",
        f"{french.plural(len(whole), 'chiffre complet', 'chiffres complets')} sur {ENOUGH} : dites ce qu'il mesure, sa "
        "valeur, sa source et son année.",
        about="cited",
    )


CHOICE = Exercise(
    id="c2-choix",
    competency="C2",
    criteria=("Cr2",),
    title="Mes réseaux",
    prompt=(
        "Voici ce que le jury lira d'abord : les réseaux que vous retenez, les chiffres qui vous y mènent, ceux que vous "
        "laissez. Un seul réseau bien tenu vaut mieux que quatre pages vides."
    ),
    help=(
        "Une règle simple de ce cours : comptez une heure et demie par semaine pour chaque réseau à nourrir. La fiche Google "
        "et WhatsApp se tiennent à part : on y répond, on n'y publie pas chaque semaine.\n\n"
        "Vos textes ne sont pas notés par la machine, qui vérifie seulement qu'ils sont là : les assesseurs les lisent."
    ),
    model=Chosen,
    points=9.0,
    check=_check,
)
