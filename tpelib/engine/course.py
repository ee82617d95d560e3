"""The course in use: all that the engine, the documents, the screens and the juries must be told of it.

None of these parts imports a course. They ask :func:`current`, which loads the package that the environment variable
``TPE_COURSE`` names: another course, with its own competencies, is another package with its own ``data/``,
``grading/`` and ``notebooks/``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from markupsafe import Markup

from tpelib.base.errors import TpeError
from tpelib.base.look.variants import Variant
from tpelib.base.resources import course_package, optional_path
from tpelib.charts import Picture
from tpelib.engine.exercise import Answers, Exercise

__all__ = [
    "Case",
    "Course",
    "Exam",
    "ExamError",
    "Gallery",
    "Oral",
    "Report",
    "Subject",
    "Writing",
    "current",
]


class ExamError(TpeError):
    """The exam cannot do what is asked; the message says what is expected."""


class Case(Protocol):
    """A fictional project, for who has none of their own yet."""

    @property
    def id(self) -> str:
        """Stable key."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def trade(self) -> str:
        """What it does."""

    @property
    def paragraphs(self) -> Sequence[str]:
        """The page that the learner reads, by paragraphs."""

    @property
    def facts(self) -> Sequence[tuple[str, str]]:
        """Its figures in words: a label and a value each."""

    @property
    def months(self) -> Sequence[tuple[str, str]]:
        """Its turnover: each month and what it sold."""


class Subject(Protocol):
    """What one candidate of the exam must do."""

    @property
    def number(self) -> int:
        """Which of all the subjects."""


@dataclass(frozen=True)
class Exam:
    """The exam at the certifier's.

    Parameters
    ----------
    title : str
        What it is called (French).
    draw : callable
        ``draw(key, candidate, taken)`` gives the number of a candidate's subject.
    compose : callable
        ``compose(number, key, day)`` gives that subject.
    read, write : callable
        A subject from its bytes, which raises :class:`ExamError` for anything else, and back.
    sat, graded : callable
        The exercises of a subject as the candidate sits them, and as the assessor reads them.
    """

    title: str
    draw: Callable[[bytes, str, Collection[int]], int]
    compose: Callable[[int, bytes, date], Subject]
    read: Callable[[bytes], Subject]
    write: Callable[[Any], bytes]
    sat: Callable[[Any], Sequence[Exercise[Any]]]
    graded: Callable[[Any], Sequence[Exercise[Any]]]


class Writing(Protocol):
    """How a document that is made from a dossier is written."""

    def __call__(
        self, answers: Answers, folder: Path, kinds: Sequence[str], variant: Variant
    ) -> Sequence[str]:
        """Write it into a folder, once for each kind (``"docx"``, ``"html"``…), and return what to say: lines of French.

        Raises
        ------
        TpeError
            A kind is unknown, or the folder cannot be written.
        """


@dataclass(frozen=True)
class Report:
    """The written report that a candidate gives to the jury.

    Parameters
    ----------
    form : callable
        The candidate's own paragraphs, and the buttons that write it.
    missing : callable
        What a dossier still lacks, as HTML.
    write : Writing
        The report itself.
    """

    form: Callable[[], Exercise[Any]]
    missing: Callable[[Answers], Markup]
    write: Writing


@dataclass(frozen=True)
class Oral:
    """What a candidate prepares to speak before the jury.

    Parameters
    ----------
    form : callable
        A form of it, by its name.
    write : Writing
        The slides.
    """

    form: Callable[[str], Exercise[Any]]
    write: Writing


@dataclass(frozen=True)
class Gallery:
    """The page that leads to the public calculators.

    Parameters
    ----------
    lead : str
        What it says first (French).
    drawings : mapping of str to str
        Notebook of a calculator (``"budget"``) to the drawing beside it: SVG elements in a square of 72.
    """

    lead: str = "Bougez quelques curseurs, lisez la réponse."
    drawings: Mapping[str, str] = field(default_factory=dict)


def _nothing() -> tuple[()]:
    return ()


def _no_exam() -> Exam:
    raise ExamError("Ce cours n’a pas d’épreuve chez le certificateur.")


def _no_report() -> Report:
    raise TpeError("Ce cours ne demande pas de rapport.")


def _no_oral() -> Oral:
    raise TpeError("Ce cours ne demande pas d’oral.")


def _no_picture(name: str) -> Picture:
    raise TpeError(f"Aucune image de leçon ne s’appelle « {name} ».")


@dataclass(frozen=True)
class Course:
    """A course.

    Parameters
    ----------
    package : str
        The package whose sub-packages hold the exercises, one for each competency.
    competencies : tuple of str
        Those sub-packages, in the order of the path: ids of exercises begin with their names.
    cases : callable
        The fictional projects; none by default.
    cases_title, cases_lead : str
        What stands above them in a document (French).
    project : str
        The exercise that asks which project one works on; empty for none.
    prose : callable
        What the document of the whole course asks besides the exercises; nothing by default.
    lesson : callable
        The picture of a lesson, by its name.
    exam, report, oral : callable
        The exam at the certifier's, the written report, the oral; each raises a
        :class:`~tpelib.base.errors.TpeError` that says so in a course that has none, as by default.
    icons : callable
        Competency, or file of a notebook, to the outline of its icon (SVG path in a square of 48).
    gallery : callable
        The page that leads to the public calculators.
    """

    package: str
    competencies: tuple[str, ...]
    cases: Callable[[], Sequence[Case]] = _nothing
    cases_title: str = "Cas fictifs"
    cases_lead: str = (
        "Choisissez l’un de ces cas et reprenez ses chiffres. Ils sont inventés, leurs montants aussi."
    )
    project: str = ""
    prose: Callable[[], Sequence[Exercise[Any]]] = _nothing
    lesson: Callable[[str], Picture] = _no_picture
    exam: Callable[[], Exam] = _no_exam
    report: Callable[[], Report] = _no_report
    oral: Callable[[], Oral] = _no_oral
    icons: Callable[[], Mapping[str, str]] = dict
    gallery: Callable[[], Gallery] = Gallery

    @property
    def has_exam(self) -> bool:
        """True when there is an exam at the certifier's."""
        return self.exam is not _no_exam


@cache
def current() -> Course:
    """Return the course in use: ``COURSE`` of the package that ``TPE_COURSE`` names.

    Raises
    ------
    TpeError
        It names no package.
    """
    optional_path("notebooks")  # the package is there, or the sentence says so
    course: Course = import_module(course_package()).COURSE
    return course
