"""Reading what people hand in without a word from the libraries that read it, in as many threads as one likes.

``warnings.catch_warnings`` and ``contextlib.redirect_stderr`` change the whole process, and put back what they found:
of two dossiers read at once, the first to end would let the other speak, or the last would leave the process silent.
Here a thread (or a task) says for itself that it is quiet, and the process asks it.
"""

from __future__ import annotations

import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

__all__ = ["quietly"]

_QUIET = ContextVar("quiet", default=False)


@contextmanager
def quietly() -> Iterator[None]:
    """Drop what this thread warns of and writes to ``sys.stderr``; what the others say is heard."""
    token = _QUIET.set(True)
    _READERS.enter()
    try:
        yield
    finally:
        _READERS.leave()
        _QUIET.reset(token)


class _AsksWhoWarns(type):
    """A filter chooses warnings by their class: this one counts as every warning's base, for who is quiet."""

    def __subclasscheck__(cls, subclass: type) -> bool:
        return _QUIET.get()


class _FromQuiet(Warning, metaclass=_AsksWhoWarns):
    """Any warning, in a quiet thread; none in the others. Its filter may stay where it is."""


class _Listener:
    """A stream, deaf to quiet threads."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write, unless who does is quiet."""
        return len(text) if _QUIET.get() or self.stream is None else self.stream.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


class _Readers:
    """Who reads at the moment: the first has the process listen, the last gives its stream back."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._count = 0

    def enter(self) -> None:
        """Take one in."""
        with self._turn:
            self._count += 1
            if not isinstance(sys.stderr, _Listener):
                sys.stderr = _Listener(sys.stderr)
            if not warnings.filters or warnings.filters[0][2] is not _FromQuiet:
                warnings.simplefilter("ignore", _FromQuiet)

    def leave(self) -> None:
        """Let one go."""
        with self._turn:
            self._count -= 1
            if not self._count and isinstance(sys.stderr, _Listener):
                sys.stderr = sys.stderr.stream


_READERS = _Readers()
