"""``tpe sample``: a fictional session, ready for stock ``nbgrader autograde``, with the scores to expect.

Each learner starts from the reference answers of one of the six cases; a profile then changes what they hand
in, in a way whose price is known. Scores are written beside the session by that construction: the grader is
never asked.
"""

from __future__ import annotations

import copy
import csv
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tpelib.assess.grading.course import CONFIG
from tpelib.assess.grading.intake import TIMESTAMP
from tpelib.base import french
from tpelib.base.errors import TpeError, os_reason
from tpelib.base.resources import grading_path, notebooks_path
from tpelib.base.spreadsheets import Cell, to_csv
from tpelib.course import COURSE
from tpelib.course.cases import BusinessCase, all_cases
from tpelib.engine.books import ASSIGNMENT
from tpelib.engine.course import current
from tpelib.engine.dossier import Dossier, encode, stored_name
from tpelib.engine.registry import all_exercises
from tpelib.samples.profiles import KINDS
from tpelib.samples.references import reference, reference_files
from tpelib.samples.submissions import Sparse, Submission, SymbolicLink
from tpelib.screens.lab.handin import learner_id

__all__ = ["EXPECTED", "Expected", "SampleError", "read_expected", "sample"]

EXPECTED = "attendu.csv"
_COLUMNS = ("apprenant", "exercice", "points", "sur", "a_regarder", "profil", "pourquoi")
_DUE = datetime(2027, 3, 31, 18, 0, tzinfo=UTC)
_FIRST_NAMES = (
    *("Aïcha", "Baptiste", "Chloé", "Dimitri", "Élodie", "Fabrice", "Gaëlle", "Hugo", "Inès", "Jérôme"),
    *("Karima", "Loïc", "Maëlle", "Noël", "Océane", "Philippe", "Quentin", "Rosalie", "Salomé", "Théo"),
    *("Ursule", "Valérie", "Wassim", "Xavière", "Yann", "Zoé"),
)
_LAST_NAMES = (
    *("Bidon", "Brouillon", "Chimère", "Échantillon", "Esquisse", "Exemple", "Fictif", "Imaginaire"),
    *("Inventé", "Maquette", "Modèle", "Ombre", "Personne", "Prétexte", "Spécimen", "Untel"),
)


class SampleError(TpeError):
    """The session cannot be written; the message says why."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What one learner must get in one exercise.

    Parameters
    ----------
    points, max : float
        The score, and what the exercise is worth.
    flagged : bool
        True when an assessor must look before believing it.
    why : str
        What was done to the answer, in French.
    """

    points: float
    max: float
    flagged: bool
    why: str


def sample(folder: Path, *, learners: int, seed: int, kind: str = "mixed") -> None:
    """Write a course folder for nbgrader: configuration, sources, gradebook, release, submissions.

    Parameters
    ----------
    folder : path
        Where; it must not exist, or be empty.
    learners : int
        How many.
    seed : int
        The same seed gives the same submissions, byte for byte.
    kind : str
        ``"mixed"``, ``"good"`` or ``"hostile"``.

    Raises
    ------
    SampleError
        The folder is not empty or cannot be written, there is no such kind, or the course in use is another one.
    """
    if current() is not COURSE:  # the learners of this package answer the exercises of that one
        raise SampleError("Ce cours n’a pas de session d’exemple.")
    if kind not in KINDS:
        known = french.listing(list(KINDS), "ou")
        raise SampleError(
            french.typography(f"« {kind} » n'est pas un genre de session : choisissez {known}.")
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SampleError(french.typography(f"« {folder} » n'est pas vide : choisissez un autre dossier."))
    try:
        _write_sources(folder)
        _register(folder)
        handed_in = list(_submissions(folder, learners, seed, kind))
        _enrol(folder, handed_in)
        for one in handed_in:
            _write(folder / "submitted" / one.learner / ASSIGNMENT, one)
        _write_expected(folder / EXPECTED, handed_in)
    except OSError as problem:
        raise SampleError(
            french.typography(f"La session n'a pas pu être écrite dans « {folder} » : {os_reason(problem)}.")
        ) from problem


def read_expected(folder: Path) -> dict[tuple[str, str], Expected]:
    """Return what to expect of a session: (learner, exercise) to the score and its reason."""
    with (folder / EXPECTED).open(encoding="utf-8", newline="") as stream:
        return {
            (row["apprenant"], row["exercice"]): Expected(
                float(row["points"]), float(row["sur"]), row["a_regarder"] == "oui", row["pourquoi"]
            )
            for row in csv.DictReader(stream)
        }


def _write_sources(folder: Path) -> None:
    source = folder / "source" / ASSIGNMENT
    source.mkdir(parents=True)
    for path in sorted(notebooks_path(ASSIGNMENT).glob("*.ipynb")):
        shutil.copyfile(path, source / path.name)
    shutil.copyfile(grading_path(CONFIG), folder / CONFIG)


def _register(folder: Path) -> None:
    """Have nbgrader itself register the assignment and make the release."""
    outcome = _nbgrader(folder).generate_assignment(ASSIGNMENT)
    if not outcome["success"]:
        raise SampleError(f"nbgrader n’a pas pu préparer le devoir : {outcome['log']}")


def _enrol(folder: Path, handed_in: Sequence[Submission]) -> None:
    """Write the date it is due and the learners' names, all at once."""
    from nbgrader.api import Assignment, Gradebook, Student
    from sqlalchemy import insert, update

    course = _nbgrader(folder).coursedir
    names = [{"id": o.learner, "first_name": o.first_name, "last_name": o.last_name} for o in handed_in]
    with Gradebook(course.db_url, course.course_id) as gradebook:
        # nbgrader keeps dates without a zone, in UTC.
        gradebook.db.execute(update(Assignment).values(duedate=_DUE.replace(tzinfo=None)))
        gradebook.db.execute(insert(Student), names)
        gradebook.db.commit()


def _nbgrader(folder: Path) -> Any:
    from nbgrader.apps import NbGraderAPI
    from traitlets.config.loader import PyFileConfigLoader

    config = PyFileConfigLoader(CONFIG, path=str(folder.resolve())).load_config()
    return NbGraderAPI(config=config)


def _submissions(folder: Path, learners: int, seed: int, kind: str) -> Iterator[Submission]:
    cases = all_cases()
    answers = [reference(case) for case in cases]
    held = [_held(case) for case in cases]
    released = {path.name: path.read_bytes() for path in sorted((folder / "release" / ASSIGNMENT).iterdir())}
    most = {exercise.id: float(exercise.points) for exercise in all_exercises()}
    for rank in range(learners):
        draw = random.Random(f"{seed}-{kind}-{rank}")  # noqa: S311  # fictional learners, nothing secret
        first, last = draw.choice(_FIRST_NAMES), draw.choice(_LAST_NAMES)
        one = Submission(
            learner=f"{learner_id(f'{first} {last}')}_{rank + 1:04d}",
            first_name=first,
            last_name=last,
            answers=copy.deepcopy(answers[(seed + rank) % len(cases)]),
            points=dict(most),
            files={**released, **held[(seed + rank) % len(cases)]},
            at=_DUE - timedelta(minutes=draw.randrange(30, 14 * 24 * 60)),
            due=_DUE,
        )
        one.profile, change = KINDS[kind][rank % len(KINDS[kind])]
        change(one, draw)
        yield one


def _held(case: BusinessCase) -> dict[str, bytes]:
    """Return the files that a case's answers stand for, by their path in a submission."""
    files = reference_files(case)
    return {
        f"{Dossier.FILES}/{stored_name(value)}": files[value["sha256"]]
        for values in reference(case).values()
        for value in values.values()
        if isinstance(value, dict) and value.get("sha256") in files
    }


def _write(folder: Path, one: Submission) -> None:
    files = dict(one.files)
    if one.dossier and Dossier.NAME not in files:
        files[Dossier.NAME] = encode(one.content)
    folder.parent.mkdir(parents=True)
    if isinstance(link := files.get("."), SymbolicLink):
        folder.symlink_to(link.target)
        return
    files[TIMESTAMP] = f"{one.at:%Y-%m-%d %H:%M:%S.%f} UTC\n".encode()
    folder.mkdir()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        if isinstance(content, SymbolicLink):
            path.symlink_to(content.target)
        elif isinstance(content, Sparse):
            with path.open("wb") as stream:
                stream.truncate(content.size)
        else:
            path.write_bytes(content)


def _write_expected(path: Path, handed_in: Sequence[Submission]) -> None:
    most = {exercise.id: float(exercise.points) for exercise in all_exercises()}
    rows: list[Sequence[Cell]] = []
    for one in handed_in:
        flagged = "oui" if one.flagged else "non"
        for exercise_id, points in one.points.items():
            why = french.typography(one.why.get(exercise_id, "la réponse de référence"))
            rows.append((one.learner, exercise_id, points, most[exercise_id], flagged, one.profile, why))
    path.write_bytes(to_csv(_COLUMNS, rows, delimiter=","))
