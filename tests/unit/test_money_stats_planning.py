"""Customer value, statistics, seasons and planning, against worked figures."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpelib.base import stats
from tpelib.base.errors import DomainError
from tpelib.domain import budget, planning, season
from tpelib.domain.planning import PlanOption


def days(*numbers: int) -> list[date]:
    return [date(2026, 3, number) for number in numbers]


def test_customer_value() -> None:
    """Is a customer worth 226,80 €, and 166,32 € or 90,72 € when some leave?"""
    assert budget.customer_value(42, 0.45, 4, 3) == pytest.approx(226.80)
    assert budget.customer_value_with_retention(75.6, 0.6, 0.1) == pytest.approx(166.32)
    later = budget.customer_value_with_retention(75.6, 0.6, 0.1, first_margin_counts=False)
    assert later == pytest.approx(90.72)


def test_shares() -> None:
    """Is the excess share of voice a difference of two shares?"""
    assert budget.excess_share_of_voice(budget.share(30, 100), budget.share(10, 100)) == pytest.approx(0.2)
    assert budget.price_with_vat(100) == pytest.approx(120)
    with pytest.raises(DomainError):
        budget.share(3, 2)
    with pytest.raises(DomainError):
        budget.customer_value(-1, 0.5, 1, 1)
    with pytest.raises(DomainError):
        budget.customer_value(1, 1.5, 1, 1)
    with pytest.raises(DomainError):
        budget.customer_value_with_retention(1, 1.5, 0)


def test_two_versions_compared() -> None:
    """Do the two known A/B tests give their z and p?"""
    small = stats.two_proportions(48, 2400, 72, 2400)
    assert (round(small.z, 3), round(small.p, 4)) == (-2.219, 0.0265)
    large = stats.two_proportions(120, 4000, 150, 4000)
    assert (round(large.z, 3), round(large.p, 4)) == (-1.857, 0.0633)
    with pytest.raises(DomainError):
        stats.two_proportions(0, 10, 0, 10)
    with pytest.raises(DomainError):
        stats.two_proportions(11, 10, 0, 10)


def test_sample_size() -> None:
    """Does telling 2 % from 3 % take 3 826 people a version?"""
    assert stats.sample_size_per_arm(0.02, 0.03) == 3826
    with pytest.raises(DomainError):
        stats.sample_size_per_arm(0.02, 0.02)


def test_wilson() -> None:
    """Is 18 out of 20 between 69,9 % and 97,2 %?"""
    low, high = stats.wilson_interval(18, 20)
    assert (round(low, 3), round(high, 3)) == (0.699, 0.972)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share(case: tuple[int, int]) -> None:
    """Is the share always inside its interval, and the interval inside [0, 1]?"""
    low, high = stats.wilson_interval(*case)
    assert 0 <= low <= case[0] / case[1] + 1e-12
    assert case[0] / case[1] - 1e-12 <= high <= 1


def test_small_perfect_ratings_lose() -> None:
    """Does the shop with three 5-star reviews come after the one with 120 at 4,6?"""
    few = stats.bayesian_mean(15, 3)
    many = stats.bayesian_mean(120 * 4.6, 120)
    assert (round(few, 3), round(many, 3)) == (4.304, 4.543)


def test_small_summaries() -> None:
    """Are NPS, delays, weights and concentration what they say?"""
    assert stats.net_promoter_score([10, 9, 8, 3]) == pytest.approx(25)
    found = stats.response_times([1, 2, 30], unanswered=1)
    assert (found.median, found.p90, found.within_a_day, found.response_rate) == (2, 30, 0.5, 0.75)
    assert stats.kish_effective_n([1, 1, 1, 1]) == pytest.approx(4)
    assert stats.kish_effective_n([1, 0]) == pytest.approx(1)
    market = stats.concentration([0.4, 0.25, 0.2, 0.15])
    assert market.hhi == pytest.approx(2850)
    assert round(market.normalised, 4) == 0.0467
    assert round(market.effective_number, 2) == 3.51
    assert stats.margin_of_error(0.5, 100) == pytest.approx(0.098, abs=1e-3)
    for bad in (lambda: stats.net_promoter_score([11]), lambda: stats.concentration([0.5, 0.4])):
        with pytest.raises(DomainError):
            bad()


def test_regularity() -> None:
    """Is a steady rhythm told from bursts?"""
    assert round(planning.regularity(days(4, 7, 11, 14, 18, 21)).variation, 3) == 0.144
    bursts = planning.regularity(days(4, 5, 6, 21, 22, 29))
    assert round(bursts.variation, 3) == 1.103
    assert bursts.longest_gap == 15
    assert planning.regularity([date(2026, 3, 2), date(2026, 3, 23)]).empty_weeks == 2
    with pytest.raises(DomainError):
        planning.regularity(days(4, 4))


def test_time_and_mix() -> None:
    """Are hours a week and the mix of themes added up as said?"""
    assert planning.weekly_hours([(40, 2), (15, 3)], 60) == pytest.approx(185 / 60)
    assert planning.mix_gap({"a": 5, "b": 5}, {"a": 50, "b": 50}) == pytest.approx(0)
    assert planning.mix_gap({"a": 10}, {"b": 1}) == pytest.approx(1)
    with pytest.raises(DomainError):
        planning.weekly_hours([(-1, 2)])


def test_seasons() -> None:
    """Are indices turned around 1, and peaks those clearly above?"""
    turnover = [8000, 8000, 8000, 8000, 16000, 8000, 8000, 8000, 8000, 8000, 8000, 12000]
    indices = season.seasonal_indices(turnover)
    assert sum(indices) == pytest.approx(12)
    assert season.peak_months(indices) == (5, 12)
    assert season.peak_months([1] * 12) == (1,)
    assert season.covers_month(date(2026, 4, 10), date(2026, 5, 31), 5)
    assert season.covers_month(date(2026, 11, 20), date(2026, 12, 24), 12)
    assert season.covers_month(date(2026, 12, 1), date(2026, 12, 20), 1)
    assert not season.covers_month(date(2026, 6, 1), date(2026, 6, 30), 5)
    for wrong in ([1] * 11, [0] * 12, [-1] * 12):
        with pytest.raises(DomainError):
            season.seasonal_indices(wrong)


def test_money_runs_out_in_the_month_it_runs_out() -> None:
    """Is the first month above what is available named?"""
    items = [(date(2026, 1, 1), date(2026, 1, 31), 100.0), (date(2026, 2, 1), date(2026, 3, 31), 590.0)]
    found = planning.cumulative(items, 200)
    assert found.months == (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))
    assert found.spent == pytest.approx((100, 380, 690))
    assert found.available == pytest.approx((200, 400, 600))
    assert found.exceeded == date(2026, 3, 1)


@given(
    st.lists(
        st.tuples(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 200), st.floats(0, 1000)),
        min_size=1,
        max_size=6,
    )
)
def test_nothing_is_lost_by_spreading(raw: list[tuple[date, int, float]]) -> None:
    """Does the running total end at the sum of the amounts?"""
    items = [(start, start + timedelta(days=length), amount) for start, length, amount in raw]
    found = planning.cumulative(items, 0)
    assert found.spent[-1] == pytest.approx(sum(amount for _, _, amount in raw))


CANDIDATES = st.lists(
    st.builds(
        PlanOption,
        name=st.sampled_from("abcdef"),
        value=st.integers(0, 20),
        cost=st.integers(0, 60),
        hours=st.integers(0, 8),
        maximum=st.integers(0, 3),
    ),
    min_size=1,
    max_size=4,
)


@given(CANDIDATES, st.integers(0, 150), st.integers(0, 20))
def test_the_best_plan_is_the_best(candidates: list[PlanOption], money: int, hours: int) -> None:
    """Does trying every plan find none better than the one proven best?"""
    best = planning.best_plan(candidates, money, hours)
    assert best is not None
    assert best.proven
    assert best.cost <= money
    assert best.hours <= hours
    feasible = [
        planning.plan_value(candidates, counts)
        for counts in product(*(range(c.maximum + 1) for c in candidates))
    ]
    assert best.value == max(value for value, cost, time in feasible if cost <= money and time <= hours)


def test_minima_that_do_not_fit_are_said() -> None:
    """Is there no plan when the cadence itself does not fit?"""
    assert planning.best_plan([PlanOption("a", 1, 10, 1, 3, minimum=3)], 20, 10) is None


def test_what_explains_the_difference() -> None:
    """Is the swap that gains most named?"""
    candidates = [PlanOption("flyer", 1, 10, 0, 5), PlanOption("vidéo", 5, 10, 0, 5)]
    best = planning.best_plan(candidates, 50, 10)
    assert best is not None
    assert planning.explain_gap(candidates, [5, 0], best) == ([("vidéo", 5)], [("flyer", 5)])


@pytest.mark.parametrize(("n", "low", "high"), [(6, 1, 6), (10, 2, 9), (15, 4, 12), (20, 6, 15), (25, 8, 18)])
def test_the_interval_of_a_median_is_between_two_of_the_values(n: int, low: int, high: int) -> None:
    """Are the ranks those of the usual tables of the sign test at 95 %?"""
    found = stats.median_interval([float(rank) for rank in range(n, 0, -1)])
    assert found == ((n + 1) / 2, low, high)


def test_too_few_values_have_no_interval() -> None:
    """Is none given under six values, where 95 % cannot be reached?"""
    assert stats.median_interval([1, 2, 3, 4, 5]) is None
