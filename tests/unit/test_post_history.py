"""The 500 real posts of 2014: what they say of engagement, and what they cannot say."""

import pandas as pd
import pytest

from tpelib.post.history import LIMITS, history_source, past_groups
from tpelib.resources import data_path


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


def test_paying_reaches_more_people_and_engages_fewer_of_them() -> None:
    """Does the median post with an ad reach more people, of whom a smaller share acts?"""
    groups = {group.name: group for group in past_groups("paid")}
    paid, free = groups["Avec publicité"], groups["Sans publicité"]
    assert paid.reach > free.reach
    assert paid.engagement < free.engagement
