"""Kernels forked from one warm process: ready at once, and light, since they share what they have loaded.

Jupyter finds :class:`WarmProvisioner` by its entry point; ``tpe lab`` makes it the default
(``JUPYTER_DEFAULT_PROVISIONER_NAME``), so that the notebooks keep the ordinary ``python3`` kernelspec and
open elsewhere too. Wherever a fork is unfit (another system than Linux, another command than a Python
kernel's, variables that Python reads before its first line, a warm process that fails), the kernel is
started the ordinary way.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from tpelib.screens.lab.warm import MESSAGE

__all__ = ["ForkedProcess", "WarmProcess", "WarmProvisioner", "can_fork", "warm_process"]

_PATIENCE = 20.0
"""Seconds after which a warm process that does not answer is given up."""
_READ_BY_PYTHON = ("PYTHON", "LD_", "LC_", "LANG", "MALLOC_")
"""Variables read when a process starts: a child cannot take other values of them."""
_OF_A_KERNEL = [sys.executable, "-m", "ipykernel_launcher"]


class ForkedProcess:
    """A kernel forked by the warm process, with the part of :class:`subprocess.Popen` that Jupyter uses.

    Parameters
    ----------
    pid : int
        Its number; it leads its own group.
    followed : int
        Its pidfd, which is readable once it is gone.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, followed: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._followed: int | None = followed

    def __del__(self) -> None:
        self._forget()

    def poll(self) -> int | None:
        """Return ``None`` while it runs, then 0: only the warm process could tell how it ended."""
        if self._followed is not None and _readable(self._followed, 0):
            self._forget()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it is gone.

        Raises
        ------
        subprocess.TimeoutExpired
            It still runs after ``timeout`` seconds.
        """
        if self._followed is not None:
            if not _readable(self._followed, timeout):
                raise subprocess.TimeoutExpired(_OF_A_KERNEL, timeout or 0)
            self._forget()
        return 0

    def send_signal(self, signum: int) -> None:
        """Send a signal to it and to what it started; to nobody once it is gone."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signum)

    def terminate(self) -> None:
        """Ask it to leave."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Make it leave."""
        self.send_signal(signal.SIGKILL)

    def _forget(self) -> None:
        if self._followed is not None:
            os.close(self._followed)
            self._followed, self.returncode = None, 0


def _readable(descriptor: int, timeout: float | None) -> bool:
    watched = select.poll()
    watched.register(descriptor, select.POLLIN)
    return bool(watched.poll(None if timeout is None else timeout * 1000))


class WarmProcess:
    """The warm process of this server: started when first wanted, started again when it is gone.

    Attributes
    ----------
    threads : int
        How many it has: 1 once it is ready, 0 before.
    """

    _command = (sys.executable, "-P", "-m", "tpelib.screens.lab.warm")

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self.threads = 0
        self._lifeline: tuple[int, int] | None = None

    @property
    def pid(self) -> int | None:
        """Its number, while there is one."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start it without waiting, so that it is warm when the first kernel is asked for."""
        if can_fork():
            with self._lock:
                self._started()

    def fork(
        self, arguments: Sequence[str], directory: str, environment: Mapping[str, str]
    ) -> ForkedProcess | None:
        """Return a new kernel; ``None`` when it must be started the ordinary way.

        Parameters
        ----------
        arguments : sequence of str
            What ``sys.argv`` is to be.
        directory : str
            Where it works.
        environment : mapping
            Its variables, all of them.
        """
        asked = {"arguments": [*arguments], "directory": directory, "environment": {**environment}}
        message = json.dumps(asked).encode()
        if (
            not can_fork()
            or len(message) > MESSAGE
            or _read_at_start(environment) != _read_at_start(os.environ)
        ):
            return None
        with self._lock:
            for _ in range(2):  # a process found dead is replaced, once
                try:
                    return self._fork(message)
                except OSError:
                    self._give_up()
        return None

    def stop(self) -> None:
        """Let it go; the kernels it made go on."""
        with self._lock:
            self._give_up()

    def _fork(self, message: bytes) -> ForkedProcess | None:
        control = self._started()
        if not self.threads:
            self.threads = _answer(control)[0]["threads"]
        control.send(message)
        said, descriptors = _answer(control)
        return ForkedProcess(said["pid"], descriptors[0]) if descriptors else None

    def _started(self) -> socket.socket:
        if self._control is None:
            if self._lifeline is None:
                self._lifeline = os.pipe()
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            kept = (theirs.fileno(), self._lifeline[0])
            self._process = subprocess.Popen(  # noqa: S603  # our own module, by this very Python
                [*self._command, *map(str, kept)],
                pass_fds=kept,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                env=_own_environment(),
            )
            theirs.close()
            ours.settimeout(_PATIENCE)
            self._control, self.threads = ours, 0
        return self._control

    def _give_up(self) -> None:
        if self._control is not None and self._process is not None:
            self._control.close()
            self._process.kill()
            self._process.wait()
        self._control = self._process = None


def _answer(control: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """Return what the warm process says.

    Raises
    ------
    OSError
        It is gone, or says nothing.
    """
    data, descriptors, _, _ = socket.recv_fds(control, MESSAGE, 1)
    if not data:
        raise ConnectionResetError
    return json.loads(data), descriptors


def _own_environment() -> dict[str, str]:
    """Return the variables of the warm process: ours, but for what would have it speak or watch a parent."""
    own = {key: value for key, value in os.environ.items() if key != "JPY_PARENT_PID"}
    return own | {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}


def can_fork() -> bool:
    """Return True where kernels can be forked and followed: Linux, with what Python needs for it."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open")


def _read_at_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in environment.items() if key.startswith(_READ_BY_PYTHON)}


warm_process = WarmProcess()
"""The warm process of this server."""


class WarmProvisioner(LocalProvisioner):
    """Starts a kernel by forking the warm process; otherwise as :class:`LocalProvisioner` does."""

    process: Any

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start the kernel of a command."""
        cwd, env = kwargs.get("cwd"), kwargs.get("env")
        usual = {*kwargs} <= {"cwd", "env", "extra_arguments", "kernel_id"}
        if usual and env is not None and cmd[:3] == _OF_A_KERNEL:
            directory = str(cwd or os.getcwd())  # noqa: PTH109  # as Popen would
            forked = await asyncio.to_thread(warm_process.fork, cmd[2:], directory, env)
            if forked is not None:
                self.process, self.pid, self.pgid, self.cwd = forked, forked.pid, None, directory
                return self.connection_info
        return await super().launch_kernel(cmd, **kwargs)
