"""The workspace: made once, opened again and again, and nothing of the learner's ever lost in it."""

import json
import os
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tpelib.course.cases import all_cases
from tpelib.engine.dossier import Dossier
from tpelib.engine.registry import of_competency
from tpelib.samples.references import reference
from tpelib.screens.lab import workspace
from tpelib.screens.lab.server import path_of
from tpelib.screens.lab.workspace import (
    MARKER,
    WorkspaceError,
    course_notebooks,
    prepare,
)


def read(path: Path) -> Any:
    """Return a notebook of a workspace, valid."""
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    return notebook


def change_source(path: Path, text: str) -> None:
    """Do what a learner does who writes into a cell."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][0]["source"] = [text]
    path.write_text(json.dumps(notebook), encoding="utf-8")


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the course a version newer, with another welcome."""
    found = course_notebooks()
    found["accueil.ipynb"]["cells"][0]["source"] = ["# Bienvenue, version suivante"]
    monkeypatch.setattr(workspace, "course_notebooks", lambda: found)
    monkeypatch.setattr(workspace, "__version__", "99.0")


def files(root: Path) -> dict[str, bytes]:
    """Return what stands in a folder: path to bytes."""
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


# ── Made, and opened again ────────────────────────────────────────────────────────────────────────


def test_a_workspace_holds_the_released_notebooks(tmp_path: Path) -> None:
    """Does a new learner get every notebook of the path, without the assessors' mark schemes?"""
    ready = prepare(tmp_path / "chez moi" / "tpe")
    assert ready.root == (tmp_path / "chez moi" / "tpe").resolve()
    assert ready.course == ready.root / "parcours"
    assert ready.kept_aside == ()
    found = {path.name: read(path) for path in ready.course.glob("*.ipynb")}
    assert set(found) == set(course_notebooks())
    for notebook in found.values():
        for cell in notebook.cells:
            assert "MARK SCHEME" not in cell.source
            if "nbgrader" in cell.metadata:
                assert cell.metadata.nbgrader.checksum
                assert cell.metadata.editable is cell.metadata.deletable is False
    assert not (
        ready.course / Dossier.NAME
    ).exists()  # a file of the course would one day replace the learner's


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    """Is everything the learner has, outputs and files included, the same after a second opening?"""
    ready = prepare(tmp_path)
    Dossier(ready.course).save("c1-entreprise", {"name": "La Rose"})
    (ready.course / "mes notes.txt").write_text("à moi")
    path = ready.course / "accueil.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["metadata"]["kernelspec"]["display_name"] = "autre"
    code = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    code["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["vu"]}]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    before = files(tmp_path)
    assert prepare(tmp_path).kept_aside == ()
    assert files(tmp_path) == before


def test_a_notebook_that_was_deleted_comes_back(tmp_path: Path) -> None:
    """Does a learner who deleted a notebook find it at the next opening?"""
    ready = prepare(tmp_path)
    (ready.course / "c1_strategie.ipynb").unlink()
    prepare(tmp_path)
    assert read(ready.course / "c1_strategie.ipynb").cells


# ── A newer version of the course ─────────────────────────────────────────────────────────────────


def test_a_newer_version_replaces_a_notebook_left_as_it_was(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Does somebody who only filled in forms get the new lessons, and keep the answers?"""
    ready = prepare(tmp_path)
    Dossier(ready.course).save("c1-entreprise", {"name": "La Rose"})
    dossier = files(ready.course)[Dossier.NAME]
    request.getfixturevalue("newer")
    assert prepare(tmp_path).kept_aside == ()
    assert "version suivante" in read(ready.course / "accueil.ipynb").cells[0].source
    assert not list(ready.course.glob("*-garde-*"))
    assert files(ready.course)[Dossier.NAME] == dossier


def test_a_newer_version_keeps_aside_what_the_learner_wrote(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Is a notebook the learner wrote in kept under a dated name beside the new one, and said?"""
    ready = prepare(tmp_path)
    change_source(ready.course / "accueil.ipynb", "mes notes")
    request.getfixturevalue("newer")
    (kept,) = prepare(tmp_path).kept_aside
    assert kept.startswith("accueil-garde-20")
    assert read(ready.course / kept).cells[0].source == "mes notes"
    assert "version suivante" in read(ready.course / "accueil.ipynb").cells[0].source
    assert prepare(tmp_path).kept_aside == ()  # once is enough


def test_two_notebooks_kept_aside_at_once_are_two_files(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Is nothing lost when a notebook is kept aside twice within a second?"""
    ready = prepare(tmp_path)
    request.getfixturevalue("newer")
    for text in ("une", "deux", "trois"):
        change_source(ready.course / "accueil.ipynb", text)
        assert len(prepare(tmp_path).kept_aside) == 1
    kept = [read(path).cells[0].source for path in sorted(ready.course.glob("accueil-garde-*"))]
    assert sorted(kept) == ["deux", "trois", "une"]


def test_a_newer_version_of_what_is_not_text_comes_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Does a change of points or of title, which no cell shows, reach the workspace with a new version?"""
    ready = prepare(tmp_path)
    found = course_notebooks()
    found["accueil.ipynb"]["metadata"]["tpe"]["title"] = "Pour commencer"
    monkeypatch.setattr(workspace, "course_notebooks", lambda: found)
    monkeypatch.setattr(workspace, "__version__", "99.0")
    assert prepare(tmp_path).kept_aside == ()
    assert read(ready.course / "accueil.ipynb").metadata.tpe.title == "Pour commencer"


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"notebooks": 3}', '{"notebooks": {"accueil.ipynb": 4}}'])
def test_a_broken_marker_loses_nothing(tmp_path: Path, broken: str) -> None:
    """When the workspace's own mark is unreadable, is all work kept, and the mark made again?"""
    ready = prepare(tmp_path)
    change_source(ready.course / "accueil.ipynb", "mes notes")
    (tmp_path / MARKER).write_text(broken)
    (kept,) = prepare(tmp_path).kept_aside
    assert read(ready.course / kept).cells[0].source == "mes notes"
    assert "accueil.ipynb" in json.loads((tmp_path / MARKER).read_text())["notebooks"]


def test_a_damaged_notebook_is_kept_aside(tmp_path: Path) -> None:
    """Is a notebook that a full disk cut short replaced, and what is left of it kept?"""
    ready = prepare(tmp_path)
    (ready.course / "accueil.ipynb").write_text('{"cells": [')
    (kept,) = prepare(tmp_path).kept_aside
    assert (ready.course / kept).read_text() == '{"cells": ['
    assert read(ready.course / "accueil.ipynb").cells


# ── Folders that cannot be one ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("inside", ["tpe", ".", "notebooks/parcours"])
def test_the_course_itself_is_no_workspace(inside: str) -> None:
    """Is a workspace inside the course's own folder refused, with a place to choose?"""
    folder = Path(workspace.__file__).resolve().parents[3] / inside
    with pytest.raises(WorkspaceError, match=r"choisissez un dossier à vous, par exemple ~/tpe\."):
        prepare(folder)
    assert not (folder / MARKER).exists()


def test_a_link_into_the_course_is_no_workspace(tmp_path: Path) -> None:
    """Is a link that leads into the course seen through?"""
    link = tmp_path / "lien"
    link.symlink_to(Path(workspace.__file__).resolve().parents[3])
    with pytest.raises(WorkspaceError, match="dans le cours"):
        prepare(link)


def test_a_file_is_no_workspace(tmp_path: Path) -> None:
    """Is a file given for a folder left alone, with a sentence?"""
    (tmp_path / "tpe").write_text("à moi")
    with pytest.raises(WorkspaceError, match="est un fichier, pas un dossier"):
        prepare(tmp_path / "tpe")
    with pytest.raises(WorkspaceError, match=r"un fichier est à la place d’un dossier.*--workspace"):
        prepare(tmp_path / "tpe" / "dedans")
    assert (tmp_path / "tpe").read_text() == "à moi"


def test_a_file_in_the_place_of_the_notebooks_is_said(tmp_path: Path) -> None:
    """Is a file called « parcours » a sentence in French?"""
    (tmp_path / "parcours").write_text("à moi")
    with pytest.raises(WorkspaceError, match=r"un fichier porte déjà ce nom\. Choisissez un autre dossier"):
        prepare(tmp_path)


def test_a_folder_one_may_not_write_to_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is a read-only folder a sentence?"""
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(WorkspaceError, match="pas le droit d’écrire"):
        prepare(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Does a disk that fills up while the workspace is made give a sentence, and leave what was there?"""
    import errno

    ready = prepare(tmp_path)
    (ready.course / "accueil.ipynb").unlink()
    before = files(tmp_path)

    def full(self: Path, *given: Any, **more: Any) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(WorkspaceError, match="le disque est plein"):
        prepare(tmp_path)
    assert files(tmp_path) == before


# ── What course mode is told ──────────────────────────────────────────────────────────────────────


def test_another_folder_is_not_the_course(tmp_path: Path) -> None:
    """Does a trainer's folder, or any other, get none of course mode?"""
    assert path_of(tmp_path) == {"course": False, "notebooks": [], "runnable": [], "learner": ""}


def test_the_path_tells_where_the_learner_is(tmp_path: Path) -> None:
    """Are the notebooks there in order, with what is done in each, and the learner's name?"""
    ready = prepare(tmp_path)
    dossier = Dossier(ready.course)
    answers = reference(all_cases()[0])
    dossier.save_all({key: answers[key] for key in ("c1-entreprise", "c1-objectif")})
    dossier.save("c1-cible", {"habits": "commencé"})
    dossier.name_learner(name="Zoé Martin")
    found = path_of(tmp_path)
    assert found["course"] is True
    assert found["learner"] == "Zoé Martin"
    assert found["notice"] == ""
    books = {book["path"]: book for book in found["notebooks"]}
    assert list(books)[:2] == ["parcours/accueil.ipynb", "parcours/c1_strategie.ipynb"]
    assert all((tmp_path / path).is_file() for path in books)
    first = books["parcours/c1_strategie.ipynb"]
    assert (first["done"], first["total"]) == (2, len(of_competency("C1")))
    assert first["title"] == "C1 · Définir ma stratégie"
    assert json.loads(json.dumps(found)) == found


def test_only_cells_that_show_may_run_by_themselves(tmp_path: Path) -> None:
    """Are the forms among the cells that run on opening, and the cells that grade never?"""
    prepare(tmp_path)
    runnable = path_of(tmp_path)["runnable"]
    assert 'exercice("c1-entreprise")' in runnable
    assert not [source for source in runnable if "note(" in source]
    assert all(source == source.strip() for source in runnable)


def test_a_dossier_that_cannot_be_read_is_said_on_the_path(tmp_path: Path) -> None:
    """Does course mode open all the same, with a sentence, when the dossier is of a later version?"""
    ready = prepare(tmp_path)
    (ready.course / Dossier.NAME).write_text('{"format": "tpe-dossier", "version": 99, "answers": {}}')
    found = path_of(tmp_path)
    assert "plus récente" in found["notice"]
    assert found["notebooks"]
