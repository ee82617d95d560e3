"""``tpe doctor``: what is missing, in plain words, and how to mend it."""

import shutil
from importlib import metadata
from pathlib import Path

import pytest

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.cli import doctor
from tpelib.cli.doctor import Diagnosis, examine
from tpelib.engine.dossier import Dossier


def lines(workspace: Path) -> str:
    """Return what the doctor says, with plain spaces."""
    said = "\n".join(finding.line() for finding in examine(workspace))
    return said.replace(french.NBSP, " ").replace(french.NNBSP, " ")


def bad(workspace: Path) -> list[str]:
    """Return only what is not well."""
    return [line for line in lines(workspace).splitlines() if not line.startswith("✓")]


def test_a_machine_that_is_ready_is_told_so(tmp_path: Path) -> None:
    """Is everything well here, before any workspace and with one?"""
    assert bad(tmp_path / "tpe") == []
    assert "Votre dossier sera créé à la première réponse" in lines(tmp_path / "tpe")
    (tmp_path / "parcours").mkdir()
    Dossier(tmp_path / "parcours").save("c1-x", {"a": "1"})
    assert bad(tmp_path) == []
    assert "Votre dossier se lit bien" in lines(tmp_path)


def test_looking_changes_nothing(tmp_path: Path) -> None:
    """Does the doctor leave a damaged dossier as it is?"""
    (tmp_path / "parcours").mkdir()
    (tmp_path / "parcours" / Dossier.NAME).write_bytes(b"oops")
    bad(tmp_path)
    assert [path.name for path in (tmp_path / "parcours").iterdir()] == [Dossier.NAME]


@pytest.mark.parametrize(
    ("data", "remedy"),
    [
        (b"oops", "Ouvrez le cours : il sera mis de côté et la sauvegarde précédente reprise."),
        (b'{"format": "tpe-dossier", "version": 99, "answers": {}}', "mettez le cours à jour pour l’ouvrir."),
    ],
)
def test_a_dossier_that_cannot_be_read_has_its_remedy(tmp_path: Path, data: bytes, remedy: str) -> None:
    """Does each kind of unreadable dossier get the advice that is true of it?"""
    (tmp_path / "parcours").mkdir()
    (tmp_path / "parcours" / Dossier.NAME).write_bytes(data)
    (line,) = bad(tmp_path)
    assert line.endswith(remedy)
    assert line.count("mis de côté") == (data == b"oops")


def test_a_dossier_that_is_a_folder_is_said(tmp_path: Path) -> None:
    """Is a thing that cannot be opened a sentence too?"""
    (tmp_path / "parcours" / Dossier.NAME).mkdir(parents=True)
    (line,) = bad(tmp_path)
    assert "ne peut pas être ouvert → vérifiez ses droits d’accès." in line


def test_a_file_given_for_a_workspace_is_said(tmp_path: Path) -> None:
    """Does somebody who names a file hear to choose another folder?"""
    (tmp_path / "tpe").write_text("à moi")
    (line,) = bad(tmp_path / "tpe")
    assert "On ne peut pas écrire dans" in line
    assert "--workspace" in line


@pytest.mark.parametrize(
    ("version", "well"), [((3, 10, 12), False), ((3, 11, 0), True), ((3, 13, 9), True), ((3, 14, 0), False)]
)
def test_a_python_that_does_not_fit_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int], well: bool
) -> None:
    """Are the versions that fit named, to who has another?"""
    monkeypatch.setattr(doctor.sys, "version_info", version)
    said = [line for line in bad(tmp_path) if "Python" in line]
    assert bool(said) is not well
    if said:
        assert said == [
            f"✗ Python {'.'.join(map(str, version))} → "
            "installez Python 3.11, 3.12 ou 3.13, puis relancez « make lab »."
        ]


def missing(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Take installed libraries away, as far as one can ask."""
    known = metadata.version

    def version(name: str) -> str:
        if name in names:
            raise metadata.PackageNotFoundError(name)
        return known(name)

    monkeypatch.setattr(metadata, "version", version)


def test_libraries_that_are_missing_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is each missing library named, and the one command that installs all?"""
    missing(monkeypatch, "ortools", "voila")
    (line,) = bad(tmp_path)
    assert line == "✗ Il manque 2 bibliothèques : ortools, voila → lancez « make lab », qui installe tout."


def test_an_english_jupyterlab_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is a JupyterLab without its French words found?"""
    missing(monkeypatch, "jupyterlab-language-pack-fr-FR")
    assert any("JupyterLab n’est pas en français" in line for line in bad(tmp_path))


def test_a_course_that_is_not_installed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Does a copy of the files without an installation get its remedy?"""

    def requires(name: str) -> list[str]:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "requires", requires)
    assert "✗ La bibliothèque du cours n’est pas installée → lancez « make lab »." in bad(tmp_path)


def test_notebooks_that_are_gone_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is a course without its notebooks told how to get them?"""
    monkeypatch.setattr("tpelib.base.resources.notebooks_path", lambda *parts: tmp_path)
    assert bad(tmp_path) == ["✗ Les carnets du cours sont introuvables → lancez « tpe build »."]

    def gone(*parts: str) -> Path:
        raise TpeError("Réinstallez-le.")

    monkeypatch.setattr("tpelib.base.resources.notebooks_path", gone)
    assert bad(tmp_path) == ["✗ Les carnets du cours sont introuvables → Réinstallez-le."]


def test_a_disk_that_is_nearly_full_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is the room that is left said, with what is needed?"""
    monkeypatch.setattr(shutil, "disk_usage", lambda path: FULL)
    (line,) = bad(tmp_path)
    assert line == "✗ Place libre sur le disque : 12 Mo → libérez de la place : il en faut 200 Mo."


class FULL:
    """A disk with 12 MB left."""

    free = 12_000_000


def test_a_finding_is_one_line_of_french() -> None:
    """Is a remedy shown only when there is something to mend?"""
    assert Diagnosis("Tout : bien", True, "rien").line() == "✓ Tout\u00a0: bien"
    assert Diagnosis("Manque", False, "faites.").line() == "✗ Manque → faites."
