"""What fictional learners hand in: each profile changes a good submission in a way whose price is known."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tpelib.dossier import Content, Dossier, encode
from tpelib.exercises import all_exercises, get, of_competency
from tpelib.grading.faults import FAULTS
from tpelib.grading.retyping import hostile_texts, retyped, wrong_shapes

__all__ = ["FREE_TEXT", "KINDS", "Link", "Profile", "Sparse", "Submission", "path_until"]

_DAMAGED = "le dossier est abîmé"
FREE_TEXT = "C2"
"""The last competency up to which texts are weighed by their length alone: HTML in them costs nothing."""
_MOST_TOUCHED = 6
"""Exercises in which somebody makes mistakes, at most: a session has scores of all sorts."""


def path_until(competency: str) -> list[str]:
    """Return the ids of the exercises of the path, up to the last of a competency."""
    path = [exercise.id for exercise in all_exercises()]
    return path[: path.index(of_competency(competency)[-1].id) + 1]


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link where a file should be."""

    target: str


@dataclass(frozen=True, slots=True)
class Sparse:
    """A file that claims a size, in bytes, without taking the room."""

    size: int


@dataclass
class Submission:
    """What one learner hands in, and what it must be worth.

    Parameters
    ----------
    learner, first_name, last_name : str
        The id nbgrader files it under, and who it is.
    answers : dict
        Exercise id to the values typed.
    points : dict
        Exercise id to the points expected.
    files : dict
        Path inside the submission to what stands there.
    at, due : datetime
        When it is handed in, and when it had to be.
    why : dict
        Exercise id to what was done to its answer, in French.
    flagged : bool
        True when an assessor must look before believing the points.
    dossier : bool
        False for who forgot theirs.
    profile : str
        What kind of learner it is, in French.
    """

    learner: str
    first_name: str
    last_name: str
    answers: dict[str, Any]
    points: dict[str, float]
    files: dict[str, bytes | Link | Sparse]
    at: datetime
    due: datetime
    why: dict[str, str] = field(default_factory=dict)
    flagged: bool = False
    dossier: bool = True
    profile: str = ""

    @property
    def content(self) -> Content:
        """The dossier as the forms would have saved it."""
        saved = (self.at - timedelta(hours=1)).isoformat(timespec="seconds")
        return Content(
            answers={key: {"values": values, "saved_at": saved} for key, values in self.answers.items()},
            learner={"name": f"{self.first_name} {self.last_name}", "id": self.learner},
            revision=len(self.answers),
        )

    def lose(self, why: str, losses: Mapping[str, float]) -> None:
        """Take points away, saying why."""
        for exercise_id, points in losses.items():
            self.points[exercise_id] -= points
            self.why[exercise_id] = f"{self.why[exercise_id]} ; {why}" if exercise_id in self.why else why

    def void(self, exercise_ids: list[str], why: str) -> None:
        """Leave no point in these exercises, saying why."""
        for exercise_id in exercise_ids:
            self.points[exercise_id] = 0.0
            self.why[exercise_id] = why

    def notebooks(self) -> list[str]:
        """Return the names of the notebook files."""
        return [name for name in self.files if name.endswith(".ipynb")]


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
    competency = draw.choice(sorted({get(fault.exercise).competency for fault in FAULTS}))
    faults = [fault for fault in FAULTS if get(fault.exercise).competency == competency]
    touched: set[str] = set()
    for fault in draw.sample(faults, k=len(faults)):
        if touched.isdisjoint(fault.losses) and len(touched) < _MOST_TOUCHED:
            fault.change(one.answers[fault.exercise])
            one.lose(fault.why, fault.losses)
            touched |= fault.losses.keys()
    _stop_after(one, competency)


def _stop_after(one: Submission, competency: str) -> None:
    """Answer nothing past a competency: what was done in it may change what a later one takes up."""
    rest = [exercise_id for exercise_id in one.points if exercise_id not in path_until(competency)]
    for exercise_id in rest:
        del one.answers[exercise_id]
    one.void(rest, "pas de réponse")


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


def _changed(one: Submission, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> None:
    """Change the cells of each notebook."""
    for name in one.notebooks():
        data = one.files[name]
        if isinstance(data, bytes):
            notebook = json.loads(data)
            notebook["cells"] = change(notebook["cells"])
            one.files[name] = (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def _is_graded(cell: Mapping[str, Any]) -> bool:
    return "nbgrader" in cell["metadata"]


def _deleted(one: Submission, draw: random.Random) -> None:
    """Delete some of the cells that grade."""
    _changed(one, lambda cells: [c for c in cells if not _is_graded(c) or draw.random() < 0.5])


def _doubled(one: Submission, draw: random.Random) -> None:
    """Copy cells, those that grade included."""

    def double(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
        found = []
        for rank, cell in enumerate(cells):
            found.append(cell)
            if draw.random() < 0.4:
                found.append({**copy.deepcopy(cell), "id": f"copie-{rank}"})
        return found

    _changed(one, double)


def _edited(one: Submission, draw: random.Random) -> None:
    """Give oneself all the points, and try things out in cells between."""

    def edit(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
        found = []
        for rank, cell in enumerate(cells):
            if _is_graded(cell) and cell["cell_type"] == "code":
                about = {**cell["metadata"]["nbgrader"], "points": 100.0, "locked": False}
                cell = {**cell, "source": ["100.0"], "metadata": {**cell["metadata"], "nbgrader": about}}
            found.append(cell)
            if rank % 5 == 0:
                found.append(_code_cell(f"essai-{rank}", 'repondre("c1-entreprise", basket=99)'))
        return found

    _changed(one, edit)
    _wrong(one, draw)


def _code_cell(cell_id: str, source: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": cell_id,
        "metadata": {},
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }


def _renamed(one: Submission, draw: random.Random) -> None:
    """Rename a notebook: the dossier is enough."""
    first, *others = one.notebooks()
    for name in others or [first]:
        one.files[name.replace(".ipynb", " (1).ipynb")] = one.files.pop(name)


def _truncated(one: Submission, draw: random.Random) -> None:
    """Hand in a dossier cut short by a full disk, and no previous version."""
    whole = encode(one.content)
    one.files[Dossier.NAME] = whole[: len(whole) * 2 // 3]
    one.void(list(one.points), _DAMAGED)
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


def _not_json(one: Submission, draw: random.Random) -> None:
    _damaged(one, b"<html><script>alert(1)</script></html>\xff\xfe\x00")


def _nested(one: Submission, draw: random.Random) -> None:
    _damaged(one, b'{"answers":' * 60_000 + b"1" + b"}" * 60_000)


def _not_a_number(one: Submission, draw: random.Random) -> None:
    _damaged(one, encode(one.content).replace(b'"revision": ', b'"score": NaN, "revision": '))


def _two_answers(one: Submission, draw: random.Random) -> None:
    _damaged(one, encode(one.content).replace(b'"answers": {', b'"answers": {}, "answers": {', 1))


def _newer(one: Submission, draw: random.Random) -> None:
    _damaged(one, encode(one.content).replace(b'"version": 1', b'"version": 99'))


def _damaged(one: Submission, dossier: bytes) -> None:
    one.files[Dossier.NAME] = dossier
    one.void(list(one.points), _DAMAGED)
    one.flagged = True


def _wrong_shapes(one: Submission, draw: random.Random) -> None:
    """Send objects and lists where words and numbers go."""
    for exercise_id, values in one.answers.items():
        one.answers[exercise_id] = wrong_shapes(get(exercise_id).model, values)
    one.void(list(one.points), "aucune réponse n'a la forme de sa question")


def _scripts(one: Submission, draw: random.Random) -> None:
    """Write HTML and scripts in every text, and in the notebooks; stop where texts are more than read."""
    _stop_after(one, FREE_TEXT)
    for exercise_id, values in one.answers.items():
        one.answers[exercise_id] = hostile_texts(get(exercise_id).model, values)
    added = {
        "cell_type": "markdown",
        "id": "html",
        "metadata": {},
        "source": ["<script>alert(1)</script>\n", "````\n", "<img src=x onerror=alert(1)>"],
    }
    _changed(one, lambda cells: [*cells, added])


def _linked(one: Submission, draw: random.Random) -> None:
    """Put links to other people's files in place of the dossier and of a photo."""
    one.files[Dossier.NAME] = Link("../../../source/parcours/accueil.ipynb")
    one.files[f"{Dossier.FILES}/photo.jpg"] = Link("/etc/hostname")
    one.files["notes.txt"] = Link("../../../gradebook.db")
    one.void(list(one.points), "le dossier est un lien vers l'extérieur")
    one.flagged = True


def _not_a_notebook(one: Submission, draw: random.Random) -> None:
    """Hand in photos and lists under the names of notebooks; the dossier is sound."""
    for name, data in zip(one.notebooks(), (b"\x89PNG\r\n\x1a\n", b'[{"cells": 3}]'), strict=False):
        one.files[name] = data


def _programs(one: Submission, draw: random.Random) -> None:
    """Put programs where the grader might run them; the dossier is sound."""
    attack = "import os\nopen('/tmp/tpe-attaque', 'w').write('lu')\nos._exit(1)"
    _changed(one, lambda cells: [_code_cell("attaque", attack), *cells])
    for name in ("tpelib.py", "json.py", "sitecustomize.py", "tpelib/__init__.py"):
        one.files[name] = attack.encode()


def _huge(one: Submission, draw: random.Random) -> None:
    """Write a book in one field, and join a file of a gigabyte."""
    one.answers["c1-coherence"]["jury"] = "très long " * 100_000
    one.lose("un texte trop long n'est pas lu", {"c1-coherence": 1.0})
    _stop_after(one, "C1")
    one.files[f"{Dossier.FILES}/film.mp4"] = Sparse(1_000_000_000)


def _borrowed(one: Submission, draw: random.Random) -> None:
    """Hand in a dossier that bears somebody else's name."""
    content = one.content
    content.learner = {"name": "Quelqu’un d’autre", "id": "quelqu_un_d_autre"}
    one.files[Dossier.NAME] = encode(content)
    one.flagged = True


def _odd_letters(one: Submission, draw: random.Random) -> None:
    """Type half letters, invisible letters and letters that turn the text around; all is right."""
    one.answers["c1-entreprise"]["offer"] += " \ud800\u202e\u0000\u200b\ufeff"
    # JSON may hold half a letter that UTF-8 cannot: it is written as an escape.
    document = {"format": "tpe-dossier", "version": 1, "answers": one.content.answers}
    one.files[Dossier.NAME] = json.dumps(document).encode()


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
    "hostile": (
        ("pas du JSON", _not_json),
        ("des liens", _linked),
        ("des scripts", _scripts),
        ("des programmes", _programs),
        ("pas un carnet", _not_a_notebook),
        ("formes fausses", _wrong_shapes),
        ("démesuré", _huge),
        ("imbriqué", _nested),
        ("NaN", _not_a_number),
        ("clé en double", _two_answers),
        ("version future", _newer),
        ("nom d'un autre", _borrowed),
        ("lettres étranges", _odd_letters),
    ),
}
