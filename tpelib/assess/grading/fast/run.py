"""A whole cohort: several processes read and check, the first one writes the gradebook, batch after batch."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from filelock import FileLock, Timeout

from tpelib.assess.grading.course import EXAM, CourseError, settings, source_directory
from tpelib.assess.grading.fast.autograded import Shelf
from tpelib.assess.grading.fast.booklets import Booklet, booklets
from tpelib.assess.grading.fast.gradebook import Change, Gradebook
from tpelib.assess.grading.fast.marking import Marks, mark
from tpelib.assess.grading.intake import plain_name
from tpelib.base import french
from tpelib.base.errors import os_reason
from tpelib.base.processes import end_with_parent
from tpelib.engine.books import ASSIGNMENT

__all__ = ["GradingRun", "Told", "grade"]

_BATCH = 16
"""Learners of one transaction, and of one parcel of work: what is lost when a run is cut short."""
_WORTH_A_PROCESS = 48
"""Learners below which another process takes longer to start than it saves."""
_LEARNER = re.compile(r"\w[\w.@ -]{0,127}")

Told = Callable[[str, str], None]
"""``told(learner, sentence)``: something to know about a learner, as soon as it is known."""


@dataclass
class GradingRun:
    """What a run did.

    Parameters
    ----------
    graded, done, refused : int
        Learners graded, learners left alone since their attempt was graded before, and those who could not be.
    doubtful : int
        Learners graded whose marks are to be looked at before they are believed.
    changes : int
        Marks that are not what they were at the grading before.
    """

    graded: int = 0
    done: int = 0
    refused: int = 0
    doubtful: int = 0
    changes: int = 0


@dataclass(frozen=True, slots=True)
class _Parcel:
    """What comes back from a process: marks, and who could not be graded, with the reason."""

    marks: list[Marks] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Work:
    """What a process needs to grade: picklable, the same for all."""

    shelf: Shelf
    booklets: Sequence[Booklet]
    writes: bool
    drawn: bool

    def grade(self, learners: Sequence[str]) -> _Parcel:
        """Grade some learners; their folders are written aside, to be put in place once the marks are kept."""
        found = _Parcel()
        for learner in learners:
            try:
                graded = mark(self.shelf.submission(learner), self.booklets, drawn=self.drawn)
            except OSError as problem:
                found.refused.append((learner, f"sa remise ne peut pas être lue ({os_reason(problem)})"))
                continue
            changed = self.shelf.prepare(graded) if self.writes else frozenset()
            found.marks.append(replace(graded.marks, changed=changed))
        return found


def grade(
    root: Path,
    *,
    told: Told,
    assignment: str = ASSIGNMENT,
    jobs: int | None = None,
    dry_run: bool = False,
    force: bool = False,
    pictures: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> GradingRun:
    """Grade the submissions of a course that are not graded yet, or came again since.

    Parameters
    ----------
    root : path
        The course folder.
    told : callable
        Is told, learner by learner, what was not as it should be and which marks changed.
    assignment : str
        The assignment.
    jobs : int, optional
        Processes; as many as there are cores, as far as the cohort is worth it, by default.
    dry_run : bool
        True to write nothing at all.
    force : bool
        True to grade again what is graded.
    pictures : bool
        True to draw the pictures in the graded notebooks themselves, for who opens them as they are. Otherwise
        Formgrader and the feedback draw them, where the course's configuration says so.
    progress : callable
        Is told how many learners of how many are through.

    Raises
    ------
    CourseError
        The course cannot be graded as it is, or the disk or the database refused: what was written stays
        sound, and the same call goes on from there.
    """
    if assignment == EXAM:
        raise CourseError(
            french.typography(
                "L'épreuve individuelle n'est pas un devoir : chaque dossier est scellé. Mettez-le, clos, dans "
                "« epreuves/<identifiant de la remise> » du dossier du cours : « tpe jury » le vérifie et le montre à côté de "
                "son sujet. Pour une page à part : « tpe exam verify DOSSIER --preuves page.html »."
            )
        )
    known = settings(root)
    gradebook = Gradebook(known.db_url, assignment)
    try:
        with _alone(root, dry_run):
            source = root / source_directory(root) / assignment
            work = _Work(
                Shelf(root, assignment, source, known.ignore),
                booklets(root, assignment, gradebook.checksums),
                writes=not dry_run,
                drawn=not dry_run and (pictures or not known.draws),
            )
            return _grade(work, gradebook, told, jobs, force, progress)
    except OSError as problem:
        raise CourseError(
            french.typography(
                f"La correction s'est arrêtée : {os_reason(problem)}. Relancez la même commande : elle reprendra où elle en est."
            )
        ) from problem
    except BrokenProcessPool as problem:
        raise CourseError(
            french.typography(
                "La correction s'est arrêtée : un de ses processus a disparu, faute de mémoire peut-être. "
                "Relancez la même commande : elle reprendra où elle en est."
            )
        ) from problem
    finally:
        gradebook.close()


def _grade(
    work: _Work,
    gradebook: Gradebook,
    told: Told,
    jobs: int | None,
    force: bool,
    progress: Callable[[int, int], None],
) -> GradingRun:
    report = GradingRun()
    if work.writes:
        work.shelf.clear()
    wanted = []
    for learner in work.shelf.learners():
        if not _LEARNER.fullmatch(learner):
            report.refused += 1
            told(plain_name(learner), "ce nom de dossier n’est pas celui d’un apprenant : renommez-le.")
        elif not force and work.shelf.is_done(learner):
            report.done += 1
        else:
            wanted.append(learner)
    through = 0
    progress(0, len(wanted))
    for parcel in _parcels(work, wanted, jobs):
        changes = gradebook.write(parcel.marks, keep=work.writes) if parcel.marks else []
        for marks in parcel.marks:
            if work.writes:
                work.shelf.publish(marks.learner)
            _tell(told, marks, [change for change in changes if change.learner == marks.learner])
        for learner, why in parcel.refused:
            told(learner, french.typography(f"{why}."))
        report.graded += len(parcel.marks)
        report.doubtful += sum(marks.decisive or bool(marks.failed) for marks in parcel.marks)
        report.refused += len(parcel.refused)
        report.changes += len(changes)
        through += len(parcel.marks) + len(parcel.refused)
        progress(through, len(wanted))
    if work.writes:
        work.shelf.clear()
    return report


def _tell(told: Told, marks: Marks, changes: Sequence[Change]) -> None:
    parts = [marks.trouble] if marks.trouble else []
    if changes:
        listed = french.listing(
            [
                f"{change.cell} : {french.number(change.before)} → {french.number(change.after)}"
                + (f" (votre note, {french.number(change.kept)}, reste)" if change.kept is not None else "")
                for change in changes
            ]
        )
        parts.append(french.typography(f"Notes changées : {listed}."))
    if parts:
        told(marks.learner, " ".join(parts))


def _parcels(work: _Work, learners: Sequence[str], jobs: int | None) -> Iterator[_Parcel]:
    """Grade parcel by parcel, in order; only a few are under way at a time, however long the cohort."""
    parcels = (learners[start : start + _BATCH] for start in range(0, len(learners), _BATCH))
    wanted = jobs or min(os.cpu_count() or 1, 1 + len(learners) // _WORTH_A_PROCESS)
    if wanted == 1:
        yield from map(work.grade, parcels)
        return
    with ProcessPoolExecutor(
        wanted, mp_context=multiprocessing.get_context("spawn"), initializer=_start, initargs=(work,)
    ) as pool:
        under_way: deque[Future[_Parcel]] = deque(
            pool.submit(_go, parcel) for parcel in itertools.islice(parcels, 2 * wanted)
        )
        try:
            while under_way:
                done = under_way.popleft().result()
                under_way.extend(pool.submit(_go, parcel) for parcel in itertools.islice(parcels, 1))
                yield done
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


_work: _Work
"""What this process grades with: sent once, when it starts."""


def _start(work: _Work) -> None:
    global _work  # the way to give a process of a pool what all its calls need
    _work = work
    end_with_parent()


def _go(learners: Sequence[str]) -> _Parcel:
    return _work.grade(learners)


@contextmanager
def _alone(root: Path, dry_run: bool) -> Iterator[None]:
    """Let one grading at a time into a course; looking on is always allowed."""
    if dry_run:
        yield
        return
    try:
        with FileLock(root / ".correction.lock", timeout=0):
            yield
    except Timeout:
        raise CourseError(
            "Une correction est déjà en cours dans ce dossier : attendez qu’elle finisse."
        ) from None
