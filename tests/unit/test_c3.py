"""C3: one name, one look, a page that is whole, and the answers people bring to it."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest
from PIL import Image

from tpelib.cases import all_cases
from tpelib.dossier import Content
from tpelib.errors import TpeError
from tpelib.exercises import get
from tpelib.exercises.c3.page import profiles
from tpelib.exercises.engine import Outcome, Result
from tpelib.exercises.references import reference_content
from tpelib.page import colours, images
from tpelib.page.kit import CHECKLIST

CASES = {case.id: case for case in all_cases()}


class WithFiles(Content):
    """A dossier in memory that keeps files by name."""

    held: Mapping[str, bytes]

    def file(self, answer: Mapping[str, Any] | None) -> bytes | None:
        return self.held.get(answer["name"]) if answer else None


def photo() -> bytes:
    """Return a plain photo, that says where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    stream = io.BytesIO()
    Image.new("RGB", (1600, 1200), "#0b5d59").save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def with_files(**held: bytes) -> WithFiles:
    """Return the florist's dossier, with these images given in the page."""
    content = WithFiles(answers=reference_content(CASES["fleuriste"]).answers)
    content.held = {f"{name}.jpg": data for name, data in held.items()}
    for name, data in held.items():
        content.answers["c3-page"]["values"][name] = {
            "name": f"{name}.jpg",
            "size": len(data),
            "sha256": "0" * 64,
        }
    return content


def changed(exercise_id: str, **values: Any) -> Result:
    """Return the result of the florist's reference answer with some fields changed."""
    content = reference_content(CASES["fleuriste"])
    content.answers[exercise_id]["values"] |= values
    return get(exercise_id).evaluate(content)


def lost(result: Result) -> dict[str, float]:
    """Return, by field, the points that were not given."""
    found: dict[str, float] = {}
    for reason in result.reasons:
        if reason.points < reason.max:
            found[reason.field] = found.get(reason.field, 0) + reason.max - reason.points
    return found


def act(exercise_id: str, action_id: str, content: Content) -> Outcome:
    """Press a button of an exercise."""
    exercise = get(exercise_id)
    action = next(found for found in exercise.actions if found.id == action_id)
    return action.run(exercise.answer(content), content, lambda share, sentence: None)


def test_another_name_than_the_shops_is_seen() -> None:
    """Is a page under another name than the business's worth less, and the same in capitals worth as much?"""
    assert lost(changed("c3-identite", name="Fleurs et Déco 12")) == {"name": 2}
    assert lost(changed("c3-identite", name="AUX MILLE PETALES")) == {}


def test_a_pale_text_costs_and_the_button_mends_it() -> None:
    """Is a pair that cannot be read told with its contrast, and mended close to the colour chosen?"""
    assert lost(changed("c3-identite", ink="#777777", paper="#ffffff")) == {"ink": 1.5}
    content = reference_content(CASES["fleuriste"])
    content.answers["c3-identite"]["values"] |= {"ink": "#777777", "paper": "#ffffff"}
    outcome = act("c3-identite", "couleurs", content)
    assert set(outcome.values) == {"ink"}
    assert colours.contrast(outcome.values["ink"], "#fff") >= colours.AA
    content.answers["c3-identite"]["values"] |= outcome.values
    assert lost(get("c3-identite").evaluate(content)) == {}
    assert act("c3-identite", "couleurs", content).values == {}


def test_handles_that_differ_or_are_missing_cost() -> None:
    """Are a handle that a network refuses, two names, and a network left out each said?"""
    instagram = {"network": "instagram", "handle": "mille.petales"}
    assert lost(changed("c3-identite", handles=[instagram])) == {"handles": 2}
    other = {"network": "facebook", "handle": "fleurs.aubrac"}
    assert lost(changed("c3-identite", handles=[instagram, other])) == {"handles": 1}
    bad = {"network": "facebook", "handle": "mille_petales"}
    assert lost(changed("c3-identite", handles=[instagram, bad])) == {"handles": 1}


@pytest.mark.parametrize("case", CASES)
def test_proposed_handles_are_accepted(case: str) -> None:
    """Do the handles proposed earn their points in each case?"""
    content = reference_content(CASES[case])
    content.answers["c3-identite"]["values"] |= act("c3-identite", "identifiants", content).values
    assert lost(get("c3-identite").evaluate(content)) == {}


def test_a_shop_that_can_only_be_called_loses_points() -> None:
    """Does a page without a way to write lose what is graded for disability?"""
    phone = {"kind": "phone", "value": "05 36 49 10 01"}
    assert lost(changed("c3-acces", contacts=[phone])) == {"contacts": 4}
    counter = {"kind": "counter", "value": "place de la Halle"}
    assert lost(changed("c3-acces", contacts=[phone, counter])) == {"contacts": 3}
    assert lost(changed("c3-acces", steps="")) == {"steps": 0.5}


def test_a_presentation_too_long_for_one_network_costs_there_only() -> None:
    """Is the limit that of each network, and the sentence the network's name?"""
    content = reference_content(CASES["fleuriste"])
    lines = [dict(line) for line in content.values("c3-page")["lines"]]
    for line in lines:
        line["bio"] = "Bouquets de saison, " * 6
    result = changed("c3-page", lines=lines)
    assert lost(result)["lines"] == pytest.approx(1.25)
    assert any("Facebook" in reason.text and "101" in reason.text for reason in result.reasons)


def test_a_description_that_says_image_of_is_not_one() -> None:
    """Is « photo de… » refused as a description?"""
    assert lost(changed("c3-page", photo_alt="Photo de la boutique avec un bouquet.")) == {"photo_alt": 1}


def test_settings_half_checked_earn_half() -> None:
    """Is the list of settings worth what is ticked?"""
    half = [str(rank) for rank in range(1, len(CHECKLIST) // 2 + 1)]
    assert lost(changed("c3-page", settings=half)) == {"settings": 1}


def test_previews_hold_every_text_and_no_code() -> None:
    """Does a preview show the page as typed, on both screens, whatever was typed?"""
    content = reference_content(CASES["fleuriste"])
    content.answers["c3-identite"]["values"]["name"] = "<script>alert(1)</script> Pétales"
    shown = get("c3-page").pictures(content)
    assert len(shown) == len(profiles(get("c3-page").answer(content), content)) == 3
    for picture in shown:
        assert "<script" not in picture.html
        assert picture.html.count("<figcaption>") == 2
        assert "Bouquets de saison" in picture.alternative


def test_the_kit_holds_images_texts_and_the_access_sheet() -> None:
    """Is everything in the ZIP, at the size of each network, without the position?"""
    outcome = act("c3-page", "kit", with_files(logo=photo(), photo=photo()))
    archive = zipfile.ZipFile(io.BytesIO(outcome.files[0].data))
    names = set(archive.namelist())
    assert {
        "fiche-acces.html",
        "fiche-acces.txt",
        "a-verifier.txt",
        "textes/instagram.txt",
        "images/facebook-couverture.jpg",
    } <= names
    cover = images.measure(archive.read("images/facebook-couverture.jpg"))
    assert (cover.width, cover.height, cover.located) == (851, 315, False)
    assert "Saint-Aubrac" in archive.read("textes/facebook.txt").decode()
    assert "images retaillées" in outcome.sentence
    without = act("c3-page", "kit", with_files())
    assert "pas d'image" in without.sentence
    assert not [n for n in zipfile.ZipFile(io.BytesIO(without.files[0].data)).namelist() if "images" in n]


def test_images_are_looked_at_and_cleaned_on_request() -> None:
    """Does the button say where the photo was taken, and give it back without?"""
    content = with_files(photo=photo())
    assert "position" in act("c3-page", "regarder", content).sentence
    clean = act("c3-page", "nettoyer", content).files[0]
    assert not images.measure(clean.data).located


@pytest.mark.parametrize("action", ["regarder", "nettoyer", "kit"])
def test_a_button_without_what_it_needs_says_so(action: str) -> None:
    """Does a hostile file, or none, give a sentence?"""
    with pytest.raises(TpeError, match=r"\.$"):
        act("c3-page", action, with_files(photo=b"not an image"))
    with pytest.raises(TpeError, match="abord"):
        act("c3-page", action, Content())
