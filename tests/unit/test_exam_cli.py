"""``tpe exam``: what the certifier types, and what is said back, in French."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tpelib.assess.exam.folder import ExamFolder
from tpelib.base import french
from tpelib.cli import commands as cli
from tpelib.course.exam.exercises import REPLIES
from tpelib.engine.dossier import Dossier

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def tpe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``tpe exam`` as the shell does, in this process; return its status and what it said."""

    def run(*arguments: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["tpe", "exam", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        seen = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        told = (seen.out + seen.err).replace(french.NBSP, " ").replace(french.NNBSP, " ")
        assert "Traceback" not in told
        return ended.value.code, told

    return run


@pytest.mark.parametrize("command", ["new", "open", "close", "verify"])
def test_each_command_explains_itself(tpe: Run, command: str) -> None:
    """Is the help of each command in French, and the list of them too?"""
    status, told = tpe(command, "--help")
    assert status == 0
    assert told.startswith(f"Utilisation : tpe exam {command} [OPTIONS]")
    status, told = tpe()
    assert status == 0
    assert re.search(rf"^  {command} ", told, re.MULTILINE)


def test_an_exam_from_beginning_to_end(tpe: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Can a certifier prepare, open, close and verify an exam, and get the assessors' page?"""
    session, page = tmp_path / "S", tmp_path / "page.html"
    status, told = tpe("new", "--candidate", "c-017", "--session", session, "--minutes", 45)
    root = tmp_path / "S-c-017"
    assert (status, "45 minutes" in told, f"tpe exam open {root}" in told) == (0, True, True)

    def serve(root: Path, hidden: Path, *, trainer: bool, start: str, **more: object) -> int:
        assert (trainer, start, hidden.parent) == (False, "examen/c6_campagne.ipynb", root)
        Dossier(root / "examen").save(REPLIES, {"first": "Bonjour."})
        return 0

    monkeypatch.setattr("tpelib.assess.exam.launch.serve", serve)
    status, told = tpe("open", root)
    assert (status, told) == (0, "Il reste 45 minutes à ce candidat.\n")
    status, told = tpe("verify", root)
    assert (status, "n’est pas close" in told) == (1, True)
    status, told = tpe("close", root, "--session", session)
    assert status == 0
    assert "Temps passé : 0 minute, sur 45 prévues" in told
    digest = ExamFolder(root).journal.lines()[-1].digest
    assert digest in told
    status, told = tpe("verify", root, "--session", session, "--preuves", page)
    assert status == 0
    assert told.startswith("Rien n’a changé depuis la clôture.")
    assert "C’est celle que la session a gardée." in told
    assert "Bonjour." in page.read_text()
    assert tpe("verify", root, "--preuves", root / "page.html") == (
        1,
        f"Rien n’a changé depuis la clôture.\nEmpreinte : {digest}\nComparez-la avec celle du procès-verbal : un "
        "dossier refait en entier aurait une autre empreinte.\nÉcrivez cette page ailleurs : dans le dossier "
        "scellé, elle le changerait.\n",
    )
    (root / "examen" / "ajout.txt").write_text("x")
    assert tpe("verify", root) == (1, "« examen/ajout.txt » a été ajouté.\n")


def test_what_cannot_be_done_is_a_sentence(tpe: Run, tmp_path: Path) -> None:
    """Does each refusal say what is expected, in one line?"""
    for arguments, sentence in (
        (("new", "--candidate", "../x", "--session", tmp_path / "S"), "identifiant de candidat"),
        (("new", "--candidate", "c-1"), "Il manque « --session »"),
        (("open", tmp_path), "tpe exam new"),
        (("close", tmp_path), "tpe exam new"),
        (("verify", tmp_path), "il n’y a pas de journal"),
        (("rien",), "La commande « rien » n’existe pas"),
    ):
        status, told = tpe(*arguments)
        assert status in (1, 2)
        assert sentence in told
        assert len(told.strip().splitlines()) == 1


def test_a_refusal_makes_no_session(tpe: Run, tmp_path: Path) -> None:
    """Does a session whose name is mistyped, when closing or verifying, give a sentence and no new folder?"""
    assert tpe("new", "--candidate", "c-017", "--session", tmp_path / "S")[0] == 0
    for command in ("close", "verify"):
        status, told = tpe(command, tmp_path / "S-c-017", "--session", tmp_path / "T")
        assert (status, "n’est pas le dossier d’une session" in told) == (1, True)
    assert not (tmp_path / "T").exists()
    assert not ExamFolder(tmp_path / "S-c-017").closed


def test_files_of_the_system_are_said(tpe: Run, tmp_path: Path) -> None:
    """Is a file that Finder left named, and the folder said to be unchanged?"""
    root = tmp_path / "S-c-017"
    tpe("new", "--candidate", "c-017", "--session", tmp_path / "S")
    tpe("close", root, "--session", tmp_path / "S")
    (root / ".DS_Store").write_text("x")
    status, told = tpe("verify", root, "--session", tmp_path / "S")
    assert status == 0
    assert "étranger à l’épreuve : « .DS_Store »." in told
    assert "Rien n’a changé depuis la clôture." in told


def test_a_file_in_place_of_the_folder_is_a_sentence(tpe: Run, tmp_path: Path) -> None:
    """Is a ZIP given instead of the candidate's folder named, whatever is asked of it?"""
    given = tmp_path / "remise.zip"
    given.write_bytes(b"PK")
    assert tpe("verify", given) == (
        1,
        "« remise.zip » est un fichier : donnez le dossier du candidat, celui qui contient « journal.jsonl ».\n",
    )
    for command in ("open", "close"):
        status, told = tpe(command, given)
        assert (status, len(told.strip().splitlines()), "tpe exam new" in told) == (1, 1, True)
    (tmp_path / "journal.jsonl").mkdir()
    status, told = tpe("verify", tmp_path)
    assert (status, told.startswith("« journal.jsonl » ne peut pas être lu : ")) == (1, True)
    assert given.read_bytes() == b"PK"


def test_an_accommodation_of_nobody_is_said(tpe: Run, tmp_path: Path) -> None:
    """Is a mistyped identifier named when a folder is prepared, and one that is registered by then no more?"""
    session = tmp_path / "S"
    session.mkdir()
    tables = "".join(
        f'[[accommodation]]\ncandidate = "{name}"\nmeasure = "temps"\ngranted_on = 2027-03-01\napplied = false\n'
        for name in ("c-21", "c-022", "c-022", "c-021")
    )
    (session / "accommodations.toml").write_text(f'format = "tpe-accommodations"\nversion = "1"\n{tables}')
    status, told = tpe("new", "--candidate", "c-021", "--session", session)
    assert (status, "Durée : 80 minutes" in told) == (0, True)
    assert "accorde un aménagement à « c-21 » et « c-022 », sans inscription dans cette session" in told
    status, told = tpe("new", "--candidate", "c-022", "--session", session)
    assert (status, "Durée : 100 minutes" in told) == (0, True)
    assert "accorde un aménagement à « c-21 », sans" in told
    (session / "accommodations.toml").unlink()
    assert "accorde" not in tpe("new", "--candidate", "c-023", "--session", session)[1]
