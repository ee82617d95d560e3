"""« Remettre mon dossier »: one file, one receipt, nothing that does not belong."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tpelib.base.resources import notebooks_path
from tpelib.engine.dossier import Dossier
from tpelib.screens.lab import handin
from tpelib.screens.lab.handin import (
    HandInError,
    HandInReceipt,
    hand_in,
    learner_id,
)
from tpelib.screens.lab.workspace import prepare


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a learner's own course folder, one answer given, on a machine without an exchange."""
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("JUPYTER_NO_CONFIG", "1")
    found = prepare(tmp_path / "tpe").course
    Dossier(found).save("c1-entreprise", {"basket": "32"})
    return found


def contents(receipt: HandInReceipt) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(receipt.path.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_zip_holds_the_work_and_nothing_else(course: Path) -> None:
    """Are notebooks, dossier and files there, without links, hidden or kept-aside things?"""
    photo = Dossier(course).store_file("Photo de vitrine.JPG", b"photo")
    (course / "c1_strategie-garde-2026-01-01-000000.ipynb").write_text("{}")
    (course / "autre.txt").write_text("autre")
    (course / "fichiers" / "lien.jpg").symlink_to("/etc/hostname")
    found = contents(hand_in(course, learner="Zoé Martin"))
    assert set(found) == {
        *(path.name for path in notebooks_path("parcours").glob("*.ipynb")),
        "dossier.json",
        "dossier.precedent.json",
        f"fichiers/{photo['sha256'][:12]}-Photo de vitrine.jpg",
    }
    assert json.loads(found["dossier.json"])["learner"] == {"name": "Zoé Martin", "id": "zoe_martin"}


def test_the_receipt_tells_when_and_what(course: Path) -> None:
    """Does the learner keep the date, the file's name and its digest?"""
    receipt = hand_in(course, learner="Zoé Martin")
    assert receipt.sha256 == hashlib.sha256(receipt.path.read_bytes()).hexdigest()
    assert receipt.path.parent == course.parent / "remises"
    assert not receipt.taken
    local = receipt.at.astimezone()
    assert f"{local:%H:%M}" in receipt.sentence
    assert "Donnez ce fichier à votre formateur" in receipt.sentence
    kept = receipt.path.with_suffix(".recu.txt").read_text(encoding="utf-8")
    assert receipt.sha256 in kept
    assert "Zoé Martin" in kept


def test_the_name_of_the_zip_is_in_universal_time(course: Path) -> None:
    """Is the date in the name the one nbgrader reads, whatever the season?"""
    receipt = hand_in(course, learner="Zoé Martin")
    stamp = receipt.path.name.removeprefix("parcours_zoe_martin_attempt_").removesuffix("_dossier.zip")
    assert datetime.strptime(stamp, "%Y%m%dT%H%M%SZ") == receipt.at.replace(tzinfo=None)
    assert receipt.at.utcoffset().total_seconds() == 0


def test_a_deleted_notebook_is_handed_in_as_the_course_gave_it(course: Path) -> None:
    """Is the submission whole for nbgrader even when a notebook is gone?"""
    (course / "c1_strategie.ipynb").unlink()
    assert json.loads(contents(hand_in(course, learner="Zoé"))["c1_strategie.ipynb"])["cells"]


def test_the_name_is_asked_once(course: Path) -> None:
    """Is the name kept in the dossier, and asked for where there is none?"""
    with pytest.raises(HandInError, match="votre prénom et votre nom"):
        hand_in(course)
    hand_in(course, learner="Zoé Martin")
    assert hand_in(course).learner == "zoe_martin"


def test_nothing_answered_is_nothing_to_hand_in(course: Path) -> None:
    """Does an untouched course say what to do first?"""
    (course / "dossier.json").unlink()
    with pytest.raises(HandInError, match="répondez d’abord"):
        hand_in(course, learner="Zoé Martin")
    assert not (course / "dossier.json").exists()


def test_another_folder_is_refused(tmp_path: Path) -> None:
    """Is only the course's own folder handed in?"""
    with pytest.raises(HandInError, match="n’est pas le dossier"):
        hand_in(tmp_path, learner="Zoé Martin")


def test_too_much_is_said_before_it_is_read(course: Path) -> None:
    """Does a folder full of films get a sentence?"""
    (course / "fichiers").mkdir()
    with (course / "fichiers" / "film.mp4").open("wb") as stream:
        stream.truncate(95_000_000)
    with pytest.raises(HandInError, match="allégez"):
        hand_in(course, learner="Zoé Martin")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Zoé Martin", "zoe_martin"),
        ("José García", "jose_garcia"),
        ("  Jean-Noël  d'Été ", "jean_noel_d_ete"),
        ("Inès d’Été", "ines_dete"),
        ("Lœtitia Bœuf", "loetitia_boeuf"),
        ("../../x", "x"),
        ("…", ""),
    ],
)
def test_an_id_is_made_of_plain_letters(name: str, expected: str) -> None:
    """Is a name always a folder's name, and that of the first hand-ins wherever it held all the letters?"""
    assert learner_id(name) == expected


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("Мария Иванова", "mariya_ivanova_"),
        ("李", "li_"),
        ("Zoé Martin " * 9, "zoe_martin_zoe_"),
        ("\U0001e900", ""),
    ],
)
def test_an_id_that_says_less_than_the_name_is_told_apart(name: str, beginning: str) -> None:
    """Can who writes another script hand in, under an id that no other name has and that case does not change?"""
    found = learner_id(name)
    assert re.fullmatch(rf"{beginning}\w*[0-9a-f]{{8}}", found, re.ASCII)
    assert len(found) <= 60
    assert learner_id(f"  {name.upper()} ") == found


@pytest.mark.parametrize(("one", "other"), [("李", "里"), ("Юлия", "Юлія"), ("a" * 70, "a" * 71)])
def test_two_names_read_alike_are_two_people(one: str, other: str) -> None:
    """Do hand-ins of two people never land in one folder because their names transliterate alike?"""
    assert learner_id(one) != learner_id(other)


@dataclass
class Exchange:
    """A shared server's exchange, that takes or refuses."""

    account: str = "zoe.m"
    refusal: str = ""

    def take(self, files: Mapping[str, bytes]) -> datetime:
        if self.refusal:
            raise HandInError(self.refusal)
        assert "dossier.json" in files
        return datetime(2027, 1, 4, 10, 0, tzinfo=UTC)


def test_on_a_shared_server_there_is_nothing_to_give(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Does the receipt say that the trainer has it, at the exchange's own time, under the account's name?"""
    monkeypatch.setattr(handin, "_exchange", Exchange)
    receipt = hand_in(course, learner="Zoé Martin")
    assert receipt.taken
    assert receipt.path.name == "parcours_zoe.m_attempt_20270104T100000Z_dossier.zip"
    assert "Dossier remis à votre formateur" in receipt.sentence
    assert "Donnez ce fichier" not in receipt.sentence
    assert json.loads(contents(receipt)["dossier.json"])["learner"] == {"name": "Zoé Martin", "id": "zoe.m"}


def test_an_exchange_that_refuses_leaves_a_zip_to_give(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is nothing lost when the server's exchange is full or closed?"""
    monkeypatch.setattr(handin, "_exchange", lambda: Exchange(refusal="Le dépôt du serveur est plein."))
    receipt = hand_in(course, learner="Zoé Martin")
    assert not receipt.taken
    assert receipt.sentence.startswith("Le dépôt du serveur est plein.")
    assert "Donnez ce fichier à votre formateur" in receipt.sentence
    assert "dossier.json" in contents(receipt)
