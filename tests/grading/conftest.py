"""Sample sessions, written once, and graded once by the real nbgrader for all tests."""

import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from tests.grading.desk import Desk, graded_sample, written_sample
from tpelib.dossier.store import MAX_FILE_BYTES


@pytest.fixture(scope="session")
def trainer(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("formateur"))


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory, trainer: Desk) -> Path:
    """Twelve learners, nearly every kind, not graded."""
    return written_sample(tmp_path_factory.mktemp("written") / "session", trainer, learners=12, kind="mixed")


@pytest.fixture(scope="session")
def mixed(tmp_path_factory: pytest.TempPathFactory, trainer: Desk) -> Path:
    """Twelve learners, nearly every kind, graded."""
    return graded_once(tmp_path_factory, trainer, learners=12, kind="mixed")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory, trainer: Desk) -> Path:
    """Every kind of hostile learner, graded."""
    return graded_once(tmp_path_factory, trainer, learners=17, kind="hostile")


def graded_once(factory: pytest.TempPathFactory, trainer: Desk, *, learners: int, kind: str) -> Path:
    """Return a graded session of this process's own; nbgrader grades it once for all that run tests."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    origin = shared / f"graded-{kind}"
    with FileLock(shared / f"graded-{kind}.lock"):
        if not (origin / "autograde.log").exists():
            graded_sample(origin, trainer, learners=learners, kind=kind)
    own = factory.mktemp(kind) / "session"
    return Path(shutil.copytree(origin, own, symlinks=True, copy_function=copied))


def copied(source: str, target: str) -> None:
    """Copy a file; one that only claims its size stays as light."""
    size = Path(source).stat().st_size
    if size > MAX_FILE_BYTES:
        with Path(target).open("wb") as stream:
            stream.truncate(size)
    else:
        shutil.copy2(source, target)
