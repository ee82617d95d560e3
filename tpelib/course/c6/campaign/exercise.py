"""« Ma campagne »: an ad campaign set up on its three levels, aligned with the project, reviewed and previewed."""

from __future__ import annotations

from collections.abc import Sequence

from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.course.c4.seasons.exercise import SEASONS
from tpelib.course.c6.marking import POINTS, mark_setup
from tpelib.course.c6.project import brief_of, result_cost_of
from tpelib.course.c6.setup import BUTTONS, Setup, tool_for
from tpelib.course.drawings.campaign import previews, review_list, side_by_side
from tpelib.domain.campaign import align, review
from tpelib.engine.exercise import Action, Answers, Exercise, Outcome, Progress
from tpelib.engine.marking import Marking

__all__ = ["CAMPAIGN"]


def _check(answer: Setup, answers: Answers, marking: Marking) -> None:
    mark_setup(answer, brief_of(answers), SEASONS.answer(answers).department, marking)


def _draw(answer: Setup, answers: Answers, person: Person) -> Sequence[Picture]:
    campaign, tool = answer.campaign, tool_for(answer)
    department = SEASONS.answer(answers).department
    button = next((option.label for option in BUTTONS if option.value == answer.button), "")
    return (
        side_by_side(align(campaign, brief_of(answers))),
        review_list(review(campaign, tool, department, result_cost=result_cost_of(answers)), tool),
        previews(campaign, tool, button),
    )


def _write_plan(answer: Setup, answers: Answers, progress: Progress) -> Outcome:
    from tpelib.course.c6.campaign.files import (
        write_plan,  # what writes documents is loaded with the first of them
    )

    return write_plan(answer.campaign, answers)


def _write_import(answer: Setup, answers: Answers, progress: Progress) -> Outcome:
    from tpelib.course.c6.campaign.files import write_import

    return write_import(answer.campaign)


CAMPAIGN = Exercise(
    id="c6-campagne",
    competency="C6",
    criteria=("Cr6.1",),
    title="Ma campagne",
    prompt=(
        "Voici l'outil publicitaire, comme sur votre réseau mais sans connexion ni argent. Trois niveaux : la campagne dit "
        "ce que vous voulez, l'ensemble de publicités dit à qui, où et combien, la publicité dit quoi.\n\n"
        "Cinq champs seront comparés à votre dossier : la cible, l'entreprise, le budget, la date, le contenu. Sous le "
        "formulaire, les deux côtés sont face à face."
    ),
    help=(
        "Gardez vos réponses de C1 et de C5 sous les yeux : au certificateur, vous remplirez ces mêmes champs, seul.\n\n"
        "Âges : à cinq ans près. Zone : la commune où vous êtes, et la distance de votre cible, ou la moitié. Budget : celui "
        "de « Ma campagne en chiffres », 80 % au moins. Date : dans une de vos périodes. Contenu : quatre mots de votre "
        "publication. Ces repères sont ceux du cours.\n\n"
        "Le fichier d'import est expérimental : comparez-le à un export de votre propre compte avant de l'utiliser."
    ),
    model=Setup,
    points=POINTS,
    check=_check,
    draw=_draw,
    actions=(
        Action(
            "plan",
            "Écrire mon plan média",
            _write_plan,
            "Une page, en PDF, Word et page web, à joindre au rapport.",
        ),
        Action(
            "import",
            "Écrire le fichier d'import de Meta",
            _write_import,
            "Expérimental. Tout y est en pause : rien ne part sans vous.",
        ),
    ),
)
