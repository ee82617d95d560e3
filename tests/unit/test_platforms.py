"""The networks' file: whole, sourced, and in step with the forms."""

from datetime import date

import pytest

from tpelib.base.errors import TpeError
from tpelib.course.common import NETWORKS
from tpelib.domain import audience, platforms
from tpelib.domain.platforms import all_platforms, platform


def test_the_networks_are_those_of_the_forms() -> None:
    """Does each network one can choose have its card, under the same key and name?"""
    assert {(found.id, found.name) for found in all_platforms()} == {
        (option.value, option.label) for option in NETWORKS
    }


def test_each_card_helps_to_choose() -> None:
    """Does each network say what it is for, its strengths and its limits?"""
    for found in all_platforms():
        assert found.place
        assert found.position.endswith(".")
        assert found.people.endswith(".")
        assert len(found.uses) >= 2
        assert len(found.strengths) >= 2
        assert len(found.limits) >= 2
        assert found.formats
        assert len({norm.key for norm in found.norms}) == len(found.norms)


@pytest.mark.parametrize(
    ("network", "key", "value"),
    [
        ("x", "post", 280),
        ("x", "alt", 1000),
        ("instagram", "post", 2200),
        ("instagram", "bio", 150),
        ("facebook", "bio", 101),
        ("facebook", "legal", 2000),
        ("linkedin", "post", 3000),
        ("linkedin", "headline", 220),
        ("tiktok", "post", 2200),
        ("tiktok", "bio", 80),
        ("pinterest", "title", 100),
        ("pinterest", "post", 500),
        ("youtube", "title", 100),
        ("youtube", "post", 5000),
        ("threads", "post", 500),
        ("bluesky", "post", 300),
        ("google-business", "post", 1500),
        ("whatsapp-business", "description", 512),
    ],
)
def test_known_norms(network: str, key: str, value: float) -> None:
    """Are the limits those that were noted, for what nobody disputes?"""
    norm = platform(network).norm(key)
    assert norm is not None
    assert (norm.kind, norm.safe, norm.disputed) == ("max", value, False)
    assert norm.text.endswith("au plus")


def test_sizes_and_ratios() -> None:
    """Are widths and heights kept apart, and proportions given as width over height?"""
    cover = platform("facebook").norm("cover")
    photo = platform("google-business").norm("profile_photo")
    assert cover is not None
    assert photo is not None
    assert cover.values[0].value == (851, 315)
    assert cover.text == "851 × 315\u00a0px"
    assert photo.text == "au moins 720 × 720\u00a0px"
    for found in all_platforms():
        for norm in found.norms:
            wanted = 1 if norm.kind == "max" else 2
            assert all(len(item.value) == wanted for item in norm.values)
            assert all(number > 0 for item in norm.values for number in item.value)


def test_sources_that_disagree_are_all_kept() -> None:
    """Does a disputed limit keep both values, and know the one nobody refuses?"""
    for network, key, safe, widest in (
        ("instagram", "hashtags", 5, 30),
        ("instagram", "alt", 100, 1000),
        ("linkedin", "alt", 120, 4086),
        ("facebook", "post", 10_000, 63_206),
    ):
        norm = platform(network).norm(key)
        assert norm is not None
        assert norm.disputed
        assert (norm.safe, norm.widest) == (safe, widest)
        assert "les sources diffèrent" in norm.text
        assert len({item.source.id for item in norm.values}) == 2


def test_budgets_and_audiences() -> None:
    """Are budgets, prices and accounts there with their source, and absent where nobody publishes them?"""
    tiktok, bluesky = platform("tiktok"), platform("bluesky")
    assert tiktok.minimum_budget is not None
    assert tiktok.minimum_budget.text == "20 $ par jour et par groupe d’annonces au moins"
    assert tiktok.cpm is not None
    assert tiktok.cpm.text == "de 10 à 20 $"
    assert audience.accounts_of(tiktok.accounts, "FR").value == 30_600_000
    assert {"dsa", "tiktok-budgets", "ad-prices-2026"} <= {source.id for source in tiktok.sources}
    assert (bluesky.minimum_budget, bluesky.cpm, bluesky.accounts) == (None, None, "")
    assert bluesky.norm("bio") is None


def test_the_course_says_what_is_its_own_judgement() -> None:
    """Is the judgement dated, and does it ask to be checked after twelve months?"""
    assert "jugement de ce cours" in platforms.judgement_line(date(2026, 12, 1))
    assert "vérifiez" not in platforms.judgement_line(date(2026, 12, 1))
    assert "vérifiez" in platforms.judgement_line(date(2028, 1, 1))


def test_an_unknown_network_gets_a_sentence() -> None:
    """Does a network the course does not know say so?"""
    with pytest.raises(TpeError, match="minitel"):
        platform("minitel")
