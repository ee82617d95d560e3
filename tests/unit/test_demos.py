"""What the public calculators compute beyond the course: a month at a steady pace, networks to look at first."""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.demos.crowd import Visitor, alone_again, crowd
from benchmarks.demos.systems import ROOT, System, served
from tpelib.calendar.spread import spread
from tpelib.errors import DomainError
from tpelib.events import own_event
from tpelib.exercises import exploration
from tpelib.exercises.live import NOBODY, shown
from tpelib.fit import MOST, best_fits, judged_line
from tpelib.lab.provisioner import can_fork

MONDAY = date(2027, 5, 3)


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


@pytest.mark.skipif(not can_fork(), reason="kernels are forked, and processes counted, on Linux only")
def test_visitors_at_once_share_nothing_and_leave_nothing(tmp_path: Path) -> None:
    """Eight at the same instant where six have room: served or kindly sent away, alone with their entries, and gone?

    And whoever speaks to their kernel by hand: do they run nothing?
    """
    run = {"code": f"open({str(tmp_path / 'run')!r}, 'w')", "silent": False}
    command = ["demos", "--no-browser", "--port", "{port}", "--visiteurs", "6"]
    with served(System("demos", [sys.executable, "-m", "tpelib.cli", *command], "", ROOT)) as (server, base):

        async def come_and_go() -> list[str]:
            visitors, _ = await crowd(base, 8, server)
            held = [visitor for visitor in visitors if visitor.served]
            assert 1 <= len(held) <= 6
            for visitor in held:
                assert len(visitor.figures) == 2
                assert all(f"Budget {visitor.budget}\u00a0€" in figure for figure in visitor.figures)
            await alone_again(
                server, 2
            )  # the server and its warm process: half of the pages closed without a word
            curious = Visitor(base, 500)
            await curious.come()
            await curious.send("execute_request", run)
            await curious.ask()
            await curious.leave(said=True)
            return [visitor.base for visitor in held]

        with ThreadPoolExecutor(1) as aside:  # in this thread the browser of other tests may run a loop
            assert aside.submit(asyncio.run, come_and_go()).result()
        assert not [*tmp_path.iterdir()]
