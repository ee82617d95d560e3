"""What the candidate decides of the oral: three sentences, what is shown, how; and how to rehearse."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from tpelib.base import french
from tpelib.course.oral.question_bank import Measure, load
from tpelib.course.report.paragraphs import Own
from tpelib.course.report.plan import PLAN
from tpelib.engine.answer import Answer, Rows, questions_of
from tpelib.engine.exercise import Answers
from tpelib.engine.questions import Choice, Choices, LongText, Number, Option

__all__ = [
    "LONGEST",
    "ORAL",
    "REHEARSED",
    "Kept",
    "Pitch",
    "Rehearsal",
    "duration",
    "measures_of",
    "pitch_of",
]

ORAL, REHEARSED = "oral", "oral-repetition"
"""Ids of both forms in the dossier."""
LONGEST = 150
"""Signs of a point on a slide: more is said, not shown (rule of the course)."""
_THIRD = 4 / 3
"""Time of the measure « temps », for one minute."""


def _sentence(label: str, hint: str, group: str = "Votre présentation en trois phrases") -> LongText:
    return LongText(label, hint=hint, group=group, max_length=LONGEST, required=False)


class Pitch(Answer):
    """The candidate's own choices for the oral."""

    who: Annotated[
        str,
        _sentence(
            "Qui vous êtes", "Exemple : Je suis fleuriste place de la Halle, à Saint-Aubrac, depuis huit ans."
        ),
    ] = ""
    decided: Annotated[
        str,
        _sentence(
            "Ce que vous avez décidé",
            "Exemple : J'ai choisi Instagram, pour vendre des bouquets par message.",
        ),
    ] = ""
    proof: Annotated[
        str,
        _sentence(
            "Ce qui montre que cela tient", "Un chiffre, un seul. Exemple : cela me prend 2 h 25 par semaine."
        ),
    ] = ""
    proud: Annotated[
        str,
        _sentence(
            "Votre fierté",
            "Exemple : une page où chacun sait comment entrer.",
            "Pour finir",
        ),
    ] = ""
    again: Annotated[
        str,
        _sentence(
            "Ce que vous referiez autrement",
            "Le jury aime qu'on le dise avant lui. Exemple : j'interrogerais aussi ceux qui ne viennent pas.",
            "Pour finir",
        ),
    ] = ""
    shown: Annotated[
        list[str],
        Choices(
            "Ce que vous montrez",
            hint="Ne cochez rien pour tout montrer.",
            group="Vos diapositives",
            required=False,
            options=[Option(plan.id, plan.title) for plan in PLAN],
        ),
    ] = []
    look: Annotated[
        str,
        replace(
            questions_of(Own)["variant"],
            label="Comment elles se présentent",
            hint="Sans choix de votre part : comme votre rapport.",
            group="Vos diapositives",
        ),
    ] = ""
    minutes: Annotated[
        float | None,
        Number(
            "Durée de votre présentation",
            unit="min",
            hint="Le certificateur la dit dans la convocation. Laissez vide si vous ne la savez pas encore.",
            group="Le jour de l'oral",
            minimum=1,
            maximum=180,
            required=False,
        ),
    ] = None
    measures: Annotated[
        list[str],
        Choices(
            "Vos aménagements",
            hint="La mesure seule, jamais sa raison. Les critères restent les mêmes.",
            group="Le jour de l'oral",
            required=False,
            options=[Option(measure.id, measure.text) for measure in load().measures.values()],
        ),
    ] = []


class Kept(Answer):
    """A question that was rehearsed, and the notes for its answer."""

    question: Annotated[str, LongText("La question", max_length=600)] = ""
    notes: Annotated[str, LongText("Mes notes", max_length=2000, required=False)] = ""


class Rehearsal(Answer):
    """The question at hand, and those that were kept."""

    criterion: Annotated[
        str,
        Choice(
            "Sur quoi voulez-vous une question ?",
            hint="Ne choisissez rien : le jury commence par ce que votre dossier a de plus fragile.",
            required=False,
            options=[Option(key, f"{key} · {name}") for key, name in load().criteria.items()],
        ),
    ] = ""
    question: Annotated[
        str,
        LongText(
            "La question du jury",
            hint="Le bouton « Une autre question » la pose. Vous pouvez aussi écrire celle que vous redoutez.",
            max_length=600,
            required=False,
        ),
    ] = ""
    notes: Annotated[
        str,
        LongText(
            "Mes notes pour y répondre",
            hint="Quelques mots suffisent : un fait, un chiffre, un exemple. Rien ne presse.",
            max_length=2000,
            required=False,
        ),
    ] = ""
    kept: Annotated[
        list[Kept],
        Rows(
            "Mes réponses gardées",
            row=Kept,
            min_rows=0,
            max_rows=200,
            add_label="Ajouter une question à moi",
            required=False,
        ),
    ] = []


def pitch_of(answers: Answers) -> Pitch:
    """Return what the candidate decided of the oral, blank where nothing readable was typed."""
    return Pitch.read(answers.values(ORAL)).answer


def measures_of(pitch: Pitch) -> Sequence[Measure]:
    """Return the accommodations that the candidate named, and how to rehearse with them."""
    known = load().measures
    return [known[key] for key in pitch.measures]


def duration(pitch: Pitch) -> str:
    """Return how long the presentation may last, in a sentence; empty when nobody said it yet."""
    if pitch.minutes is None:
        return ""
    told = f"Votre présentation dure {french.plural(pitch.minutes, 'minute')}"
    if "temps" in pitch.measures:
        more = french.plural(round(pitch.minutes * _THIRD), "minute")
        return french.typography(f"{told} ; avec le temps majoré d'un tiers, vous en avez {more}.")
    return french.typography(f"{told}.")
