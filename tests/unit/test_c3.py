"""C3: one name, one look, a page that is whole, and the answers people bring to it."""

import io
import re
import zipfile
from typing import Any

import pytest
from PIL import Image, ImageDraw

from tpelib.base.errors import TpeError
from tpelib.base.french import typography
from tpelib.base.resources import notebooks_path
from tpelib.course.c3.page.drawing import profile as preview
from tpelib.course.c3.page.exercise import profiles
from tpelib.course.cases import all_cases
from tpelib.domain.page import colours, images
from tpelib.domain.page.launch_kit import checklist
from tpelib.domain.page.model import Photo, Profile
from tpelib.domain.platforms import all_platforms
from tpelib.engine.dossier import Content, file_answer
from tpelib.engine.exercise import Outcome
from tpelib.engine.marking import Result
from tpelib.engine.registry import exploration, get, of_competency
from tpelib.samples.references import reference_content

CASES = {case.id: case for case in all_cases()}


def photo(width: int = 1600, height: int = 1200, **saved: Any) -> bytes:
    """Return a photo with edges, that says where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    image = Image.new("RGB", (width, height), "#0b5d59")
    pen = ImageDraw.Draw(image)
    for step in range(0, width, 40):
        pen.line((step, 0, width - step, height), fill="#fbf8f3", width=6)
    stream = io.BytesIO()
    image.save(stream, "JPEG", **{"exif": exif, **saved})
    return stream.getvalue()


def plain_photo() -> bytes:
    """Return a photo of one colour: nothing in it is sharp."""
    stream = io.BytesIO()
    Image.new("RGB", (1600, 2400), "#0b5d59").save(stream, "PNG")
    return stream.getvalue()


def with_files(**given: bytes | None) -> Content:
    """Return the florist's dossier with these images in place of hers; ``None`` takes one away."""
    content = reference_content(CASES["fleuriste"])
    for name, data in given.items():
        answer = file_answer(f"{name}.jpg", data) if data is not None else None
        content.answers["c3-images"]["values"][name] = answer
        if answer and data is not None:
            content.files[answer["sha256"]] = data
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
    assert lost(result)["lines"] == pytest.approx(1.75)
    assert any("Facebook" in reason.text and "101" in reason.text for reason in result.reasons)


def test_a_description_that_says_image_of_is_not_one() -> None:
    """Is « photo de… » refused as a description, and the same words for two images as well?"""
    assert lost(changed("c3-images", photo_alt="Photo de la boutique avec un bouquet.")) == {"photo_alt": 1}
    same = "Une fleur à cinq pétales blancs sur un rond vert foncé."
    assert lost(changed("c3-images", photo_alt=same)) == {"photo_alt": 1, "logo_alt": 1}


@pytest.mark.parametrize(
    ("given", "losses"),
    [
        ({"logo": None}, {"logo": 2, "": 3.5}),
        ({"photo": None}, {"photo": 2, "": 3.5}),
        ({"cover": None}, {"cover": 1.5, "": 3.5}),
        ({"photo": b"not an image"}, {"photo": 2, "": 3.5}),
        ({"photo": photo(1200, 2000, exif=b"")}, {}),
        ({"photo": photo(1200, 2000)}, {"photo": 1}),
        ({"photo": plain_photo()}, {"photo": 1}),
        ({"photo": photo(300, 500, exif=b"")}, {"photo": 1}),
        ({"cover": photo(600, 2000, exif=b"")}, {"cover": 0.75, "photo": 0.25}),
    ],
    ids=["no logo", "no photo", "no cover", "text", "sound", "located", "one colour", "small", "tall cover"],
)
def test_the_quality_of_files_is_graded(given: dict[str, bytes | None], losses: dict[str, float]) -> None:
    """Do what is missing, unreadable, small, blurred or located, and what is cut too much, each cost their share?"""
    assert lost(get("c3-images").evaluate(with_files(**given))) == losses


def test_a_lost_file_is_said_to_be_lost() -> None:
    """Is somebody whose file is gone from the folder asked to give it again, not told that it is bad?"""
    content = with_files(photo=photo())
    content.files.clear()
    [reason] = [one for one in get("c3-images").evaluate(content).reasons if one.field == "photo"]
    assert "a disparu" in reason.text


@pytest.mark.parametrize("case", CASES)
def test_who_needs_no_cover_loses_nothing_without(case: str) -> None:
    """Is a wide photo asked only of who chose a network that shows one?"""
    content = reference_content(CASES[case])
    for name in ("cover", "cover_alt", "cover_centre"):
        content.answers["c3-images"]["values"].pop(name, None)
    asked = "facebook" in content.values("c2-choix")["networks"]
    assert bool(lost(get("c3-images").evaluate(content))) is asked


def test_what_is_kept_of_an_image_is_drawn_with_its_free_bands() -> None:
    """Does each image show its cuts, its free bands and its measures, and a hostile one nothing at all?"""
    shown = get("c3-images").pictures(reference_content(CASES["fleuriste"]))
    assert [picture.title for picture in shown] == ["Logo", "Photo de publication", "Photo de couverture"]
    assert shown[1].html.count("tpe-band") > shown[0].html.count("tpe-band")
    assert any("Story" in row[0] or "story" in row[0] for row in shown[1].table.rows)
    assert len(get("c3-images").pictures(with_files(photo=b"not an image"))) == 2


def test_moving_the_subject_moves_what_is_kept() -> None:
    """Does saying where the subject is change the pictures and the kit?"""
    content = with_files(cover=photo(2000, 1500))
    before = get("c3-images").pictures(content)[-1].html
    kit_before = opened_kit(content).read("images/facebook-couverture.jpg")
    content.answers["c3-images"]["values"]["cover_centre"] = "bottom"
    assert get("c3-images").pictures(content)[-1].html != before
    assert opened_kit(content).read("images/facebook-couverture.jpg") != kit_before


def test_an_agreement_to_ask_costs_and_is_said() -> None:
    """Does an image with people who have not agreed cost, and one that is not in the register?"""
    lines = [dict(line) for line in reference_content(CASES["fleuriste"]).values("c3-droits")["lines"]]
    waiting = [{**line, "people": "waiting"} for line in lines]
    assert lost(changed("c3-droits", lines=waiting)) == {"lines": 2.5}
    assert lost(changed("c3-droits", lines=lines[:1])) == {"lines": 1.25}


def test_a_song_of_the_radio_costs_and_a_licence_must_be_kept() -> None:
    """Is a song heard anywhere refused, and a licensed one asked for its licence?"""
    lines = [dict(line) for line in reference_content(CASES["fleuriste"]).values("c3-droits")["lines"]]
    music = {"kind": "music", "author": "Un groupe", "people": "none", "proof": "Licence dans le classeur."}
    assert lost(changed("c3-droits", music="heard")) == {"music": 1}
    assert lost(changed("c3-droits", music="licensed")) == {"music": 1}
    assert lost(changed("c3-droits", music="licensed", lines=[*lines, music])) == {}


def test_a_tracker_without_consent_is_said() -> None:
    """Does somebody who follows visitors have to say how they agree?"""
    result = changed("c3-droits", collected=["messages", "pixel"])
    assert lost(result) == {"privacy": 0.75}
    assert any("accord des visiteurs" in reason.text for reason in result.reasons)


def test_the_release_and_the_register_come_out_filled_in() -> None:
    """Are the two pages made, with the business, its networks and where to write?"""
    release, register = act("c3-droits", "autorisation", reference_content(CASES["fleuriste"])).files
    assert "Aux Mille Pétales" in release.data.decode()
    assert "bonjour@millepetales.exemple.fr" in release.data.decode()
    assert "Instagram, Facebook et Google Business" in release.data.decode()
    assert "Mireille" in register.data.decode()
    assert len(act("c3-droits", "autorisation", Content()).files) == 1


def test_settings_half_checked_earn_half() -> None:
    """Is the list of settings worth what is ticked?"""
    half = [str(rank) for rank in range(1, len(checklist()) // 2 + 1)]
    assert lost(changed("c3-page", settings=half)) == {"settings": 1.25}


def test_every_setting_names_a_lesson_that_exists() -> None:
    """Can one go from each thing to check to the lesson that says why?"""
    text = notebooks_path("parcours", "c3_page.md").read_text(encoding="utf-8")
    for item in checklist():
        assert re.search(rf"^## (\d\. )?{re.escape(item.lesson)}$", text, re.M), item.lesson


def test_each_part_a_legal_notice_lacks_is_named_and_costs_its_share() -> None:
    """Is a notice that names another business, or no host, told so and worth the rest, and none nothing?"""
    whole = CASES["fleuriste"].answers["c3-page"]["legal"]
    for changed_to, word in (
        (whole.replace("Aux Mille Pétales", "Une autre enseigne"), "le nom de votre page"),
        (whole.replace("Hébergeur", "Ailleurs"), "qui héberge la page"),
    ):
        result = changed("c3-page", legal=changed_to)
        assert lost(result) == {"legal": 0.25}  # a sixth of 2 points, to the quarter
        assert any(word in reason.text for reason in result.reasons if reason.field == "legal")
    assert lost(changed("c3-page", legal="")) == {"legal": 2}


@pytest.mark.parametrize("network", [found.id for found in all_platforms()])
def test_every_network_has_its_own_preview(network: str) -> None:
    """Is each network drawn on both screens with what is there and what is missing, whatever was typed?"""
    bare = Profile(network, "", "", "", "", "", "")
    assert "il manque encore" in preview(bare, {}, "#0b5d59", "#ffffff").reading
    whole = Profile(
        network,
        "<script>x</script>",
        "nom",
        "Fleuriste",
        "Bouquets de saison.",
        "Appeler",
        "a.fr",
        "9 h",
        "rue",
        "M.",
    )
    drawn = preview(whole, {"logo": Photo(photo(), "Une fleur")}, "#0b5d59", "#ffffff")
    assert drawn.html.count("<figcaption>") == 2
    assert "<script" not in drawn.html
    assert "data:image/jpeg;base64," in drawn.html
    for word in ("Bouquets de saison", "Appeler", "a.fr", "9"):
        assert word in drawn.html
        assert word in drawn.alternative


def test_previews_hold_the_learners_own_images_and_counts() -> None:
    """Does a preview show the page as typed, with its images, and say how long the presentation is?"""
    content = reference_content(CASES["fleuriste"])
    shown = get("c3-page").pictures(content)
    assert len(shown) == len(profiles(get("c3-page").answer(content), content)) == 3
    for picture in shown:
        assert "Bouquets de saison" in picture.alternative
        assert "data:image/jpeg" in picture.html
        assert any("caractères sur" in row[2] for row in picture.table.rows)


def test_the_access_plan_is_drawn_as_visitors_read_it() -> None:
    """Is the plan a block of the page, which says what is missing and how to write?"""
    [drawn] = get("c3-acces").pictures(reference_content(CASES["fleuriste"]))
    assert "par e-mail" in drawn.reading
    assert "Une marche de 8 cm" in drawn.html
    content = reference_content(CASES["fleuriste"])
    content.answers["c3-acces"]["values"] |= {"steps": "", "contacts": []}
    assert "marches et pente" in get("c3-acces").pictures(content)[0].reading
    content.answers["c3-acces"]["values"] |= {"steps": "Une marche."}
    assert "sans appeler" in get("c3-acces").pictures(content)[0].reading


def test_colours_are_shown_as_others_see_them_with_the_nearest_that_conforms() -> None:
    """Does a pale pair come with a colour that can be read, and a handle with where to check it?"""
    content = reference_content(CASES["fleuriste"])
    content.answers["c3-identite"]["values"] |= {"ink": "#777777", "paper": "#ffffff"}
    named, drawn = get("c3-identite").pictures(content)
    assert "https://www.instagram.com/auxmillepetales/" in named.html
    mended = drawn.table.rows[0][-1]
    assert colours.contrast(mended, "#ffffff") >= colours.AA
    assert mended in drawn.html
    assert drawn.table.rows[1][-1] == "celle-ci"


def test_two_colours_are_judged_as_one_moves_them() -> None:
    """Does the exploration tell text, large title and neither apart, starting from one's own colours?"""
    live = exploration("c3-couleurs")
    own = live.show({}, reference_content(CASES["fleuriste"]))
    assert "tout le monde" in own.sentence
    grey = {"ink": "grey", "ground": "grey", "ground_light": 100}
    assert "grand titre" in live.show({**grey, "ink_light": 63}, Content()).sentence
    assert "trop peu" in live.show({**grey, "ink_light": 90}, Content()).sentence


def opened_kit(content: Content) -> zipfile.ZipFile:
    """Press the button of the kit, and open what comes."""
    return zipfile.ZipFile(io.BytesIO(act("c3-page", "kit", content).files[0].data))


def test_the_kit_holds_images_texts_and_the_access_sheet() -> None:
    """Is everything in the ZIP, at the size of each network, without the position, and nothing that acts?"""
    content = with_files(cover=photo())
    content.answers["c3-page"]["values"]["hours"] = "<script>alert(1)</script> de 9 h à 19 h"
    archive = opened_kit(content)
    assert set(archive.namelist()) == {
        "a-verifier.txt",
        "autorisation-image.html",
        "fiche-acces.html",
        "fiche-acces.txt",
        "images/facebook-couverture.jpg",
        "images/facebook-profil.jpg",
        "images/facebook-story.jpg",
        "images/google-business-profil.jpg",
        "images/instagram-profil.jpg",
        "images/instagram-publication.jpg",
        "images/instagram-story.jpg",
        "lisez-moi.html",
        "registre-des-droits.html",
        "textes/facebook.txt",
        "textes/google-business.txt",
        "textes/instagram.txt",
        "vente-par-message.html",
    }
    cover = images.measure(archive.read("images/facebook-couverture.jpg"))
    assert (cover.width, cover.height, cover.located) == (851, 315, False)
    assert "Saint-Aubrac" in archive.read("textes/facebook.txt").decode()
    start = archive.read("lisez-moi.html").decode()
    assert "<script" not in start
    assert 'src="images/facebook-couverture.jpg"' in start
    assert "Une fleur à cinq pétales" in start


def test_a_kit_without_images_says_how_to_have_them() -> None:
    """Is the kit made all the same, and is what it lacks said?"""
    without = act("c3-page", "kit", with_files(logo=None, photo=None, cover=None))
    assert "pas d'image" in without.sentence
    assert not [n for n in zipfile.ZipFile(io.BytesIO(without.files[0].data)).namelist() if "images" in n]


def test_images_are_looked_at_line_by_line() -> None:
    """Does the button give one line per thing to know, image by image?"""
    lines = act("c3-images", "regarder", with_files(photo=photo(900, 700))).sentence.splitlines()
    assert [line.split("\u00a0:")[0] for line in map(typography, lines) if not line.startswith("—")] == [
        "Logo",
        "Photo de publication",
        "Photo de couverture",
    ]
    assert any("dit où elle a été prise" in line for line in lines)
    assert any("il en faudrait" in line for line in lines)


def test_a_description_longer_than_a_source_allows_is_an_advice() -> None:
    """Is a long description told with the limits of its network, and not taken for a fault?"""
    content = with_files()
    content.answers["c3-images"]["values"]["photo_alt"] = "Mireille lie un bouquet de renoncules, " * 4
    content.answers["c2-choix"]["values"]["networks"] = ["instagram", "linkedin"]
    said = typography(act("c3-images", "regarder", content).sentence)
    assert "LinkedIn\u00a0: votre description compte" in said
    assert "Instagram\u00a0: votre description compte" not in said
    assert "120 conseillés" in said
    assert "photo_alt" not in lost(get("c3-images").evaluate(content))


def test_two_photos_in_different_lights_are_said() -> None:
    """Is a dark photo beside a light one told as out of harmony?"""
    dark = io.BytesIO()
    Image.effect_noise((1200, 2000), 30).point(lambda level: level // 6).convert("RGB").save(dark, "JPEG")
    said = act("c3-images", "regarder", with_files(photo=dark.getvalue())).sentence
    assert "la même lumière" in said


def test_the_position_is_removed_on_request() -> None:
    """Does the button keep a copy without the position in place of the image, and leave the others?"""
    outcome = act("c3-images", "nettoyer", with_files(photo=photo(1200, 2000)))
    assert set(outcome.keep) == {"photo"}
    assert not images.measure(outcome.keep["photo"].data).located
    assert act("c3-images", "nettoyer", with_files()).keep == {}


@pytest.mark.parametrize(
    ("exercise", "action"), [("c3-images", "regarder"), ("c3-images", "nettoyer"), ("c3-page", "kit")]
)
def test_a_button_without_what_it_needs_says_so(exercise: str, action: str) -> None:
    """Does an empty dossier give a sentence?"""
    with pytest.raises(TpeError, match="abord"):
        act(exercise, action, Content())


@pytest.mark.parametrize("case", CASES)
def test_the_images_of_a_case_are_small_and_good(case: str) -> None:
    """Do sample learners hand in few bytes, all graded as good?"""
    content = reference_content(CASES[case])
    assert sum(map(len, content.files.values())) < 40_000
    for exercise in of_competency("C3"):
        assert lost(exercise.evaluate(content)) == {}
