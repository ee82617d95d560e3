"""Course mode on the folder of an exam, and on nothing else."""

from __future__ import annotations

from datetime import datetime

import typer

from tpelib.assess.exam.accommodations import words
from tpelib.assess.exam.folder import ExamFolder
from tpelib.base import french
from tpelib.engine import measures
from tpelib.screens.lab.launch import serve

__all__ = ["sit"]


def sit(folder: ExamFolder, *, port: int, open_browser: bool) -> int:
    """Run JupyterLab on an exam until it is stopped, the time being counted.

    Parameters
    ----------
    folder : ExamFolder
        A folder that is not closed.
    port : int
        First port to try.
    open_browser : bool
        Open a browser, where there is one.

    Returns
    -------
    int
        Exit status.

    Raises
    ------
    ExamError
        The exam is closed, open elsewhere, or was changed.
    """
    now = datetime.now().astimezone()
    with folder.opened(now):
        own = words(folder.accommodations, measures.load())
        typer.echo(french.typography(f"Il reste {french.plural(folder.left(now), 'minute')} à ce candidat."))
        for measure in own:
            typer.echo(french.typography(f"Aménagement : {measure}"))
        folder.hidden.mkdir(exist_ok=True)
        return serve(
            folder.root,
            folder.hidden,
            trainer=False,
            port=port,
            open_browser=open_browser,
            start=folder.notebook,
        )
