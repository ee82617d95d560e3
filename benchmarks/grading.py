"""Grading a cohort: `tpe grade` beside nbgrader, otter-grader, and the least that anything must do.

The cohorts are those of `tpe sample`, kind « good ». `BENCH_COHORTS="10 100 1000 10000"` makes them larger:
ten thousand learners take some 12 GB of disk and half an hour.
"""

from __future__ import annotations

import json
import os
import shutil
import site
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from benchmarks.measure import Pair, Row, Skipped, Spent, spent
from tpelib.assess.grading.course import settings
from tpelib.assess.grading.fast.booklets import Booklet, booklets
from tpelib.assess.grading.fast.gradebook import Gradebook
from tpelib.assess.grading.fast.marking import Marks
from tpelib.assess.grading.intake import aside_folder, handed_in_at, received
from tpelib.engine.books import ASSIGNMENT
from tpelib.engine.dossier import Dossier
from tpelib.engine.exercise import ReadOnce
from tpelib.engine.registry import all_exercises, get
from tpelib.samples.sample import sample

__all__ = ["TITLE", "rows"]

TITLE = "Grading a cohort"
COHORTS = tuple(map(int, os.environ.get("BENCH_COHORTS", "10 100 1000").split()))
PEER_LEARNERS = 4
RUNS = 3
BATCH = 16
OTTER = "otter-grader==7.0.0"
ROOT = Path(__file__).resolve().parents[1]

_CHECK = """\
>>> import os
>>> from tpelib.engine.dossier import Dossier
>>> from tpelib.engine.registry import get
>>> get({exercise!r}).evaluate(Dossier(os.environ["TPE_FOLDER"])).points == {points!r}
True"""


def rows() -> list[Row | Skipped]:
    """Measure the growth of ours, then one submission beside each peer and beside the floor."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        taken = {learners: _ours(root / f"ours-{learners}", learners) for learners in COHORTS}
        first, second = COHORTS[:2]
        each = (taken[second].cpu - taken[first].cpu) / (second - first)
        session = root / f"ours-{first}"
        own = f"`tpe grade`, all files written, from {first} to {second} submissions"
        found: list[Row | Skipped] = [
            *_growth(taken),
            _beside_nbgrader("One submission graded", own, each, root / "nbgrader"),
            _beside_otter("One submission graded", own, each, session, root / "otter"),
        ]
        itself, floor = _itself(session), _floor(session)
        theirs = found[-2]
        own = "read, checked, written in the gradebook; no file"
        if isinstance(theirs, Row):
            figures = Pair(itself * 1000, theirs.figures.peer)
            found.append(Row("The grading itself", own, theirs.peer, figures, "ms", "CPU, a submission"))
        floor_row = Pair(itself * 1000, floor * 1000)
        least = "floor: `json.loads` of the dossier, as many rows by `sqlite3`"
        return [*found, Row("The grading itself", own, least, floor_row, "ms", "CPU, a submission")]


def _ours(session: Path, learners: int) -> Spent:
    sample(session, learners=learners, seed=1, kind="good")
    found = spent([sys.executable, "-m", "tpelib.cli", "grade", "--course", str(session)], ROOT)
    if learners > min(COHORTS):
        shutil.rmtree(session)
    return found


def _growth(taken: dict[int, Spent]) -> list[Row | Skipped]:
    """One row per cohort, each beside the one before."""
    sizes = list(taken)
    return [
        Row(
            f"A cohort of {size:,} graded",
            f"`tpe grade`, {taken[size].wall:.1f} s in all, {size / taken[size].wall:,.0f} a second",
            f"a cohort of {before:,}",
            Pair(taken[size].cpu / size * 1000, taken[before].cpu / before * 1000),
            "ms",
            f"CPU, a submission, start included; largest process {taken[size].peak:.0f} MB, "
            f"then {taken[before].peak:.0f} MB",
        )
        for before, size in pairwise(sizes)
    ]


def _each(run: Callable[[int], float], learners: int) -> float:
    """Return what one more submission costs: the difference between one and several, median of the runs."""
    return statistics.median((run(learners) - run(1)) / (learners - 1) for _ in range(RUNS))


def _beside_nbgrader(what: str, own: str, each: float, folder: Path) -> Row:
    for learners in (1, PEER_LEARNERS):
        sample(folder / str(learners), learners=learners, seed=1, kind="good")
    command = [sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT, "--force"]
    peer = _each(lambda learners: spent(command, folder / str(learners)).cpu, PEER_LEARNERS)
    note = (
        f"CPU, one more submission, kernels included; nbgrader: from 1 to {PEER_LEARNERS}, median of {RUNS}"
    )
    return Row(what, own, "`nbgrader autograde` of the same", Pair(each * 1000, peer * 1000), "ms", note)


def _beside_otter(what: str, own: str, each: float, session: Path, folder: Path) -> Row | Skipped:
    """Measure `otter run`: one notebook, the same checks as its tests, the same dossiers."""
    programs = _otter(folder / "venv")
    if programs is None:
        return Skipped(
            f"{what}, beside otter-grader",
            f"`{OTTER}` could not be installed aside; is a package registry within reach?",
        )
    submissions = _otter_submissions(folder, session)
    otter = str(programs / "otter")
    generate = [
        otter,
        "generate",
        "-t",
        "tests",
        "-o",
        "autograder.zip",
        "--no-environment",
        "--no-requirements",
    ]
    spent(generate, folder)
    taken = []
    for path in submissions:
        out = path.with_suffix("")
        out.mkdir()
        taken.append(spent([otter, "run", "-a", "autograder.zip", "-o", str(out), str(path)], folder).cpu)
        _all_right(out / "results.json")
    figures = Pair(each * 1000, statistics.median(taken) * 1000)
    note = f"CPU, a submission; otter starts anew for each, median of {len(taken)}; no gradebook, no reasons"
    return Row(what, own, f"`otter run` ({OTTER}), one notebook, the same checks", figures, "ms", note)


def _otter(folder: Path) -> Path | None:
    """Install otter-grader in an environment of its own, which finds the course's checks behind its own packages."""
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv"
    python = folder / "bin" / "python"
    commands = (
        [uv, "venv", "--quiet", "--no-config", "--python", sys.executable, str(folder)],
        [
            *(uv, "pip", "install", "--quiet", "--no-config", "--compile-bytecode", "--python", str(python)),
            *(OTTER, "ipykernel"),
        ],
    )
    for command in commands:
        done = subprocess.run(command, cwd=folder.parent.parent, capture_output=True, check=False)  # noqa: S603 — uv
        if done.returncode:
            return None
    packages = next(folder.glob("lib/python*/site-packages"))
    (packages / "zz_course.pth").write_text("\n".join((str(ROOT), *site.getsitepackages())) + "\n")
    return python.parent


def _otter_submissions(folder: Path, session: Path) -> list[Path]:
    """Write the checks as otter's tests, and a notebook per learner that says whose dossier they look at."""
    (folder / "tests").mkdir()
    for exercise in all_exercises():
        name = exercise.id.replace("-", "_")
        case = {"code": _CHECK.format(exercise=exercise.id, points=float(exercise.points))}
        suite = {"cases": [{**case, "hidden": False, "locked": False}], "scored": True, "type": "doctest"}
        test = {
            "name": name,
            "points": float(exercise.points),
            "suites": [{**suite, "setup": "", "teardown": ""}],
        }
        (folder / "tests" / f"{name}.py").write_text(f"OK_FORMAT = True\ntest = {test!r}\n")
    found = []
    for learner in _folders(session)[:PEER_LEARNERS]:
        cell = {"cell_type": "code", "execution_count": None, "id": "dossier", "metadata": {}, "outputs": []}
        cell["source"] = f"import os\nos.environ['TPE_FOLDER'] = {str(learner)!r}"
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        notebook = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
        path = folder / f"{learner.parent.name}.ipynb"
        path.write_text(json.dumps(notebook), encoding="utf-8")
        found.append(path)
    return found


def _all_right(results: Path) -> None:
    """Hold otter to the grades: a run that failed would be quick."""
    tests = json.loads(results.read_text(encoding="utf-8"))["tests"]
    passed = sum(test.get("score", 0) == test.get("max_score") for test in tests if "max_score" in test)
    if passed < len(all_exercises()):
        raise RuntimeError(f"otter passed {passed} tests of {len(all_exercises())}: {tests[0].get('output')}")


def _folders(session: Path) -> list[Path]:
    return sorted((session / "submitted").glob(f"*/{ASSIGNMENT}"))


def _itself(session: Path) -> float:
    """Return the CPU time of a submission, in seconds: no notebook is read or written."""
    gradebook = Gradebook(settings(session).db_url, ASSIGNMENT)
    assignment = booklets(session, ASSIGNMENT, gradebook.checksums)
    folders = _folders(session)

    def run() -> None:
        for start in range(0, len(folders), BATCH):
            gradebook.write([_marks(folder, assignment) for folder in folders[start : start + BATCH]])

    found = _median(run) / len(folders)
    gradebook.close()
    return found


def _marks(folder: Path, assignment: Sequence[Booklet]) -> Marks:
    learner = folder.parent.name
    taken = received(folder, aside_folder(folder), learner)
    answers = ReadOnce(taken)
    points = {
        booklet.name: {cell: get(key).evaluate(answers).points for cell, key in booklet.exercises.items()}
        for booklet in assignment
    }
    return Marks(learner, handed_in_at(folder), points, frozenset(), False, {})


def _floor(session: Path) -> float:
    """Return the CPU time of a submission, in seconds, when nothing is checked."""
    folders = _folders(session)
    with closing(sqlite3.connect(session / "gradebook.db")) as database:
        tables = ("submitted_assignment", "submitted_notebook", "grade", "comment")
        count = sum(database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in tables)  # noqa: S608
    each = [
        (f"{rank:032d}", "a" * 32, "b" * 32, 10.0, None, None, 0) for rank in range(count // len(folders))
    ]
    with closing(sqlite3.connect(session / "floor.db")) as database:
        database.execute(
            "CREATE TABLE grade (id TEXT, notebook TEXT, cell TEXT, auto REAL, manual REAL, extra REAL, look)"
        )

        def run() -> None:
            for start in range(0, len(folders), BATCH):
                for folder in folders[start : start + BATCH]:
                    json.loads((folder / Dossier.NAME).read_bytes())
                    database.executemany("INSERT INTO grade VALUES (?, ?, ?, ?, ?, ?, ?)", each)
                database.commit()

        return _median(run) / len(folders)


def _median(run: Callable[[], None]) -> float:
    """Return the CPU time of a function in this process, median of the runs after one unmeasured."""
    taken = []
    for _ in range(RUNS + 1):
        began = time.process_time()
        run()
        taken.append(time.process_time() - began)
    return statistics.median(taken[1:])
