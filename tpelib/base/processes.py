"""Processes that help another one: they end with it, whatever ended it, and it does not end with them."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
from multiprocessing.connection import wait
from pathlib import Path

__all__ = ["end_with_parent", "run_apart"]


def end_with_parent() -> None:
    """Have this process leave as soon as the one that started it is gone, killed even: nobody will come for its work."""
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    if (parent := multiprocessing.parent_process()) is not None:
        wait([parent.sentinel])
        os._exit(1)


def run_apart(script: Path, *arguments: str, data: bytes, seconds: float) -> tuple[int, bytes]:
    """Give bytes that nobody trusts to a script in a bare Python of its own; return how it ended and what it wrote.

    Parameters
    ----------
    script : path
        A module that runs on its own; it imports nothing of the library, and bounds its own memory.
    arguments : str
        What stands after it on its command line.
    data : bytes
        Its standard input.
    seconds : float
        How long it may take.

    Raises
    ------
    TimeoutError
        It took longer; it was ended.
    """
    command = [sys.executable, "-I", str(script), *arguments]
    # Windows would open a black window over the notebook.
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(  # noqa: S603 - our own script, no shell
            command, input=data, capture_output=True, timeout=seconds, check=False, creationflags=flags
        )
    except subprocess.TimeoutExpired as problem:
        raise TimeoutError from problem
    return done.returncode, done.stdout
