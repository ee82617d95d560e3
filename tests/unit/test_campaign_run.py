"""A campaign that runs from a seed, and how it is piloted: what the simulation always holds to."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tpelib.domain import sources
from tpelib.domain.campaign import tool_of
from tpelib.domain.campaign.piloting import (
    TIRED,
    Alarm,
    alarms,
    answered,
    fidgets,
    grade,
    pace,
    weeks_watched,
)
from tpelib.domain.campaign.runs import (
    DECISIONS,
    MAX_DAYS,
    Market,
    PilotDecision,
    Run,
)
from tpelib.domain.campaign.simulation import model, run, truth

META = tool_of("instagram")

MARKET = Market(
    seed="essai",
    start=date(2027, 1, 18),
    days=28,
    daily=8.0,
    lifetime=None,
    people=20_000,
    placements=("instagram-feed", "instagram-story"),
    cpm=7.5,
    ctr=0.014,
    conversion_rate=0.04,
    basket=32,
    margin_rate=0.55,
    overspend=META.overspend,
)

MARKETS = st.builds(
    Market,
    seed=st.text(max_size=6),
    start=st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    days=st.integers(1, 60),
    daily=st.floats(0.5, 500),
    lifetime=st.none() | st.floats(5, 5000),
    people=st.floats(50, 1e6),
    placements=st.sampled_from([("a",), ("a", "b"), ("a", "b", "c")]),
    cpm=st.floats(0.5, 60),
    ctr=st.floats(0.0005, 0.3),
    conversion_rate=st.floats(0.001, 0.9),
    basket=st.floats(1, 500),
    margin_rate=st.floats(0.05, 0.95),
    overspend=st.sampled_from(
        [tool_of(network).overspend for network in ("instagram", "tiktok", "linkedin")]
    ),
    season=st.tuples(*[st.floats(0.2, 3)] * 12),
)
PILOTS = st.lists(
    st.builds(
        PilotDecision,
        day=st.integers(-3, 70),
        kind=st.sampled_from([*DECISIONS, "rien"]),
        amount=st.none() | st.floats(0.01, 800),
        placement=st.sampled_from(["a", "b", "z", ""]),
        why=st.text(max_size=30),
    ),
    max_size=8,
)

GOLDEN_CENTS = [817, 738, 447, 766, 748, 739, 478]
GOLDEN_TOTALS = (31684, 251, 2, 10204)
"""What the seed « essai » gives: computed once, held since."""


def sunday(day: date) -> date:
    """Return the Sunday a week starts on."""
    return day - timedelta(days=(day.weekday() + 1) % 7)


# ── What always holds ─────────────────────────────────────────────────────────────────────────────


@settings(max_examples=60)
@given(market=MARKETS, decisions=PILOTS)
def test_money_is_conserved_and_never_exceeds_the_rule(
    market: Market, decisions: list[PilotDecision]
) -> None:
    """Whatever is decided, is every cent accounted for, and no day, week or total beyond the tool's rule?"""
    found = run(market, decisions)
    assert len(found.days) == market.days
    rule = market.overspend
    weeks: dict[date, list[tuple[int, float]]] = defaultdict(list)
    for day in found.days:
        assert day.cents == sum(item.cents for item in day.slices)
        assert all(item.cents >= 0 for item in day.slices)
        assert day.cents <= 100 * day.budget * rule.day + 1e-6
        weeks[sunday(day.day)].append((day.cents, day.budget))
    for week in weeks.values():
        most = max(budget for _, budget in week)
        assert sum(cents for cents, _ in week) <= 100 * most * len(week) * rule.week / 7 + 1e-6
    assert round(100 * found.spent) == sum(day.cents for day in found.days)
    if market.lifetime is not None:
        assert found.spent <= market.lifetime + 1e-9
    elif not any(decision.kind == "budget" for decision in decisions):
        assert found.spent <= market.planned * rule.week / 7 + 1e-6


@settings(max_examples=60)
@given(market=MARKETS, decisions=PILOTS)
def test_what_is_counted_stays_in_order(market: Market, decisions: list[PilotDecision]) -> None:
    """Do people reached only grow, within the audience; do sales never exceed clicks, nor clicks impressions?"""
    before = 0
    for day in run(market, decisions).days:
        assert before <= day.reach <= min(market.people, max(day.shown, 0))
        before = day.reach
        assert all(times >= 1 for times in day.tired.values())
        for item in day.slices:
            assert 0 <= item.sales <= item.clicks <= item.impressions
        assert day.budget > 0 or not day.impressions


@settings(max_examples=40)
@given(market=MARKETS, decisions=PILOTS, late=st.integers(1, 60))
def test_the_same_seed_gives_the_same_run_and_the_past_never_changes(
    market: Market, decisions: list[PilotDecision], late: int
) -> None:
    """Does a decision change the days from there on, and not one day before?"""
    found = run(market, decisions)
    assert found == run(market, decisions)
    early = [decision for decision in decisions if decision.day < late]
    assert run(market, early).days[: late - 1] == found.days[: late - 1]
    assert run(market, decisions, until=late).days == found.days[:late]
    assert found.until(late).days == found.days[:late]


@settings(max_examples=40)
@given(market=MARKETS, decisions=PILOTS)
def test_any_run_can_be_piloted_and_graded(market: Market, decisions: list[PilotDecision]) -> None:
    """Do alarms come in order, each with a day to answer by, whatever was decided?"""
    found = run(market, decisions)
    watch = grade(found, decisions)
    days = [alarm.day for alarm, _ in watch.alarms]
    assert days == sorted(days)
    assert all(1 <= alarm.day < alarm.due for alarm, _ in watch.alarms)
    assert 0 <= watch.weeks[0] <= watch.weeks[1]
    assert watch.pace >= 0
    assert watch.over >= 0


# ── What a run shows ──────────────────────────────────────────────────────────────────────────────


def test_golden_run() -> None:
    """Does this seed give these very figures, on every machine and every Python?"""
    found = run(MARKET)
    assert [day.cents for day in found.days[:7]] == GOLDEN_CENTS
    assert (found.impressions, found.clicks, found.sales, found.reach) == GOLDEN_TOTALS


def test_another_seed_is_another_luck() -> None:
    """Do two businesses meet two different runs?"""
    assert run(replace(MARKET, seed="autre")).days != run(MARKET).days


def test_a_worn_out_creative_draws_fewer_clicks_and_a_fresh_one_more() -> None:
    """In a small audience, does the click rate fall as people see the ad again, and rise with creative B?"""
    small = replace(MARKET, people=1500, days=42)

    def rate(found: Run, first: int, last: int) -> float:
        days = found.days[first - 1 : last]
        return sum(day.clicks for day in days) / sum(day.impressions for day in days)

    alone = run(small)
    assert rate(alone, 22, 28) < 0.7 * rate(alone, 1, 7)
    fresh = run(small, [PilotDecision(22, "creative")])
    better = truth(small).creatives["B"] / truth(small).creatives["A"]
    assert rate(fresh, 22, 28) > 1.2 * better * rate(alone, 22, 28)


def test_a_stop_spends_nothing_until_one_starts_again() -> None:
    """Is a campaign that is stopped free, and does it start again on the very day?"""
    found = run(MARKET, [PilotDecision(5, "pause"), PilotDecision(9, "resume")])
    assert [day.cents > 0 for day in found.days[:10]] == [True] * 4 + [False] * 4 + [True] * 2


def test_shifting_the_budget_and_sharing_creatives() -> None:
    """Does 70 % of the money go where it is sent, and half to each creative?"""
    day = run(
        MARKET, [PilotDecision(3, "shift", placement="instagram-story"), PilotDecision(3, "split")]
    ).days[2]
    sums: dict[str, int] = defaultdict(int)
    for item in day.slices:
        sums[item.placement] += item.cents
        sums[item.creative] += item.cents
    assert sums["instagram-story"] / day.cents == pytest.approx(0.7, abs=0.01)
    assert sums["A"] / day.cents == pytest.approx(0.5, abs=0.01)


def test_the_broken_page_sells_nothing_until_it_is_repaired() -> None:
    """Do sales stop on the day the landing page breaks, and come back once somebody looks at it?"""
    busy = replace(MARKET, daily=200.0, people=200_000)
    broken = truth(busy).broken
    assert 0.3 * busy.days < broken < 0.6 * busy.days
    left = run(busy)
    assert all(day.sales for day in left.days[: broken - 1])
    assert not any(day.sales for day in left.days[broken - 1 :])
    mended = run(busy, [PilotDecision(broken + 2, "repair")])
    assert not mended.days[broken].sales
    assert all(day.sales for day in mended.days[broken + 1 :])
    early = run(busy, [PilotDecision(broken - 1, "repair")])
    assert early.days == left.days  # nothing to repair yet


def test_a_run_is_no_longer_than_a_season() -> None:
    """Is a campaign of ten years cut, rather than computed?"""
    assert len(run(replace(MARKET, days=3650)).days) == MAX_DAYS


def test_every_parameter_says_where_it_comes_from() -> None:
    """Is each figure of the model sourced, or said to be the course's own hypothesis?"""
    known = model()
    for item in [*known["parameters"].values(), known["weekdays"], known["months"]]:
        assert item["label"]
        assert item["source"] == "cours" or sources.source(item["source"]).year
    assert len(known["weekdays"]["values"]) == 7
    assert len(known["months"]["values"]) == 12
    assert "simulation" in known["statement"]


# ── Piloting ──────────────────────────────────────────────────────────────────────────────────────


BUSY = replace(MARKET, daily=200.0, people=200_000)


def kinds(found: Run, decisions: list[PilotDecision]) -> list[str]:
    """Return the kinds of alarms of a run."""
    return [alarm.kind for alarm in alarms(found, decisions)]


def test_clicks_without_a_sale_call_for_a_look_at_the_page() -> None:
    """Is a broken page seen within days, quiet once repaired in time, and missed by who answers late?"""
    alarm = next(item for item in alarms(run(BUSY), []) if item.kind == "silence")
    assert alarm.day >= truth(BUSY).broken
    prompt = [PilotDecision(alarm.day + 1, "repair")]
    assert answered(alarm, run(BUSY, prompt), prompt)
    assert kinds(run(BUSY, prompt), prompt).count("silence") == 1
    late = [PilotDecision(alarm.due + 1, "repair")]
    assert not answered(alarm, run(BUSY, late), late)
    assert not answered(alarm, run(BUSY), [PilotDecision(alarm.day, "repair")])  # before it could be seen


def test_a_sale_that_costs_too_much_calls_for_a_change() -> None:
    """Is a cost above basket × margin seen after a week, and answered by a lower budget but not a higher one?"""
    dear = replace(BUSY, margin_rate=0.06)
    alarm = next(item for item in alarms(run(dear), []) if item.kind == "cost")
    assert alarm.day >= 7
    for amount, right in ((100.0, True), (300.0, False)):
        decisions = [PilotDecision(alarm.day + 1, "budget", amount)]
        assert answered(alarm, run(dear, decisions), decisions) is right


def test_a_worn_out_creative_is_seen_once_and_the_second_one_can_only_stop() -> None:
    """After creative B is worn out in turn, is stopping the answer?"""
    small = replace(MARKET, people=1500)
    first = alarms(run(small), [])[0]
    assert first.kind == "tired"
    assert run(small).days[first.day - 1].tired["A"] >= TIRED > run(small).days[first.day - 2].tired["A"]
    decisions = [PilotDecision(first.day + 1, "creative")]
    found = run(small, decisions)
    assert answered(first, found, decisions)
    worn = next(item for item in alarms(found, decisions) if item.kind == "worn")
    assert not answered(worn, found, [*decisions, PilotDecision(worn.day + 1, "creative")])
    assert answered(worn, found, [*decisions, PilotDecision(worn.day + 1, "pause")])


def test_an_alarm_whose_time_is_not_over_is_not_missed() -> None:
    """Does a run watched up to today forgive what may still be answered tomorrow?"""
    alarm = next(item for item in alarms(run(BUSY), []) if item.kind == "silence")
    for last, met in ((alarm.due - 1, True), (alarm.due, False)):
        found = dict(grade(run(BUSY, until=last), []).alarms)
        assert found[alarm] is met


def test_weeks_count_when_somebody_says_why() -> None:
    """Does a week with a reason count, and a week with « ok » not?"""
    long = "Rien à signaler cette semaine."
    decisions = [
        PilotDecision(2, "keep", why=long),
        PilotDecision(9, "keep", why="ok"),
        PilotDecision(28, "keep", why=long),
    ]
    assert weeks_watched(run(MARKET), decisions) == (2, 4)


def test_fidgeting_in_the_first_week_is_seen() -> None:
    """Is a doubled budget on the third day a fidget, and a fifth more not?"""
    for amount, seen in ((16.0, 1), (9.5, 0)):
        decisions = [PilotDecision(3, "budget", amount)]
        assert len(fidgets(run(MARKET, decisions), decisions)) == seen
    late = [PilotDecision(9, "budget", 16.0)]
    assert not fidgets(run(MARKET, late), late)


def test_pace_is_read_on_the_days_that_have_run() -> None:
    """Is a campaign on time near 1, at the end and on the way?"""
    assert pace(run(MARKET)) == pytest.approx(0.97, abs=0.15)
    assert pace(run(MARKET, until=14)) == pytest.approx(0.97, abs=0.25)


def test_an_alarm_reads_as_french() -> None:
    """Has every alarm its figure and what to do?"""
    found: list[Alarm] = [*alarms(run(BUSY), []), *alarms(run(replace(MARKET, people=1500)), [])]
    assert {alarm.kind for alarm in found} >= {"silence", "tired"}
    for alarm in found:
        assert f"jour {alarm.day}" in alarm.text
        assert any(char.isdigit() for char in alarm.text)
        assert alarm.todo
