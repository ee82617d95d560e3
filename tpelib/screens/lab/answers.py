"""What a public calculator answers, computed by a few processes for everybody: nothing of a visitor is kept.

An answer is a pure function of the settings (:func:`tpelib.engine.live.answer`, which the pages without a server
call too), so that no visitor needs a process, a kernel or a session of their own.
"""

from __future__ import annotations

import asyncio
import importlib
import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from tpelib.base.errors import TpeError
from tpelib.base.processes import end_with_parent
from tpelib.engine.live import answer

__all__ = ["AnswerProcesses", "CrowdError"]

_LOADED = "tpelib.screens.lab.preload"


class CrowdError(TpeError):
    """So many questions wait already that one more would wait too long."""


class AnswerProcesses:
    """Processes that answer the questions of all visitors.

    Parameters
    ----------
    most : int
        Questions that may be under way at once.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._waiting = 0
        self._pool = _started()

    async def ask(self, exploration: str, values: str, width: int) -> str:
        """Return the answer to settings, as :func:`tpelib.engine.live.answer` gives it.

        Raises
        ------
        CrowdError
            Too many questions wait.
        BrokenProcessPool
            The process that answered was killed, and so was the one that was asked next.
        """
        if self._waiting >= self._most:
            raise CrowdError("Il y a beaucoup de monde en ce moment.")
        self._waiting += 1
        try:
            return await self._asked(exploration, values, width)
        finally:
            self._waiting -= 1

    async def _asked(self, exploration: str, values: str, width: int) -> str:
        pool = self._pool
        try:
            return await asyncio.wrap_future(pool.submit(answer, exploration, values, width))
        except BrokenProcessPool:  # one of its processes was killed: others take over, and are asked once
            if pool is self._pool:
                self._pool = _started()
                pool.shutdown(wait=False)
            return await asyncio.wrap_future(self._pool.submit(answer, exploration, values, width))

    def close(self) -> None:
        """End the processes; what waits is not answered."""
        self._pool.shutdown(cancel_futures=True)


def _started() -> ProcessPoolExecutor:
    """Return processes forked, where the system can, from one that has loaded all and has one thread."""
    forks = "forkserver" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if forks else "spawn")
    if forks:
        context.set_forkserver_preload([_LOADED])
    pool = ProcessPoolExecutor(mp_context=context, initializer=_start)
    pool.submit(os.getpid)  # the first is there before it is needed, the others when several are
    return pool


def _start() -> None:
    """Prepare a process: it ends with the server, and has loaded what it needs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which ends the others
    end_with_parent()
    importlib.import_module(_LOADED)
