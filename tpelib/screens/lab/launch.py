"""Open JupyterLab on a workspace, in course mode or as a trainer's workshop."""

from __future__ import annotations

import os
import secrets
import shutil
import webbrowser
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import typer

from tpelib.base import french
from tpelib.engine.books import trainer_files
from tpelib.screens.lab.workspace import COURSE, course_notebooks, prepare

__all__ = ["PROVISIONER", "arguments", "bring_trainer_notebooks", "environment", "launch", "serve"]

PROVISIONER = "tpe-warm"
"""The entry point of :class:`tpelib.screens.lab.provisioner.WarmProvisioner`, which is heavy to import."""

_HERE = Path(str(files("tpelib.screens.lab")))
_EXTENSIONS = str(_HERE / "labextensions")
_TRAINER_ONLY = (
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.validate_assignment",
    "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list",
    "voila.server_extension",
    "jupyter_lsp",
    "jupyterlab_jupytext",
    "notebook",
)


def environment(hidden: Path, *, trainer: bool) -> Mapping[str, str]:
    """Return the variables that keep this JupyterLab to itself: nothing of the user's own set-up changes."""
    own = {
        "JUPYTERLAB_SETTINGS_DIR": str(hidden / "reglages"),
        "JUPYTERLAB_WORKSPACES_DIR": str(hidden / "fenetres"),
        "JUPYTER_PLATFORM_DIRS": "1",
    }
    if not trainer:
        own["JUPYTER_CONFIG_DIR"] = str(hidden / "config")
        own["JUPYTER_DEFAULT_PROVISIONER_NAME"] = PROVISIONER
    config = str(_HERE / ("config-formateur" if trainer else "config"))
    known = os.environ.get("JUPYTER_CONFIG_PATH", "")
    own["JUPYTER_CONFIG_PATH"] = os.pathsep.join(part for part in (config, known) if part)
    return own


def arguments(root: Path, *, trainer: bool, port: int, open_browser: bool, start: str = "") -> list[str]:
    """Return the command line of JupyterLab."""
    extensions = {"tpelib.screens.lab.server": True} | (
        {} if trainer else dict.fromkeys(_TRAINER_ONLY, False)
    )
    found = [
        f"--ServerApp.root_dir={root}",
        f"--ServerApp.port={port}",
        f"--ServerApp.open_browser={open_browser}",
        f"--ServerApp.jpserver_extensions={extensions!r}",
        "--ServerApp.allow_root=True",  # a container's only user is often root; the token still protects
        "--KernelManager.transport_encryption=required",
        # Above a rate, messages of the kernel would be dropped: an answer would be saved and not shown.
        "--ZMQChannelsWebsocketConnection.limit_rate=False",
        "--LabApp.news_url=None",
        "--ServerApp.answer_yes=True",  # Ctrl+C stops, without a question in English
    ]
    if not trainer:
        found += [
            f"--LabApp.extra_labextensions_path={_EXTENSIONS}",
            f"--LabApp.default_url=/lab/tree/{start}",
            # A learner reads the address, in French, and neither the server's journal nor its banner.
            "--ServerApp.log_level=ERROR",
            "--LabApp.log_level=ERROR",
            f"--IdentityProvider.token={secrets.token_hex(24)}",
            "--ServerApp.terminals_enabled=False",
        ]
    return found


def launch(workspace: Path, *, trainer: bool, port: int, open_browser: bool) -> int:
    """Prepare the workspace and run JupyterLab until it is stopped.

    Parameters
    ----------
    workspace : path
        The learner's folder; for a trainer, an nbgrader course folder.
    trainer : bool
        The whole JupyterLab with nbgrader's panels, instead of course mode.
    port : int
        First port to try.
    open_browser : bool
        Open a browser, where there is one.

    Returns
    -------
    int
        Exit status.
    """
    if trainer:
        root, start = workspace.expanduser().resolve(), ""
        hidden = root / ".tpe"
        hidden.mkdir(parents=True, exist_ok=True)
        bring_trainer_notebooks(root)
        os.chdir(root)  # nbgrader reads nbgrader_config.py where it is started
    else:
        ready = prepare(workspace)
        root, hidden, start = ready.root, ready.hidden, f"{COURSE}/{next(iter(course_notebooks()))}"
        for name in ready.kept_aside:
            typer.echo(french.typography(f"Un carnet que vous aviez modifié est gardé sous le nom : {name}"))
    typer.echo(french.typography(f"Votre espace de travail : {root}"))
    return serve(root, hidden, trainer=trainer, port=port, open_browser=open_browser, start=start)


def bring_trainer_notebooks(root: Path) -> None:
    """Put the trainers' own notebooks in their folder; one that is there already is theirs, and stays."""
    for notebook in trainer_files():
        target = root / notebook.name
        if not target.exists():
            shutil.copyfile(notebook, target)


def serve(root: Path, hidden: Path, *, trainer: bool, port: int, open_browser: bool, start: str = "") -> int:
    """Run JupyterLab on a folder that is ready, until it is stopped.

    Parameters
    ----------
    root, hidden : path
        The folder that it opens, and where it keeps its own settings.
    trainer, port, open_browser
        As for :func:`launch`.
    start : str
        The notebook that course mode opens first, from the root.

    Returns
    -------
    int
        Exit status.
    """
    typer.echo(french.typography("Pour arrêter : Ctrl+C."))
    os.environ.update(environment(hidden, trainer=trainer))
    from jupyterlab.labapp import LabApp  # after the variables: it reads them on import

    from tpelib.screens.lab.provisioner import warm_process

    if not trainer:
        warm_process.start()

    LabApp.launch_instance(
        arguments(root, trainer=trainer, port=port, open_browser=open_browser and _has_browser(), start=start)
    )
    return 0


def _has_browser() -> bool:
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True
