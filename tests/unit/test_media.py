"""The formulas of media buying, against worked figures."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpelib.base.errors import DomainError
from tpelib.domain import media

AMOUNTS = st.floats(min_value=0.01, max_value=1e6)
RATES = st.floats(min_value=0.0001, max_value=1)


def test_the_worked_campaign() -> None:
    """Does 300 € give what the worked example says, step by step?"""
    found = media.funnel(budget=300, cpm=7.5, ctr=0.012, conversion_rate=0.025, basket=42, margin_rate=0.45)
    assert found.impressions == pytest.approx(40_000)
    assert found.clicks == pytest.approx(480)
    assert found.cpc == pytest.approx(0.625)
    assert found.conversions == pytest.approx(12)
    assert found.cpa == pytest.approx(25)
    assert found.revenue == pytest.approx(504)
    assert found.roas == pytest.approx(1.68)
    assert found.break_even_roas == pytest.approx(2.2222, abs=1e-4)
    assert found.maximum_cpa == pytest.approx(18.90)
    assert found.net_result == pytest.approx(-73.20)


def test_reach_and_frequency() -> None:
    """Do frequency, coverage, rating points and affinity follow their definitions?"""
    assert media.frequency(40_000, 16_000) == pytest.approx(2.5)
    assert media.coverage(16_000, 50_000) == pytest.approx(0.32)
    assert media.grp(40_000, 50_000) == pytest.approx(80)
    assert media.grp(40_000, 50_000) == pytest.approx(0.32 * 100 * 2.5)
    assert media.cost_per_grp(300, 80) == pytest.approx(3.75)
    assert media.affinity_index(0.48, 0.32) == pytest.approx(150)
    assert media.penetration(20, 50) == pytest.approx(0.4)


def test_reach_is_a_range() -> None:
    """Do the two models give the known reach for 40 000 impressions on 50 000 people?"""
    found = media.reach_range(50_000, 40_000)
    assert round(found.high) == 27_534
    assert round(found.low) == 18_991


@given(AMOUNTS, st.floats(min_value=0, max_value=1e7))
def test_reach_never_exceeds_people_or_impressions(people: float, shown: float) -> None:
    """Is nobody reached who does not exist, nor more people than impressions?"""
    found = media.reach_range(people, shown)
    assert -1e-6 <= found.low <= found.high + 1e-6 * people
    assert found.high <= min(people, shown) * (1 + 1e-9) + 1e-6


@given(AMOUNTS, AMOUNTS, RATES, RATES, AMOUNTS, RATES)
def test_a_campaign_breaks_even_at_its_break_even_roas(
    budget: float, cpm: float, ctr: float, rate: float, basket: float, margin: float
) -> None:
    """Is the result positive exactly when the ROAS is above break-even, and the CPA under its maximum?"""
    found = media.funnel(
        budget=budget, cpm=cpm, ctr=ctr, conversion_rate=rate, basket=basket, margin_rate=margin
    )
    assert found.roas is not None
    if not math.isclose(found.roas, found.break_even_roas, rel_tol=1e-6):
        assert (found.net_result > 0) == (found.roas > found.break_even_roas)
        if found.cpa is not None and not math.isclose(found.cpa, found.maximum_cpa, rel_tol=1e-6):
            assert (found.net_result > 0) == (found.cpa < found.maximum_cpa)


def test_inverse_formulas_agree() -> None:
    """Do the formulas undo each other?"""
    assert media.cpm(300, 40_000) == pytest.approx(7.5)
    assert media.ctr(480, 40_000) == pytest.approx(0.012)
    assert media.clicks(40_000, 0.012) == pytest.approx(480)
    assert media.cpc(300, 480) == pytest.approx(0.625)
    assert media.conversions(480, 0.025) == pytest.approx(12)
    assert media.conversion_rate(12, 480) == pytest.approx(0.025)
    assert media.cpa(300, 12) == pytest.approx(25)
    assert media.roas(504, 300) == pytest.approx(1.68)


def test_two_engagement_rates_differ() -> None:
    """Are the mean of ratios and the ratio of sums told apart?"""
    mean, overall = media.engagement_rates([(10, 100), (10, 1000)])
    assert mean == pytest.approx(0.055)
    assert overall == pytest.approx(20 / 1100)


def test_pace_and_learning_phase() -> None:
    """Is a campaign on time at pace 1, and the learning phase about 50 results a week?"""
    assert media.pacing(150, 300, 5, 10) == pytest.approx(1)
    assert media.learning_phase_daily_budget(25) == pytest.approx(50 / 7 * 25)


@pytest.mark.parametrize(
    "call",
    [
        lambda: media.impressions(300, 0),
        lambda: media.impressions(-1, 7.5),
        lambda: media.impressions(math.nan, 7.5),
        lambda: media.clicks(100, 1.2),
        lambda: media.break_even_roas(0),
        lambda: media.frequency(10, 0),
        lambda: media.affinity_index(0.5, 0),
        lambda: media.reach_range(0, 10),
        lambda: media.engagement_rates([]),
        lambda: media.pacing(1, 1, 0, 10),
    ],
)
def test_impossible_figures_get_a_sentence(call: object) -> None:
    """Does an impossible figure say what is expected?"""
    with pytest.raises(DomainError, match=r"\.$"):
        call()  # type: ignore[operator]  # a lambda
