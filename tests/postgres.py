"""A PostgreSQL server of one's own for a test: Debian's package, a folder of its own, no port."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER = "postgres"  # the server refuses root


@contextmanager
def postgresql() -> Iterator[str]:
    """Start a server, give the address of an empty database as SQLAlchemy writes it, stop it."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[4]))
    found = programs[-1] if programs else Path(shutil.which("pg_ctl") or "")
    assert found.name == "pg_ctl", "PostgreSQL is missing: install Debian's « postgresql » package"
    owner = OWNER if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="tpe-pg-"))
    if owner:
        shutil.chown(folder, owner, owner)

    def run(program: str, *options: str) -> None:
        done = subprocess.run(
            [str(found.with_name(program)), *options],
            cwd=folder,
            user=owner,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            env={"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"},
        )
        assert done.returncode == 0, done.stdout

    data, log = str(folder / "data"), str(folder / "log")
    try:
        run(
            "initdb", "--pgdata", data, "--username", OWNER, "--auth", "trust", "--no-sync", "--encoding=UTF8"
        )
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        run("pg_ctl", "start", "--wait", "--pgdata", data, "--log", log, "--options", options)
        try:
            yield f"postgresql+psycopg://{OWNER}@/{OWNER}?host={folder}"
        finally:
            run("pg_ctl", "stop", "--wait", "--pgdata", data, "--mode", "fast")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
