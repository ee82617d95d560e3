"""The public demos: what each notebook of ``notebooks/demos`` says and shows, whoever serves it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tpelib import french
from tpelib.resources import notebooks_path

__all__ = ["Demo", "all_demos", "demo_files"]

FOLDER = "demos"


@dataclass(frozen=True, slots=True)
class Demo:
    """One calculator of the gallery.

    Parameters
    ----------
    slug : str
        Its address, and the name of its notebook.
    title, question : str
        French texts: its title, what it answers.
    cells : tuple of mappings
        Its notebook's cells.
    """

    slug: str
    title: str
    question: str
    cells: tuple[Mapping[str, Any], ...]


def demo_files() -> list[Path]:
    """Return the notebooks of the demos."""
    return sorted(notebooks_path(FOLDER).glob("*.ipynb"))


def all_demos() -> tuple[Demo, ...]:
    """Return the demos in the order of the gallery."""
    found = []
    for path in demo_files():
        notebook = json.loads(path.read_text(encoding="utf-8"))
        about = notebook["metadata"]["tpe"]
        title, question = (french.typography(about[name]) for name in ("title", "question"))
        found.append((about["order"], Demo(path.stem, title, question, tuple(notebook["cells"]))))
    return tuple(demo for _, demo in sorted(found, key=lambda item: item[0]))
