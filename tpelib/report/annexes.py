"""The annexes: the whole calendar, the texts of the posts, what the course computed."""

from __future__ import annotations

from collections.abc import Sequence

from tpelib import french
from tpelib.exercises import all_exercises, get
from tpelib.exercises.engine import Answers
from tpelib.paper import Block, Grid, Heading, Text
from tpelib.report.parts import grid_of, shown_value, widths
from tpelib.report.plan import Table

__all__ = ["annexes"]


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
    calendar = get("c4-calendrier").answer(answers)
    dated = sorted((post for post in calendar.posts if post.day), key=lambda post: (post.day, post.at))
    columns = {
        "day": "Jour",
        "at": "Heure",
        "network": "Réseau",
        "pillar": "Thème",
        "format": "Format",
        "subject": "Sujet",
    }
    blocks: list[Block] = []
    for year, month in dict.fromkeys((post.day.year, post.day.month) for post in dated):
        rows = [post for post in dated if (post.day.year, post.day.month) == (year, month)]
        caption = f"{french.MONTHS[month - 1].capitalize()} {year}, {french.plural(len(rows), 'publication')}"
        if grid := grid_of(calendar, Table("posts", caption, columns), rows):
            blocks.append(grid)
    return [Heading("Mon calendrier, en entier", 2), *blocks] if blocks else []


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
