"""The public demos: what each notebook of ``notebooks/demos`` says and shows, whoever serves it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.resources import course_title, optional_path
from tpelib.engine.course import current
from tpelib.engine.live import NOBODY, first_answer, setting
from tpelib.engine.registry import exploration

__all__ = ["Demo", "all_demos", "demo_files", "parts", "words"]

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
    drawing : str
        What stands beside it in the gallery: SVG elements; empty for nothing.
    cells : tuple of mappings
        Its notebook's cells.
    """

    slug: str
    title: str
    question: str
    drawing: str
    cells: tuple[Mapping[str, Any], ...]

    @property
    def explorations(self) -> tuple[str, ...]:
        """What its page may ask about: identifiers."""
        return tuple(cell["id"] for cell in self.cells if cell["cell_type"] == "code")


def demo_files() -> list[Path]:
    """Return the notebooks of the demos; none in a course without any."""
    folder = optional_path("notebooks", FOLDER)
    return sorted(folder.glob("*.ipynb")) if folder else []


def words() -> dict[str, str]:
    """Return what the course says on its pages: ``course``, its title, and ``lead``, the first words of the gallery."""
    return {"course": course_title(), "lead": french.typography(current().gallery().lead)}


def all_demos() -> tuple[Demo, ...]:
    """Return the demos in the order of the gallery.

    Raises
    ------
    TpeError
        The course has none.
    """
    found = []
    drawings = current().gallery().drawings
    for path in demo_files():
        notebook = json.loads(path.read_text(encoding="utf-8"))
        about = notebook["metadata"]["tpe"]
        title, question = (french.typography(about[name]) for name in ("title", "question"))
        drawing = drawings.get(path.stem, "")
        found.append((about["order"], Demo(path.stem, title, question, drawing, tuple(notebook["cells"]))))
    if not found:
        raise TpeError("Ce cours n’a pas de calculateur public.")
    return tuple(demo for _, demo in sorted(found, key=lambda item: item[0]))


def parts(demo: Demo) -> list[dict[str, str]]:
    """Return what a page holds before any script runs, in order.

    Returns
    -------
    list of mappings
        Prose: ``html``. A calculator: ``exploration`` (identifier), ``given`` (JSON that cannot close its own
        element), and ``sentence``, ``narrow``, ``middle``, ``wide`` as :func:`tpelib.engine.live.first_answer` gives them.

    Raises
    ------
    TpeError
        A cell shows something else than a calculator.
    """
    return list(_parts(demo))


def _parts(demo: Demo) -> Iterator[dict[str, str]]:
    markdown = MarkdownIt("commonmark", {"html": False})
    for cell in demo.cells:
        if cell["cell_type"] == "markdown":
            yield {"html": markdown.render("".join(cell["source"]))}
        elif cell["metadata"]["tpe"]["role"] == "explore":
            given = json.dumps(setting(exploration(cell["id"]), NOBODY), ensure_ascii=False)
            yield {
                "exploration": cell["id"],
                "given": given.replace("<", "\\u003c"),
                **first_answer(cell["id"]),
            }
        else:
            raise TpeError(f"La cellule « {cell['id']} » d'une démonstration ne montre pas un calculateur.")
