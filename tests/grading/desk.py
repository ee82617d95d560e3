"""Somebody's account on which the real nbgrader runs, and the sample sessions it grades."""

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tpelib.base.resources import notebooks_path
from tpelib.engine.books import ASSIGNMENT, notebooks_in
from tpelib.samples.sample import EXPECTED, sample
from tpelib.screens.lab.launch import PROVISIONER
from tpelib.screens.lab.provisioner import can_fork

SMALL = ("accueil", "c1_strategie", "c6_ereputation")
"""Notebooks of a course that is small enough to be graded many times, with a first and a last competency."""
WARM = {"JUPYTER_DEFAULT_PROVISIONER_NAME": PROVISIONER} if can_fork() else {}
"""Has a stock nbgrader fork its kernels: the same, for a fifth of the time."""

# Stock nbgrader says these of any course, on the way: none is ours.
STOCK = re.compile(
    r"Directory not found\. Creating:"
    r"|is [\d.]+ seconds late|Late submission penalty: None"
    r"|No submitted file:"
)
OWN = ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")


@dataclass
class Desk:
    """An account: a home, and the commands run there."""

    home: Path
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """An environment that knows neither this machine's settings nor an activated venv."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("JUPYTER", "PYTEST"))}
        own = {name: str(self.home / name.lower()) for name in OWN}
        return {**kept, **own, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **self.extra}

    def run(self, *command: str, at: Path) -> str:
        """Run a module (``nbgrader``, ``tpelib.cli``) and return what it says; it must succeed."""
        self.home.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=at,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        said = done.stdout + done.stderr
        assert done.returncode == 0, said
        return said


def complaints(said: str) -> list[str]:
    """Return the warnings and errors that stock nbgrader does not say of any course."""
    lines = [line for line in said.splitlines() if re.search(r"\| (WARNING|ERROR|CRITICAL)\]|Warning:", line)]
    return [line for line in lines if not STOCK.search(line)]


def written_sample(folder: Path, trainer: Desk, *, learners: int, kind: str) -> Path:
    """Write a session, as a trainer who tries the course would."""
    options = ("--learners", str(learners), "--kind", kind, "--seed", "4")
    trainer.run("tpelib.cli", "sample", str(folder), *options, at=folder.parent)
    return folder


def small_sample(folder: Path, *, learners: int, kind: str, seed: int = 4) -> Path:
    """Write a session of a course of three notebooks, and of what is expected in them."""
    course = folder.parent / f"{folder.name}-carnets"
    course.mkdir(parents=True)
    for name in SMALL:
        shutil.copy(notebooks_path(ASSIGNMENT) / f"{name}.ipynb", course)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tpelib.samples.sample.notebooks_path", lambda assignment: course)
        sample(folder, learners=learners, seed=seed, kind=kind)
    asked = {
        cell["metadata"].get("tpe", {}).get("exercise")
        for notebook in notebooks_in(course).values()
        for cell in notebook["cells"]
    }
    with (folder / EXPECTED).open(encoding="utf-8", newline="") as stream:
        head, *rows = csv.reader(stream)
    with (folder / EXPECTED).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *(row for row in rows if row[1] in asked)])
    return folder
