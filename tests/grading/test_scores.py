"""Stock ``nbgrader autograde`` gives exactly the scores that the samples were built to earn."""

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.grading.books import profiles
from tests.grading.desk import SMALL, Desk, complaints
from tests.grading.pages import acting
from tpelib.samples.retyping import HOSTILE_TEXT
from tpelib.samples.sample import read_expected

pytestmark = pytest.mark.nbgrader

GRADES = """
    SELECT submitted_assignment.student_id, base_cell.name, grade.auto_score, grade.needs_manual_grade
    FROM grade
    JOIN base_cell ON base_cell.id = grade.cell_id
    JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
    JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
"""


def gradebook(session: Path, query: str) -> list[tuple]:
    with closing(sqlite3.connect(session / "gradebook.db")) as database:
        return database.execute(query).fetchall()


@pytest.mark.parametrize("kind", ["mixed", "hostile"])
def test_each_cell_earns_what_was_built_into_it(kind: str, request: pytest.FixtureRequest) -> None:
    """Is every score, of every learner and exercise, the expected one, and every doubt raised?"""
    session = request.getfixturevalue(kind)
    given = {(who, what): (score, bool(look)) for who, what, score, look in gradebook(session, GRADES)}
    expected = {key: (found.points, found.flagged) for key, found in read_expected(session).items()}
    assert {key: value for key, value in given.items() if key in expected} == expected
    # What is left are the rubric cells: no score, and the jury is waited for.
    assert {value for key, value in given.items() if key not in expected} == {(None, True)}


def test_who_is_in_trouble_has_a_line_and_the_others_none(mixed: Path) -> None:
    """Does the trainer read one line per trouble, in French, and nothing about sound submissions?"""
    said = complaints((mixed / "autograde.log").read_text(encoding="utf-8"))
    trouble = {
        "cellules supprimées": "manquante",
        "dossier abîmé": "abîmé",
        "dossier abîmé, sauvegarde": "sauvegarde précédente",
        "cellules modifiées": "modifiées",
        "cellules en double": "en double",
        "carnet renommé": "manquait",
    }
    kinds = profiles(mixed)
    for learner, profile in kinds.items():
        own = [line for line in said if learner in line]
        assert bool(own) == (profile in trouble), (profile, own)
        assert trouble.get(profile, "") in " ".join(own)
    assert [line for line in said if not any(learner in line for learner in kinds)] == []


def test_lateness_is_known_and_costs_nothing(mixed: Path) -> None:
    """Is who hands in late known as late, with all their points?"""
    late = gradebook(
        mixed,
        "SELECT student_id FROM submitted_assignment JOIN assignment ON assignment.id = assignment_id "
        "WHERE timestamp > duedate",
    )
    assert len(late) == 1
    assert gradebook(mixed, "SELECT * FROM submitted_notebook WHERE late_submission_penalty > 0") == []


def test_nothing_of_a_hostile_submission_ran_or_leaked(hostile: Path) -> None:
    """Did no program run, and is no linked file copied anywhere?"""
    assert not Path("/tmp/tpe-attaque").exists()  # noqa: S108  # where the sample's programs write
    copied = [
        path for path in (hostile / "autograded").rglob("*") if path.suffix in (".py", ".txt", ".jpg", ".mp4")
    ]
    assert {path.name for path in copied} == {"timestamp.txt", f"{HOSTILE_TEXT}.jpg"}  # a photo, oddly named
    assert not any(path.is_symlink() for path in (hostile / "autograded").rglob("*"))
    kept = {path.name for path in (hostile / "ecartes").rglob("*")}
    assert {"dossier.json", "photo.jpg", "notes.txt", "tpelib.py", "film.mp4"} <= kept
    for path in (hostile / "autograded").rglob("*.ipynb"):
        code = [c for c in json.loads(path.read_text())["cells"] if c["cell_type"] == "code"]
        assert not any("attaque" in "".join(cell["source"]) for cell in code)


def test_html_is_shown_as_text_to_the_assessor_and_the_learner(hostile: Path, trainer: Desk) -> None:
    """Is what a learner typed escaped in the graded notebook and in the feedback?"""
    learner = next(learner for learner, profile in profiles(hostile).items() if profile == "des scripts")
    trainer.run("nbgrader", "generate_feedback", "parcours", "--force", f"--student={learner}", at=hostile)
    pages = [path.read_text(encoding="utf-8") for path in (hostile / "feedback").rglob("*.html")]
    assert len(pages) == len(SMALL)
    escaped = HOSTILE_TEXT.replace("<", "&lt;").replace(">", "&gt;")
    assert any(escaped in page for page in pages)
    assert [found for page in pages for found in acting(page)] == []


def test_a_zero_says_why_in_the_export(hostile: Path, trainer: Desk) -> None:
    """Does the table of scores tell a real zero from one that is none, without formulas?"""
    trainer.run("nbgrader", "export", "--to", "notes.csv", at=hostile)
    with (hostile / "notes.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    expected = read_expected(hostile)
    assert len(rows) == len({who for who, _ in expected})
    most = {key: found.max for (_, key), found in expected.items()}
    (rubric,) = gradebook(hostile, "SELECT SUM(max_score) FROM task_cells")[0]
    flagged = {who for (who, _), found in expected.items() if found.flagged}
    for row in rows:
        assert float(row["max_score"]) == sum(most.values()) + rubric
        if row["student_id"] in flagged:
            assert row["remarque"].endswith(".")
    assert sum(not row["remarque"] for row in rows) < len(rows)


def test_grading_again_changes_nothing(hostile: Path, trainer: Desk) -> None:
    """Does a second run, forced, give the same scores and the same reasons?"""
    comments = "SELECT notebook_id, auto_comment FROM comment ORDER BY 1"
    before = sorted(gradebook(hostile, GRADES)), gradebook(hostile, comments)
    (linked,) = (
        path.parents[2].name for path in (hostile / "ecartes").rglob("*") if path.name == "notes.txt"
    )
    trainer.run("nbgrader", "autograde", "parcours", "--force", f"--student={linked}", at=hostile)
    assert (sorted(gradebook(hostile, GRADES)), gradebook(hostile, comments)) == before
