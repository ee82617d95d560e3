"""What helps to write a post: drafts per network, its tone, its image described and written on, its spelling."""

import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tpelib.base.errors import TpeError
from tpelib.course.cases import all_cases
from tpelib.domain.page.images import ImageError
from tpelib.domain.platforms import all_platforms
from tpelib.domain.post import length, review, spelling
from tpelib.domain.post.alt import MOST_ALT, alt_advice
from tpelib.domain.post.drafts import Idea, draft
from tpelib.domain.post.overlay import text_over
from tpelib.domain.post.spelling import suggestions, unknown_words
from tpelib.domain.post.usages import (
    post_limit,
    tone,
    usage,
    usages_line,
)

NETWORKS = [found.id for found in all_platforms()]
IDEA = Idea(
    "Ces renoncules ont voyagé douze kilomètres.",
    "Mireille les a choisies au cadran. Elle les lie devant vous. Elles tiennent huit jours.",
    "Écrivez-nous, votre bouquet vous attend samedi.",
    "www.millepetales.exemple.fr",
    ("Fleuriste", "BouquetDeSaison", "FleursDici"),
)
words = st.text("abcdé ", min_size=1, max_size=400)


def picture(*bands: str) -> bytes:
    """Return an image of three horizontal bands."""
    image = Image.new("RGB", (300, 300))
    for rank, colour in enumerate(bands):
        image.paste(Image.new("RGB", (300, 100), colour), (0, 100 * rank))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


# ── Drafts ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("network", NETWORKS)
@given(hook=words, story=st.lists(words, max_size=6), action=words)
def test_a_draft_holds_in_its_network(network: str, hook: str, story: list[str], action: str) -> None:
    """Does a draft fit whenever its first line, its call and its link alone would?"""
    idea = Idea(hook[:80], ". ".join(story), action[:80], "exemple.fr", ("Un", "Deux"))
    limit = post_limit(network)
    if limit is not None:
        assert length(draft(idea, network), network) <= limit


def test_a_link_goes_where_the_network_takes_it() -> None:
    """Is the link in the text on Facebook, in the page's presentation on Instagram, under the post on Google?"""
    assert "www.millepetales" in draft(IDEA, "facebook")
    assert "Lien dans la bio." in draft(IDEA, "instagram")
    assert "www" not in draft(IDEA, "instagram")
    assert "www" not in draft(IDEA, "google-business")
    assert "bio" not in draft(Idea("Bonjour."), "instagram")


def test_each_network_gets_its_own_draft() -> None:
    """Do hashtags, story and length follow the network, so that no two drafts are the same by accident?"""
    assert draft(IDEA, "instagram").count("#") == 3
    assert draft(IDEA, "facebook").count("#") == 2
    assert "#" not in draft(IDEA, "whatsapp-business")
    assert "cadran" not in draft(IDEA, "whatsapp-business")
    assert len({draft(IDEA, network) for network in ("facebook", "instagram", "x", "google-business")}) == 4


def test_what_does_not_fit_goes_hashtags_first() -> None:
    """On a small limit, does the story lose its end before the call to action is lost?"""
    long = Idea(IDEA.hook, " ".join(["Une phrase de plus, qui dit quelque chose."] * 20), IDEA.action)
    text = draft(long, "x")
    assert length(text, "x") <= 280
    assert text.endswith("samedi.")


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
def test_drafts_of_the_cases_have_nothing_to_mend(case) -> None:
    """Are the drafts of each fictional business free of remarks, on its own networks?"""
    known = case.answers["c5-publication"]
    tags = tuple(tag.removeprefix("#") for tag in known["hashtags"].split())
    idea = Idea(known["hook"], known["story"], known["action"], case.answers["c3-page"]["link"], tags)
    for network in case.answers["c2-choix"]["networks"]:
        assert review(draft(idea, network), network, date(2027, 3, 1)) == ()


# ── Tone ──────────────────────────────────────────────────────────────────────────────────────────


def test_every_network_has_its_checklist() -> None:
    """Is there, for each network, a tone and a list, some of it seen by the course and some left to the eye?"""
    for network in NETWORKS:
        checks = tone(draft(IDEA, network), network)
        assert usage(network).spirit.endswith(".")
        assert len(checks) >= 2
        assert any(check.seen is None for check in checks)
        assert any(check.seen is not None for check in checks)
    with pytest.raises(TpeError):
        usage("minitel")


def test_the_tone_is_read_in_the_text() -> None:
    """Do hashtags in the middle, a text too long to glance at, no one spoken to, show in the list?"""

    def seen(text: str, network: str) -> dict[str, bool | None]:
        return {check.text: check.seen for check in tone(text, network)}

    middle = seen("Nos #Fleurs sont là. Venez.", "instagram")
    assert not middle["Les mots-dièse sont à la fin, peu nombreux et choisis."]
    end = seen("Nos fleurs sont là. Venez. #Fleurs #Saison", "instagram")
    assert all(value is not False for value in end.values())
    assert not seen("mot " * 80, "whatsapp-business")["Le message se lit d’un coup d’œil."]
    assert not seen("Le four est chaud.", "facebook")[
        "On s’adresse à quelqu’un\u00a0: «\u00a0vous\u00a0», une question, une invitation."
    ]


def test_the_judgement_is_dated() -> None:
    """Does the line under a checklist say whose it is, and warn when it is more than a year old?"""
    assert "jugement de ce cours" in usages_line()
    assert "douze mois" in usages_line(date(2026, 11, 25) + timedelta(days=366))
    assert "douze mois" not in usages_line(date(2026, 12, 1))


# ── Description and writing on an image ───────────────────────────────────────────────────────────

GOOD = "Deux mains lient un bouquet de renoncules blanches sur une table de bois."


@pytest.mark.parametrize(
    ("alt", "caption", "on_image", "word"),
    [
        ("", "", "", "Décrivez"),
        ("Image d'un bouquet de renoncules sur une table", "", "", "image de"),
        ("Photo de Mireille devant la boutique de fleurs", "", "", "photo de"),
        ("IMG_20260412.jpg", "", "", "fichier"),
        ("Un bouquet", "", "", "court"),
        (GOOD * 5, "", "", str(MOST_ALT)),
        ("Ces renoncules ont voyagé douze kilomètres", IDEA.hook, "", "répète"),
        (GOOD, "", "Portes ouvertes", "ouverte"),
        (f"{GOOD} 🌷 #Fleurs", "", "", "émoji"),
    ],
)
def test_advice_on_a_description(alt: str, caption: str, on_image: str, word: str) -> None:
    """Does each weak description get the sentence that mends it?"""
    assert any(word in said for said in alt_advice(alt, caption, on_image))


def test_a_good_description_gets_no_advice() -> None:
    """Is a description left alone that shows what the text does not say, writing included?"""
    assert alt_advice(GOOD, draft(IDEA, "instagram"), "", "instagram") == []
    assert alt_advice(f"{GOOD} On lit : portes ouvertes.", "", "Portes ouvertes") == []


def test_writing_is_measured_against_what_lies_behind() -> None:
    """Is white found readable on the dark band only, and black advised on the light one?"""
    image = picture("#0b5d59", "#f4f4f4", "#777777")
    assert text_over(image, "#ffffff", "top").readable == pytest.approx(1)
    light = text_over(image, "#fff", "middle")
    assert light.readable < 0.05
    assert light.lowest < 1.2
    assert light.better == "#000000"
    assert text_over(image, "#ffffff", "bottom").lowest == pytest.approx(
        4.48, abs=0.02
    )  # WCAG: #777777 fails


def test_half_a_band_is_half_readable() -> None:
    """Is the share of the band counted where the background is cut in two?"""
    image = Image.new("RGB", (300, 300), "black")
    image.paste("white", (150, 0, 300, 300))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    assert text_over(stream.getvalue(), "#ffffff", "middle").readable == pytest.approx(0.5, abs=0.02)


def test_a_hostile_image_gives_a_sentence() -> None:
    """Does a file that is no image stop the measure with a sentence?"""
    with pytest.raises(ImageError, match=r"\.$"):
        text_over(b"not an image", "#fff", "top")


# ── Spelling ──────────────────────────────────────────────────────────────────────────────────────


def test_words_to_look_at() -> None:
    """Are misspelt words shown and right ones left alone, elisions, hyphens and names of the business included?"""
    text = "Aujourd'hui, notre boulangeri accueuil quelqu'un. Écrivez-nous peut-être ! #bouqets @truc www.exmple.fr"
    assert unknown_words(text) == ("boulangeri", "accueuil")
    assert "boulangerie" in suggestions("boulangeri")
    assert unknown_words("𝐁𝐨𝐧𝐣𝐨𝐮𝐫, le four est chaud") == ()  # disguised letters have an advice of their own
    assert unknown_words("La Plomberie Kermadec est ouverte.") == ("Kermadec",)
    assert unknown_words("La Plomberie Kermadec est ouverte.", ["Plomberie Kermadec"]) == ()


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
def test_the_dictionary_knows_the_words_of_the_trades(case) -> None:
    """Are the posts of the cases free of words to look at, but for their names?"""
    known = case.answers["c5-publication"]
    for key in ("hook", "story", "action", "alt"):
        assert unknown_words(known[key], [case.name, case.brief]) == ()


def test_without_the_dictionary_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a computer without Hunspell, is no word pointed at, and is help refused with a sentence?"""
    monkeypatch.setattr(spelling, "_dictionary", lambda: None)
    assert unknown_words("boulangeri") == ()
    with pytest.raises(TpeError, match=r"\.$"):
        suggestions("boulangeri")
