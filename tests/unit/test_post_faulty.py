"""The faulty posts: their faults are those the review sees, and mending them leaves none."""

import pytest

from tpelib.domain.platforms import platform
from tpelib.domain.post.faulty import FAULTS, FaultyPost, faulty_posts

every_post = pytest.mark.parametrize("post", faulty_posts(), ids=lambda post: post.id)

EXPECTED = {
    "vases": {"sales", "disguised", "capitals", "emoji"},
    "galette": {"price", "length", "capitals", "sentence"},
    "domaine": {"paid", "alcohol", "contest", "generated"},
    "coffret": {"paid", "hashtags", "link"},
    "chaudiere": {"price", "disguised"},
    "avant-apres": {"retouched", "capitals", "emoji"},
    "pneus": {"price", "generated"},
    "rentree": {"length", "sentence"},
    "primeur": {"alcohol", "length", "capitals", "sentence"},
    "velo": {"contest", "capitals", "sentence"},
}
"""What was put wrong in each on purpose."""


@every_post
def test_a_faulty_post_has_its_faults_and_no_other(post: FaultyPost) -> None:
    """Does the review see every fault put there, and nothing else?"""
    assert set(post.faults) == EXPECTED[post.id]
    assert "fictif" in post.author or "fictive" in post.author


@every_post
def test_a_mended_post_has_none_left(post: FaultyPost) -> None:
    """Is the text proposed free of any remark, the same day on the same network, and on the same subject?"""
    assert post.remarks(post.mended) == ()
    assert post.is_about_the_same(post.mended)
    assert post.is_about_the_same(post.text)


def test_every_fault_is_met() -> None:
    """Do the posts make the learner meet each fault, on several networks, with four in each that is graded?"""
    assert {key for post in faulty_posts() for key in post.faults} == set(FAULTS)
    assert len({platform(post.network).name for post in faulty_posts()}) >= 8
    graded = [post for post in faulty_posts() if post.graded]
    assert [len(post.faults) for post in graded] == [4, 4, 4]
    assert len({key for post in graded for key in post.faults}) >= 11


def test_another_subject_is_another_post() -> None:
    """Is a sentence about something else told apart, and an empty one not read as a fault?"""
    first = faulty_posts()[0]
    assert not first.is_about_the_same("Nous ouvrons demain à neuf heures, avec du café pour tous.")
    assert not first.is_about_the_same("")
    assert first.remarks("") == ()
