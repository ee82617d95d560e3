"""Derive environment.yml (conda, Binder) from pyproject.toml, or check that it is in step."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "environment.yml"


def derived() -> str:
    """Return environment.yml as pyproject.toml wants it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [
        "# Derived from pyproject.toml by tools/environment.py; do not edit.",
        "name: tpe",
        "channels: [conda-forge]",
        "dependencies:",
        f"  - python {project['requires-python']}",
        "  - pip",
        "  - pip:",
        *(f"      - {requirement}" for requirement in sorted(project["dependencies"])),
        "      - --editable .",
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the file, or with --check compare it."""
    if "--check" in sys.argv[1:]:
        if TARGET.exists() and TARGET.read_text(encoding="utf-8") == derived():
            return 0
        print("environment.yml is not in step with pyproject.toml: run `make environment`.")
        return 1
    TARGET.write_text(derived(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
