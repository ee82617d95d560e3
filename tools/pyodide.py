"""Fetch the Python that runs in a browser (Pyodide) and its build of pydantic-core, for ``make site``.

Usage: python -m tools.pyodide FOLDER. Nothing is fetched when FOLDER holds the right versions already.
Pyodide is an npm package. Both files are checked: by the digest below, and by those of requirements.lock.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.metadata
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tools.npm import npm

VERSION = "314.0.7"
SHA512 = "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
PYTHON, PLATFORM = "314", "pyemscripten_2026_0_wasm32"
FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"


def main(folder: Path) -> int:
    """Fill the folder."""
    core = f"pydantic_core=={importlib.metadata.version('pydantic_core')}"
    wanted = f"pyodide {VERSION}\n{core}\n"
    marker = folder / "versions.txt"
    if marker.is_file() and marker.read_text(encoding="utf-8") == wanted:
        return 0
    print("Le Python des pages sans serveur : téléchargement…", flush=True)
    with tempfile.TemporaryDirectory() as name:
        fetched = Path(name)
        _run(*npm(), "pack", "--silent", f"pyodide@{VERSION}", "--pack-destination", name)
        _run(
            *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"),
            *("--only-binary=:all:", "--implementation", "cp", "--abi", f"cp{PYTHON}"),
            *("--python-version", PYTHON, "--platform", PLATFORM, "--dest", name, core),
        )
        [archive], [wheel] = list(fetched.glob("*.tgz")), list(fetched.glob("*.whl"))
        if base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode() != SHA512:
            raise SystemExit(f"{archive.name} n’est pas le fichier attendu.")
        if hashlib.sha256(wheel.read_bytes()).hexdigest() not in _locked():
            raise SystemExit(f"{wheel.name} n’est pas un des fichiers de requirements.lock.")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        with tarfile.open(archive) as packed:
            for file in FILES:
                member = packed.getmember(f"package/{file}")
                member.name = file
                packed.extract(member, folder, filter="data")
        shutil.copy(wheel, folder)
    marker.write_text(wanted, encoding="utf-8")
    return 0


def _locked() -> set[str]:
    return set(re.findall(r"sha256:([0-9a-f]{64})", LOCK.read_text(encoding="utf-8")))


def _run(*command: str) -> None:
    subprocess.run(command, check=True)  # noqa: S603 - our own commands, no shell


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
