"""A submission is made safe, its notebooks are the course's, and what was mended is said."""

import json
import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpelib.assess.grading.intake import Incident, received, set_aside
from tpelib.assess.grading.rebuild import rebuilt
from tpelib.base.resources import notebooks_path
from tpelib.engine.books import notebooks_in
from tpelib.engine.dossier import Content, Dossier, encode
from tpelib.engine.dossier.store import MAX_FILE_BYTES
from tpelib.screens.notebooks.release import release

COURSE = notebooks_in(notebooks_path("parcours"))["c1_strategie"]
SOUND = encode(Content(answers={"c1-x": {"values": {"a": "1"}}}, learner={"name": "Zoé", "id": "zoe"}))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a sound submission of zoe's."""
    found = tmp_path / "submitted" / "zoe" / "parcours"
    (found / "fichiers").mkdir(parents=True)
    (found / "dossier.json").write_bytes(SOUND)
    (found / "c1_strategie.ipynb").write_text(json.dumps(release(COURSE)))
    (found / "timestamp.txt").write_text("2027-03-31 10:00:00 UTC")
    (found / "fichiers" / "abc-photo.jpg").write_bytes(b"photo")
    return found


@pytest.fixture
def aside(tmp_path: Path) -> Path:
    return tmp_path / "ecartes" / "zoe" / "parcours" / "sans-date"


def incidents(folder: Path, aside: Path, learner: str) -> list[Incident]:
    return list(received(folder, aside, learner).incidents)


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_a_sound_submission_is_left_alone(folder: Path, aside: Path) -> None:
    """Is nothing moved, and nothing said, when all is well?"""
    before = names(folder)
    set_aside(folder, aside)
    assert names(folder) == before
    assert incidents(folder, aside, "zoe") == []
    assert not aside.exists()


def test_nothing_leaves_the_folder_and_nothing_can_be_imported(folder: Path, aside: Path) -> None:
    """Are links, pipes and programs set aside, kept, and said?"""
    secret = folder.parents[2] / "secret.txt"
    secret.write_text("secret")
    (folder / "lien.json").symlink_to(secret)
    (folder / "fichiers" / "lien.jpg").symlink_to(secret)
    os.mkfifo(folder / "tube.txt")
    (folder / "tpelib.py").write_text("raise SystemExit")
    (folder / "numpy").mkdir()
    (folder / "numpy" / "__init__.py").write_text("raise SystemExit")
    set_aside(folder, aside)
    assert names(folder) == {
        "dossier.json",
        "c1_strategie.ipynb",
        "timestamp.txt",
        "fichiers",
        "fichiers/abc-photo.jpg",
    }
    assert (aside / "lien.json").readlink() == secret
    assert (aside / "numpy" / "__init__.py").read_text() == "raise SystemExit"
    said = " ".join(incident.text for incident in incidents(folder, aside, "zoe"))
    for name in ("lien.json", "lien.jpg", "tube.txt", "tpelib.py", "numpy"):
        assert f"«\u00a0{name}\u00a0»" in said
    assert "secret" not in said


def test_a_submission_that_is_a_link_is_emptied(folder: Path, aside: Path) -> None:
    """Is a link in place of the whole folder never followed?"""
    other = folder.parents[1] / "ali" / "parcours"
    other.parent.mkdir()
    folder.rename(other)
    folder.symlink_to(other)
    set_aside(folder, aside)
    assert names(folder) == set()
    assert "dossier.json" in names(other)
    texts = [incident.text for incident in incidents(folder, aside, "zoe")]
    assert "lien vers un autre endroit" in texts[0]
    assert "ne contient pas de dossier" in texts[1]


def test_what_was_set_aside_before_stays(folder: Path, aside: Path) -> None:
    """Does grading again say the same, and keep both of two things of one name?"""
    for text in ("un", "deux"):
        (folder / "tpelib.py").write_text(text)
        set_aside(folder, aside)
    assert {path.read_text() for path in aside.iterdir()} == {"un", "deux"}
    assert incidents(folder, aside, "zoe") == incidents(folder, aside, "zoe")


def test_a_file_too_large_is_not_copied(folder: Path, aside: Path) -> None:
    """Is a file of a gigabyte set aside before anything reads it?"""
    with (folder / "fichiers" / "film.mp4").open("wb") as stream:
        stream.truncate(MAX_FILE_BYTES + 1)
    set_aside(folder, aside)
    assert "fichiers/film.mp4" not in names(folder)
    assert "dépasse 100" in incidents(folder, aside, "zoe")[0].text


@pytest.mark.parametrize(
    ("dossier", "previous", "sentence"),
    [
        (None, None, "ne contient pas de dossier"),
        (b"{oops", None, "n’a pas de sauvegarde lisible"),
        (b"{oops", b"oops}", "n’a pas de sauvegarde lisible"),
        (b"{oops", SOUND, "de la sauvegarde précédente"),
        (SOUND.replace(b'"version": 1', b'"version": 9'), SOUND, "version plus récente"),
        (SOUND.replace(b'"zoe"', b'"ali"'), None, "au nom de «\u00a0ali\u00a0»"),
    ],
)
def test_a_zero_that_is_none_says_why(
    folder: Path, aside: Path, dossier: bytes | None, previous: bytes | None, sentence: str
) -> None:
    """Is each dossier that cannot be believed named, and somebody asked to look?"""
    (folder / Dossier.NAME).unlink()
    for name, data in ((Dossier.NAME, dossier), (Dossier.PREVIOUS, previous)):
        if data:
            (folder / name).write_bytes(data)
    (incident,) = incidents(folder, aside, "zoe")
    assert sentence in incident.text
    assert incident.decisive


def cells_of(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    return notebook["cells"]


def test_the_learners_untouched_notebook_is_the_courses() -> None:
    """Does a notebook that nobody changed give the source, mark schemes included, and no incident?"""
    notebook, found = rebuilt(COURSE, json.dumps(release(COURSE)).encode(), "c1_strategie")
    assert notebook == COURSE
    assert found == ()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda cells: cells[:3], "10\u00a0manquantes"),
        (lambda cells: [*cells, *cells], "10 en double"),
        (
            lambda cells: [{**c, "source": ["100.0"]} if "nbgrader" in c["metadata"] else c for c in cells],
            "10\u00a0modifiées",
        ),
        (
            lambda cells: [*cells, {"cell_type": "code", "metadata": {}, "source": "os._exit(1)"}],
            "1\u00a0cellule ajoutée",
        ),
        (lambda cells: [None, 3, {"cell_type": 3, "source": {}, "metadata": []}, *cells], ""),
    ],
    ids=["deleted", "doubled", "edited", "added", "odd"],
)
def test_whatever_became_of_the_cells_the_courses_grade(change: Any, sentence: str) -> None:
    """Are the course's own cells graded, once each, in order, and the change said?"""
    broken = {**release(COURSE), "cells": change(cells_of(release(COURSE)))}
    notebook, found = rebuilt(COURSE, json.dumps(broken).encode(), "c1_strategie")
    assert cells_of(notebook)[: len(cells_of(COURSE))] == cells_of(COURSE)
    assert all(cell["cell_type"] == "markdown" for cell in cells_of(notebook)[len(cells_of(COURSE)) :])
    assert sentence in " ".join(incident.text for incident in found)
    assert bool(found) == bool(sentence)
    assert not any(incident.decisive for incident in found)


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"3", b'{"cells": {}}', b"[" * 100_000, b"\xff\xfe"])
def test_a_file_that_is_no_notebook_is_replaced(raw: bytes) -> None:
    """Is the course's notebook graded in place of anything?"""
    notebook, (incident,) = rebuilt(COURSE, raw, "c1_strategie")
    assert notebook == COURSE
    assert "illisible" in incident.text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["source", "metadata", "nbgrader", "grade_id", "cell_type"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(st.lists(JSON, max_size=4))
def test_any_cells_give_a_notebook_that_nothing_runs(cells: list[Any]) -> None:
    """Can a notebook be made that breaks the reader, or runs?"""
    notebook, _ = rebuilt(COURSE, json.dumps({"cells": cells}).encode(), "c1_strategie")
    read = nbformat.reads(json.dumps(notebook), as_version=4)
    code = [cell.source for cell in read.cells if cell.cell_type == "code"]
    assert code == ["".join(cell["source"]) for cell in cells_of(COURSE) if cell["cell_type"] == "code"]


def test_a_learners_cell_cannot_leave_its_fence() -> None:
    """Is HTML in a learner's cell shown as text, whatever backticks surround it?"""
    from nbconvert.filters.markdown import markdown2html

    hostile = "```\n````\n<script>alert(1)</script>\n```"
    broken = {**release(COURSE), "cells": [{"cell_type": "markdown", "metadata": {}, "source": hostile}]}
    notebook, _ = rebuilt(COURSE, json.dumps(broken).encode(), "c1_strategie")
    shown = markdown2html("".join(cells_of(notebook)[-1]["source"]))
    assert "<script" not in shown
    assert "&lt;script" in shown
