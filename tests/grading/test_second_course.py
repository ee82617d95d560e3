"""Another course on the same library, as small as can be: from its form to its gradebook and its jury.

Which course is in use is settled once in a process: all that is done here is done in processes of its own.
"""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.grading.books import book, url_of
from tests.grading.desk import WARM, Desk, complaints
from tests.grading.test_jury_app import Answer, Client
from tpelib.assess.grading.collect import INBOX
from tpelib.assess.jury import session as jury_session
from tpelib.base import french
from tpelib.base.resources import grading_path

pytestmark = pytest.mark.nbgrader

ROOT = Path(__file__).resolve().parents[2]
COURSE = "tests.second_course"
HERE = ROOT / "tests" / "second_course"
TYPED = {"morning": "100", "sold": "250,50", "evening": "350,50"}
WRONG = {**TYPED, "evening": "300"}
OF_THE_FIRST = re.compile(r"\bC[1-6]\b|\bCr[1-6]|\bE1\b|réseaux sociaux|\bTPE\b|rapport")


def plain(text: str) -> str:
    """Return a text with plain spaces."""
    return text.replace(french.NBSP, " ").replace(french.NNBSP, " ")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Give an account on which the second course is the one in use."""
    return Desk(tmp_path_factory.mktemp("compte"), {**WARM, "TPE_COURSE": COURSE, "PYTHONPATH": str(ROOT)})


def step(desk: Desk, name: str, workspace: Path, *arguments: str) -> dict[str, Any]:
    """Return what a step of ``tests.grading.second_course_steps`` saw in a workspace."""
    said = desk.run("tests.grading.second_course_steps", name, str(workspace), *arguments, at=ROOT)
    found: dict[str, Any] = json.loads(said)
    return found


@pytest.fixture(scope="module")
def learnt(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """Give a workspace where the form was filled, and what was seen of it."""
    workspace = tmp_path_factory.mktemp("zoe") / "espace"
    return workspace, step(desk, "form", workspace, json.dumps(TYPED))


@pytest.fixture(scope="module")
def course(desk: Desk, learnt: tuple[Path, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a trainer's folder in which two learners handed in, one right and one wrong; nothing is graded yet."""
    root = tmp_path_factory.mktemp("formateur")
    for name in ("grading", "notebooks"):
        shutil.copytree(HERE / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    folder = root / "grading"
    said = desk.run("nbgrader", "generate_assignment", "parcours", at=folder)
    assert complaints(said) == []
    other = tmp_path_factory.mktemp("ali") / "espace"
    step(desk, "form", other, json.dumps(WRONG))
    (folder / INBOX).mkdir(parents=True)
    for workspace, name in ((learnt[0], "Zoé Martin"), (other, "Ali Ben")):
        said = desk.run("tpelib.cli", "remettre", "--workspace", str(workspace), "--nom", name, at=root)
        assert "Donnez ce fichier à votre formateur" in plain(said)
        [zipped] = (workspace / "remises").glob("*.zip")
        shutil.copy(zipped, folder / INBOX)
    desk.run("tpelib.cli", "relever", at=folder)
    assert sorted(path.name for path in (folder / "submitted").iterdir()) == ["ali_ben", "zoe_martin"]
    return folder


@pytest.fixture(scope="module")
def graded(desk: Desk, course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of this folder, graded by ``tpe grade``."""
    root = tmp_path_factory.mktemp("note") / "formateur"
    shutil.copytree(course.parent, root)
    desk.run("tpelib.cli", "grade", "--course", str(root / "grading"), at=root)
    return root / "grading"


# ── The learner ───────────────────────────────────────────────────────────────────────────────────


def test_its_notebooks_are_built_from_their_texts(desk: Desk) -> None:
    """Are the notebooks of another course made by the same build, and up to date?"""
    assert desk.run("tpelib.cli", "build", "--check", at=ROOT) == "Les carnets sont à jour.\n"
    notebook = json.loads((HERE / "notebooks" / "parcours" / "k1_caisse.ipynb").read_text(encoding="utf-8"))
    lesson, *_ = ("".join(cell["source"]) for cell in notebook["cells"])
    assert "Cet exercice vaut 4 points." in plain(lesson)
    cells = {
        cell["id"]: cell["metadata"]["nbgrader"]
        for cell in notebook["cells"]
        if "nbgrader" in cell["metadata"]
    }
    assert {name: about["points"] for name, about in cells.items()} == {"k1-caisse-note": 4, "grille-kr1": 3}


def test_its_form_is_drawn_kept_and_checked(learnt: tuple[Path, dict[str, Any]]) -> None:
    """Does the cell of a notebook show the form of another course's exercise, keep what is typed and check it?"""
    seen = learnt[1]
    assert seen["schema"]["title"] == "Ma caisse du jour"
    assert [(field["name"], field["unit"]) for field in seen["schema"]["fields"]] == [
        (name, "€") for name in TYPED
    ]
    assert seen["kept"] == TYPED
    assert plain(seen["result"]["sentence"]) == "4 points sur 4"
    assert seen["note"] == "4.0"


def test_its_pages_say_nothing_of_the_first(desk: Desk, learnt: tuple[Path, dict[str, Any]]) -> None:
    """Are the map, the lists and course mode those of the course in use, and is what it lacks said?"""
    seen = step(desk, "pages", learnt[0])
    path, *others = map(plain, seen["pages"])
    assert 'href="k1_caisse.ipynb">K1 · Compter ma caisse</a>' in path
    assert [re.sub("<[^>]+>", "", page) for page in others] == [
        "Ce cours n’a pas de savoirs associés.",
        "Ce cours n’a pas de cas fictif.",
        "Ce cours ne demande pas de rapport.",
        "Ce cours ne demande pas de rapport.",
        "Ce cours ne demande pas d’oral.",
        "Ce cours n’a pas d’épreuve chez le certificateur.",
    ]
    assert seen["path"]["title"] == "Tenir sa caisse"
    assert [book["path"] for book in seen["path"]["notebooks"]] == [
        "parcours/accueil.ipynb",
        "parcours/k1_caisse.ipynb",
    ]
    assert seen["done"] == ["done"]
    assert not OF_THE_FIRST.search(path)


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_its_document_brings_the_answers_back(
    desk: Desk, learnt: tuple[Path, dict[str, Any]], tmp_path: Path, kind: str
) -> None:
    """Is the document form written for another course, and read back into an empty dossier?"""
    document, empty = tmp_path / f"cahier.{kind}", tmp_path / "autre"
    desk.run("tpelib.cli", "formulaire", str(document), "--workspace", str(learnt[0]), at=tmp_path)
    step(desk, "course", empty)  # makes the workspace
    said = desk.run("tpelib.cli", "import", str(document), "--workspace", str(empty), at=tmp_path)
    assert "Ma caisse du jour" in said
    kept = json.loads((empty / "parcours" / "dossier.json").read_text(encoding="utf-8"))
    assert kept["answers"]["k1-caisse"]["values"] == TYPED
    if kind == "docx":
        written = docx.Document(str(document))
        assert written.core_properties.subject == "Tenir sa caisse"


def test_the_commands_say_what_it_has_not(desk: Desk, tmp_path: Path) -> None:
    """Does a command that another course has no use for say so in a sentence, and make nothing?"""
    for command, sentence in (
        (("report",), "Ce cours ne demande pas de rapport."),
        (("oral",), "Ce cours ne demande pas d’oral."),
        (
            ("exam", "new", "--candidate", "c-1", "--session", "session"),
            "Ce cours n’a pas d’épreuve chez le certificateur.",
        ),
        (("demos", "--no-browser"), "Ce cours n’a pas de calculateur public."),
        (("site", "site", "--runtime", "python"), "Ce cours n’a pas de calculateur public."),
        (("sample", "session"), "Ce cours n’a pas de session d’exemple."),
        (
            ("formulaire", "cahier.docx", "--competence", "C1"),
            "Aucun exercice pour la compétence « C1 » : essayez K1.",
        ),
    ):
        refused = tpe(desk, *command, at=tmp_path)
        assert (refused.returncode, plain(refused.stderr).strip()) == (1, sentence)
    assert list(tmp_path.iterdir()) == []


def test_the_commands_bear_its_name(desk: Desk) -> None:
    """Is the help that of the course in use, and is its own folder the one that is proposed?"""
    said = desk.run("tpelib.cli", "--help", at=ROOT)
    assert "Le cours « Tenir sa caisse »." in plain(said)
    assert not re.search(r"\bC[1-6]\b|réseaux sociaux|\bTPE\b", said)
    assert "~/second_course" in desk.run("tpelib.cli", "lab", "--help", at=ROOT)


def test_a_workspace_is_of_one_course(learnt: tuple[Path, dict[str, Any]], desk: Desk) -> None:
    """Is the folder of one course refused by another, whose answers would lie among its own?"""
    first = Desk(desk.home)
    refused = tpe(first, "lab", "--no-browser", "--workspace", str(learnt[0]), at=ROOT)
    assert refused.returncode == 1
    assert "est l’espace de travail d’un autre cours" in plain(refused.stderr)


def test_a_course_that_is_not_there_is_said(desk: Desk) -> None:
    """Is a name that leads to no course a sentence, and no traceback?"""
    lost = Desk(desk.home, {"TPE_COURSE": "rien.du.tout"})
    refused = tpe(lost, "build", at=ROOT)
    told = "La variable TPE_COURSE nomme « rien.du.tout », qui n’est pas un cours installé.\n"
    assert (refused.returncode, plain(refused.stderr)) == (1, told)


def test_a_course_without_its_files_is_said(desk: Desk, tmp_path: Path) -> None:
    """Does a course that lacks its référentiel say so, rather than take the first course's?"""
    (tmp_path / "vide").mkdir()
    code = 'from tpelib.engine.course import Course\nCOURSE = Course(package="vide", competencies=())\n'
    (tmp_path / "vide" / "__init__.py").write_text(code, encoding="utf-8")
    empty = Desk(desk.home, {"TPE_COURSE": "vide", "PYTHONPATH": str(tmp_path)})
    for command, missing in (("--help", "data/referentiel.toml"), ("build", "notebooks")):
        refused = tpe(empty, command, at=ROOT)
        told = f"« {missing} » est introuvable dans le cours : réinstallez-le.\n"
        assert (refused.returncode, plain(refused.stderr)) == (1, told)


def tpe(desk: Desk, *command: str, at: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that may refuse."""
    return subprocess.run(
        [sys.executable, "-m", "tpelib.cli", *command],
        cwd=at,
        env=desk.environment,
        capture_output=True,
        text=True,
        check=False,
    )


# ── The trainer ───────────────────────────────────────────────────────────────────────────────────


def test_both_graders_write_the_same_gradebook(
    desk: Desk, course: Path, graded: Path, tmp_path: Path
) -> None:
    """Do ``tpe grade`` and stock ``nbgrader autograde`` give another course the same points, cell by cell?"""
    stock = tmp_path / "formateur"
    shutil.copytree(course.parent, stock)
    said = desk.run("nbgrader", "autograde", "parcours", at=stock / "grading")
    assert complaints(said) == []
    assert book(url_of(graded)) == book(url_of(stock / "grading"))
    with closing(sqlite3.connect(graded / "gradebook.db")) as database:
        points = database.execute(
            "SELECT submitted_assignment.student_id, base_cell.name, grade.auto_score, grade.needs_manual_grade"
            " FROM grade JOIN base_cell ON base_cell.id = grade.cell_id"
            " JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id"
            " JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id"
        ).fetchall()
        assert set(points) == {
            ("ali_ben", "k1-caisse", 0.0, 0),
            ("zoe_martin", "k1-caisse", 4.0, 0),
            ("ali_ben", "grille-kr1", None, 1),
            ("zoe_martin", "grille-kr1", None, 1),
        }
        rubric = "SELECT max_score FROM task_cells JOIN base_cell USING (id) WHERE name = 'grille-kr1'"
        assert database.execute(rubric).fetchall() == [(3.0,)]


# ── The jury ──────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def sitting(desk: Desk, folder: Path) -> Iterator[dict[str, str]]:
    """Run ``tpe jury`` on a course folder; give the address by which each assessor comes in."""
    example = grading_path(jury_session.EXAMPLE)
    shutil.copy(example, folder / jury_session.FILE)
    command = [sys.executable, "-m", "tpelib.cli", "jury", str(folder), "--no-browser", "--port", "23000"]
    with subprocess.Popen(
        command, cwd=ROOT, env=desk.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            assert process.stdout
            found: dict[str, str] = {}
            said = []
            for line in process.stdout:
                said.append(line)
                if entrance := re.search(r"(http://\S+/entrer\?qui=(\w+)\S+)", line):
                    found[entrance[2]] = entrance[1]
                if "Pour arrêter" in line:
                    break
            assert len(found) == 2, "".join(said)
            yield found
        finally:
            process.terminate()


def entered(address: str) -> Client:
    """Come in as an assessor, and declare no conflict of interest."""
    base, _, path = address.partition("/entrer")
    client = Client(base)
    page = client.get(f"/entrer{path}")
    assert client.post("/declaration", page, declare="oui").url == f"{base}/"
    return client


def words(page: Answer) -> str:
    return plain(page.words)


def test_two_assessors_decide_and_the_minutes_are_written(desk: Desk, graded: Path, tmp_path: Path) -> None:
    """Does the jury see another course's candidate, criterion and levels, decide, and have its minutes?"""
    with sitting(desk, graded) as addresses:
        assessors = [entered(address) for address in addresses.values()]
        for client in assessors:
            assert "Zoé Martin" in words(client.get("/"))
            assert "Sujet de l’épreuve" not in words(client.get("/candidat/zoe_martin"))
            page = client.get("/candidat/zoe_martin/kr1")
            assert "Kr1 Le compte de la caisse est juste, et un écart est expliqué." in words(page)
            assert "Ma caisse du jour" in words(page)
            assert "4 points sur 4" in words(page)
            for level in ("La caisse n’est pas comptée.", "Le total est juste."):
                assert level in words(page)
            given = {"niveau": "2", "raison": "Le total est juste.", "action": "suivant"}
            assert client.post("/candidat/zoe_martin/kr1", page, **given).url.endswith("/zoe_martin#suite")
            client.post("/candidat/zoe_martin", action="fiche", identite="oui", incidents="")
            client.post("/candidat/zoe_martin", action="terminer")
        for client in assessors:
            client.post("/candidat/zoe_martin/accord", action="confirmer")
        assert "Certification obtenue" in words(assessors[0].get("/candidat/zoe_martin"))
        for page in ("/", "/session", "/candidat/zoe_martin", "/candidat/zoe_martin/accord"):
            assert not OF_THE_FIRST.search(words(assessors[0].get(page))), page
    with closing(sqlite3.connect(graded / "gradebook.db")) as database:
        query = (
            "SELECT manual_score FROM grade JOIN base_cell ON base_cell.id = grade.cell_id"
            " WHERE base_cell.name = 'grille-kr1' AND manual_score IS NOT NULL"
        )
        assert database.execute(query).fetchall() == [(2.0,)]

    said = desk.run("tpelib.cli", "pv", str(tmp_path / "documents"), "--dossier", str(graded), at=tmp_path)
    assert "1 candidat décidé" in plain(said)
    minutes = docx.Document(str(tmp_path / "documents" / "zoe_martin" / "proces-verbal.docx"))
    told = [paragraph.text for paragraph in minutes.paragraphs]
    told += [cell.text for table in minutes.tables for row in table.rows for cell in row.cells]
    text = plain("\n".join(told))
    for wanted in (
        "Certification obtenue : 1 compétence acquise sur 1.",
        "Tenir sa caisse",
        "K1 Compter ma caisse",
        "Kr1 Le compte de la caisse est juste, et un écart est expliqué.",
        "2 · Conforme",
    ):
        assert wanted in text
    assert not OF_THE_FIRST.search(text)
    assert "épreuve" not in text
