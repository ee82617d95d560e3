"""The market: formulas against worked figures, and decisions that do not lie."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpelib.base import stats
from tpelib.base.errors import DomainError
from tpelib.domain import budget, market, media

MARKS = st.integers(2, 5).flatmap(
    lambda k: st.tuples(
        st.dictionaries(
            st.sampled_from("abcde"),
            st.lists(st.integers(0, 5), min_size=k, max_size=k),
            min_size=1,
            max_size=5,
        ),
        st.lists(st.integers(1, 60), min_size=k, max_size=k),
    )
)


def test_worked_figures_of_the_market() -> None:
    """Do affinity, penetration, share of voice and concentration give the worked figures?"""
    assert media.affinity_index(0.48, 0.32) == pytest.approx(150)
    assert media.penetration(48, 150) == pytest.approx(0.32)
    assert media.coverage(16_000, 50_000) == pytest.approx(0.32)
    assert market.shares([40, 25, 20, 15]) == pytest.approx((0.40, 0.25, 0.20, 0.15))
    assert budget.share(40, 100) == pytest.approx(market.shares([40, 60])[0])
    found = stats.concentration(market.shares([40, 25, 20, 15]))
    assert found.hhi == pytest.approx(2850)
    assert found.normalised == pytest.approx(0.0467, abs=1e-4)
    assert found.effective_number == pytest.approx(3.51, abs=0.005)
    assert budget.excess_share_of_voice(0.40, 0.25) == pytest.approx(0.15)


def test_margin_of_a_small_survey() -> None:
    """Is the margin of 40 answers about 15 points, and narrower when the target is small?"""
    assert market.survey_margin(0.5, 40) == pytest.approx(0.15495, abs=1e-5)
    assert market.survey_margin(0.5, 40, 200) == pytest.approx(0.15495 * math.sqrt(160 / 199), abs=1e-5)
    assert market.survey_margin(0.5, 40, 1_000_000) == pytest.approx(0.15495, abs=1e-4)
    assert market.survey_margin(0.5, 40, 40) == 0
    assert market.survey_margin(1, 1, 1) == 0


def test_answers_needed_for_a_margin() -> None:
    """Does one need 385 answers for 5 points, and fewer when the target is a village?"""
    assert market.survey_size(0.05) == 385
    assert market.survey_size(0.05, 600) == 235
    assert market.survey_size(0.10) == 97


@given(st.floats(0.02, 0.3), st.integers(50, 100_000))
def test_size_and_margin_undo_each_other(margin: float, population: int) -> None:
    """Do the answers asked for reach the margin wanted, and would one fewer miss it?"""
    size = market.survey_size(margin, population)
    assert market.survey_margin(0.5, size, population) <= margin + 1e-6
    if size > 1:
        assert market.survey_margin(0.5, size - 1, population) > margin - 1e-6


def test_engagement_depends_on_its_base() -> None:
    """Is the same post's rate different by followers and by reach?"""
    assert market.engagement_rate(30, 1_200) == pytest.approx(0.025)
    assert market.engagement_rate(30, 400) == pytest.approx(0.075)


def test_distance_and_correlation_on_a_map() -> None:
    """Is the nearest neighbour found, and are two axes that say the same thing recognised?"""
    assert market.distance_to_nearest((0, 0), [(3, 4), (1, 0)]) == (1.0, 1)
    assert market.correlation([(1, 2), (2, 4), (3, 6)]) == pytest.approx(1)
    assert market.correlation([(1, 6), (2, 4), (3, 2)]) == pytest.approx(-1)
    assert market.correlation([(1, 1), (1, 2), (1, 3)]) is None
    assert market.correlation([(1, 1), (2, 2)]) is None
    assert market.correlation([(0, 0), (0, 1), (1, 0), (1, 1)]) == pytest.approx(0)


def test_a_decision_is_a_weighted_mean() -> None:
    """Is the total the mean of the marks by their weights, and the order that of the totals?"""
    found = market.decide({"facebook": [5, 3], "tiktok": [2, 5]}, [75, 25])
    assert found.totals == {"facebook": 4.5, "tiktok": 2.75}
    assert found.ranking == ("facebook", "tiktok")
    assert not found.tied
    assert market.decide({"b": [1], "a": [1]}, [3]).tied
    assert market.decide({"b": [1], "a": [1]}, [3]).first == "b"


def test_a_fragile_decision_is_called_fragile() -> None:
    """Is a narrow lead lost in some scenarios, and a wide one never?"""
    narrow = market.sensitivity({"a": [5, 2], "b": [2, 5.2]}, [51, 49])
    assert narrow.decision.first == "b"
    assert narrow.scenarios == 8
    assert narrow.first_stays == pytest.approx(5 / 8)
    assert narrow.overtakes == {"a": pytest.approx(3 / 8)}
    wide = market.sensitivity({"a": [5, 4], "b": [2, 3]}, [51, 49])
    assert (wide.first_stays, wide.overtakes) == (1.0, {})


def test_scenarios_are_each_weight_and_each_pair() -> None:
    """With five weights, are 10 + 40 sets of weights tried?"""
    assert market.sensitivity({"a": [1, 2, 3, 4, 5]}, [1, 1, 1, 1, 1]).scenarios == 50
    assert market.sensitivity({"a": [1, 2]}, [1, 0]).scenarios == 2


@given(MARKS)
def test_totals_stay_between_the_marks(case: tuple[dict[str, list[int]], list[int]]) -> None:
    """Is a total always between the worst and the best mark, whatever the weights become?"""
    marks, weights = case
    found = market.sensitivity(marks, weights)
    for name, given_range in found.ranges.items():
        assert min(marks[name]) - 1e-9 <= given_range.low <= given_range.central + 1e-9
        assert given_range.central <= given_range.high + 1e-9 <= max(marks[name]) + 2e-9
    assert found.first_stays + sum(found.overtakes.values()) == pytest.approx(1)


@given(MARKS)
def test_a_choice_that_is_better_everywhere_never_loses(case: tuple[dict[str, list[int]], list[int]]) -> None:
    """Does a choice with the best mark on every criterion stay first in every scenario?"""
    marks, weights = case
    best = {**marks, "z": [max(column) + 1 for column in zip(*marks.values(), strict=True)]}
    found = market.sensitivity(best, weights)
    assert found.decision.first == "z"
    assert found.first_stays == 1


@pytest.mark.parametrize(
    "call",
    [
        lambda: market.survey_margin(0.5, 40, 39),
        lambda: market.survey_margin(1.5, 40),
        lambda: market.survey_margin(0.5, 0),
        lambda: market.survey_size(0),
        lambda: market.engagement_rate(10, 0),
        lambda: market.shares([]),
        lambda: market.shares([0, 0]),
        lambda: market.shares([-1, 2]),
        lambda: market.distance_to_nearest((0, 0), []),
        lambda: market.decide({}, [1]),
        lambda: market.decide({"a": [1]}, [0]),
        lambda: market.decide({"a": [1]}, [1, 1]),
        lambda: market.decide({"a": [1]}, [-1]),
    ],
)
def test_impossible_figures_get_a_sentence(call: object) -> None:
    """Does an impossible figure say what is expected?"""
    with pytest.raises(DomainError, match=r"\.$"):
        call()  # type: ignore[operator]  # a lambda
