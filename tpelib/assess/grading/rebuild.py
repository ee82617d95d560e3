"""The course's own notebook in place of the learner's, whatever became of that one.

A learner's notebook brings nothing but the cells that grade it, and those are the course's. What the learner
added is shown to the assessor as text: it is never run, never rendered as HTML.
"""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tpelib.assess.grading.intake import Incident
from tpelib.base import french
from tpelib.base.html import as_typed, each, element
from tpelib.screens.notebooks.release import release

__all__ = ["MAX_NOTEBOOK_BYTES", "NotebookComparison", "Original", "notice", "rebuilt"]

MAX_NOTEBOOK_BYTES = 20_000_000
"""Largest notebook of a learner that is looked at, in bytes."""
_MOST_ADDED = 20
_MOST_TEXT = 4000
_Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class NotebookComparison:
    """A learner's notebook beside the course's.

    Parameters
    ----------
    incidents : tuple of Incident
        What had to be mended.
    added : list of dict
        Cells that show, as text, what the learner added or changed; empty when nothing was.
    """

    incidents: tuple[Incident, ...]
    added: list[dict[str, Any]]


class Original:
    """One of the course's notebooks, ready to be compared with those of many learners.

    Parameters
    ----------
    notebook : mapping
        The source notebook (mark schemes included, format 4).
    name : str
        Its name, for the reasons.
    """

    def __init__(self, notebook: Mapping[str, Any], name: str) -> None:
        released = release(dict(notebook))
        self._name = name
        self._wanted = {
            cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"]).strip()
            for cell in released["cells"]
            if "nbgrader" in cell["metadata"]
        }
        self._known = {
            "".join(cell["source"]).strip() for one in (notebook, released) for cell in one["cells"]
        }

    def compare(self, raw: bytes | None) -> NotebookComparison:
        """Compare the learner's file, whatever it holds, with the course's; ``None`` when there is none."""
        replaced = "celui du cours a servi, les réponses viennent du dossier."
        if raw is None:
            return self._told(f"Le carnet « {self._name} » manquait : {replaced}")
        cells = _read_cells(raw)
        if cells is None:
            return self._told(f"Le carnet « {self._name} » est illisible : {replaced}")
        said = [text for text in (self._graded(cells),) if text]
        added = [text for text, _ in cells if text.strip() and text.strip() not in self._known]
        if added:
            told = french.plural(len(added), "cellule ajoutée ou changée", "cellules ajoutées ou changées")
            said.append(
                f"Le carnet « {self._name} » contient {told} : à lire à la fin, comme du texte. "
                "Aucun code n'en a tourné."
            )
        return self._told(*said, added=_as_text(added) if added else [])

    def _told(self, *said: str, added: list[dict[str, Any]] | None = None) -> NotebookComparison:
        return NotebookComparison(tuple(Incident(french.typography(text)) for text in said), added or [])

    def _graded(self, cells: list[_Cell]) -> str:
        """Say which of the cells that grade were deleted, doubled or changed."""
        wanted = self._wanted
        seen = Counter(grade_id for _, grade_id in cells if grade_id in wanted)
        changed = {
            grade_id
            for source, grade_id in cells
            if grade_id in wanted and source.strip() != wanted[grade_id]
        }
        missing, doubled = len(wanted.keys() - seen.keys()), sum(count > 1 for count in seen.values())
        parts = [
            text
            for count, text in (
                (missing, french.plural(missing, "manquante")),
                (doubled, f"{doubled} en double"),
                (len(changed), french.plural(len(changed), "modifiée")),
            )
            if count
        ]
        if not parts:
            return ""
        return f"Cellules notées du carnet « {self._name} » : {french.listing(parts)}. Celles du cours ont servi."


def rebuilt(
    course: Mapping[str, Any], raw: bytes | None, name: str
) -> tuple[dict[str, Any], tuple[Incident, ...]]:
    """Return the course's notebook, followed by what the learner added to it, as text.

    Parameters
    ----------
    course : mapping
        The source notebook.
    raw : bytes or None
        The learner's file, whatever it holds; ``None`` when there is none.
    name : str
        The notebook's name, for the reasons.

    Returns
    -------
    tuple
        A new notebook without outputs, and what had to be mended.
    """
    found = Original(course, name).compare(raw)
    own = copy.deepcopy(dict(course))
    own["cells"] += found.added
    return own, found.incidents


def notice(found: Iterable[Incident]) -> dict[str, Any]:
    """Return the cell that tells the assessor and the learner what had to be mended."""
    lines = element("ul", each("li", (as_typed(incident.text) for incident in found)))
    text = element("section", element("h2", as_typed("À savoir sur cette remise")), lines, lang="fr")
    return _markdown("incidents", text, "incident")


def _read_cells(raw: bytes) -> list[_Cell] | None:
    """Return (source, grade id) of each cell; ``None`` when the file is no notebook."""
    if len(raw) > MAX_NOTEBOOK_BYTES:
        return None
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    cells = document.get("cells") if isinstance(document, dict) else None
    if not isinstance(cells, list):
        return None
    return [_cell(cell) for cell in cells if isinstance(cell, dict)]


def _cell(cell: Mapping[str, Any]) -> _Cell:
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    about = cell.get("metadata")
    graded = about.get("nbgrader") if isinstance(about, dict) else None
    grade_id = graded.get("grade_id") if isinstance(graded, dict) else None
    return (
        source if isinstance(source, str) else "",
        grade_id if isinstance(grade_id, str) else "",
    )


def _as_text(added: list[str]) -> list[dict[str, Any]]:
    """Return the learner's cells as fenced text."""
    told = (
        "### Ajouté par l’apprenant\n\nCes cellules sont recopiées comme du texte : leur code n’a pas tourné."
    )
    if len(added) > _MOST_ADDED:
        told += f" Les {_MOST_ADDED} premières sur {len(added)} sont montrées."
    cells = [_markdown("ajouts", told, "added")]
    for rank, source in enumerate(added[:_MOST_ADDED], 1):
        source = source.encode("utf-8", "replace").decode()
        text = source if len(source) <= _MOST_TEXT else f"{source[:_MOST_TEXT]}\n[…]"
        longest = max((len(run) for run in re.findall("`+", text)), default=0)
        fence = "`" * max(3, longest + 1)
        cells.append(_markdown(f"ajout-{rank}", f"{fence}text\n{text}\n{fence}", "added"))
    return cells


def _markdown(cell_id: str, source: str, role: str) -> dict[str, Any]:
    return {
        "cell_type": "markdown",
        "id": cell_id,
        "metadata": {"tpe": {"role": role}},
        "source": source.splitlines(keepends=True),
    }
