"""What somebody hostile hands in: each profile attacks in one way, and what it must earn all the same is known."""

from __future__ import annotations

import json
import random

from tpelib.engine.dossier import Dossier, encode
from tpelib.engine.registry import get
from tpelib.samples.retyping import HOSTILE_TEXT, hostile_texts, wrong_shapes
from tpelib.samples.submissions import (
    Sparse,
    Submission,
    SymbolicLink,
    code_cell,
)

__all__ = ["DAMAGED", "FREE_TEXT", "HOSTILE"]

DAMAGED = "le dossier est abîmé"
FREE_TEXT = "C2"
"""The last competency up to which texts are weighed by their length alone: HTML in them costs nothing."""


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
    one.void(list(one.points), DAMAGED)
    one.flagged = True


def _wrong_shapes(one: Submission, draw: random.Random) -> None:
    """Send objects and lists where words and numbers go."""
    for exercise_id, values in one.answers.items():
        one.answers[exercise_id] = wrong_shapes(get(exercise_id).model, values)
    one.void(list(one.points), "aucune réponse n'a la forme de sa question")


def _scripts(one: Submission, draw: random.Random) -> None:
    """Write HTML and scripts in every text, and in the notebooks; stop where texts are more than read."""
    one.stop_after(FREE_TEXT)
    for exercise_id, values in one.answers.items():
        one.answers[exercise_id] = hostile_texts(get(exercise_id).model, values)
    added = {
        "cell_type": "markdown",
        "id": "html",
        "metadata": {},
        "source": ["<script>alert(1)</script>\n", "````\n", "<img src=x onerror=alert(1)>"],
    }
    one.change_cells(lambda cells: [*cells, added])


def _linked(one: Submission, draw: random.Random) -> None:
    """Put links to other people's files in place of the dossier and of a photo."""
    one.files[Dossier.NAME] = SymbolicLink("../../../source/parcours/accueil.ipynb")
    one.files[f"{Dossier.FILES}/photo.jpg"] = SymbolicLink("/etc/hostname")
    one.files["notes.txt"] = SymbolicLink("../../../gradebook.db")
    one.void(list(one.points), "le dossier est un lien vers l'extérieur")
    one.flagged = True


def _not_a_notebook(one: Submission, draw: random.Random) -> None:
    """Hand in photos and lists under the names of notebooks; the dossier is sound."""
    for name, data in zip(one.notebooks(), (b"\x89PNG\r\n\x1a\n", b'[{"cells": 3}]'), strict=False):
        one.files[name] = data


def _programs(one: Submission, draw: random.Random) -> None:
    """Put programs where the grader might run them; the dossier is sound."""
    attack = "import os\nopen('/tmp/tpe-attaque', 'w').write('lu')\nos._exit(1)"
    one.change_cells(lambda cells: [code_cell("attaque", attack), *cells])
    for name in ("tpelib.py", "json.py", "sitecustomize.py", "tpelib/__init__.py"):
        one.files[name] = attack.encode()


def _huge(one: Submission, draw: random.Random) -> None:
    """Write a book in one field, and join a file of a gigabyte."""
    one.answers["c1-coherence"]["jury"] = "très long " * 100_000
    one.lose("un texte trop long n'est pas lu", {"c1-coherence": 1.0})
    one.stop_after("C1")
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


def _huge_dossier(one: Submission, draw: random.Random) -> None:
    """Hand in a dossier and a notebook of a gigabyte each."""
    one.files[Dossier.NAME] = Sparse(1_000_000_000)
    one.files[one.notebooks()[0]] = Sparse(1_000_000_000)
    one.void(list(one.points), "le dossier est trop volumineux")
    one.flagged = True


def _linked_folder(one: Submission, draw: random.Random) -> None:
    """Hand in, in place of a folder, a link to the course's own."""
    one.files = {".": SymbolicLink("../../release/parcours")}
    one.dossier = False
    one.void(list(one.points), "la remise est un lien vers l'extérieur")
    one.flagged = True


def _paths(one: Submission, draw: random.Random) -> None:
    """Name files that lie elsewhere, in answers and on the disk; all the answers that count are right."""
    one.answers["c2-enquete"]["file"] = {"name": "../../../gradebook.db", "size": 3, "sha256": "../" * 20}
    one.answers["c4-calendrier"]["file"] = {"name": "notes.csv", "size": 3, "sha256": "*" * 64}
    one.files[f"{Dossier.FILES}/{HOSTILE_TEXT}.jpg"] = b"photo"
    one.files[f"{Dossier.FILES}/deux\nlignes.csv"] = SymbolicLink("../../../../gradebook.db")
    one.files[".bashrc"] = b"rm -rf ~"


def _odd_notebooks(one: Submission, draw: random.Random) -> None:
    """Hand in notebooks that break readers: nested, with keys twice, with half letters; the dossier is sound."""
    nested = b'{"cells":' * 60_000 + b"1" + b"}" * 60_000
    twice = b'{"cells": [], "cells": [{"cell_type": "code", "source": ["\\ud800"], "metadata": {}}]}'
    for name, data in zip(
        one.notebooks(), (nested, twice, b'{"cells": [NaN, {"metadata": 1e999}]}'), strict=False
    ):
        one.files[name] = data


HOSTILE = (
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
    ("démesuré, dossier", _huge_dossier),
    ("remise liée", _linked_folder),
    ("des chemins", _paths),
    ("carnets étranges", _odd_notebooks),
)
