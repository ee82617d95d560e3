"""The notebooks: built from Markdown always alike, and run for real with and without answers."""

import ast
import copy
import json
import re
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from tpelib.base.resources import notebooks_path
from tpelib.course.cases import all_cases
from tpelib.engine.books import course_files, trainer_files
from tpelib.engine.dossier import Dossier
from tpelib.engine.referential import load
from tpelib.engine.registry import all_exercises, get, of_competency
from tpelib.samples.references import save_reference
from tpelib.screens.lab.launch import bring_trainer_notebooks
from tpelib.screens.notebooks.build import (
    BuildError,
    build,
    build_all,
    stale,
)

WIDGET = "application/vnd.jupyter.widget-view+json"
PLOTLY = "application/vnd.plotly.v1+json"
HEAD = "---\njupyter:\n  tpe:\n    competency: C1\n    order: 1\n    title: Essai\n---\n\n"
SOURCES = sorted(path for path in notebooks_path().rglob("*.md") if path.name != "README.md")
every_source = pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
TRAINERS = [path.with_suffix(".md") for path in trainer_files()]
every_learner_s_source = pytest.mark.parametrize(
    "source", [path for path in SOURCES if path not in TRAINERS], ids=lambda path: path.stem
)


@pytest.fixture(scope="module", autouse=True)
def built() -> dict[str, Any]:
    """Every notebook of the course, by the stem of its name, each one valid."""
    found = {}
    for one in build_all(notebooks_path()):
        notebook = nbformat.reads(one.data.decode(), as_version=nbformat.NO_CONVERT)
        nbformat.validate(notebook)
        found[one.path.stem] = notebook
    return found


def written(folder: Path, text: str, name: str = "c1_essai.md") -> Path:
    """Write a source and return where."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def cells(*calls: str) -> str:
    """Return the Markdown of code cells."""
    return "\n\n".join(f"```python\n{call}\n```" for call in calls)


def whole(*, without: str = "") -> list[str]:
    """Return the calls of a notebook that holds every exercise of C1."""
    return [f'exercice("{found.id}")' for found in of_competency("C1") if found.id != without]


# ── The build ─────────────────────────────────────────────────────────────────────────────────────


@every_source
def test_the_same_source_gives_the_same_bytes(source: Path) -> None:
    """Is a build repeatable, and is the notebook that is committed the one it gives?"""
    first = build(source)
    assert build(source) == first
    assert first.path.read_bytes() == first.data


def test_one_byte_of_difference_is_found(tmp_path: Path) -> None:
    """Does the check see a notebook changed by one byte, one that is missing, and one without a source?"""
    folder = tmp_path / "notebooks"
    shutil.copytree(notebooks_path(), folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    assert stale(folder) == []
    path = folder / "parcours" / "accueil.ipynb"
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Bienvenue", b"bienvenue", 1))
    assert stale(folder) == [path]
    path.unlink()
    assert stale(folder) == [path]
    path.write_bytes(data)
    orphan = folder / "parcours" / "oublie.ipynb"
    orphan.write_bytes(data)
    assert stale(folder) == [orphan]


@every_source
def test_notebooks_hold_no_output_and_no_trace_of_a_run(source: Path, built: dict[str, Any]) -> None:
    """Is what is committed free of outputs, counters and a person's own settings?"""
    for cell in built[source.stem].cells:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
    assert len({cell.id for cell in built[source.stem].cells}) == len(built[source.stem].cells)


def test_every_exercise_stands_once_in_its_notebook_in_order(built: dict[str, Any]) -> None:
    """Does the path show each exercise exactly once, with a cell that grades it right after?"""
    for competency in {exercise.competency for exercise in all_exercises()}:
        (notebook,) = [
            found
            for found in built.values()
            if found.metadata.tpe.get("competency") == competency and found.metadata.tpe.course == "parcours"
        ]
        graded = [cell.metadata.tpe.exercise for cell in notebook.cells if cell.metadata.tpe.role == "grade"]
        assert graded == [exercise.id for exercise in of_competency(competency)]
        forms = [index for index, cell in enumerate(notebook.cells) if cell.metadata.tpe.role == "form"]
        assert [notebook.cells[index + 1].metadata.tpe.role for index in forms] == ["grade"] * len(graded)


def test_every_criterion_taught_so_far_has_its_rubric(built: dict[str, Any]) -> None:
    """Does each competency of the path end with the assessors' cell of each of its criteria?"""
    for competency in load().competencies:
        found = [n for n in built.values() if n.metadata.tpe.get("competency") == competency.id]
        for notebook in found:
            rubrics = [c.metadata.tpe.criterion for c in notebook.cells if c.metadata.tpe.role == "rubric"]
            assert tuple(rubrics) == competency.criteria


def test_points_in_the_gradebook_and_in_the_prose_are_those_of_the_exercise(built: dict[str, Any]) -> None:
    """Can prose, gradebook and exercise disagree on what something is worth?"""
    for notebook in built.values():
        for cell in notebook.cells:
            assert "{points:" not in cell.source
            assert "{total:" not in cell.source
            if cell.metadata.tpe.role == "grade":
                assert cell.metadata.nbgrader.points == get(cell.metadata.tpe.exercise).points
                assert cell.metadata.nbgrader.grade_id == cell.metadata.tpe.exercise
    total = sum(exercise.points for exercise in of_competency("C1"))
    assert f"{total:g}\u00a0points" in "".join(cell.source for cell in built["c1_strategie"].cells)


def test_a_lesson_is_set_as_french_is_and_links_and_code_are_left_alone(tmp_path: Path) -> None:
    """Does the build set spaces and apostrophes in prose, without touching an address or a piece of code?"""
    text = "# L'essai : qu'est-ce ?\n\nVoir [l'aide](https://exemple.fr/a?b=1;c) et `x = 'a'`; 12 %."
    source = written(tmp_path, HEAD.replace("    competency: C1\n", "") + text)
    (lesson,) = json.loads(build(source).data)["cells"]
    assert "".join(lesson["source"]) == (
        "# L’essai\u00a0: qu’est-ce\u202f?\n\nVoir [l’aide](https://exemple.fr/a?b=1;c) et `x = 'a'`; 12\u00a0%."
    )


def test_points_are_written_by_the_build(tmp_path: Path) -> None:
    """Does « {points:…} » become the exercise's points, in words?"""
    text = "Cet exercice vaut {points:c1-entreprise}, le carnet {total:C1}.\n\n" + cells(*whole())
    first = json.loads(build(written(tmp_path, HEAD + text)).data)["cells"][0]
    total = sum(exercise.points for exercise in of_competency("C1"))
    assert "".join(first["source"]) == f"Cet exercice vaut 10\u00a0points, le carnet {total:g}\u00a0points."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD + "Cela coûte 5 $.\n\n" + cells(*whole()), r"« \$ » serait lu comme une formule"),
        (HEAD + cells(*whole(without="c1-plan")), "exercices attendus : .*c1-plan.*; trouvés"),
        (HEAD + cells(*whole(), 'exercice("c1-plan")'), "exercices attendus"),
        (HEAD + cells(*reversed(whole())), "exercices attendus"),
        (HEAD + cells(*whole(), 'exercice("c1-rien")'), "Aucun exercice ne s’appelle « c1-rien »"),
        (HEAD + cells(*whole(), 'explorer("c1-rien")'), "Aucune exploration ne s’appelle « c1-rien »"),
        (HEAD + cells(*whole(), 'rubrique("Cr9")'), "pas de critère « Cr9 »"),
        (HEAD + cells(*whole(), 'figure("rien")'), "« rien »"),
        (HEAD + "{points:c1-rien}\n\n" + cells(*whole()), "Aucun exercice ne s’appelle « c1-rien »"),
        ("# Sans en-tête", "il faut un titre et un rang"),
        (HEAD.replace("    title: Essai\n", "") + cells(*whole()), "il faut un titre et un rang"),
    ],
)
def test_a_source_that_is_wrong_is_refused_by_name(tmp_path: Path, text: str, sentence: str) -> None:
    """Does each mistake of an author stop the build with the file's name and a sentence?"""
    with pytest.raises(BuildError, match=sentence) as refused:
        build(written(tmp_path, text))
    assert str(refused.value).startswith("c1_essai.md : ")


@every_learner_s_source
def test_a_notebook_imports_the_names_it_calls(source: Path, built: dict[str, Any]) -> None:
    """Does each cell call only what a cell above has imported, so that it opens after any restart?"""
    known: set[str] = set()
    for cell in built[source.stem].cells:
        if cell.cell_type == "code":
            tree = ast.parse(cell.source)
            for node in tree.body:
                if isinstance(node, ast.ImportFrom):
                    assert node.module == "tpelib.cours"
                    known |= {alias.name for alias in node.names}
            called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call)}  # type: ignore[attr-defined]
            assert called <= known
            if cell.metadata.tpe.role == "grade":
                assert re.fullmatch(r'from tpelib\.cours import note\n\nnote\("[a-z0-9-]+"\)', cell.source)


# ── For trainers ──────────────────────────────────────────────────────────────────────────────────


def test_trainers_have_their_notebook_and_learners_do_not(built: dict[str, Any], tmp_path: Path) -> None:
    """Is it out of the learner's notebooks, in ten cells at most, its code in sight, and left as a trainer changed it?"""
    assert [path.stem for path in TRAINERS] == ["donnees"]
    assert "donnees" not in {path.stem for path in course_files()}
    for path in TRAINERS:
        cells = built[path.stem].cells
        assert len(cells) <= 10
        assert [cell.cell_type for cell in cells] == ["markdown", "code"] * 5
        assert not any(cell.metadata.get("jupyter", {}).get("source_hidden") for cell in cells)
    bring_trainer_notebooks(tmp_path)
    brought = tmp_path / "donnees.ipynb"
    assert brought.read_bytes() == TRAINERS[0].with_suffix(".ipynb").read_bytes()
    brought.write_text("mine", encoding="utf-8")
    bring_trainer_notebooks(tmp_path)
    assert brought.read_text(encoding="utf-8") == "mine"


def test_the_trainer_s_notebook_answers_five_questions(tmp_path: Path, built: dict[str, Any]) -> None:
    """Run for real, does each cell show a sentence, a table and its source, then a chart, without a warning?"""
    for cell in executed(tmp_path, {"donnees": built["donnees"]}):
        check_quiet(cell)
        table, chart = cell.outputs
        assert "<table>" in table.data["text/html"]
        assert "Source" in table.data["text/html"]
        assert PLOTLY in chart.data


# ── Run for real ──────────────────────────────────────────────────────────────────────────────────


def executed(folder: Path, notebooks: dict[str, Any]) -> list[Any]:
    """Run notebooks one after the other in one kernel, emptied in between; return the cells of the course."""
    run = nbformat.v4.new_notebook()
    run.metadata.kernelspec = next(iter(notebooks.values())).metadata.kernelspec
    for stem, notebook in notebooks.items():
        run.cells.append(nbformat.v4.new_code_cell("%reset -f", id=f"vide-{stem}"[:64].replace("_", "-")))
        run.cells += [cell for cell in copy.deepcopy(notebook).cells if cell.cell_type == "code"]
    client = NotebookClient(run, timeout=600, resources={"metadata": {"path": str(folder)}})
    client.execute()
    return [cell for cell in run.cells if not cell.id.startswith("vide-")]


def learners(built: dict[str, Any]) -> dict[str, Any]:
    """Return the notebooks but those of trainers, which have no dossier to look at."""
    return {stem: notebook for stem, notebook in built.items() if not notebook.metadata.tpe.get("trainer")}


def check_quiet(cell: Any) -> None:
    """Hold the outputs of a cell: no error, nothing on stderr or stdout."""
    kinds = [(output.output_type, output.get("name", "")) for output in cell.outputs]
    assert all(kind in (("display_data", ""), ("execute_result", "")) for kind in kinds), cell.outputs


def plain(cell: Any) -> str:
    """Return the plain text of the last output of a cell: what nbgrader reads."""
    text: str = cell.outputs[-1].data["text/plain"]
    return text


def test_who_answered_nothing_sees_the_whole_course(tmp_path: Path, built: dict[str, Any]) -> None:
    """Does every cell show something without an error or a warning, every form be there, every note be 0.0?"""
    run = executed(tmp_path, learners(built))
    for cell in run:
        check_quiet(cell)
        role = cell.metadata.tpe.role
        if role in ("form", "explore"):
            assert [WIDGET in output.data for output in cell.outputs] == [True]
        if role == "grade":
            assert plain(cell) == "0.0"
            assert "encore" in cell.outputs[-1].data["text/html"]
    assert {cell.metadata.tpe.exercise for cell in run if cell.metadata.tpe.role == "grade"} == {
        exercise.id for exercise in all_exercises()
    }
    assert not (tmp_path / Dossier.NAME).exists()  # looking is not answering


def test_who_answered_well_has_all_the_points(tmp_path: Path, built: dict[str, Any]) -> None:
    """With a good dossier beside the notebooks, is every note the maximum, a plain float, its reasons shown?"""
    dossier = Dossier(tmp_path)
    save_reference(all_cases()[0], dossier)
    before = dossier.path.read_bytes()
    for cell in executed(tmp_path, learners(built)):
        check_quiet(cell)
        if cell.metadata.tpe.role == "grade":
            points = ast.literal_eval(plain(cell))
            assert type(points) is float
            assert points == get(cell.metadata.tpe.exercise).points
            assert "✓ Juste" in cell.outputs[-1].data["text/html"]
    assert dossier.path.read_bytes() == before
