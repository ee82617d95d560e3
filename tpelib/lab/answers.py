"""What a public calculator answers, computed by a few processes for everybody: nothing of a visitor is kept.

An answer is a pure function of the settings (:func:`tpelib.exercises.live.answer`, which the pages without a server
call too), so that no visitor needs a process, a kernel or a session of their own.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from tpelib.errors import TpeError
from tpelib.exercises.live import answer
from tpelib.processes import end_with_parent

__all__ = ["Answers", "CrowdError"]


class CrowdError(TpeError):
    """So many questions wait already that one more would wait too long."""


class Answers:
    """Processes that answer the questions of all visitors.

    Parameters
    ----------
    explorations : sequence of str
        What may be asked about; each process has answered once about each before a visitor waits for it.
    most : int
        Questions that may be under way at once.
    """

    def __init__(self, explorations: Sequence[str], most: int) -> None:
        self._explorations = frozenset(explorations)
        self._most = most
        self._waiting = 0
        self._pool = self._started()

    def _started(self) -> ProcessPoolExecutor:
        # Forked from a small process of one thread, where the system can: this one has threads, and may not.
        ways = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in ways else "spawn")
        count = os.cpu_count() or 1
        pool = ProcessPoolExecutor(
            count, mp_context=context, initializer=_start, initargs=(sorted(self._explorations),)
        )
        for _ in range(count):
            pool.submit(os.getpid)  # starts a process each
        return pool

    def __contains__(self, exploration: object) -> bool:
        return exploration in self._explorations

    async def ask(self, exploration: str, values: str, width: int) -> str:
        """Return the answer to settings, as :func:`tpelib.exercises.live.answer` gives it.

        Raises
        ------
        CrowdError
            Too many questions wait.
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
                self._pool = self._started()
                pool.shutdown(wait=False)
            return await asyncio.wrap_future(self._pool.submit(answer, exploration, values, width))

    def close(self) -> None:
        """End the processes; what waits is not answered."""
        self._pool.shutdown(cancel_futures=True)


def _start(explorations: Sequence[str]) -> None:
    """Prepare a process: it ends with the server, and loads what it needs by answering once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which ends the others
    end_with_parent()
    for exploration in explorations:
        answer(exploration)
