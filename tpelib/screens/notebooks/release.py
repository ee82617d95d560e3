"""The learner's version of a notebook, as nbgrader's ``generate_assignment`` makes it, without its imports.

The assessors' mark schemes are taken out, graded cells are locked and carry the checksum that nbgrader
compares at grading. A test holds this equal to nbgrader's own output.
"""

from __future__ import annotations

import copy
import hashlib
from typing import Any

__all__ = ["release"]

_BEGIN, _END = "BEGIN MARK SCHEME", "END MARK SCHEME"


def release(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return the released notebook; the source notebook is left as it is.

    Parameters
    ----------
    notebook : dict
        A notebook of format 4, cells with ``nbgrader`` metadata where they are graded.
    """
    released = copy.deepcopy(notebook)
    for cell in released["cells"]:
        about = cell["metadata"].get("nbgrader")
        if not about:
            continue
        source = _without_scheme("".join(cell["source"]))
        cell["source"] = source.splitlines(keepends=True)
        if about["grade"] or about["locked"]:
            cell["metadata"] |= {"deletable": False, "editable": False}
        about["cell_type"] = cell["cell_type"]
        about["checksum"] = _checksum(source, cell["cell_type"], about)
    return released


def _without_scheme(source: str) -> str:
    kept: list[str] = []
    inside = False
    for line in source.split("\n"):
        if _BEGIN in line:
            inside = True
        elif _END in line:
            inside = False
        elif not inside:
            kept.append(line)
    return "\n".join(kept)


def _checksum(source: str, cell_type: str, about: dict[str, Any]) -> str:
    """Return nbgrader's checksum of a cell: it tells an edited cell, it protects nothing."""
    parts = [source, cell_type, str(about["grade"]), str(about["solution"]), str(about["locked"])]
    parts.append(about["grade_id"])
    if about["grade"]:
        parts.append(str(float(about["points"])))
    return hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest()
