"""The annexes: the whole calendar, the texts of the posts, what the course computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from tpelib.base import french
from tpelib.course.report.parts import shown_value, widths
from tpelib.documents.paper import (
    Block,
    Grid,
    Heading,
    Text,
)
from tpelib.engine.exercise import Answers
from tpelib.engine.registry import all_exercises, get

__all__ = ["annexes"]

_LINE: Mapping[str, str] = {"at": "Heure", "network": "Réseau", "pillar": "Thème", "subject": "Sujet"}
"""What the annexes show of a post of the calendar, and the names of these columns."""


def annexes(answers: Answers) -> Sequence[Block]:
    """Return the annexes of a dossier; those that would be empty are left out."""
    return [*_posts(answers), *_calendar(answers), *_evidence(answers)]


def _posts(answers: Answers) -> Sequence[Block]:
    post = get("c5-publication").answer(answers)
    blocks: list[Block] = []
    for row in post.variants:
        if row.text:
            blocks += [
                Heading(f"Ma publication sur {shown_value(row, 'network') or 'un réseau'}", 2),
                Text(row.text),
            ]
    return blocks


def _calendar(answers: Answers) -> Sequence[Block]:
    """Return the calendar month by month, a line for each post where its subject is short."""
    dated = [post for post in get("c4-calendrier").answer(answers).posts if post.day]
    blocks: list[Block] = []
    for (year, month), posts in groupby(
        sorted(dated, key=lambda post: (post.day, post.at)), key=lambda post: (post.day.year, post.day.month)
    ):
        rows = [
            (
                f"{french.WEEKDAYS[post.day.weekday()]} {post.day.day}",
                *(shown_value(post, name) for name in _LINE),
            )
            for post in posts
        ]
        caption = f"{french.MONTHS[month - 1].capitalize()} {year}, {french.plural(len(rows), 'publication')}"
        header = ("Jour", *_LINE.values())
        blocks.append(Grid(caption, header, rows, widths(zip(header, *rows, strict=True))))
    if not blocks:
        return []
    told = "Le format de chaque publication est dans le fichier de mon calendrier."
    return [Heading("Mon calendrier, en entier", 2), Text(told, "note"), *blocks]


def _evidence(answers: Answers) -> Sequence[Block]:
    rows = []
    for exercise in all_exercises():
        if exercise.answer(answers).is_blank:
            continue
        result = exercise.evaluate(answers)
        rows.append(
            (
                exercise.title,
                exercise.competency,
                french.listing(list(exercise.criteria)) or "entraînement",
                f"{french.number(result.points)} sur {french.number(result.max)}",
            )
        )
    if not rows:
        return []
    header = ("Exercice", "Compétence", "Critère", "Points")
    return [
        Heading("Ce que le cours a calculé", 2),
        Text(
            "Ces points aident à préparer la lecture du jury. La décision lui appartient, sur les seuls critères.",
            "note",
        ),
        Grid("Les exercices faits", header, rows, widths(zip(header, *rows, strict=True))),
    ]
