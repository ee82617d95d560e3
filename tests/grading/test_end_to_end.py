"""From release to feedback: every command of stock nbgrader, on the course, as a trainer and a learner run them."""

import csv
import json
import os
import shutil
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from traitlets.config.loader import PyFileConfigLoader

from tests.grading.conftest import Sessions
from tests.grading.desk import WARM, Desk, complaints, small_sample
from tpelib.base.resources import grading_path, notebooks_path
from tpelib.course.cases import all_cases
from tpelib.engine.books import notebooks_in
from tpelib.engine.dossier import Content, Dossier
from tpelib.engine.questions import File
from tpelib.engine.registry import all_exercises, of_competency
from tpelib.samples.references import save_reference
from tpelib.screens.lab.workspace import prepare
from tpelib.screens.notebooks.release import release

pytestmark = pytest.mark.nbgrader

EXCHANGE = "c.CourseDirectory.course_id = 'tpe'\nc.Exchange.root = {root!r}\n"


def copy_of_the_course(at: Path) -> Path:
    """Return a ``grading/`` beside its ``notebooks/``, as in the repository."""
    (at / "grading").mkdir(parents=True)
    shutil.copy(grading_path("nbgrader_config.py"), at / "grading")
    shutil.copytree(notebooks_path("parcours"), at / "notebooks" / "parcours")
    return at / "grading"


def answered(course: Path, case_rank: int) -> Content:
    """Answer the whole course in a learner's folder, and keep a file."""
    dossier = Dossier(course)
    save_reference(all_cases()[case_rank], dossier)
    dossier.store_file("Vitrine.JPG", b"photo")
    return dossier.content


def grades(course: Path) -> dict[str, dict[str, str]]:
    with (course / "grades.csv").open(encoding="utf-8", newline="") as stream:
        return {row["student_id"]: row for row in csv.DictReader(stream)}


def test_the_whole_way_on_a_shared_server_and_by_mail(tmp_path: Path) -> None:
    """Do all of nbgrader's commands run on this course, without a warning of ours, and give the scores?"""
    (tmp_path / "exchange").mkdir()
    (tmp_path / "exchange").chmod(0o777)
    server = Desk(tmp_path / "server", WARM)
    config = Path(server.environment["JUPYTER_CONFIG_DIR"])
    config.mkdir(parents=True)
    (config / "nbgrader_config.py").write_text(EXCHANGE.format(root=str(tmp_path / "exchange")))
    alone = Desk(tmp_path / "alone")
    course = copy_of_the_course(tmp_path / "formateur")
    most = sum(exercise.points for exercise in all_exercises())

    def trainer(*command: str) -> str:
        said = server.run("nbgrader", *command, at=course)
        assert complaints(said) == [], said
        return said

    # The trainer releases: notebooks only, whatever lies beside the sources.
    (course.parent / "notebooks" / "parcours" / "dossier.json").write_text("{}")
    trainer("generate_assignment", "parcours")
    released = sorted(path.name for path in (course / "release" / "parcours").iterdir())
    assert released == sorted(path.name for path in notebooks_path("parcours").glob("*.ipynb"))
    trainer("release_assignment", "parcours")

    # A learner on the server fetches, and hands in by the same button as everybody.
    (tmp_path / "zoe").mkdir()
    server.run("nbgrader", "fetch_assignment", "parcours", at=tmp_path / "zoe")
    answered(tmp_path / "zoe" / "parcours", 0)
    said = server.run(
        *("tpelib.cli", "remettre", "--workspace", str(tmp_path / "zoe"), "--nom", "Zoé Martin"), at=tmp_path
    )
    assert "remis à votre formateur" in said
    assert "SHA-256" in said
    assert "parcours" in server.run("nbgrader", "list", "--inbound", at=tmp_path / "zoe")
    trainer("collect", "parcours")
    (account,) = (path.name for path in (course / "submitted").iterdir())

    # Another works alone, and mails the ZIP.
    workspace = prepare(tmp_path / "ali")
    answered(workspace.course, 1)
    said = alone.run("tpelib.cli", "remettre", "-w", str(workspace.root), "--nom", "Ali Ben", at=tmp_path)
    assert "Donnez ce fichier à votre formateur" in said
    (zipped,) = (workspace.root / "remises").glob("*.zip")
    archive = course / "downloaded" / "parcours" / "archive"
    archive.mkdir(parents=True)
    shutil.copy(zipped, archive / f"Ali Ben_42_assignsubmission_file_{zipped.name}")
    trainer("zip_collect", "parcours")
    taken = course / "submitted" / "ali_ben" / "parcours"
    assert {path.relative_to(taken).as_posix() for path in taken.rglob("*") if path.is_file()} == {
        *released,
        "dossier.json",
        "dossier.precedent.json",
        "timestamp.txt",
        *(f"fichiers/{path.stem}{path.suffix.lower()}" for path in (workspace.course / "fichiers").iterdir()),
    }

    # Grading, feedback, export.
    trainer("autograde", "parcours")
    trainer("generate_feedback", "parcours")
    trainer("release_feedback", "parcours")
    trainer("export")
    found = grades(course)
    assert {who: (row["score"], row["remarque"]) for who, row in found.items()} == {
        account: (str(most), ""),
        "ali_ben": (str(most), ""),
    }
    assert datetime.fromisoformat(found["ali_ben"]["timestamp"]).strftime("%Y%m%dT%H%M%SZ") in zipped.name
    server.run("nbgrader", "fetch_feedback", "parcours", at=tmp_path / "zoe")
    (page,) = (tmp_path / "zoe" / "parcours" / "feedback").rglob("c1_strategie.html")
    text = page.read_text(encoding="utf-8")
    first = sum(exercise.points for exercise in of_competency("C1"))
    assert f"{first:g} points sur {first:g}" in " ".join(text.split())
    assert "Le jury ne s’est pas encore prononcé." in text


def test_a_zip_cannot_pass_for_somebody_elses(tmp_path: Path) -> None:
    """Is what a ZIP holds filed under the name of the ZIP, whatever its files are called?"""
    desk = Desk(tmp_path / "home")
    course = copy_of_the_course(tmp_path)
    archive = course / "downloaded" / "parcours" / "archive"
    archive.mkdir(parents=True)
    other = "parcours_zoe_martin_attempt_20990101T000000Z_dossier"
    for name in (
        "parcours_eve_attempt_20270101T000000Z_dossier",
        "parcours_.._attempt_20270101T000000Z_dossier",
    ):
        with zipfile.ZipFile(archive / f"{name}.zip", "w") as stream:
            for inside in (f"{other}/dossier.json", f"extracted/{other}/dossier.json", "dossier.json"):
                stream.writestr(inside, "{}")
    desk.run("nbgrader", "zip_collect", "parcours", at=course)
    assert [path.name for path in (course / "submitted").iterdir()] == ["eve"]


def test_every_kind_of_file_is_collected() -> None:
    """Does the configuration collect each kind of file that an exercise takes?"""
    path = grading_path("nbgrader_config.py")
    config = PyFileConfigLoader(path.name, path=str(path.parent)).load_config()
    wanted = {
        ending
        for exercise in all_exercises()
        for info in exercise.model.model_fields.values()
        for question in info.metadata
        if isinstance(question, File)
        for ending in question.accept
    }
    assert sorted(wanted - set(config.FileNameCollectorPlugin.valid_ext)) == []


def test_the_released_notebooks_are_nbgraders_own(written: Sessions) -> None:
    """Is what a learner gets from `tpe lab` what nbgrader would have released?"""
    ours = {name: release(notebook) for name, notebook in notebooks_in(notebooks_path("parcours")).items()}
    theirs = notebooks_in(written("mixed") / "release" / "parcours")
    assert json.dumps(ours, sort_keys=True) == json.dumps(theirs, sort_keys=True)


def test_a_dossier_beside_the_sources_never_replaces_a_learners(tmp_path: Path) -> None:
    """Is a trainer's own try-out, left in the source folder, harmless?"""
    session = small_sample(tmp_path / "session", learners=1, kind="good")
    Dossier(session / "source" / "parcours").save("c1-entreprise", {"name": "Essai du formateur"})
    desk = Desk(tmp_path / "home")  # with an ordinary kernel
    desk.run("nbgrader", "autograde", "parcours", "--notebook=c1_strategie", at=session)
    desk.run("nbgrader", "export", at=session)
    (row,) = grades(session).values()
    assert float(row["score"]) == sum(exercise.points for exercise in of_competency("C1"))
    assert [path.name for path in (session / "autograded").rglob("*.ipynb")] == ["c1_strategie.ipynb"]


def test_a_cell_that_cannot_run_is_not_a_real_zero(tmp_path: Path, trainer: Desk) -> None:
    """Does a fault of ours in a test cell ask for a look, rather than give a quiet zero?"""
    session = small_sample(tmp_path / "session", learners=1, kind="good")
    source = session / "source" / "parcours" / "c1_strategie.ipynb"
    notebook = json.loads(source.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "c1-temps":
            cell["source"] = ["1 / 0"]
    source.write_text(json.dumps(notebook), encoding="utf-8")
    trainer.run("nbgrader", "generate_assignment", "parcours", "--force", at=session)
    trainer.run("nbgrader", "autograde", "parcours", "--notebook=c1_strategie", at=session)
    trainer.run("nbgrader", "export", at=session)
    (row,) = grades(session).values()
    assert float(row["score"]) == sum(e.points for e in of_competency("C1") if e.id != "c1-temps")
    assert "c1-temps" in row["remarque"]


def test_collecting_follows_no_link_and_stops_at_nothing(tmp_path: Path) -> None:
    """Does one hostile entry in the exchange neither leak a file nor keep the others from being collected?"""
    course = copy_of_the_course(tmp_path)
    inbound = tmp_path / "exchange" / "tpe" / "inbound"
    secret = tmp_path / "secret.json"
    secret.write_text("secret")
    for name in (
        "zoe+parcours+2027-03-01 10:00:00.000000 UTC+a",
        "eve+parcours+2027-03-01 10:00:00.000000 UTC+b",
    ):
        (inbound / name).mkdir(parents=True)
        (inbound / name / "accueil.ipynb").write_text("{}")
    (inbound / "eve+parcours+2027-03-01 10:00:00.000000 UTC+b" / "dossier.json").symlink_to(secret)
    os.mkfifo(inbound / "eve+parcours+2027-03-01 10:00:00.000000 UTC+b" / "tube")
    (inbound / "bob+parcours+hier+c").mkdir()
    (inbound / "tom+parcours+2027-03-01 10:00:00.000000 UTC+d").symlink_to(tmp_path)
    desk = Desk(tmp_path / "home")
    said = desk.run("nbgrader", "collect", "parcours", f"--Exchange.root={tmp_path / 'exchange'}", at=course)
    taken = course / "submitted"
    assert sorted(path.name for path in taken.iterdir()) == ["eve", "zoe"]
    assert sorted(path.name for path in (taken / "eve" / "parcours").iterdir()) == [
        "accueil.ipynb",
        "dossier.json",
    ]
    assert (taken / "eve" / "parcours" / "dossier.json").readlink() == secret
    assert said.count("n’est pas une remise") == 2
