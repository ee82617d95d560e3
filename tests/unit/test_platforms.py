"""The networks' file: whole, sourced, and in step with the forms."""

from datetime import date
from urllib.parse import urlsplit

import pytest

from tpelib.base.errors import TpeError
from tpelib.course.common import NETWORKS
from tpelib.domain import audience, platforms
from tpelib.domain.page.model import bio_problem
from tpelib.domain.platforms import all_platforms, platform

META = {"facebook.com", "help.instagram.com", "developers.facebook.com"}
HOSTS = {
    "facebook": META,
    "instagram": META,
    "threads": META,
    "whatsapp-business": META,
    "google-business": {"support.google.com"},
    "linkedin": {"linkedin.com", "learn.microsoft.com"},
    "tiktok": {"developers.tiktok.com", "ads.tiktok.com", "tiktok.com"},
    "youtube": {"support.google.com", "developers.google.com"},
    "pinterest": {"help.pinterest.com"},
    "x": {"docs.x.com", "help.x.com", "github.com"},
    "bluesky": {"github.com"},
}


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
        ("linkedin", "post", 3000),
        ("linkedin", "tagline", 120),
        ("linkedin", "bio", 2000),
        ("linkedin", "headline", 220),
        ("linkedin", "about", 2600),
        ("instagram", "alt", 1000),
        ("tiktok", "post", 2200),
        ("tiktok", "photo_post", 4000),
        ("tiktok", "photo_title", 90),
        ("tiktok", "bio", 80),
        ("pinterest", "title", 100),
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
    assert photo.text == "720 × 720\u00a0px"
    assert "250" in photo.label
    for found in all_platforms():
        for norm in found.norms:
            wanted = 1 if norm.kind == "max" else 2
            assert all(len(item.value) == wanted for item in norm.values)
            assert all(number > 0 for item in norm.values for number in item.value)


def test_sources_that_disagree_are_all_kept() -> None:
    """Does a disputed limit keep both values, and know the one nobody refuses?"""
    for network, key, safe, widest in (
        ("instagram", "hashtags", 5, 30),
        ("pinterest", "post", 500, 800),
        ("facebook", "post", 10_000, 63_206),
    ):
        norm = platform(network).norm(key)
        assert norm is not None
        assert norm.disputed
        assert (norm.safe, norm.widest) == (safe, widest)
        assert "les sources diffèrent" in norm.text
        assert len({(item.source.id, item.value) for item in norm.values}) == 2


def test_a_limit_and_an_advice_of_one_source_are_no_dispute() -> None:
    """Is what LinkedIn allows told with what it advises, without saying that sources differ?"""
    norm = platform("linkedin").norm("alt")
    assert norm is not None
    assert not norm.disputed
    assert (norm.safe, norm.widest) == (120, 4086)
    assert norm.text == "4\u202f086 caractères au plus, 120 conseillés"


def test_a_page_is_not_a_profile() -> None:
    """On LinkedIn, are the limits of a Page kept apart from those of a person, and C3 held to the Page's?"""
    linkedin = platform("linkedin")
    page = {norm.key: norm for norm in linkedin.norms if norm.on == "Page"}
    person = {norm.key: norm for norm in linkedin.norms if norm.on == "Profil d’une personne"}
    assert {"tagline", "bio", "cover", "profile_photo"} <= set(page)
    assert {"headline", "about", "banner", "portrait"} <= set(person)
    assert page["cover"].values[0].value == (1512, 256)
    assert page["profile_photo"].values[0].value == (400, 400)
    assert "2\u202f000 au plus" in bio_problem("a" * 2001, "linkedin")
    for found in all_platforms():
        assert all(norm.on for norm in found.norms)


def test_each_norm_names_the_page_that_says_it_or_is_said_to_be_unsure() -> None:
    """Is a network's own page precise and of that network, and what no page says shown as to be checked?"""
    for found in all_platforms():
        for norm in found.norms:
            for item in norm.values:
                assert (item.source.confidence == "network") == bool(item.page)
                if item.page:
                    parts = urlsplit(item.page)
                    assert parts.scheme == "https"
                    assert parts.netloc.removeprefix("www.") in HOSTS[found.id]
                    assert parts.path.strip("/") not in {"", "help", "business/help", "help/linkedin"}
            assert norm.said_by.startswith("À vérifier") == (not norm.published)
    unsure = {(found.id, norm.key) for found in all_platforms() for norm in found.norms if not norm.published}
    assert unsure == {
        ("facebook", "post"),
        ("facebook", "bio"),
        ("instagram", "alt"),
        ("google-business", "post"),
        ("linkedin", "tagline"),
        ("linkedin", "bio"),
        ("linkedin", "headline"),
        ("linkedin", "about"),
        ("tiktok", "bio"),
        ("pinterest", "alt"),
        ("x", "alt"),
    }
    assert "que le réseau ne publie pas" in bio_problem("a" * 102, "facebook")
    assert "publie" not in bio_problem("a" * 151, "instagram")


def test_sizes_that_changed() -> None:
    """Do Instagram's 3:4 and five hashtags, and the covers that were missing, stand as the networks give them?"""
    wanted = {
        ("instagram", "image_ratio"): (0.75, 1.91),
        ("instagram", "grid_ratio"): (0.75, 0.75),
        ("instagram", "hashtags"): (5,),
        ("youtube", "cover"): (2560, 1440),
        ("x", "cover"): (1500, 500),
        ("pinterest", "profile_cover"): (800, 450),
        ("instagram", "reel_safe"): (14, 35),
        ("facebook", "ad_headline"): (27,),
        ("instagram", "ad_headline"): (40,),
    }
    for (network, key), value in wanted.items():
        norm = platform(network).norm(key)
        assert norm is not None, (network, key)
        assert norm.values[0].value == value
        assert norm.published


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
