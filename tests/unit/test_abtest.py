"""Two versions of a post: what the figures allow one to say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpelib.base.errors import DomainError
from tpelib.domain.abtest import by_chance, compare, invented_trial

ARM = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_worked_figures() -> None:
    """Is B better at 72 against 48 out of 2 400, and undecided at 150 against 120 out of 4 000?"""
    clear = compare(48, 2400, 72, 2400)
    assert (clear.verdict, clear.p) == ("b", pytest.approx(0.0265, abs=5e-5))
    assert clear.needed == 3826
    assert "version B fait mieux" in clear.sentence
    close = compare(120, 4000, 150, 4000)
    assert (close.verdict, close.p) == ("unknown", pytest.approx(0.0633, abs=5e-5))
    assert "on ne peut pas dire" in close.sentence


def test_a_handful_of_clicks_says_nothing() -> None:
    """Is a comparison of a few actions refused, even when its p-value is small?"""
    assert compare(0, 40, 6, 40).verdict == "few"
    assert compare(0, 40, 0, 40).p is None
    assert "trop peu" in compare(0, 40, 0, 40).sentence


@given(ARM, ARM)
def test_a_and_b_change_places(first: tuple[int, int], second: tuple[int, int]) -> None:
    """Does exchanging the versions exchange the verdict, for any figures?"""
    one, other = compare(*first, *second), compare(*second, *first)
    assert {"a": "b", "b": "a"}.get(one.verdict, one.verdict) == other.verdict
    assert one.needed == other.needed


@pytest.mark.parametrize("figures", [(5, 4, 1, 10), (0, 0, 1, 10), (1, 10, -1, 10)])
def test_impossible_figures(figures: tuple[int, int, int, int]) -> None:
    """Are more actions than people, or nobody at all, refused with a sentence?"""
    with pytest.raises(DomainError, match="personnes"):
        compare(*figures)


def test_everybody_acting_is_no_comparison_either() -> None:
    """Is « too few actions » not said where everybody acted?"""
    found = compare(40, 40, 39, 40)
    assert found.verdict == "few"
    assert "presque tout le monde" in found.sentence


@pytest.mark.parametrize(
    ("p", "told"),
    [
        (0.0265, "2,6 fois sur 100"),
        (0.0633, "6,3 fois sur 100"),
        (0.71, "71 fois sur 100"),
        (0.0013, "1 fois sur 1\u202f000"),
        (1e-9, "moins d’une fois sur 1\u202f000"),
    ],
)
def test_chance_in_words(p: float, told: str) -> None:
    """Is a p-value said as how often two equal versions would differ as much?"""
    assert told in by_chance(p)


@given(st.text(max_size=20), st.floats(0, 1e6), st.floats(0.001, 0.5))
def test_an_invented_trial_can_always_be_read(key: str, views: float, rate: float) -> None:
    """Is it the same each time, with people enough and fewer clicks than people, whatever it is drawn from?"""
    trial = invented_trial(key, views, rate)
    assert trial == invented_trial(key, views, rate)
    assert compare(trial.clicks_a, trial.views_a, trial.clicks_b, trial.views_b).sentence.endswith(".")
