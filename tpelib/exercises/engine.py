"""The exercise, defined once: its question, its answer model, its points and its check.

Everything else — the form, the document form, the test cell, the gradebook, the assessor's view, the
report — is derived from :class:`Exercise`. A check is a pure function of what the learner saved: it can
run in a notebook, under ``nbgrader autograde``, or in a grader that starts no kernel, with the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any, Generic, Literal, Protocol, Self, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from tpelib import french
from tpelib.errors import TpeError
from tpelib.exercises.questions import Question, Rows, Text
from tpelib.pictures import Picture

__all__ = [
    "Action",
    "Answer",
    "Answers",
    "CancelledError",
    "Deliverable",
    "Exercise",
    "Exploration",
    "Marking",
    "Outcome",
    "Parsed",
    "Pointer",
    "Progress",
    "ReadOnce",
    "Reason",
    "Result",
    "View",
    "fields_schema",
    "questions_of",
    "schema_of",
]

State = Literal["right", "partial", "wrong", "missing"]


class Answer(BaseModel):
    """Base of every answer model: a blank is a legal value of each field, unknown names are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    @property
    def is_blank(self) -> bool:
        """True when nothing at all was answered."""
        return all(_is_blank(getattr(self, name)) for name in type(self).model_fields)

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Parsed[Self]:
        """Read what was typed, keeping all that can be read.

        Parameters
        ----------
        raw : mapping
            Field name to what was typed (any JSON value).

        Returns
        -------
        Parsed
            The answer, blank where something could not be read, and a French sentence for each such field.
        """
        errors: dict[str, str] = {}
        kept: dict[str, Any] = {}
        for name, question in questions_of(cls).items():
            if name not in raw:
                continue
            value = raw[name]
            if isinstance(question, Rows):
                value = _read_rows(name, question, value, errors)
            else:
                try:
                    value = question.read(value)
                except ValueError as problem:
                    errors[name] = french.typography(str(problem))
                    continue
            kept[name] = value
        try:
            return Parsed(cls.model_validate(kept), errors)
        except ValidationError as problem:
            # A value of the right kind that the field's own type refuses: name it, and go on without it.
            for error in problem.errors():
                name = str(error["loc"][0]) if error["loc"] else next(iter(kept), "")
                errors[".".join(map(str, error["loc"]))] = french.typography(
                    "Cette réponse n’a pas la forme attendue : saisissez-la de nouveau."
                )
                kept.pop(name, None)
            return Parsed(cls.model_validate(kept), errors)


A = TypeVar("A", bound=Answer)
A_co = TypeVar("A_co", bound=Answer, covariant=True)


@dataclass(frozen=True)
class Parsed(Generic[A_co]):
    """An answer as it could be read, and a French sentence for each field that could not.

    ``errors`` maps a path (``"basket"``, ``"actions.2.cost"``) to its sentence.
    """

    answer: A_co
    errors: Mapping[str, str]

    @cached_property
    def is_blank(self) -> bool:
        """True when nothing at all was answered, or nothing readable."""
        return self.answer.is_blank


@dataclass(frozen=True)
class Reason:
    """One line of a result: what is right, what is not and what to do, with the figure, in one sentence."""

    state: State
    text: str
    points: float
    max: float
    field: str = ""


@dataclass(frozen=True)
class Result:
    """Points earned out of a maximum, and why."""

    points: float
    max: float
    reasons: tuple[Reason, ...]

    @property
    def sentence(self) -> str:
        """The result in words: ``7,5 points sur 10``."""
        return f"{french.plural(self.points, 'point')} sur {french.number(self.max)}"

    def as_dict(self) -> dict[str, Any]:
        """Return the result as JSON, for the widgets."""
        return {
            "points": self.points,
            "max": self.max,
            "sentence": self.sentence,
            "reasons": [asdict(reason) for reason in self.reasons],
        }


@dataclass
class Marking:
    """Collects the reasons of one check.

    Parameters
    ----------
    points : float
        What the exercise is worth: the maxima of the reasons add up to it in every branch of a check.
    """

    points: float
    reasons: list[Reason] = field(default_factory=list)

    def award(
        self,
        points: float,
        earned: bool | float,
        right: str,
        wrong: str,
        *,
        partial: str | None = None,
        about: str = "",
    ) -> None:
        """Give some, all or none of these points, with the sentence that goes with it.

        Parameters
        ----------
        points : float
            What this reason is worth.
        earned : bool or float
            True for all, False for none, or the share earned in [0, 1] (rounded to the quarter point).
        right, wrong, partial : str
            Sentence for all, none, or some of the points (``wrong`` serves where ``partial`` is not given).
        about : str
            The field it speaks of, so that the learner can go there.
        """
        share = min(1.0, max(0.0, float(earned)))
        got = points if share == 1 else round(share * points * 4) / 4
        state: State = "right" if got >= points else "partial" if got > 0 else "wrong"
        text = {"right": right, "partial": partial or wrong, "wrong": wrong}[state]
        self.reasons.append(Reason(state, french.typography(text), float(got), float(points), about))

    def missing(self, points: float, text: str, *, about: str = "") -> None:
        """Say what is still to be filled, and what it is worth."""
        self.reasons.append(Reason("missing", french.typography(text), 0.0, float(points), about))

    def result(self) -> Result:
        """Return the result.

        Raises
        ------
        AssertionError
            The maxima do not add up to what the exercise is worth: a branch of the check forgot a reason.
        """
        total = sum(reason.max for reason in self.reasons)
        if abs(total - self.points) > 1e-9:
            raise AssertionError(f"reasons are worth {total}, the exercise {self.points}")
        return Result(
            float(sum(reason.points for reason in self.reasons)), float(self.points), tuple(self.reasons)
        )


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


@dataclass(frozen=True, slots=True)
class Pointer:
    """One line of a list that an action gives: what it is about, and where that is.

    Parameters
    ----------
    text, note : str
        What it is about; what is said of it.
    file : str
        The notebook that it opens (``"c1_strategie.ipynb"``); empty for none.
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
        :class:`~tpelib.errors.TpeError` whose sentence is shown.
    hint : str
        What the button does, below it.
    """

    id: str
    label: str
    run: Callable[[A, Answers, Progress], Outcome]
    hint: str = ""


Check = Callable[[A, Answers, Marking], None]
Draw = Callable[[A, Answers], Sequence[Picture]]


def _no_picture(answer: Answer, answers: Answers) -> Sequence[Picture]:
    return ()


@dataclass(frozen=True)
class Exercise(Generic[A]):
    """One exercise of the course.

    Parameters
    ----------
    id : str
        Stable key: ``"c1-entreprise"``. The dossier, the gradebook and the rubric refer to it.
    competency : str
        ``"C1"`` … ``"C6"``.
    criteria : tuple of str
        The criteria of the referential it gives evidence for: ``("Cr1",)``.
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
        ``draw(answer, answers)`` gives the pictures to show under the form; none by default.
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

    def pictures(self, answers: Answers) -> Sequence[Picture]:
        """Return the pictures of the answer of a dossier; none for a blank answer."""
        answer = self.answer(answers)
        return () if answer.is_blank else self.draw(answer, answers)

    def is_complete(self, answers: Answers) -> bool:
        """Return True when every required question has a readable answer."""
        parsed = self.parsed(answers)
        return not parsed.errors and all(
            not _is_blank(getattr(parsed.answer, name))
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
        Stable key (``"c1-campagne"``), title, what to try.
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
        lost = {*parsed.errors, *(name for name in emptied if _is_blank(getattr(parsed.answer, name)))}
        if lost:
            kept = {name: value for name, value in values.items() if name not in lost}
            parsed = self.model.read({**start, **kept})
        return self.view(parsed.answer, answers)


@cache
def questions_of(model: type[Answer]) -> Mapping[str, Question]:
    """Return the questions of an answer model by field name, in order.

    Raises
    ------
    TypeError
        A field has no question.
    """
    found: dict[str, Question] = {}
    for name, info in model.model_fields.items():
        question = next((item for item in info.metadata if isinstance(item, Question)), None)
        if question is None:
            raise TypeError(f"{model.__name__}.{name} asks no question")
        found[name] = question
    return found


def fields_schema(model: type[Answer]) -> list[dict[str, Any]]:
    """Return the fields of an answer model as the forms draw them (JSON)."""
    return [question.schema(name) for name, question in questions_of(model).items()]


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


def _is_blank(value: Any) -> bool:
    if value is None or isinstance(value, str):
        return not value
    if isinstance(value, Answer):
        return value.is_blank
    return isinstance(value, (list, tuple)) and all(map(_is_blank, value))


def _read_rows(name: str, question: Rows, raw: Any, errors: dict[str, str]) -> list[Answer]:
    """Read a table: each row by its own model, blank rows dropped unless rows are fixed."""
    try:
        rows = question.read(raw)
    except ValueError as problem:
        errors[name] = french.typography(str(problem))
        return []
    kept: list[Answer] = []
    for position, row in enumerate(rows):
        parsed = _read_row(question.row, row.model_dump() if isinstance(row, Answer) else row)
        if parsed.errors:
            errors.update({f"{name}.{position}.{path}": text for path, text in parsed.errors.items()})
        if question.row_labels or not parsed.is_blank:
            kept.append(parsed.answer)
    return kept


_TEXT = frozenset((str,))


def _read_row(model: type[Answer], row: Mapping[str, Any]) -> Parsed[Any]:
    """Read a row; one made of text alone, as the form sends it, is read once: a year of posts has hundreds."""
    if _TEXT.issuperset(map(type, row.values())):
        return _read_text_row(model, tuple(row.items()))
    return model.read(row)


@lru_cache(maxsize=4096)
def _read_text_row(model: type[Answer], row: tuple[tuple[str, str], ...]) -> Parsed[Any]:
    return model.read(dict(row))
