"""The 500 real posts of 2014: what they say of engagement, and what they cannot say."""

import pandas as pd
import pytest

from tpelib.base.resources import data_path
from tpelib.domain.post.history import (
    LIMITS,
    By,
    history_source,
    past_groups,
)

BYS: tuple[By, ...] = ("kind", "subject", "hour", "paid")


def test_groups_agree_with_pandas() -> None:
    """Are medians and pooled shares those another tool computes from the same file?"""
    posts = pd.read_csv(data_path("audience", "publications_uci_2014.csv"))
    reached, acted = posts["Lifetime Post Total Reach"], posts["Lifetime Engaged Users"]
    for by, column, codes in (
        ("kind", "Type", {"Photo": "Photo", "Texte": "Status", "Lien": "Link", "Vidéo": "Video"}),
        ("subject", "Category", {"Offre ou concours": 1, "Produit": 2, "Inspiration": 3}),
        ("paid", "Paid", {"Sans publicité": 0, "Avec publicité": 1}),
    ):
        groups = past_groups(by)
        assert {group.name for group in groups} == set(codes)
        for group in groups:
            mine = posts[column] == codes[group.name]
            assert group.posts == mine.sum()
            assert group.reach == reached[mine].median()
            assert group.engagement == pytest.approx((acted / reached)[mine].median())
            assert group.pooled == pytest.approx(acted[mine].sum() / reached[mine].sum())


def test_seven_videos_prove_nothing() -> None:
    """Are the small groups marked, and are the limits of the data said?"""
    small = {group.name for group in past_groups("kind") if not group.enough}
    assert small == {"Vidéo", "Lien"}
    assert "2014" in LIMITS
    assert history_source().caution


def test_hours_are_gathered_in_bands_that_hold_every_post() -> None:
    """Does each of the 500 posts fall in a band, and is the thinnest one marked?"""
    groups = past_groups("hour")
    assert sum(group.posts for group in groups) == 500
    assert [group.name for group in groups if not group.enough] == ["De 15\u00a0h à 23\u00a0h"]


def test_each_median_stands_in_its_interval() -> None:
    """Is every median given between two of the posts' own figures, wider when posts are few?"""
    for by in BYS:
        for group in past_groups(by):
            for middle, bounds in (
                (group.reach, group.reach_interval),
                (group.engagement, group.engagement_interval),
            ):
                assert bounds is not None
                assert bounds[0] <= middle <= bounds[1]
    video, photo = (next(g for g in past_groups("kind") if g.name == name) for name in ("Vidéo", "Photo"))
    assert video.engagement_interval
    assert photo.engagement_interval
    assert video.engagement_interval[1] > photo.engagement_interval[1]


def test_paying_reaches_more_people_and_engages_fewer_of_them() -> None:
    """Does the median post with an ad reach more people, of whom a smaller share acts?"""
    groups = {group.name: group for group in past_groups("paid")}
    paid, free = groups["Avec publicité"], groups["Sans publicité"]
    assert paid.reach > free.reach
    assert paid.engagement < free.engagement
