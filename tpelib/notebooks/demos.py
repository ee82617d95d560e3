"""The public demos: what each notebook of ``notebooks/demos`` says and shows, whoever serves it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tpelib import french
from tpelib.resources import notebooks_path

__all__ = ["FOLDER", "Demo", "all_demos"]

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


def all_demos() -> tuple[Demo, ...]:
    """Return the demos in the order of the gallery."""
    found = []
    for path in notebooks_path(FOLDER).glob("*.ipynb"):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        about = notebook["metadata"]["tpe"]
        texts = [french.typography(about[name]) for name in ("title", "question")]
        found.append((about["order"], Demo(path.stem, *texts, tuple(notebook["cells"]))))
    return tuple(demo for _, demo in sorted(found, key=lambda item: item[0]))
