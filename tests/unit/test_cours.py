"""What a cell calls: a plain float for nbgrader, French for people, nothing for anybody when grading."""

import ast
import json
import os
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

from tpelib import cours
from tpelib.base import french
from tpelib.course.cases import all_cases
from tpelib.engine.dossier import Dossier
from tpelib.engine.registry import all_exercises, get
from tpelib.samples.references import save_reference
from tpelib.screens.widgets.charts import Chart
from tpelib.screens.widgets.explorer import Explorer
from tpelib.screens.widgets.result import GradeView
from tpelib.screens.widgets.view import ExerciseView


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Give a folder of a learner's own to work in; what cells display is kept here."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    displayed: list[Any] = []
    monkeypatch.setattr("IPython.display.display", displayed.append)
    return displayed


def in_a_process(folder: Path, code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python as a grader's kernel does: in the learner's folder, warnings on."""
    return subprocess.run(
        [sys.executable, "-W", "always", "-c", code],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )


NOTES = """
from tpelib.cours import *
from tpelib.engine.registry import all_exercises
exercice("c1-entreprise"); explorer("c1-campagne-scenarios"); cas(); parcours(); parcours("C1")
repondre("c1-entreprise", basket=1)
print({exercise.id: repr(note(exercise.id)) for exercise in all_exercises()})
"""


def test_every_note_is_a_plain_float_and_nothing_is_on_stderr(tmp_path: Path) -> None:
    """Does a grader that starts a bare Python read a built-in float for each exercise, and not a word more?"""
    save_reference(all_cases()[0], Dossier(tmp_path))
    before = (tmp_path / Dossier.NAME).read_bytes()
    done = in_a_process(tmp_path, NOTES, NBGRADER_EXECUTION="autograde")
    assert done.stderr == ""
    notes = {key: ast.literal_eval(text) for key, text in ast.literal_eval(done.stdout).items()}
    assert notes == {exercise.id: exercise.points for exercise in all_exercises()}
    assert {type(value) for value in notes.values()} == {float}
    assert (tmp_path / Dossier.NAME).read_bytes() == before  # a cell that answers, answers nothing then
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith(".")) == [
        Dossier.NAME,
        Dossier.FILES,
    ]


def test_without_a_dossier_every_note_is_zero(tmp_path: Path) -> None:
    """Does a submission without any dossier get zeros, quietly, and no file?"""
    done = in_a_process(tmp_path, NOTES, NBGRADER_EXECUTION="autograde")
    assert done.stderr == ""
    assert set(ast.literal_eval(done.stdout).values()) == {"0.0"}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xff\xfe<html>", "Votre dossier était abîmé"),
        (b'{"format": "tpe-dossier", "version": 99, "answers": {}}', "plus récente du cours"),
        (b"[" * 100_000, "Votre dossier était abîmé"),
    ],
)
def test_a_dossier_that_cannot_be_read_is_worth_zero_with_its_reason(
    tmp_path: Path, shown: list[Any], data: bytes, reason: str
) -> None:
    """Is a damaged dossier zero, with a sentence for the assessor, and kept?"""
    (tmp_path / Dossier.NAME).write_bytes(data)
    view = cours.note("c1-plan")
    assert isinstance(view, GradeView)
    assert repr(view) == "0.0"
    assert reason in view._repr_html_()
    assert data in [path.read_bytes() for path in tmp_path.glob("*.json")]
    assert shown == []


def test_a_note_swallows_warnings_and_chatter(
    shown: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Can a library that warns on the way turn a right answer into zero?"""
    exercise = get("c1-entreprise")
    evaluate = type(exercise).evaluate

    def noisy(self: Any, answers: Any) -> Any:
        warnings.warn("a library warns", DeprecationWarning, stacklevel=1)
        print("and chats", file=sys.stderr)
        return evaluate(self, answers)

    monkeypatch.setattr(type(exercise), "evaluate", noisy)
    save_reference(all_cases()[0], Dossier())
    assert repr(cours.note("c1-entreprise")) == "10.0"
    assert capsys.readouterr().err == ""


def test_cells_show_forms_pages_and_charts(shown: list[Any]) -> None:
    """Does each name a cell calls show its part of the course?"""
    cours.exercice("c1-plan")
    cours.explorer("c1-campagne-scenarios")
    cours.cas()
    cours.parcours("C1")
    assert isinstance(shown[0], ExerciseView)
    assert isinstance(shown[1], Explorer)
    cases, path = (found.data.replace(french.NNBSP, " ") for found in shown[2:])
    for case in all_cases():
        assert case.name.replace("'", "’") in cases
    assert cases.count("cas fictif</span>") == 6
    assert "montants inventés" in cases
    assert "0\u00a0exercice fait sur 9" in path
    assert "Mon plan d’action" in path


def test_a_lessons_picture_is_shown_by_its_name(shown: list[Any]) -> None:
    """Does a picture of a lesson show as a chart, and an unknown one as a sentence?"""
    from tpelib.course import lessons

    name = next(iter(lessons.LESSONS))
    cours.figure(name)
    cours.figure("rien")
    assert isinstance(shown[0], Chart)
    assert "rien" in shown[1].data


@pytest.mark.parametrize("call", [lambda: cours.exercice("c1-rien"), lambda: cours.explorer("<b>rien</b>")])
def test_what_does_not_exist_is_a_sentence(shown: list[Any], call: Any) -> None:
    """Does a wrong name reach the learner as French, escaped, and never as a traceback?"""
    call()
    (found,) = shown
    assert "ne s’appelle" in found.data
    assert "<b>" not in found.data


def test_nothing_is_shown_while_grading(shown: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Does a graded run spend no time on forms that nobody sees?"""
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    cours.exercice("c1-plan")
    cours.exercice("c1-rien")
    cours.parcours()
    cours.repondre("c1-entreprise", basket=3)
    assert shown == []
    assert not Path(Dossier.NAME).exists()


def test_a_damaged_dossier_does_not_close_the_course(tmp_path: Path, shown: list[Any]) -> None:
    """Do the form and the path open on a damaged dossier, with its notice, and go on from the version before?"""
    dossier = Dossier(tmp_path)
    dossier.save("c1-entreprise", {"name": "La Rose"})
    dossier.save("c1-entreprise", {"name": "La Rose bleue"})
    dossier.path.write_bytes(b"oops")
    cours.exercice("c1-entreprise")
    assert "dossier était abîmé" in shown[0].form.notice
    assert shown[0].form.values == {"name": "La Rose"}
    dossier.path.write_bytes(b"oops")
    cours.parcours()
    assert "dossier était abîmé" in shown[1].data


def test_a_later_dossier_is_left_alone_and_said(tmp_path: Path, shown: list[Any]) -> None:
    """Does an older course open beside a newer dossier, saying so, touching nothing?"""
    newer = json.dumps({"format": "tpe-dossier", "version": 99, "answers": {}}).encode()
    (tmp_path / Dossier.NAME).write_bytes(newer)
    cours.exercice("c1-entreprise")
    cours.parcours()
    cours.explorer("c1-campagne-scenarios")
    assert "plus récente" in shown[0].form.notice
    assert "plus récente" in shown[1].data
    assert "plus récente" in shown[2].data
    assert (tmp_path / Dossier.NAME).read_bytes() == newer
