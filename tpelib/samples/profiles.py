"""What fictional learners hand in: each profile changes a good submission in a way whose price is known."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from tpelib.engine.dossier import Dossier, encode
from tpelib.engine.registry import get
from tpelib.samples.faults import all_faults
from tpelib.samples.hostile import DAMAGED, HOSTILE
from tpelib.samples.retyping import retyped
from tpelib.samples.submissions import Submission, code_cell, is_graded

__all__ = ["KINDS"]

_MOST_TOUCHED = 6
"""Exercises in which somebody makes mistakes, at most: a session has scores of all sorts."""


Profile = Callable[[Submission, random.Random], None]


def _right(one: Submission, draw: random.Random) -> None:
    """Answer everything well."""


def _partial(one: Submission, draw: random.Random) -> None:
    """Stop on the way: an exercise only takes up what comes before it."""
    order = list(one.points)
    rest = order[draw.randrange(1, len(order)) :]
    for exercise_id in rest:
        del one.answers[exercise_id]
    one.void(rest, "pas de réponse")


def _wrong(one: Submission, draw: random.Random) -> None:
    """Make several mistakes in one competency, none of which touches what another costs, and stop there."""
    competency = draw.choice(sorted({get(fault.exercise).competency for fault in all_faults()}))
    faults = [fault for fault in all_faults() if get(fault.exercise).competency == competency]
    touched: set[str] = set()
    for fault in draw.sample(faults, k=len(faults)):
        if touched.isdisjoint(fault.losses) and len(touched) < _MOST_TOUCHED:
            fault.change(one.answers[fault.exercise])
            one.lose(fault.why, fault.losses)
            touched |= fault.losses.keys()
    one.stop_after(competency)


def _blank(one: Submission, draw: random.Random) -> None:
    """Open the course and answer nothing."""
    one.answers.clear()
    one.void(list(one.points), "pas de réponse")


def _late(one: Submission, draw: random.Random) -> None:
    """Answer everything well, after the hour: it is said, and costs nothing."""
    one.at = one.due + timedelta(minutes=draw.randrange(20, 3 * 24 * 60))


def _commas(one: Submission, draw: random.Random) -> None:
    """Answer everything well, typed as French keyboards type it."""
    for exercise_id, values in one.answers.items():
        one.answers[exercise_id] = retyped(get(exercise_id).model, values, draw)


def _deleted(one: Submission, draw: random.Random) -> None:
    """Delete some of the cells that grade."""
    one.change_cells(lambda cells: [c for c in cells if not is_graded(c) or draw.random() < 0.5])


def _doubled(one: Submission, draw: random.Random) -> None:
    """Copy cells, those that grade included."""

    def double(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
        found = []
        for rank, cell in enumerate(cells):
            found.append(cell)
            if draw.random() < 0.4:
                found.append({**copy.deepcopy(cell), "id": f"copie-{rank}"})
        return found

    one.change_cells(double)


def _edited(one: Submission, draw: random.Random) -> None:
    """Give oneself all the points, and try things out in cells between."""

    def edit(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
        found = []
        for rank, cell in enumerate(cells):
            if is_graded(cell) and cell["cell_type"] == "code":
                about = {**cell["metadata"]["nbgrader"], "points": 100.0, "locked": False}
                cell = {**cell, "source": ["100.0"], "metadata": {**cell["metadata"], "nbgrader": about}}
            found.append(cell)
            if rank % 5 == 0:
                found.append(code_cell(f"essai-{rank}", 'repondre("c1-entreprise", basket=99)'))
        return found

    one.change_cells(edit)
    _wrong(one, draw)


def _renamed(one: Submission, draw: random.Random) -> None:
    """Rename a notebook: the dossier is enough."""
    first, *others = one.notebooks()
    for name in others or [first]:
        one.files[name.replace(".ipynb", " (1).ipynb")] = one.files.pop(name)


def _truncated(one: Submission, draw: random.Random) -> None:
    """Hand in a dossier cut short by a full disk, and no previous version."""
    whole = encode(one.content)
    one.files[Dossier.NAME] = whole[: len(whole) * 2 // 3]
    one.void(list(one.points), DAMAGED)
    one.flagged = True


def _truncated_with_previous(one: Submission, draw: random.Random) -> None:
    """Hand in a dossier cut short, and the version before it, less advanced."""
    whole = encode(one.content)
    _partial(one, draw)
    one.files[Dossier.PREVIOUS] = encode(one.content)
    one.files[Dossier.NAME] = whole[: len(whole) // 2]
    one.flagged = True


def _forgotten(one: Submission, draw: random.Random) -> None:
    """Hand in the notebooks without the dossier."""
    one.dossier = False
    one.void(list(one.points), "le dossier n'a pas été remis")
    one.flagged = True


KINDS: Mapping[str, tuple[tuple[str, Profile], ...]] = {
    "good": (("juste", _right), ("à la française", _commas)),
    "mixed": (
        ("juste", _right),
        ("en partie", _partial),
        ("des erreurs", _wrong),
        ("cellules supprimées", _deleted),
        ("dossier abîmé", _truncated),
        ("en retard", _late),
        ("à la française", _commas),
        ("cellules modifiées", _edited),
        ("blanc", _blank),
        ("dossier abîmé, sauvegarde", _truncated_with_previous),
        ("cellules en double", _doubled),
        ("carnet renommé", _renamed),
        ("dossier oublié", _forgotten),
        ("des erreurs", _wrong),
        ("en partie", _partial),
    ),
    "hostile": HOSTILE,
}
