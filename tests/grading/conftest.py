"""Sample sessions, written once, and graded once by the real nbgrader for the tests of one module."""

from pathlib import Path

import pytest

from tests.grading.desk import Desk, graded_sample, written_sample


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
    return graded_sample(tmp_path_factory.mktemp("mixed") / "session", trainer, learners=12, kind="mixed")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory, trainer: Desk) -> Path:
    """Every kind of hostile learner, graded."""
    return graded_sample(tmp_path_factory.mktemp("hostile") / "session", trainer, learners=17, kind="hostile")
