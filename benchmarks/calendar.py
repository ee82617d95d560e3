"""Building a year of posts, and measuring it again after one was edited."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta

from benchmarks.measure import Row, pair, per_call
from tpelib.course.c4.schedule.exercise import CALENDAR, typed_posts
from tpelib.course.cases import all_cases
from tpelib.domain.calendar import (
    CalendarEvent,
    Pillar,
    PostingCadence,
    ScheduledPost,
    Wishes,
    build_calendar,
    solve,
)
from tpelib.domain.calendar.indicators import measure
from tpelib.engine.dossier import Content
from tpelib.samples.references import reference

__all__ = ["TITLE", "rows"]

TITLE = "A year of posts"
START = date(2027, 1, 4)
EVENTS = (("Saint-Valentin", 40), ("Fête des Mères", 145), ("Rentrée", 239), ("Noël", 354))


def rows() -> list[Row]:
    """Return the measures of the calendar."""
    wishes = _year()
    posts = build_calendar(wishes).posts
    return [_built(wishes, len(posts)), _measured(wishes, posts), _edited(posts)]


def _built(wishes: Wishes, count: int) -> Row:
    figures = pair(
        lambda: _timed(lambda: build_calendar(wishes)), lambda: _timed(_with_default_relaxation(wishes)), 3
    )
    return Row(
        f"Calendar, one year × four networks ({count} posts), each step proven optimal",
        "tpelib, full linear relaxation",
        "the same programmes, CP-SAT's default relaxation",
        figures,
        "s",
        "median of 3, one worker; both sides prove the same calendar values",
    )


def _measured(wishes: Wishes, posts: tuple[ScheduledPost, ...]) -> Row:
    import pandas as pd

    columns = ("network", "day", "minutes", "theme")
    frame = pd.DataFrame(
        [(p.network, pd.Timestamp(p.day), p.minutes, p.pillar) for p in posts], columns=columns
    )

    def with_pandas() -> object:
        gaps = frame.sort_values("day").groupby("network")["day"].diff().dt.days
        by_network = gaps.groupby(frame["network"])
        weeks = frame.groupby(frame["day"].dt.to_period("W"))["minutes"].sum() / 60
        return (
            by_network.std(ddof=0) / by_network.mean(),
            by_network.max(),
            weeks,
            frame["theme"].value_counts(True),
        )

    def ours() -> object:
        found = measure(posts, wishes)
        return found.variation, found.longest_gap, found.load, found.mix, found.announced, found.closed

    return Row(
        f"Indicators of {len(posts)} posts",
        "tpelib (with events and closed days)",
        "pandas (without)",
        pair(per_call(ours), per_call(with_pandas), 5).scaled(1000),
        "ms",
        "median of 5",
    )


def _edited(posts: tuple[ScheduledPost, ...]) -> Row:
    """Measure what Python does after a learner edits a row: read the year, measure it, draw it three times."""
    typed = typed_posts(posts)
    answers = reference(all_cases()[0])

    def edit(count: int) -> Callable[[], object]:
        content = Content(answers={key: {"values": values} for key, values in answers.items()})
        turn = 0

        def once() -> object:
            nonlocal turn
            turn += 1
            changed = [{**typed[0], "subject": f"Sujet {turn}"}, *typed[1:count]]
            content.answers["c4-calendrier"] = {"values": {"posts": changed}}
            return CALENDAR.parse(content.values("c4-calendrier")), CALENDAR.pictures(content)

        return once

    return Row(
        f"One edit of a calendar of {len(posts)} posts: read, measure, draw",
        f"{len(posts)} posts (budget: 100 ms)",
        "a calendar of 40 posts",
        pair(per_call(edit(len(posts))), per_call(edit(40)), 5).scaled(1000),
        "ms",
        "median of 5",
    )


def _timed(function: Callable[[], object]) -> float:
    from timeit import timeit

    return timeit(function, number=1)


def _with_default_relaxation(wishes: Wishes) -> Callable[[], object]:
    def run() -> object:
        with _relaxation(1):
            return build_calendar(wishes)

    return run


@contextmanager
def _relaxation(level: int) -> Iterator[None]:
    kept = solve.LINEARIZATION
    solve.LINEARIZATION = level
    try:
        yield
    finally:
        solve.LINEARIZATION = kept


def _year() -> Wishes:
    lines = (
        PostingCadence("Instagram", "Photo", 20, 2, 3, time(18, 30)),
        PostingCadence("Instagram", "Vidéo", 45, 0.5, None, time(20)),
        PostingCadence("Facebook", "Photo", 20, 2, 3, time(12)),
        PostingCadence("Google Business", "Actualité", 10, 1, None, time(9)),
        PostingCadence("TikTok", "Vidéo courte", 40, 1.5, 2, time(20)),
    )
    days = [(name, START + timedelta(days=offset)) for name, offset in EVENTS]
    return Wishes(
        start=START,
        end=START + timedelta(days=363),
        hours=6,
        moderation=60,
        lines=lines,
        pillars=(Pillar("Savoir-faire", 40), Pillar("Conseils", 35), Pillar("Ventes", 25)),
        moments=tuple(
            CalendarEvent(name, day - timedelta(days=21), day - timedelta(days=1), 2) for name, day in days
        ),
        closed_weekdays=frozenset({0, 6}),
        closed_days=frozenset(date(2027, 8, 2) + timedelta(days=rank) for rank in range(14)),
        strong=((date(2027, 4, 19), date(2027, 5, 30)), (date(2027, 11, 22), date(2027, 12, 24))),
    )
