"""What a candidate handed in, as the jury reads it."""

import hashlib
import json
import sys
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.jury import CRITERIA, handed_in, name_learners, opened
from tpelib.assess.jury import work as module
from tpelib.assess.jury.session import JuryError
from tpelib.assess.jury.work import Work
from tpelib.engine.dossier import Content, Dossier, encode
from tpelib.engine.registry import all_exercises
from tpelib.samples.retyping import HOSTILE_TEXT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    handed_in(tmp_path, "ali")
    return tmp_path / "submitted" / "ali" / "parcours"


def test_each_criterion_shows_its_own_exercises(folder: Path) -> None:
    """Does the jury see, for each criterion, every exercise that gives evidence for it, answered and checked?"""
    work = Work(folder)
    for key in CRITERIA:
        wanted = [exercise for exercise in all_exercises() if key in exercise.criteria]
        found = work.evidence(key)
        assert [one.max for one in found] == [exercise.points for exercise in wanted]
        assert all("<dl>" in one.html for one in found)
    assert work.incidents == []
    assert str(work.handed_in_at) == "2027-03-31 10:00:00"


def test_a_blank_submission_is_read_too(folder: Path) -> None:
    """Does a dossier without an answer say so, without a fault?"""
    (folder / Dossier.NAME).unlink()
    work = Work(folder)
    assert all(one.points == 0 for key in CRITERIA for one in work.evidence(key))
    assert work.evidence("Cr1")[0].words == "0\u00a0point sur 10"
    assert "ne contient pas de dossier" in " ".join(work.incidents)


def test_what_was_typed_is_shown_escaped(folder: Path) -> None:
    """Is HTML typed in an answer read by the jury as it was typed?"""
    path = folder / Dossier.NAME
    document = json.loads(path.read_text(encoding="utf-8"))
    document["answers"]["c1-entreprise"]["values"]["name"] = f"{HOSTILE_TEXT}<script>alert(1)</script>"
    path.write_text(json.dumps(document), encoding="utf-8")
    html = Work(folder).evidence("Cr1")[0].html
    assert "&lt;script&gt;alert(1)" in html
    assert "<script" not in html


def test_a_fault_of_ours_hides_nothing_else(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When one exercise cannot be written out, are the others still there?"""
    real = module.sheet

    def faulty(exercise, answers):
        if exercise.id == "c1-entreprise":
            raise RuntimeError("fault")
        return real(exercise, answers)

    monkeypatch.setattr(module, "sheet", faulty)
    found = Work(folder).evidence("Cr1")
    assert "n’a pas pu être lu" in found[0].html
    assert found[1].points > 0


def test_dossiers_are_read_at_the_same_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Can two assessors open two dossiers at once, and does nothing that libraries say leak to the server's log?"""
    handed_in(tmp_path, "ali", "zoe")
    real, meeting = module.sheet, threading.Barrier(2, timeout=60)

    def noisy(exercise, answers):
        meeting.wait()  # both are reading, or nobody goes on
        warnings.warn("a library warns", stacklevel=1)
        print("and chats", file=sys.stderr)
        return real(exercise, answers)

    monkeypatch.setattr(module, "sheet", noisy)
    before = sys.stderr
    works = [Work(tmp_path / "submitted" / name / "parcours") for name in ("ali", "zoe")]
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(lambda work: work.evidence("Cr1"), works)
    assert [found.points for found in one] == [found.max for found in one]
    assert [found.points for found in other] == [found.max for found in other]
    assert sys.stderr is before
    assert capsys.readouterr().err == ""


def test_the_digest_is_that_of_sha256sum(folder: Path) -> None:
    """Can anybody recompute the digest of the minutes with the usual tools?"""
    names = sorted(path.name for path in folder.iterdir())
    lines = "".join(f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    work = Work(folder)
    assert [one.name for one in work.artefacts] == names
    assert work.digest == hashlib.sha256(lines.encode()).hexdigest()
    (folder / "timestamp.txt").write_text("2027-03-31 10:00:01 UTC\n", encoding="utf-8")
    assert Work(folder).digest != work.digest


def test_no_link_is_followed(folder: Path, tmp_path: Path) -> None:
    """Is a link to somebody else's file neither read nor counted, and said?"""
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "lien.txt").symlink_to(tmp_path / "secret.txt")
    work = Work(folder)
    assert "lien.txt" not in {one.name for one in work.artefacts}
    assert "lien vers un autre endroit" in " ".join(work.incidents)


def test_reading_changes_nothing(folder: Path) -> None:
    """Is a submission, damaged or not, as it was after the jury has read it?"""
    (folder / Dossier.NAME).write_text("{abîmé", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    work = Work(folder)
    assert [len(work.evidence(key)) for key in CRITERIA]
    assert work.digest
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_candidates_stand_in_the_order_of_a_french_list(tmp_path: Path) -> None:
    """Are candidates listed by family name, accents aside, and those whom the gradebook does not name by their own?"""
    desk = opened(tmp_path, "a", "b", "c", "d")
    name_learners(
        tmp_path / "gradebook.db", {"a": ("Zoé", "Évrard"), "b": ("Ali", "Faure"), "c": ("Yann", "Erard")}
    )
    (tmp_path / "submitted" / "vide").mkdir()
    assert [one.name for one in desk.candidates()] == ["D", "Yann Erard", "Zoé Évrard", "Ali Faure"]
    with pytest.raises(JuryError, match="Aucun candidat"):
        desk.candidate("../a")
    desk.store.close()


def test_a_candidate_whom_the_gradebook_does_not_name_has_the_name_handed_in(tmp_path: Path) -> None:
    """Does a letter begin with the name that the candidate gave, and never with that of somebody else's dossier?"""
    desk = opened(tmp_path, "zoe", "ali", "eve")
    for folder, given in (
        ("zoe", {"id": "zoe", "name": "Zoé  Martin"}),
        ("eve", {"id": "ali", "name": "Ali Ben"}),
    ):
        path = tmp_path / "submitted" / folder / "parcours" / "dossier.json"
        path.write_bytes(encode(Content(learner=given)))
    assert {one.id: one.name for one in desk.candidates()} == {
        "zoe": "Zoé Martin",
        "ali": "Ali",
        "eve": "eve",
    }
    name_learners(tmp_path / "gradebook.db", {"zoe": ("Zoé", "Martin-Roux"), "ali": ("", "")})
    assert {one.id: one.name for one in desk.candidates()} == {
        "zoe": "Zoé Martin-Roux",
        "ali": "Ali",
        "eve": "eve",
    }
    desk.store.close()
