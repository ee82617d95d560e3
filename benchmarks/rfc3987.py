"""What `rfc3987-syntax` would cost: the same work with and without it, see docs/contributing.md."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Row, Skipped, cpu_seconds, pair, python
from tpelib.samples.sample import sample

__all__ = ["TITLE", "rows"]

TITLE = "What `rfc3987-syntax` would cost"
RUNS = 5
AUTOGRADE_RUNS = 3
LEARNERS = 2
VERSION = "1.1.0"

_VALIDATE = "import nbformat; nbformat.validate(nbformat.v4.new_notebook())"
_KERNEL = """
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(transport_encryption="required")
reply = client.execute_interactive({code!r}, output_hook=lambda message: None)
assert reply["content"]["status"] == "ok", reply["content"]
client.stop_channels()
manager.shutdown_kernel()
"""
_FIGURE = "import plotly.graph_objects as go; from IPython.display import display; display(go.Figure())"
_OURS = 'from tpelib.cours import explorer; explorer("c1-campagne-scenarios")'

_WORK = (
    ("A notebook validated", _VALIDATE),
    ("A kernel that shows a plotly figure", _KERNEL.format(code=_FIGURE)),
    ("A kernel that shows our live campaign", _KERNEL.format(code=_OURS)),
    ("nbgrader imported", "import nbgrader.apps"),
)
_AUTOGRADE = f"Stock `nbgrader autograde` of {LEARNERS} learners"


def rows() -> list[Row | Skipped]:
    """Measure each piece of work as the lock has it, beside the same with the package on the path."""
    with tempfile.TemporaryDirectory() as name:
        package, course = Path(name) / "package", Path(name) / "course"
        if not _installed(package):
            why = "`rfc3987-syntax` could not be installed aside; is a package registry within reach?"
            return [Skipped(what, why) for what in (*(what for what, _ in _WORK), _AUTOGRADE)]
        found = [_row(what, python(code), package, RUNS) for what, code in _WORK]
        sample(course, learners=LEARNERS, seed=1, kind="good")
        command = [sys.executable, "-m", "nbgrader", "autograde", "parcours", "--force"]
        return [*found, _row(_AUTOGRADE, command, package, AUTOGRADE_RUNS, course)]


def _row(what: str, command: list[str], package: Path, runs: int, folder: Path | None = None) -> Row:
    known = os.environ.get("PYTHONPATH", "")
    path = os.pathsep.join(part for part in (str(package), known) if part)
    figures = pair(
        lambda: cpu_seconds(command, folder=folder),
        lambda: cpu_seconds(command, {"PYTHONPATH": path}, folder),
        runs,
    )
    note = f"CPU, user and system, median of {runs} runs each"
    return Row(what, "as locked", "with `rfc3987-syntax` installed", figures, "s", note)


def _installed(folder: Path) -> bool:
    """Install the package in a folder of its own, outside the project, whose override must not apply."""
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv"
    command = [uv, "pip", "install", "--quiet", "--no-config", "--compile-bytecode", "--target", str(folder)]
    done = subprocess.run(  # noqa: S603 — uv is the project's own
        [*command, f"rfc3987-syntax=={VERSION}"], cwd=folder.parent, capture_output=True, check=False
    )
    return done.returncode == 0
