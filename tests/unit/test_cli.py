"""The command line: French throughout, and every mistake a sentence."""

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from tests.jury import decide, opened
from tpelib.base import french
from tpelib.base.resources import notebooks_path
from tpelib.base.version import __version__
from tpelib.cli import commands as cli
from tpelib.cli.commands import app
from tpelib.engine.dossier import Dossier
from tpelib.screens.lab.workspace import prepare

COMMANDS = (
    *("lab", "build", "sample", "relever", "grade", "formulaire", "report", "oral", "import", "remettre"),
    *("demos", "site", "jury", "pv", "donnees", "doctor", "exam"),
)
ENGLISH = re.compile(
    r"\b(usage|show|message|exit|error|try|help for|default|required|missing|commands|arguments:)\b", re.I
)


class Said(NamedTuple):
    """What a command answered: its status, and both streams with plain spaces."""

    status: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def tpe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``tpe`` as the shell does, in this process."""

    def run(*arguments: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["tpe", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        seen = capsys.readouterr()
        out, err = (s.replace(french.NBSP, " ").replace(french.NNBSP, " ") for s in seen)
        assert isinstance(ended.value.code, int)
        return Said(ended.value.code, out, err)

    return run


def test_the_list_of_commands_is_in_french(tpe: Run) -> None:
    """Does somebody who types « tpe » alone read in French what there is?"""
    for arguments in ((), ("--help",)):
        said = tpe(*arguments)
        assert said.status == 0
        assert said.out.startswith("Utilisation : tpe [OPTIONS] COMMANDE")
        assert not ENGLISH.search(said.out.replace("--help", "")), said.out
        assert re.findall(r"^  (\w+)  ", said.out, re.MULTILINE)[-len(COMMANDS) :] == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself_in_french(tpe: Run, command: str) -> None:
    """Is the whole help of each command in French, headings and defaults included?"""
    said = tpe(command, "--help")
    assert said.status == 0
    assert said.out.startswith(f"Utilisation : tpe {command} [OPTIONS]")
    assert "Montrer cette aide et finir." in said.out
    assert not ENGLISH.search(said.out.replace("--help", "")), said.out
    if "--workspace" in said.out:
        assert "-w, --workspace DOSSIER" in said.out
        assert "[par défaut : ~/tpe]" in said.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("rien",), "La commande « rien » n’existe pas. Voyez « tpe --help »."),
        (("sample",), "Il manque « DOSSIER ». Voyez « tpe sample --help »."),
        (("sample", "x", "--learners", "dix"), "La valeur donnée à « --learners » ne convient pas."),
        (("sample", "x", "--learners", "0"), "La valeur donnée à « --learners » ne convient pas."),
        (("build", "--tout"), "L’option « --tout » n’existe pas"),
        (("lab", "--workspace"), "L’option « --workspace » n’existe pas, ou il lui manque sa valeur."),
        (("build", "un", "deux"), "Cette commande n’est pas comprise. Voyez « tpe build --help »."),
    ],
)
def test_a_mistyped_command_is_a_french_sentence(tpe: Run, arguments: tuple[str, ...], sentence: str) -> None:
    """Does who mistypes read what was wrong and where to look, in one line of French?"""
    said = tpe(*arguments)
    assert said.status == 2
    assert said.out == ""
    assert said.err.startswith(sentence)
    assert said.err.count("\n") == 1


def test_the_version_is_told(tpe: Run) -> None:
    """Which version of the course is this?"""
    assert tpe("--version") == Said(0, f"tpelib {__version__}\n", "")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("remettre", "--workspace", "{tmp}/rien"), "n’est pas le dossier « parcours »"),
        (("import", "{tmp}/absent.docx", "--workspace", "{tmp}"), "absent.docx"),
        (("formulaire", "{tmp}/x.pdf", "--workspace", "{tmp}"), ".docx ou par .html"),
        (("lab", "--workspace", "{tmp}/fichier"), "est un fichier, pas un dossier"),
        (("sample", "{tmp}/session", "--kind", "autre"), "autre"),
        (("sample", "{tmp}/fichier/session"), "un fichier est à la place d’un dossier"),
    ],
)
def test_an_error_of_the_course_is_a_sentence(
    tpe: Run, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    """Does each command that cannot go on say why, in French, with status 1 and no traceback?"""
    (tmp_path / "fichier").write_text("à moi")
    said = tpe(*(argument.format(tmp=tmp_path) for argument in arguments))
    assert said.status == 1
    assert said.out == ""
    assert "Traceback" not in said.err
    assert said.err.strip().endswith((".", "!"))
    assert len(said.err.strip().splitlines()) == 1
    assert sentence in said.err


def test_stopping_is_not_an_error_in_english(tpe: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Does Ctrl+C end quietly?"""

    def interrupted(*given: object, **more: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("tpelib.screens.lab.launch.launch", interrupted)
    said = tpe("lab")
    assert said.status == 130
    assert said.out + said.err == ""


def test_the_command_stands_in_the_shell(tmp_path: Path) -> None:
    """Does the installed command answer, and give its status?"""
    done = subprocess.run(
        [sys.executable, "-m", "tpelib.cli", "remettre", "-w", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1


# ── build ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def notebooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the notebooks, that the command builds in place of the course's own."""
    folder = tmp_path / "notebooks"
    wanted = notebooks_path("parcours", "accueil.md")
    (folder / "parcours").mkdir(parents=True)
    shutil.copy(wanted, folder / "parcours")
    monkeypatch.setattr("tpelib.base.resources.notebooks_path", lambda *parts: folder.joinpath(*parts))
    return folder


def test_build_writes_what_is_missing_and_check_then_agrees(tpe: Run, notebooks: Path) -> None:
    """Is a missing notebook built, said once, and then up to date?"""
    late = tpe("build", "--check")
    assert late.status == 1
    assert "Pas à jour : notebooks/parcours/accueil.ipynb" in late.err
    assert "Lancez « tpe build »" in late.err
    assert not (notebooks / "parcours" / "accueil.ipynb").exists()
    assert tpe("build") == Said(0, "Écrit : notebooks/parcours/accueil.ipynb\n", "")
    assert tpe("build") == Said(0, "", "")
    assert tpe("build", "--check") == Said(0, "Les carnets sont à jour.\n", "")


def test_build_names_the_source_that_is_wrong(tpe: Run, notebooks: Path) -> None:
    """Does an author's mistake stop the build with the name of the file?"""
    (notebooks / "parcours" / "accueil.md").write_text("# Sans en-tête", encoding="utf-8")
    said = tpe("build")
    assert said.status == 1
    assert said.err.startswith("accueil.md : il faut un titre")


# ── doctor, remettre ──────────────────────────────────────────────────────────────────────────────


def test_doctor_ends_well_or_not(tpe: Run, tmp_path: Path) -> None:
    """Does the doctor's status tell whether all is well?"""
    well = tpe("doctor", "--workspace", str(tmp_path / "tpe"))
    assert well.status == 0
    assert well.out.endswith("Tout est prêt : lancez « tpe lab ».\n")
    (tmp_path / "parcours").mkdir()
    (tmp_path / "parcours" / Dossier.NAME).write_bytes(b"oops")
    ill = tpe("doctor", "--workspace", str(tmp_path))
    assert ill.status == 1
    assert "✗ Votre dossier" in ill.out
    assert "Tout est prêt" not in ill.out


def test_handing_in_says_where_the_file_is(tpe: Run, tmp_path: Path) -> None:
    """Does the command give the file and its digest?"""
    course = prepare(tmp_path).course
    Dossier(course).save("c1-entreprise", {"name": "La Rose"})
    said = tpe("remettre", "--workspace", str(tmp_path), "--nom", "Zoé Martin")
    assert said.status == 0
    (archive,) = (tmp_path / "remises").glob("*.zip")
    assert str(archive) in said.out
    assert re.search(r"Empreinte SHA-256 : [0-9a-f]{64}", said.out)


def test_lab_passes_on_what_was_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Do workspace, port, browser and trainer reach JupyterLab, and its status come back?"""
    asked: list[object] = []

    def launch(workspace: Path, **more: object) -> int:
        asked.extend([workspace, more])
        return 3

    monkeypatch.setattr("tpelib.screens.lab.launch.launch", launch)
    monkeypatch.setenv("HOME", str(tmp_path))
    done = CliRunner().invoke(app, ["lab", "--no-browser", "--port", "9999", "--trainer"])
    assert done.exit_code == 3
    assert asked == [tmp_path / "tpe", {"trainer": True, "port": 9999, "open_browser": False}]


def test_a_jury_without_its_file_is_told_what_to_copy(tpe: Run, tmp_path: Path) -> None:
    """Does « tpe jury » in a folder without a session say how to make one?"""
    for command in (("jury", str(tmp_path)), ("pv", str(tmp_path / "documents"), "--dossier", str(tmp_path))):
        said = tpe(*command)
        assert said.status == 1
        assert "jury.exemple.toml" in said.err


def test_the_documents_of_a_jury_are_written_by_one_command(tpe: Run, tmp_path: Path) -> None:
    """Does « tpe pv » write the documents of a session, and say of how many candidates?"""
    desk = opened(tmp_path / "session", "ali", "zoe")
    decide(desk.store, desk.session, "ali", 2)
    desk.store.close()
    said = tpe("pv", str(tmp_path / "documents"), "--dossier", str(tmp_path / "session"))
    assert said.status == 0, said.err
    assert "1 candidat décidé." in said.out
    assert (tmp_path / "documents" / "ali" / "proces-verbal.pdf").read_bytes().startswith(b"%PDF-")


LINGERING = """
import sys, threading
from tpelib.cli import commands as cli
command = cli.app
def lingering(**how):
    threading.Thread(target=threading.Event().wait).start()
    return command(**how)
cli.app, sys.argv = lingering, ["tpe", "--version"]
cli.main()
"""


def test_a_thread_left_behind_does_not_keep_a_command_for_ever() -> None:
    """When a library leaves a thread that waits for work, does the command end all the same, all said?"""
    done = subprocess.run(
        [sys.executable, "-c", LINGERING], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0
    assert done.stdout.startswith("tpelib ")


def test_a_program_that_runs_a_command_goes_on(tpe: Run) -> None:
    """Does a command leave alone the threads that were there before it?"""
    done = threading.Event()
    waiting = threading.Thread(target=done.wait)
    waiting.start()
    try:
        assert tpe("--version").status == 0
    finally:
        done.set()
        waiting.join()
