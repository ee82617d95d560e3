"""Somebody's account on which the real nbgrader runs, and the sample sessions it grades."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

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


def graded_sample(folder: Path, trainer: Desk, *, learners: int, kind: str) -> Path:
    """Write a session and grade it, keeping what nbgrader said in ``autograde.log``."""
    written_sample(folder, trainer, learners=learners, kind=kind)
    said = trainer.run("nbgrader", "autograde", "parcours", at=folder)
    (folder / "autograde.log").write_text(said, encoding="utf-8")
    return folder
