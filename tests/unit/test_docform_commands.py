"""The other doors, as people use them: two commands, and a cell for who prefers to type."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.files import give_files
from tpelib import cours
from tpelib.cli.commands import app, main
from tpelib.course.cases import all_cases
from tpelib.engine.dossier import Dossier
from tpelib.engine.registry import all_exercises, get, of_competency
from tpelib.samples.references import reference_content

Run = Callable[..., str]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "parcours").mkdir()
    return tmp_path


@pytest.fixture
def run(workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a command line that returns what was printed, errors as ``main`` says them."""

    def call(*words: str, space: Path = workspace) -> str:
        monkeypatch.setattr("sys.argv", ["tpe", *words, "--workspace", str(space)])
        with pytest.raises(SystemExit):
            main()
        out = capsys.readouterr()
        return out.out + out.err

    return call


@pytest.mark.parametrize("name", ["cahier.docx", "cahier.html"])
def test_a_form_goes_out_and_comes_back(workspace: Path, run: Run, name: str) -> None:
    """Do ``tpe formulaire`` and ``tpe import`` carry a dossier from one workspace to another?"""
    before = reference_content(all_cases()[0])
    Dossier(workspace / "parcours").save_all({key: entry["values"] for key, entry in before.answers.items()})
    form, other = workspace / name, workspace / "autre"
    (other / "parcours").mkdir(parents=True)
    assert f"tpe import {form}" in run("formulaire", str(form), "--variante", "grand")
    said = run("import", str(form), space=other)
    assert "réponses reprises" in said
    assert "Mon entreprise\u00a0:" in said
    after = Dossier(other / "parcours")
    give_files(before, after)
    for exercise in all_exercises():
        assert exercise.parse(after.values(exercise.id)) == exercise.parse(before.values(exercise.id))


def test_one_competency_makes_a_shorter_form(workspace: Path, run: Run) -> None:
    """May a trainer hand out C1 alone, and is an unknown competency a sentence?"""
    form = workspace / "c1.html"
    run("formulaire", str(form), "--competence", "c1")
    assert form.read_text(encoding="utf-8").count("<section id=") == len(of_competency("C1"))
    assert "essayez C1" in run("formulaire", str(workspace / "c9.html"), "--competence", "C9")


def test_a_form_is_never_written_over_another(workspace: Path, run: Run) -> None:
    """Is a document that may hold answers kept, unless one asks to lose it?"""
    form = workspace / "cahier.html"
    form.write_text("rempli")
    assert "existe déjà" in run("formulaire", str(form))
    assert form.read_text() == "rempli"
    run("formulaire", str(form), "--remplacer")
    assert form.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_an_import_without_a_workspace_says_what_to_do(workspace: Path, run: Run) -> None:
    """Is a wrong workspace a sentence that names the command to start with?"""
    form = workspace / "cahier.html"
    run("formulaire", str(form))
    assert "«\u00a0tpe lab\u00a0»" in run("import", str(form), space=workspace / "rien")


def test_a_wrong_file_is_a_sentence(workspace: Path, run: Run) -> None:
    """Does the command say what is wrong with the file, without a traceback?"""
    (workspace / "photo.jpg").write_bytes(b"x")
    said = run("import", str(workspace / "photo.jpg"))
    assert "«\u00a0photo.jpg\u00a0» n’est pas un formulaire rempli" in said
    assert "Traceback" not in said


def test_the_commands_have_a_french_help() -> None:
    """Are both commands explained in French?"""
    for command, words in (("formulaire", "document à remplir"), ("import", "document rempli")):
        shown = CliRunner().invoke(app, [command, "--help"])
        assert shown.exit_code == 0
        assert words in shown.output


# --- answering from a cell


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Give ``repondre`` in a folder of its own, returning what the cell shows."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    shown: list[Any] = []
    monkeypatch.setattr("IPython.display.display", shown.append)

    def call(exercise_id: str, **values: Any) -> str:
        shown.clear()
        cours.repondre(exercise_id, **values)
        (found,) = shown
        return str(found.data)

    return call


def test_an_answer_typed_in_a_cell_is_in_the_dossier(typed: Callable[..., str]) -> None:
    """Is it saved as the form would have, and said?"""
    assert "Enregistré à" in typed(
        "c1-entreprise", basket=42, margin=Decimal("55.5"), name="La Rose", project="Mon entreprise"
    )
    values = Dossier().values("c1-entreprise")
    assert values == {"basket": "42", "margin": "55.5", "name": "La Rose", "project": "mon-entreprise"}
    answer = get("c1-entreprise").parse(values).answer
    assert (answer.basket, answer.margin) == (42, 55.5)


def test_dates_choices_and_tables_work_in_a_cell(typed: Callable[..., str]) -> None:
    """Do dates in any form, words of a choice and rows reach the dossier as the form sends them?"""
    typed("c1-objectif", aim="Vendre", start=date(2027, 1, 4), deadline="31 décembre 2027")
    assert Dossier().values("c1-objectif") == {
        "aim": "sales",
        "start": "2027-01-04",
        "deadline": "2027-12-31",
    }
    rows = [{"name": "Noël", "start": datetime(2027, 11, 22, 9, 30), "end": "24/12/2027", "why": "Fêtes"}]
    typed("c1-periodes", periods=rows, peaks=["décembre", "12", "mai"], months=[{"turnover": 1000.5}])
    values = Dossier().values("c1-periodes")
    assert values["periods"] == [{"name": "Noël", "start": "2027-11-22", "end": "2027-12-24", "why": "Fêtes"}]
    parsed = get("c1-periodes").parse(values)
    assert parsed.errors == {}
    assert parsed.answer.peaks == ["5", "12"]
    assert parsed.answer.months[0].turnover == 1000.5


def test_what_a_cell_cannot_say_is_told_by_its_question(typed: Callable[..., str]) -> None:
    """Is an unreadable value named by the words of its question, and kept?"""
    said = typed("c1-entreprise", basket="12O", name="La Rose")
    assert (
        "«\u00a0Combien dépense un client en une fois, en moyenne\u202f?\u00a0»\u00a0: Écrivez un nombre"
        in said
    )
    assert Dossier().values("c1-entreprise") == {"basket": "12O", "name": "La Rose"}
    said = typed("c1-plan", actions=[{"what": "Jeu", "cost": "beaucoup"}])
    assert "action 1, «\u00a0Coût en tout\u00a0»" in said


def test_an_unknown_exercise_or_question_lists_what_exists(typed: Callable[..., str]) -> None:
    """Is a wrong name answered with the right ones, and nothing saved?"""
    said = typed("c1-budget", euros=300)
    assert "Aucun exercice ne s’appelle «\u00a0c1-budget\u00a0»" in said
    assert all(exercise.id in said for exercise in of_competency("C1"))
    said = typed("zz", euros=300)
    assert all(exercise.id in said for exercise in all_exercises())
    said = typed("c1-entreprise", panier=42)
    assert "«\u00a0panier\u00a0» n’est pas une question" in said
    assert "basket (Combien dépense un client" in said
    assert not Dossier().path.exists()


def test_a_cell_without_answer_tells_the_questions(typed: Callable[..., str]) -> None:
    """Does the bare call say what can be answered?"""
    assert "hours (Combien d’heures par semaine" in typed("c1-entreprise")


def test_running_a_cell_again_undoes_nothing(typed: Callable[..., str]) -> None:
    """The course runs every cell on opening: is what the form changed since then kept?"""
    typed("c1-entreprise", basket=42, name="La Rose")
    assert "rien n’a changé" in typed("c1-entreprise", basket=42, name="La Rose")
    Dossier().save("c1-entreprise", {"basket": "50"})
    said = typed("c1-entreprise", basket=42, name="La Rose")
    assert "elle est gardée" in said
    assert Dossier().values("c1-entreprise")["basket"] == "50"
    assert "Enregistré" in typed("c1-entreprise", basket=43, name="La Rose")
    assert Dossier().values("c1-entreprise")["basket"] == "43"
    Dossier().save("c1-entreprise", {"basket": None})
    typed("c1-entreprise", basket=43)
    assert Dossier().values("c1-entreprise")["basket"] == "43"


def test_none_forgets_an_answer(typed: Callable[..., str]) -> None:
    """Can a cell take an answer back?"""
    typed("c1-entreprise", basket=42, name="La Rose")
    typed("c1-entreprise", basket=None)
    assert Dossier().values("c1-entreprise") == {"name": "La Rose"}


def test_values_that_are_no_answer_are_a_sentence(typed: Callable[..., str]) -> None:
    """Do infinities, objects and nested things end in a sentence?"""
    assert "n’a pas pu être enregistrée" in typed("c1-entreprise", basket=float("nan"))
    assert "Écrivez un nombre" in typed("c1-entreprise", basket=object())
    assert "forme attendue" in typed("c1-plan", actions={"what": "Jeu"})


def test_a_cell_saves_nothing_while_grading(
    typed: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under nbgrader, is the dossier handed in left as it was?"""
    typed("c1-entreprise", basket=42)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    cours.repondre("c1-entreprise", basket=99)
    assert Dossier().values("c1-entreprise") == {"basket": "42"}
