"""The two exercises of the exam, made for one subject: graded against its brief, without help or hint."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Annotated, Any

from pydantic import create_model

from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.course.c6.marking import POINTS, mark_reply, mark_setup
from tpelib.course.c6.setup import BUTTONS, Setup, tool_for
from tpelib.course.drawings.campaign import previews, review_list, side_by_side
from tpelib.course.exam.subject import ExamSubject
from tpelib.domain.campaign import align, review
from tpelib.engine.answer import Answer, questions_of
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Choices, LongText, Question

__all__ = ["CAMPAIGN", "REPLIES", "graded", "sat"]

CAMPAIGN, REPLIES = "examen-campagne", "examen-avis"
REPLY_POINTS = 10.0
_FIELDS = ("first", "second")
_RANKS = ("Premier avis", "Second avis")


class ExamReplies(Answer):
    """The answers to both reviews."""

    first: Annotated[str, LongText("Votre réponse au premier avis", max_length=1500)] = ""
    second: Annotated[str, LongText("Votre réponse au second avis", max_length=1500)] = ""


def graded(subject: ExamSubject) -> tuple[Exercise[Any], ...]:
    """Return the exercises as the assessor reads them: the pictures are the evidence, field by field."""
    return (
        Exercise(
            id=CAMPAIGN,
            competency="C6",
            criteria=("Cr6.1",),
            title="La campagne",
            prompt="Préparez cette campagne dans l'outil publicitaire.",
            given=subject.asked,
            model=_without_hints(Setup),
            points=POINTS,
            check=lambda answer, answers, marking: mark_setup(answer, subject.brief, "", marking),
            draw=lambda answer, answers, person: _evidence(answer, subject),
        ),
        Exercise(
            id=REPLIES,
            competency="C6",
            criteria=("Cr6.2",),
            title="Les deux réponses",
            prompt="Deux personnes vous ont écrit. Répondez à chacune : tout le monde lira votre réponse.",
            given=dict(zip(_RANKS, (message.shown for message in subject.reviews), strict=True))
            | subject.known,
            model=ExamReplies,
            points=2 * REPLY_POINTS,
            check=lambda answer, answers, marking: _check_replies(answer, subject, marking),
        ),
    )


def sat(subject: ExamSubject) -> tuple[Exercise[Any], ...]:
    """Return the exercises as the candidate sits them: the preview of the ad is all that is drawn."""
    campaign, replies = graded(subject)
    return replace(campaign, draw=_previews), replies


def _previews(answer: Setup, answers: Answers, person: Person) -> Sequence[Picture]:
    button = next((option.label for option in BUTTONS if option.value == answer.button), "")
    return (previews(answer.campaign, tool_for(answer), button),)


def _evidence(answer: Setup, subject: ExamSubject) -> Sequence[Picture]:
    campaign, tool = answer.campaign, tool_for(answer)
    return (
        side_by_side(align(campaign, subject.brief), "Ce que demande le sujet"),
        review_list(review(campaign, tool), tool),
    )


def _check_replies(answer: ExamReplies, subject: ExamSubject, marking: Marking) -> None:
    for name, message in zip(_FIELDS, subject.reviews, strict=True):
        text = getattr(answer, name)
        mark_reply(text, message, subject.contacts, REPLY_POINTS, marking, about=name)


@cache
def _without_hints(model: type[Answer]) -> type[Any]:
    """Return a model that asks the same questions, and says nothing more."""
    fields: Mapping[str, Any] = {
        name: (
            Annotated[model.model_fields[name].annotation, _bare(question)],
            model.model_fields[name].default,
        )
        for name, question in questions_of(model).items()
    }
    return create_model(model.__name__, __base__=model, **fields)


def _bare(question: Question) -> Question:
    if isinstance(question, (Choice, Choices)):
        return replace(question, hint="", options=[replace(option, hint="") for option in question.options])
    return replace(question, hint="")
