"""What the public calculators compute beyond the course: a month at a steady pace, networks to look at first."""

import asyncio
import json
import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.demos.crowd import Visitor, crowd, strangers
from benchmarks.demos.systems import ROOT, System, served
from benchmarks.demos.tree import children
from tpelib.base.errors import DomainError
from tpelib.domain.calendar.spread import spread
from tpelib.domain.events import own_event
from tpelib.domain.fit import MOST, best_fits, judged_line
from tpelib.engine.live import NOBODY, answer, shown
from tpelib.engine.registry import exploration
from tpelib.screens.notebooks.demos import all_demos

MONDAY = date(2027, 5, 3)
ASKED = [asked for demo in all_demos() for asked in demo.explorations]


@given(
    per_week=st.integers(1, 7),
    closed=st.frozensets(st.integers(0, 6), max_size=6),
    first=st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    days=st.integers(7, 62),
)
def test_posts_are_spread_over_open_days(
    per_week: int, closed: frozenset[int], first: date, days: int
) -> None:
    """Whatever the pace and the days off: never two posts a day, never one on a day off, the pace held?"""
    last = first + timedelta(days=days - 1)
    posts = spread(first, last, per_week, closed, (), "Ma page")
    found = [post.day for post in posts]
    assert found == sorted(set(found))
    assert all(first <= day <= last and day.weekday() not in closed for day in found)
    whole = first + timedelta(days=(7 - first.weekday()) % 7)
    if whole + timedelta(days=6) <= last:
        in_week = [day for day in found if whole <= day <= whole + timedelta(days=6)]
        assert len(in_week) == min(per_week, 7 - len(closed))


def test_an_event_is_announced_before_it_once() -> None:
    """Is what happens announced while there is still time, and only once?"""
    feast = own_event("Portes ouvertes", MONDAY + timedelta(days=12), lead=7)
    posts = spread(MONDAY, MONDAY + timedelta(days=27), 3, {6}, [feast], "Ma page")
    told = [post for post in posts if "Portes ouvertes" in post.subject]
    assert [feast.window[0] <= post.day <= feast.window[1] for post in told] == [True]


def test_a_pace_that_cannot_be_held_is_said() -> None:
    """Does a week without an open day, or without a post, get a sentence?"""
    for per_week, closed in ((0, ()), (2, range(7))):
        with pytest.raises(DomainError, match="jour ouvert"):
            spread(MONDAY, MONDAY, per_week, closed, (), "Ma page")


def test_networks_come_in_order_with_whose_judgement_it_is() -> None:
    """Are the networks in order of points, each within bounds, with a judgement that says its age?"""
    for shows in ("photos", "videos", "words", "practical"):
        for people in ("near", "far", "young", "firms"):
            found = best_fits(shows, people)
            assert found
            points = [fit.points for fit in found]
            assert points == sorted(points, reverse=True)
            assert all(0 < fit.points <= MOST and fit.hours > 0 for fit in found)
    assert "vérifiez" not in judged_line(date(2026, 12, 1))
    assert "vérifiez" in judged_line(date(2028, 1, 1))
    with pytest.raises(DomainError):
        best_fits("photos", "")


def test_hours_decide_what_is_proposed() -> None:
    """Does who has half an hour get fewer networks than who has five?"""
    networks = exploration("demo-reseaux")
    little, much = (shown(networks, {"hours": hours}, NOBODY).sentence for hours in (0.5, 5))
    assert ", puis " not in little
    assert ", puis " in much


def test_the_same_draw_gives_the_same_campaign_and_another_another() -> None:
    """Is the simulated campaign the same each time it is asked for, and does luck change it?"""
    campaign = exploration("demo-campagne")
    first, again, other = (shown(campaign, {"draw": draw}, NOBODY).sentence for draw in "112")
    assert first == again != other
    assert "simulation" in first


@pytest.mark.skipif(sys.platform != "linux", reason="processes are counted on Linux only")
def test_visitors_at_once_share_nothing() -> None:
    """Fifty at the same instant where one question may wait: are all answered in the end, each about their own?

    And when the processes that answer are killed: are the next visitors answered by others?
    """

    def come(count: int) -> list[Visitor]:
        with ThreadPoolExecutor(1) as aside:  # in this thread the browser of other tests may run a loop
            return aside.submit(asyncio.run, crowd(base, count, pause=0.05)).result()

    def answering() -> set[int]:
        return {process for child in children(server) for process in children(child)}

    command = ["demos", "--no-browser", "--port", "{port}", "--calculs", "1"]
    with served(System("demos", [sys.executable, "-m", "tpelib.cli", *command], "", ROOT)) as (server, base):
        visitors = come(50)
        assert any(visitor.queued for visitor in visitors)
        assert all(len(visitor.figures) == 2 for visitor in visitors)
        assert strangers(visitors) == 0
        killed = answering()
        assert 1 <= len(killed) <= (os.cpu_count() or 1)
        for process in killed:
            os.kill(process, signal.SIGKILL)
        assert strangers(come(5)) == 0
        assert answering()
        assert not answering() & killed


@given(
    values=st.dictionaries(
        st.sampled_from(sorted({name for demo in ASKED for name in exploration(demo).model.model_fields})),
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text()
        | st.just("<script>alert(1)</script>")
        | st.lists(st.integers(), max_size=2),
    ),
    width=st.integers(),
)
def test_whatever_is_asked_has_an_answer(values: dict[str, object], width: int) -> None:
    """Whatever somebody sends in place of a setting: a sentence, and no script of theirs?"""
    for demo in ASKED:
        found = json.loads(answer(demo, json.dumps(values), width))
        assert found["sentence"]
        assert "<script" not in found["figure"]
