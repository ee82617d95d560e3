"""The exercise, defined once: its question, its answer model, its points and its check.

Everything else — the form, the document form, the test cell, the gradebook, the assessor's view, the
report — is derived from :class:`Exercise`. A check is a pure function of what the learner saved: it can
run in a notebook, under ``nbgrader autograde``, or in a grader that starts no kernel, with the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.formats import Format
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.engine.answer import Answer, Parsed, fields_schema, is_blank, questions_of
from tpelib.engine.marking import Marking, Reason, Result
from tpelib.engine.questions import Text

__all__ = [
    "Action",
    "Answers",
    "CancelledError",
    "Deliverable",
    "Exercise",
    "Exploration",
    "Outcome",
    "Pointer",
    "Progress",
    "ReadOnce",
    "View",
    "schema_of",
]

A = TypeVar("A", bound=Answer)


class Answers(Protocol):
    """What a check may see of the dossier: the values typed for each exercise."""

    def values(self, exercise_id: str) -> Mapping[str, Any]:
        """Return what was typed for an exercise, as typed; empty when nothing was."""

    def file(self, answer: Mapping[str, Any] | None) -> bytes | None:
        """Return the bytes of a file the learner gave; ``None`` when it is gone, or was never given."""


_MAX_KEPT = 20_000_000
"""Largest file kept in memory between two checks, in bytes; exercises take none that large."""


class ReadOnce:
    """The answers of a dossier that stays as it is meanwhile: each exercise is read once.

    Checks look at each other's exercises; a grader that goes through all of them reads a third as much.

    Parameters
    ----------
    answers : Answers
        The dossier.
    """

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._read: dict[str, Parsed[Any]] = {}
        self._files: dict[str, bytes | None] = {}

    @classmethod
    def of(cls, answers: Answers) -> ReadOnce:
        """Return these answers, read once from here on if they are not already."""
        return answers if isinstance(answers, cls) else cls(answers)

    def values(self, exercise_id: str) -> Mapping[str, Any]:
        """Return what was typed for an exercise, as typed; empty when nothing was."""
        return self._answers.values(exercise_id)

    def file(self, answer: Mapping[str, Any] | None) -> bytes | None:
        """Return the bytes of a file the learner gave; ``None`` when it is gone, or was never given."""
        key = str(answer.get("sha256")) if answer else ""
        if key not in self._files:
            found = self._answers.file(answer)
            if found is not None and len(found) > _MAX_KEPT:
                return found
            self._files[key] = found
        return self._files[key]

    def parsed(self, exercise: Exercise[A]) -> Parsed[A]:
        """Return the answer to an exercise, as it could be read."""
        if exercise.id not in self._read:
            self._read[exercise.id] = exercise.parse(self.values(exercise.id))
        return self._read[exercise.id]


class CancelledError(TpeError):
    """The learner asked a long action to stop; nothing was changed."""


class Progress(Protocol):
    """How an action says how far it is."""

    def __call__(self, share: float, sentence: str) -> None:
        """Say how far it is, in [0, 1], and what is happening, in French.

        Raises
        ------
        CancelledError
            The learner asked to stop. Call it often enough for a way out within a second.
        """


@dataclass(frozen=True, slots=True)
class Deliverable:
    """A file made for the learner: its name, media type and bytes."""

    name: str
    media_type: str
    data: bytes

    @classmethod
    def of(cls, stem: str, form: Format, data: bytes) -> Deliverable:
        """Return a file of a format, named after it."""
        return cls(f"{stem}.{form.ending}", form.media_type, data)


@dataclass(frozen=True, slots=True)
class Pointer:
    """One line of a list that an action gives: what it is about, and where that is.

    Parameters
    ----------
    text, note : str
        What it is about; what is said of it.
    file : str
        The notebook that it opens (``"carnet.ipynb"``); empty for none.
    """

    text: str
    note: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an action did.

    Parameters
    ----------
    sentence : str
        What was done, in one French sentence; several lines where there is a list to read.
    values : mapping
        Fields of the exercise to fill, as if typed; what they replace can be brought back by the learner.
    files : sequence of Deliverable
        Files to download.
    keep : mapping
        File fields to the file that takes the place of the one given; it can be brought back too.
    listed : sequence of Pointer
        A list to read under the sentence.
    """

    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict)
    files: Sequence[Deliverable] = ()
    keep: Mapping[str, Deliverable] = field(default_factory=dict)
    listed: Sequence[Pointer] = ()


@dataclass(frozen=True)
class Action(Generic[A]):
    """Something the form does for the learner: propose a calendar, read a file, write one out.

    Parameters
    ----------
    id, label : str
        Stable key, words of the button.
    run : callable
        ``run(answer, answers, progress)`` does it, away from the page, which stays alive; a problem is a
        :class:`~tpelib.base.errors.TpeError` whose sentence is shown.
    hint : str
        What the button does, below it.
    """

    id: str
    label: str
    run: Callable[[A, Answers, Progress], Outcome]
    hint: str = ""


Check = Callable[[A, Answers, Marking], None]
Draw = Callable[[A, Answers, Person], Sequence[Picture]]


def _no_picture(answer: Answer, answers: Answers, person: Person) -> Sequence[Picture]:
    return ()


@dataclass(frozen=True)
class Exercise(Generic[A]):
    """One exercise of the course.

    Parameters
    ----------
    id : str
        Stable key, competency first: ``"k1-entreprise"``. The dossier, the gradebook and the rubric refer to it.
    competency : str
        The competency of the referential it belongs to.
    criteria : tuple of str
        The criteria of the referential it gives evidence for: a tuple of ids.
    title, prompt, help : str
        French texts: title, what is asked (paragraphs separated by blank lines), help that can be unfolded.
    model : type of Answer
        Its questions.
    points : float
        What it is worth.
    check : callable
        ``check(answer, answers, marking)`` gives the points and their reasons;
        never called on a blank answer.
    blank : str
        What to say when nothing was answered.
    draw : callable
        ``draw(answer, answers, person)`` gives the pictures to show under the form, which speak to the learner, or in
        a report, where the candidate speaks; none by default.
    actions : tuple of Action
        What the form can do for the learner, one button each; none by default.
    given : mapping of str to str
        What there is to work on, shown under the prompt: heading to text; nothing by default.
    """

    id: str
    competency: str
    criteria: tuple[str, ...]
    title: str
    prompt: str
    model: type[A]
    points: float
    check: Check[A]
    help: str = ""
    blank: str = "Vous n’avez encore rien répondu ici."
    draw: Draw[A] = _no_picture
    actions: tuple[Action[A], ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def draws(self) -> bool:
        """True for an exercise that may draw pictures of its answer."""
        return self.draw is not _no_picture

    def parse(self, values: Mapping[str, Any]) -> Parsed[A]:
        """Read what was typed: the answer, and a sentence per field that cannot be read."""
        return self.model.read(values)

    def answer(self, answers: Answers) -> A:
        """Return this exercise's answer in a dossier, blank where nothing readable was typed."""
        return self.parsed(answers).answer

    def parsed(self, answers: Answers) -> Parsed[A]:
        """Return this exercise's answer in a dossier, and a sentence per field that cannot be read."""
        return answers.parsed(self) if isinstance(answers, ReadOnce) else self.parse(answers.values(self.id))

    def evaluate(self, answers: Answers) -> Result:
        """Check the answer of a dossier.

        Returns
        -------
        Result
            Points in [0, ``self.points``]; a blank answer earns none. Fields that could not be read come
            first among the reasons, worth nothing by themselves.
        """
        parsed = self.parsed(answers)
        unreadable = tuple(Reason("wrong", text, 0.0, 0.0, path) for path, text in parsed.errors.items())
        if parsed.is_blank:
            empty = Reason("missing", french.typography(self.blank), 0.0, float(self.points))
            return Result(0.0, float(self.points), (*unreadable, empty))
        marking = Marking(self.points)
        self.check(parsed.answer, answers, marking)
        result = marking.result()
        return Result(result.points, result.max, (*unreadable, *result.reasons))

    def pictures(self, answers: Answers, person: Person = Person.YOU) -> Sequence[Picture]:
        """Return the pictures of the answer of a dossier; none for a blank answer."""
        answer = self.answer(answers)
        return () if answer.is_blank else self.draw(answer, answers, person)

    def is_complete(self, answers: Answers) -> bool:
        """Return True when every required question has a readable answer."""
        parsed = self.parsed(answers)
        return not parsed.errors and all(
            not is_blank(getattr(parsed.answer, name))
            for name, question in questions_of(self.model).items()
            if question.required
        )


@dataclass(frozen=True, slots=True)
class View:
    """What an exploration shows for one setting: the answer in one sentence, then its picture."""

    sentence: str
    picture: Picture


@dataclass(frozen=True)
class Exploration(Generic[A]):
    """A live « et si… ? »: sliders, one sentence, one picture. Nothing is saved and nothing is graded.

    Parameters
    ----------
    id, title, prompt : str
        Stable key (``"k1-campagne"``), title, what to try.
    model : type of Answer
        Its settings: number questions with both bounds (and a ``step``), choices.
    start : callable
        ``start(answers)`` gives the first settings, from the learner's own dossier where it has them.
    view : callable
        ``view(settings, answers)`` computes what to show.
    """

    id: str
    title: str
    prompt: str
    model: type[A]
    start: Callable[[Answers], Mapping[str, Any]]
    view: Callable[[A, Answers], View]

    def show(self, values: Mapping[str, Any], answers: Answers) -> View:
        """Return the view of these settings; one that is blank or cannot be read falls back on its start."""
        start = self.start(answers)
        parsed = self.model.read({**start, **values})
        asked = questions_of(self.model)
        emptied = (name for name in start if not isinstance(asked[name], Text))  # a text may be emptied
        lost = {*parsed.errors, *(name for name in emptied if is_blank(getattr(parsed.answer, name)))}
        if lost:
            kept = {name: value for name, value in values.items() if name not in lost}
            parsed = self.model.read({**start, **kept})
        return self.view(parsed.answer, answers)


def schema_of(exercise: Exercise[Any]) -> dict[str, Any]:
    """Return an exercise as the forms draw it (JSON)."""
    return {
        "id": exercise.id,
        "title": french.typography(exercise.title),
        "prompt": french.typography(exercise.prompt),
        "given": [[french.typography(part) for part in pair] for pair in exercise.given.items()],
        "help": french.typography(exercise.help),
        "points": float(exercise.points),
        "criteria": list(exercise.criteria),
        "fields": fields_schema(exercise.model),
        "actions": [
            {"id": a.id, "label": french.typography(a.label), "hint": french.typography(a.hint)}
            for a in exercise.actions
        ],
    }
