"""Make .venv with exactly what requirements.lock names, hashes checked. Needs nothing but Python.

Usage: python tools/setup_venv.py UV_VERSION (called by the Makefile; on Windows, call it directly).
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"


def main(uv_version: str) -> int:
    """Create or refresh the environment."""
    if sys.version_info < (3, 11) or sys.version_info >= (3, 14):
        print("Il faut Python 3.11, 3.12 ou 3.13 : indiquez-le par « make PYTHON=python3.11 … ».")
        return 1
    python = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        print("Préparation de l’environnement (une fois, quelques minutes)…", flush=True)
        venv.create(VENV, with_pip=True, symlinks=sys.platform != "win32")
    uv_install = ["uv", "pip", "install", "--quiet", "--python", str(python)]
    for arguments in (
        ["pip", "install", "--quiet", "--disable-pip-version-check", f"uv=={uv_version}"],
        [*uv_install, "--compile-bytecode", "--require-hashes", "-r", str(ROOT / "requirements.lock")],
        # The build backend is among the locked packages: nothing unpinned is fetched here.
        [*uv_install, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)],
    ):
        command = [str(python), "-m", *arguments]
        done = subprocess.run(command, check=False)  # noqa: S603 - our own commands, no shell
        if done.returncode:
            print(
                "L’installation s’est arrêtée : voyez le message ci-dessus (réseau, place sur le disque ?)."
            )
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
