"""Sample sessions, written once, and graded once by the real nbgrader for all tests."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from tests.grading.desk import WARM, Desk, small_sample, written_sample
from tpelib.engine.dossier.store import MAX_FILE_BYTES

LEARNERS = {"mixed": 12, "hostile": 17}
"""Nearly every kind of learner on the whole course; every kind of hostile learner on a small one."""
Sessions = Callable[[str], Path]


@pytest.fixture(scope="session")
def trainer(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("formateur"), WARM)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory, trainer: Desk) -> Sessions:
    """Give a session of a kind, not graded, of this process's own."""

    def write(kind: str, folder: Path) -> None:
        if kind == "mixed":
            written_sample(folder, trainer, learners=LEARNERS[kind], kind=kind)
        else:
            small_sample(folder, learners=LEARNERS[kind], kind=kind)

    return lambda kind: _own(tmp_path_factory, f"ecrite-{kind}", lambda folder: write(kind, folder))


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory, trainer: Desk, written: Sessions) -> Sessions:
    """Give a session of a kind, graded by nbgrader, of this process's own; what it said is in ``autograde.log``."""

    def grade(kind: str, folder: Path) -> None:
        written(kind).rename(folder)
        said = trainer.run("nbgrader", "autograde", "parcours", at=folder)
        (folder / "autograde.log").write_text(said, encoding="utf-8")

    return lambda kind: _own(tmp_path_factory, f"notee-{kind}", lambda folder: grade(kind, folder))


@pytest.fixture(scope="session")
def mixed(stock: Sessions) -> Path:
    """Twelve learners, nearly every kind, graded by nbgrader."""
    return stock("mixed")


@pytest.fixture(scope="session")
def hostile(stock: Sessions) -> Path:
    """Every kind of hostile learner, graded by nbgrader."""
    return stock("hostile")


def _own(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a copy of a folder which is made once for all the processes that run tests."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    origin, done = shared / name, shared / f"{name}.faite"
    with FileLock(shared / f"{name}.lock"):
        if not done.exists():
            make(origin)
            done.touch()
    own = factory.mktemp(name) / "session"
    return Path(shutil.copytree(origin, own, symlinks=True, copy_function=copied))


def copied(source: str, target: str) -> None:
    """Copy a file; one that only claims its size stays as light."""
    size = Path(source).stat().st_size
    if size > MAX_FILE_BYTES:
        with Path(target).open("wb") as stream:
            stream.truncate(size)
    else:
        shutil.copy2(source, target)
