"""Kernels forked from a warm process, on real kernels: fresh, alive, and gone when they should be."""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory

from tpelib.screens.lab.launch import PROVISIONER
from tpelib.screens.lab.provisioner import (
    ForkedProcess,
    WarmProcess,
    can_fork,
    warm_process,
)

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")

PATIENCE = 60
DRAWN = """
import os, random, secrets, tempfile, uuid
print(json.dumps({
    "random": random.random(), "uuid": str(uuid.uuid4()), "secret": secrets.token_hex(),
    "temporary": next(tempfile._get_candidate_names()), "numpy": float(numpy.random.random()),
    "session": get_ipython().kernel.session.session, "folder": os.getcwd(), "variable": os.environ.get("TPE_TEST"),
    "parent": os.environ.get("JPY_SESSION_NAME"), "pid": os.getpid(),
}))
"""


@dataclass
class Kernel:
    """A running kernel, and how to talk to it."""

    manager: KernelManager
    client: Any

    @property
    def process(self) -> Any:
        return self.manager.provisioner.process  # type: ignore[union-attr]  # there is one once it has started

    def says(self, code: str) -> str:
        """Run some code and return what it prints, or the name of the error it ends in."""
        said: list[str] = []

        def hear(message: dict[str, Any]) -> None:
            content = message["content"]
            said.append(content.get("text") or content.get("ename") or "")

        self.client.execute_interactive(f"import json, numpy\n{code}", output_hook=hear, timeout=PATIENCE)
        return "".join(said)


@pytest.fixture
def kernels(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Give a way to start kernels as the course does; all are gone at the end."""
    monkeypatch.setattr(KernelProvisionerFactory.instance(), "default_provisioner_name", PROVISIONER)
    started: list[Kernel] = []

    def start(**options: Any) -> Kernel:
        manager = KernelManager(transport_encryption="required")
        manager.start_kernel(**options)
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=PATIENCE)
        started.append(Kernel(manager, client))
        return started[-1]

    yield start
    for kernel in started:
        kernel.client.stop_channels()
        kernel.manager.shutdown_kernel(now=True)
    warm_process.stop()


def gone(pid: int) -> bool:
    """Wait until a process is no more."""
    try:
        followed = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    watched = select.poll()
    watched.register(followed, select.POLLIN)
    ended = bool(watched.poll(PATIENCE * 1000))
    os.close(followed)
    return ended


def test_each_kernel_draws_its_own_numbers_and_works_where_it_was_asked_to(
    kernels: Any, tmp_path: Path
) -> None:
    """Do two kernels of one warm process share no number, name, identifier or secret, and each its own folder?"""
    found = []
    for name in ("un", "deux"):
        (tmp_path / name).mkdir()
        kernel = kernels(cwd=str(tmp_path / name), env={**os.environ, "TPE_TEST": name})
        assert isinstance(kernel.process, ForkedProcess)
        found.append(json.loads(kernel.says(DRAWN)))
    first, second = found
    for drawn in ("random", "uuid", "secret", "temporary", "numpy", "session", "pid"):
        assert first[drawn] != second[drawn], drawn
    assert [one["variable"] for one in found] == ["un", "deux"]
    assert [one["folder"] for one in found] == [str(tmp_path / "un"), str(tmp_path / "deux")]


def test_a_kernel_is_interrupted_restarted_and_stopped_as_any_other(kernels: Any) -> None:
    """Does a forked kernel obey Jupyter?"""
    kernel = kernels()
    kernel.client.execute("print('en route', flush=True)\nwhile True: pass")
    while kernel.client.get_iopub_msg(timeout=PATIENCE)["msg_type"] != "stream":
        pass
    kernel.manager.interrupt_kernel()
    assert kernel.client.get_shell_msg(timeout=PATIENCE)["content"]["ename"] == "KeyboardInterrupt"
    kernel.says("kept = 1")
    before = kernel.process.pid
    kernel.manager.restart_kernel(now=True)
    kernel.client.wait_for_ready(timeout=PATIENCE)
    assert kernel.says("kept") == "NameError"
    assert gone(before)
    assert kernel.process.pid != before
    process = kernel.process
    assert process.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0)
    process.kill()
    assert process.wait(PATIENCE) == 0
    assert process.poll() == 0
    process.terminate()  # nobody is there any more: nothing happens


def test_a_dead_warm_process_is_replaced_and_its_kernels_go_on(kernels: Any) -> None:
    """When the warm process is killed, does a kernel at work lose nothing, and is the next one forked all the same?"""
    kernel = kernels()
    kernel.says("kept = 7")
    lost = warm_process.pid
    assert lost
    os.kill(lost, signal.SIGKILL)
    assert gone(lost)
    other = kernels()
    assert isinstance(other.process, ForkedProcess)
    assert warm_process.pid not in (None, lost)
    assert kernel.says("print(kept)").strip() == "7"


def test_a_kernel_that_cannot_be_forked_starts_the_ordinary_way(
    kernels: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Do other variables of Python's own, or a warm process that cannot start, still give a kernel?"""
    kernel = kernels(env={**os.environ, "PYTHONHASHSEED": "1"})
    assert isinstance(kernel.process, subprocess.Popen)
    monkeypatch.setattr(WarmProcess, "_command", ["/bin/false"])
    warm_process.stop()
    assert isinstance(kernels().process, subprocess.Popen)


def test_the_warm_process_has_one_thread_and_leaves_when_nobody_needs_it() -> None:
    """Is there no thread whose locks a child would inherit, and no process left behind?"""
    warm = WarmProcess()
    warm.start()
    assert warm.pid
    kernel = warm.fork(["ipykernel_launcher", "--help"], os.fspath(Path.cwd()), os.environ)
    assert kernel is not None
    assert kernel.wait(PATIENCE) == 0
    assert warm.threads == 1
    pid = warm.pid
    warm.stop()
    assert gone(pid)


SERVER = """
import os, signal, sys
from tpelib.screens.lab.provisioner import WarmProcess
warm = WarmProcess()
kernel = warm.fork(["ipykernel_launcher", "-f", sys.argv[1]], os.getcwd(), os.environ)
print(warm.pid, kernel.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_nothing_survives_a_server_that_is_killed(tmp_path: Path) -> None:
    """After kill -9 of the server, do the warm process and its kernels leave by themselves?"""
    done = subprocess.run(
        [sys.executable, "-c", SERVER, str(tmp_path / "kernel.json")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    warm, kernel = map(int, done.stdout.split())
    assert gone(warm)
    assert gone(kernel)
