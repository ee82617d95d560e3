"""The warm process: what a kernel of the course loads is loaded here once, and each kernel is forked from it.

``python -P -m tpelib.screens.lab.warm CONTROL LIFELINE`` is started by :mod:`tpelib.screens.lab.provisioner` with two inherited
descriptors. It runs nothing of a learner's, has one thread, opens no ZeroMQ socket and draws no random
number: a child shares its memory and nothing else. What is drawn at start in an ordinary kernel (keys,
identifiers, names of temporary files) is drawn in the child, after the fork. One thing is shared: the seed
of ``hash()``, which Python fixes before its first line.

Linux only: the child is followed by a pidfd.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import random
import signal
import socket
import sys
import tempfile
import threading
from dataclasses import dataclass
from typing import Any

__all__ = ["MESSAGE", "main"]

MESSAGE = 1 << 18
"""Bytes of the longest message: an environment and a command line."""

_LOADED = (
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "encodings.idna",
    "ipykernel.debugger",
    "ipykernel.kernelapp",
    "psutil",
    "sqlite3",
    "tornado.platform.asyncio",
    "tornado.queues",
    "tpelib.cours",
    "tpelib.screens.widgets.explorer",
    "tpelib.screens.widgets.form",
    "tpelib.screens.widgets.result",
)
"""What an ordinary kernel has loaded once a form of the course is shown."""

_FOLLOWED = "--IPKernelApp.parent_handle=1"
"""Tells the kernel that somebody looks after it: it says nothing of how to reach it, and polls no parent."""


@dataclass(frozen=True, slots=True)
class _Birth:
    """What a child is to become."""

    arguments: list[str]
    directory: str
    environment: dict[str, str]


def main() -> None:
    """Load, then fork a kernel each time one is asked for, until the server closes its end."""
    control = socket.socket(fileno=int(sys.argv[1]))
    lifeline = int(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries children; each is followed by its pidfd
    _load()
    control.send(json.dumps({"threads": _threads()}).encode())
    born = _fork_on_demand(control)
    if born is not None:
        control.close()
        _become(born, lifeline)


def _load() -> None:
    for name in _LOADED:
        importlib.import_module(name)
    from tpelib.engine.course import current
    from tpelib.engine.registry import all_exercises

    current().cases()
    all_exercises()
    gc.collect()
    gc.freeze()  # the collector would otherwise write into each shared page


def _threads() -> int:
    return len(os.listdir("/proc/self/task"))  # noqa: PTH208  # a count, in a process that must stay light


def _fork_on_demand(control: socket.socket) -> _Birth | None:
    """Serve until the server is gone (``None``); return, in each child, what it is to become."""
    while message := _asked(control):
        if _threads() != 1:  # a thread does not survive a fork, but the locks it holds do
            control.send(json.dumps({"error": "threads"}).encode())
            continue
        pid = os.fork()
        if pid == 0:
            return _Birth(**json.loads(message))
        try:
            followed = os.pidfd_open(pid)
        except ProcessLookupError:
            control.send(json.dumps({"error": "gone"}).encode())
            continue
        socket.send_fds(control, [json.dumps({"pid": pid}).encode()], [followed])
        os.close(followed)
    return None


def _asked(control: socket.socket) -> bytes:
    """Wait for the next message; empty once the server is gone, however it went."""
    try:
        return control.recv(MESSAGE)
    except ConnectionResetError:
        return b""


def _become(born: _Birth, lifeline: int) -> None:
    """Turn this child into the kernel that was asked for, as if it had just been started."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.chdir(born.directory)
    os.environ.clear()
    os.environ.update(born.environment)
    tempfile.tempdir = None
    random.seed()
    numpy: Any = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()
    threading.Thread(target=_leave_with_server, args=(lifeline,), daemon=True).start()
    sys.argv = [*born.arguments, _FOLLOWED]
    from ipykernel.kernelapp import launch_new_instance

    launch_new_instance()


def _leave_with_server(lifeline: int) -> None:
    """Wait for the server to be gone, however it went: nothing is ever written into this pipe."""
    os.read(lifeline, 1)
    os._exit(1)


if __name__ == "__main__":
    main()
