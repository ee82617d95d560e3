"""The learner's whole calendar, in the annexes of the report."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from tpelib.base import french
from tpelib.course.c4.schedule.exercise import Schedule
from tpelib.course.report.parts import shown_value, widths
from tpelib.documents.paper import Block, Grid, Heading, Paragraph

__all__ = ["annex"]

_LINE: Mapping[str, str] = {"at": "Heure", "network": "Réseau", "pillar": "Thème", "subject": "Sujet"}
"""What is shown of a post, and the names of these columns."""


def annex(schedule: Schedule) -> Sequence[Block]:
    """Return the calendar month by month, a line for each post where its subject is short."""
    dated = [(post.day, post) for post in schedule.posts if post.day]
    dated.sort(key=lambda pair: (pair[0], pair[1].at))
    blocks: list[Block] = []
    for (year, month), posts in groupby(dated, key=lambda pair: (pair[0].year, pair[0].month)):
        rows = [
            (f"{french.WEEKDAYS[day.weekday()]} {day.day}", *(shown_value(post, name) for name in _LINE))
            for day, post in posts
        ]
        caption = f"{french.MONTHS[month - 1].capitalize()} {year}, {french.plural(len(rows), 'publication')}"
        header = ("Jour", *_LINE.values())
        blocks.append(Grid(caption, header, rows, widths(zip(header, *rows, strict=True))))
    if not blocks:
        return []
    told = "Le format de chaque publication est dans le fichier de mon calendrier."
    return [Heading("Mon calendrier, en entier", 2), Paragraph(told, "note"), *blocks]
