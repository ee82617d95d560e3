"""« La publication que je présente »: the post for the jury, why its tone fits and what it does for the project."""

from collections.abc import Sequence
from typing import Annotated

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.course.c1.objective.exercise import OBJECTIVE
from tpelib.course.c2.choice.exercise import chosen_networks
from tpelib.course.c5.studio.exercise import (
    STUDIO,
    author_of,
    posts_of,
    sheets_of,
)
from tpelib.course.common import (
    FITTING,
    INDICATORS,
    NETWORKS,
    PEOPLE,
)
from tpelib.course.drawings.posts import post_preview
from tpelib.domain.platforms import platform
from tpelib.domain.post import DraftedPost, review
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Choices, LongText, Number, Option

__all__ = ["PRESENTED", "Presented"]

REASON = 60
"""Signs under which a reason is not given yet."""
CHECKS = tuple(
    Option(key, label)
    for key, label in (
        ("aloud", "Je l'ai lue à voix haute, d'une traite"),
        ("other", "Quelqu'un qui n'est pas du métier l'a lue et m'a dit ce qu'il ferait"),
        ("spelling", "J'ai relu l'orthographe, mot à mot"),
        ("people", "Chaque personne reconnaissable a donné son accord écrit"),
        ("captions", "La vidéo a des sous-titres relus, ou il n'y a pas de vidéo"),
        ("works", "Le lien et le bouton marchent, essayés sur un téléphone"),
    )
)


class Presented(Answer):
    """The post presented, and its reasons."""

    network: Annotated[
        str,
        Choice(
            "Quel texte présentez-vous ?",
            short="Texte présenté",
            hint="Celui d'un réseau de votre projet.",
            options=NETWORKS,
        ),
    ] = ""
    tone: Annotated[
        str,
        LongText(
            "En quoi son ton est-il dans l'esprit de ce réseau ?",
            short="Son ton, dans l'esprit du réseau",
            hint="Ce qu'on vient y chercher, comment on y parle, ce que vous avez laissé de côté.",
            max_length=1500,
        ),
    ] = ""
    project: Annotated[
        str,
        LongText(
            "En quoi sert-elle votre projet ?",
            short="En quoi elle sert mon projet",
            hint="Votre objectif, votre cible, et ce que cette publication leur apporte.",
            max_length=1500,
        ),
    ] = ""
    indicator: Annotated[
        str,
        Choice(
            "Quel chiffre dira qu'elle a servi ?",
            short="Chiffre qui dira qu'elle a servi",
            group="Le résultat attendu",
            options=INDICATORS,
        ),
    ] = ""
    expected: Annotated[
        float | None,
        Number(
            "Combien en espérez-vous, en un mois ?",
            short="Espéré en un mois",
            hint="Pour une publication seule. Votre objectif de C1 vaut pour toutes.",
            group="Le résultat attendu",
            maximum=100_000_000,
        ),
    ] = None
    checked: Annotated[
        list[str],
        Choices("Avant de publier, qu'avez-vous vérifié ?", short="Vérifié avant de publier", options=CHECKS),
    ] = []


def _presented(answer: Presented, answers: Answers) -> DraftedPost | None:
    posts = posts_of(STUDIO.answer(answers), answers)
    return next((post for post in posts if post.network == answer.network), None)


def _check(answer: Presented, answers: Answers, marking: Marking) -> None:
    _check_post(answer, answers, marking)
    for name, points, right, wrong in (
        (
            "tone",
            2,
            "Vous reliez le ton à l'esprit du réseau.",
            "Dites ce qu'on vient chercher sur ce réseau",
        ),
        ("project", 1, "Vous reliez la publication au projet.", "Dites ce qu'elle apporte à votre objectif"),
    ):
        written = len(getattr(answer, name))
        marking.award(
            points,
            min(1.0, written / REASON),
            right,
            f"{wrong} ({french.number(written)} signes sur {REASON}).",
            about=name,
        )
    _check_result(answer, answers, marking)
    marking.award(
        2,
        len(answer.checked) / len(CHECKS),
        "Tout est vérifié avant de publier.",
        f"{french.plural(len(answer.checked), 'point vérifié', 'points vérifiés')} sur {len(CHECKS)} : finissez la liste.",
        about="checked",
    )


def _check_post(answer: Presented, answers: Answers, marking: Marking) -> None:
    post = _presented(answer, answers)
    if post is None:
        marking.missing(
            4,
            "Choisissez un réseau pour lequel vous avez écrit un texte dans « Ma publication ».",
            about="network",
        )
        return
    marking.award(
        2,
        post.network in chosen_networks(answers),
        f"{platform(post.network).name} est un réseau de votre projet.",
        f"{platform(post.network).name} n'est pas un réseau de votre projet (C2) : présentez un autre texte.",
        about="network",
    )
    remarks = review(post.text, post.network, post.day, post.department, post.made)
    refused = [one for one in remarks if one.blocks]
    marking.award(
        2,
        not refused,
        "Elle peut paraître : ni point de loi, ni limite dépassée.",
        f"Corrigez dans « Ma publication » : {refused[0].text}" if refused else "",
        about="network",
    )


def _check_result(answer: Presented, answers: Answers, marking: Marking) -> None:
    objective = OBJECTIVE.answer(answers)
    if not objective.aim or not objective.target_value:
        marking.missing(
            3, "Écrivez d'abord votre objectif (C1) : le résultat se compare à lui.", about="indicator"
        )
        return
    fitting = FITTING.get(objective.aim, ())
    marking.award(
        2,
        answer.indicator == objective.indicator or answer.indicator in fitting,
        "Ce chiffre est celui de votre objectif, ou lui répond.",
        f"Prenez un chiffre qui réponde à votre objectif : {PEOPLE.get(objective.indicator, 'celui de C1')}.",
        about="indicator",
    )
    given = answer.expected or 0
    marking.award(
        1,
        0 < given <= objective.target_value or (given > 0 and answer.indicator != objective.indicator),
        "Ce que vous en attendez reste raisonnable.",
        f"Attendez-en moins que de tout le mois ({french.number(objective.target_value)}), et plus que zéro.",
        about="expected",
    )


def _draw(answer: Presented, answers: Answers, person: Person) -> Sequence[Picture]:
    found = sheets_of(STUDIO.answer(answers), answers)
    return tuple(
        post_preview(one, author_of(answers, one.post.network))
        for one in found
        if one.post.network == answer.network
    )


PRESENTED = Exercise(
    id="c5-presentation",
    competency="C5",
    criteria=("Cr5",),
    title="La publication que je présente",
    prompt=(
        "Le jury lira une seule publication. Choisissez laquelle, et dites deux choses : pourquoi on parle ainsi sur ce réseau, "
        "et ce qu'elle fait pour votre projet."
    ),
    help=(
        "Le texte vient de « Ma publication » : corrigez-le là-bas.\n\nLes points aident à préparer ; c'est le jury qui lit le "
        "ton, l'accroche et l'histoire, et qui décide."
    ),
    model=Presented,
    points=12.0,
    check=_check,
    draw=_draw,
)
