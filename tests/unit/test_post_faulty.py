"""The faulty posts: their faults are those the review sees, and mending them leaves none."""

import pytest

from tpelib.post.faulty import FaultyPost, faulty_posts


@pytest.mark.parametrize("post", faulty_posts(), ids=lambda post: post.id)
def test_a_faulty_post_has_its_faults_and_no_other(post: FaultyPost) -> None:
    """Does the review see every declared fault, and nothing else?"""
    assert post.left(post.text) == post.faults
    assert "fictif" in post.author or "fictive" in post.author


@pytest.mark.parametrize("post", faulty_posts(), ids=lambda post: post.id)
def test_a_mended_post_has_none_left(post: FaultyPost) -> None:
    """Is the text proposed free of any remark, the same day on the same network?"""
    assert post.left(post.mended) == ()


def test_every_family_of_fault_is_met() -> None:
    """Does the set of posts make the learner meet each remark the review can make?"""
    met = {fault for post in faulty_posts() for fault in post.faults}
    assert met == {
        *("sales", "price", "paid", "alcohol", "contest"),
        *("length", "hashtags"),
        *("disguised", "capitals", "emoji", "link"),
    }
