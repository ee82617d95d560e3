"""``tpe sample``: the same seed, the same session; nothing is overwritten."""

import contextlib
import hashlib
from pathlib import Path

import pytest

from tests.grading.conftest import LEARNERS, Sessions
from tests.grading.desk import small_sample
from tpelib.course.cases import all_cases
from tpelib.engine.dossier import DamagedDossierError, decode
from tpelib.engine.registry import all_exercises
from tpelib.samples.profiles import KINDS
from tpelib.samples.sample import (
    SampleError,
    _submissions,
    read_expected,
    sample,
)

pytestmark = pytest.mark.nbgrader


def digests(session: Path) -> dict[str, str]:
    """Return what is handed in and expected, by path; links by their target."""
    return {
        path.relative_to(session).as_posix(): str(path.readlink()) if path.is_symlink() else _digest(path)
        for path in (*sorted((session / "submitted").rglob("*")), session / "attendu.csv")
        if path.is_file() or path.is_symlink()
    }


def _digest(path: Path) -> str:
    with path.open("rb") as stream:  # one of them claims a gigabyte
        return hashlib.sha256(stream.read(100_000)).hexdigest()


def test_the_same_seed_gives_the_same_session(written: Sessions, tmp_path: Path) -> None:
    """Can a session be written again, byte for byte, and is another seed another session?"""
    session = written("hostile")
    before = digests(session)
    assert digests(small_sample(tmp_path / "a", learners=LEARNERS["hostile"], kind="hostile")) == before
    own, other = ([one.at for one in _submissions(session, 3, seed, "hostile")] for seed in (4, 5))
    assert set(own).isdisjoint(other)


def test_every_exercise_of_every_learner_is_expected(written: Sessions) -> None:
    """Is there a score, a maximum and a reason for each?"""
    session = written("mixed")
    expected = read_expected(session)
    learners = {path.name for path in (session / "submitted").iterdir()}
    assert set(expected) == {(one, exercise.id) for one in learners for exercise in all_exercises()}
    assert all(0 <= found.points <= found.max and found.why for found in expected.values())


def test_learners_are_spread_over_the_cases(written: Sessions) -> None:
    """Does a session hold all six businesses?"""
    found = set()
    for path in (written("mixed") / "submitted").glob("*/parcours/dossier.json"):
        with contextlib.suppress(DamagedDossierError):
            found.add(decode(path.read_bytes()).values("c1-entreprise").get("project"))
    assert {case.id for case in all_cases()} <= found


@pytest.mark.parametrize("kind", ["good", "mixed", "hostile"])
def test_each_kind_is_known(kind: str) -> None:
    """Does each kind that the help names exist?"""
    assert KINDS[kind]


def test_an_unknown_kind_says_which_there_are(tmp_path: Path) -> None:
    """Is a wrong word answered by the right ones, before anything is written?"""
    with pytest.raises(SampleError, match="good, mixed ou hostile"):
        sample(tmp_path / "x", learners=1, seed=1, kind="gentil")
    assert not (tmp_path / "x").exists()


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    """Is nothing written where there is something already?"""
    (tmp_path / "notes.txt").write_text("à moi")
    with pytest.raises(SampleError, match="n’est pas vide"):
        sample(tmp_path, learners=1, seed=1)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
