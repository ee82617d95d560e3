"""The subjects of the exam: secret, always the same for a candidate, never the same for two."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tpelib.base import french
from tpelib.course.common import AIMS, NETWORKS
from tpelib.course.exam.subject import (
    BRIEFS,
    compose,
    draw,
    read_subject,
    write_subject,
)
from tpelib.domain.campaign import align
from tpelib.domain.campaign.alignment import WORDS, common_words
from tpelib.domain.reputation import needs
from tpelib.engine.course import ExamError

DAY = date(2027, 4, 12)
KEY = bytes(range(32))

keys = st.binary(min_size=32, max_size=32)
candidates = st.lists(
    st.text("abcdefghijklmnop-0123456789", min_size=1, max_size=12), unique=True, max_size=12
)
numbers = st.integers(0, BRIEFS - 1)


@given(keys, candidates, st.integers(12, 20))
def test_two_candidates_never_get_the_same_brief(key: bytes, names: list[str], size: int) -> None:
    """Even when there are hardly more subjects than candidates, are all drawn different?"""
    taken: list[int] = []
    for name in names:
        taken.append(draw(key, name, taken, size))
    assert len(set(taken)) == len(names)
    assert all(0 <= number < size for number in taken)


@given(numbers, numbers)
@settings(max_examples=300, deadline=None)
def test_two_numbers_never_give_the_same_brief(one: int, other: int) -> None:
    """Is the brief itself different, not only its number?"""
    first, second = compose(one, KEY, DAY), compose(other, KEY, DAY)
    assert (first.brief == second.brief) == (one == other)
    assert (first.asked == second.asked) == (one == other)


@given(keys, candidates.filter(bool))
def test_the_same_key_and_candidate_give_the_same_subject(key: bytes, names: list[str]) -> None:
    """Does a candidate get the same subject again, whatever the order in which people come?"""
    alone = {name: draw(key, name) for name in names}
    for name in reversed(names):
        assert draw(key, name) == alone[name]
        assert compose(alone[name], key, DAY) == compose(alone[name], key, DAY)
    if len(set(alone.values())) == len(names):
        taken: list[int] = []
        for name in reversed(names):
            taken.append(draw(key, name, taken))
            assert taken[-1] == alone[name]


def test_another_key_gives_another_subject() -> None:
    """Is a subject out of reach for who knows the candidate but not the key?"""
    found = {draw(bytes([rank]) * 32, "durand") for rank in range(40)}
    assert len(found) == 40
    assert len({compose(7, bytes([rank]) * 32, DAY).reviews for rank in range(40)}) > 10


def test_when_all_are_taken_it_is_said() -> None:
    """Does a session that is full say so, instead of giving a subject twice?"""
    with pytest.raises(ExamError, match="plus de sujet libre"):
        draw(KEY, "durand", range(5), 5)
    with pytest.raises(ExamError, match="n’existe pas"):
        compose(BRIEFS, KEY, DAY)


@given(numbers)
@settings(max_examples=100, deadline=None)
def test_a_subject_asks_for_all_that_is_graded(number: int) -> None:
    """Does each subject say its target, company, budget, date and content, with two needs to answer?"""
    subject = compose(number, KEY, DAY)
    brief = subject.brief
    assert (brief.launch - DAY).days >= 10 if brief.launch else False
    assert brief.aim in {aim.value for aim in AIMS}
    assert set(brief.networks) <= {network.value for network in NETWORKS}
    assert len(common_words([brief.content], [brief.content])) > WORDS
    assert {review.need for review in subject.reviews} <= set(needs())
    assert len({review.need for review in subject.reviews}) == 2
    assert all(message.reply == "" for message in subject.reviews)  # no solution goes along
    assert "{" not in "".join(message.text for message in subject.reviews)
    for text in (*subject.asked, *subject.asked.values(), *subject.known.values()):
        assert french.typography(text) == text
    assert read_subject(write_subject(subject)) == subject


@given(st.binary(max_size=200))
def test_anything_else_is_no_subject(data: bytes) -> None:
    """Is a file that was spoiled refused in a sentence?"""
    with pytest.raises(ExamError, match="illisible"):
        read_subject(data)


def test_nothing_filled_is_aligned_with_a_subject() -> None:
    """Does a campaign left blank agree with nothing of the brief?"""
    from tpelib.domain.campaign import Campaign

    assert [item.share for item in align(Campaign(), compose(3, KEY, DAY).brief)] == [0.0] * 5
