"""The page: colours one can read, names that pass, an access plan that tells all."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.domain.page import (
    access,
    colours,
    identity,
    law,
    notice,
    rights,
)
from tpelib.domain.platforms import all_platforms

HEX = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@pytest.mark.parametrize(
    ("colour", "ratio"),
    [("#767676", 4.54), ("#777777", 4.48), ("#1877F2", 4.23), ("#E1306C", 4.34), ("#0A66C2", 5.69)],
)
def test_contrast_on_white_is_that_of_wcag(colour: str, ratio: float) -> None:
    """Is the contrast the published one, and does it fall on the right side of 4.5?"""
    assert colours.contrast(colour, "#fff") == pytest.approx(ratio, abs=0.005)
    assert (colours.contrast("#FFFFFF", colour) >= colours.AA) is (ratio >= 4.5)


@settings(max_examples=20, deadline=None)
@given(HEX, HEX)
def test_the_nearest_colour_conforms(colour: str, paper: str) -> None:
    """Can any colour be mended on any background, and is one that is right left alone?"""
    try:
        found = colours.nearest(colour, paper)
    except DomainError:
        assert max(colours.contrast("#000", paper), colours.contrast("#fff", paper)) < colours.AA
        return
    assert colours.contrast(found, paper) >= colours.AA
    if colours.contrast(colour, paper) >= colours.AA:
        assert found == colour


def test_a_mended_colour_stays_close() -> None:
    """Is the blue that fails on white still that blue, a little darker?"""
    found = colours.nearest("#1877F2", "#ffffff")
    assert colours.distance(found, "#1877F2") < 0.05


def test_red_and_green_are_told_apart_by_some_only() -> None:
    """Does the simulation bring red and green together for who lacks the green cones, and keep blue away?"""
    red, green, blue = "#b5651d", "#6b8e23", "#1f5fa8"
    assert colours.distance(red, green) > 0.1
    assert colours.distance(*(colours.seen(one, "deutan") for one in (red, green))) < 0.1
    assert colours.distance(*(colours.seen(one, "deutan") for one in (red, blue))) > 0.1


@pytest.mark.parametrize("typed", ["rouge", "#12", "#12345", "#1234567", "", "#gggggg"])
def test_what_is_not_a_colour_gets_a_sentence(typed: str) -> None:
    """Is a colour that cannot be read said in French, with an example?"""
    with pytest.raises(DomainError, match="#0B5D59"):
        colours.read(typed)


@pytest.mark.parametrize(
    ("handle", "network", "word"),
    [
        ("auxmillepetales", "x", ""),
        ("auxmillepetalesfleurs", "x", "15"),
        ("aux_mille", "facebook", "« _ »"),
        ("cafe", "facebook", "de 5 à 50"),
        ("mille.", "tiktok", "ni à la fin"),
        ("_mille", "snapchat", "au début"),
        ("12345", "pinterest", "ajoutez une lettre"),
        ("mille_petales", "bluesky", "« _ »"),
        ("café.bar", "instagram", "« é »"),
        ("aux mille", "tiktok", "espace"),
        ("mille..petales", "instagram", "deux points de suite"),
        ("@mille.petales", "instagram", ""),
        ("n'importe quoi", "google-business", ""),
        ("mille_petales", "linkedin", "« _ »"),
    ],
)
def test_a_handle_is_refused_with_its_reason(handle: str, network: str, word: str) -> None:
    """Does one know why a network would refuse a name, before trying?"""
    found = " ".join(identity.problems(handle, network)).replace("\u00a0", " ").replace("\u202f", " ")
    assert bool(found) == bool(word)
    assert word in found


@given(st.text(max_size=60), st.sampled_from([found.id for found in all_platforms()]))
def test_a_handle_proposed_is_accepted(name: str, network: str) -> None:
    """Is a proposal never refused but for being too short?"""
    handle = identity.propose(name, network)
    assert all("il en faut" in text for text in identity.problems(handle, network))


def test_every_network_has_its_rule_or_says_why_none() -> None:
    """Is each rule sound, said by somebody or owned as the course's caution, with a page to look at?"""
    without = {found.id for found in all_platforms() if not identity.has_handle(found.id)}
    assert without == {"google-business", "whatsapp-business"}
    for found in all_platforms():
        if found.id in without:
            with pytest.raises(ValueError, match=found.id):
                identity.rule(found.id)
            continue
        wanted = identity.rule(found.id)
        assert 1 <= wanted.shortest < wanted.longest
        assert set(wanted.edges) | set(wanted.doubled) <= set(wanted.signs)
        assert all(source.confidence in ("weak", "network") for source in wanted.sources)
        page = identity.check_page("@mille.petales", found.id)
        assert page.startswith("https://")
        assert "mille.petales" in page


def test_a_law_fact_says_where_when_and_what_to_do() -> None:
    """Is each rule cited, dated, honest on what was read, and warned of past twelve months?"""
    facts = law.law_facts()
    assert len({fact.id for fact in facts}) == len(facts) >= 8
    for fact in facts:
        assert fact.say.endswith(".")
        assert fact.do.endswith(".")
        assert fact.url.startswith("https://")
        assert len(fact.read) > 20
        assert french.typography(fact.read) in fact.checked(date(2026, 12, 1))
        assert "à vérifier" not in fact.checked(date(2026, 12, 1))
        assert "à vérifier" in fact.checked(date(2028, 1, 1))


def test_the_law_of_a_page_is_that_of_today() -> None:
    """Is the notice cited from the article in force, whole, and the ban before 15 told as no law?"""
    facts = {fact.id: fact for fact in law.law_facts()}
    notice = facts["legal-notice"]
    assert "1-1" in notice.rule
    assert "2024-449" in notice.rule
    for word in (
        "dirige la publication",
        "héberge",
        "téléphone",
        "e-mail",
        "« EI »",
        "TVA",
        "immatriculation",
    ):
        assert word in notice.say
    assert "n'est pas la loi" in facts["young"].say
    assert "14 août 2026" in facts["young"].say


NOTICE = (
    "Terre de Lune, Inès Vidal EI, entreprise individuelle, 2, rue du Four, Roquebelle. 04 65 71 10 05, "
    "bonjour@terredelune.exemple.fr. SIREN 123 456 789. Directrice de la publication : Inès Vidal. Hébergeur : Meta."
)


def test_a_notice_says_who_edits_who_directs_and_who_hosts() -> None:
    """Is a whole notice whole, and each part that is taken away named?"""
    assert notice.missing_parts(NOTICE) == []
    assert notice.missing_parts(NOTICE.replace(" ", "\u00a0")) == []
    for taken, word in (
        ("04 65 71 10 05", "téléphone"),
        ("bonjour@terredelune.exemple.fr", "e-mail"),
        ("SIREN 123 456 789", "immatriculation"),
        ("Directrice de la publication", "dirige"),
        ("Hébergeur", "héberge"),
        (" EI", "« EI »"),
    ):
        (said,) = notice.missing_parts(NOTICE.replace(taken, ""))
        assert word in said
    assert len(notice.missing_parts("")) == len(notice.PARTS)


def test_the_register_says_what_is_missing_before_publishing() -> None:
    """Is an unknown author, an agreement to ask, or a licence kept nowhere each told, and a sound line not?"""
    kept = "Classeur, jusqu'en 2029."
    assert rights.problem(rights.Asset("logo", "Léa", "none", "")) == ""
    assert rights.problem(rights.Asset("photo", "Léa", "agreed", kept)) == ""
    for asset, word in (
        (rights.Asset("photo", "", "none", ""), "qui"),
        (rights.Asset("photo", "Léa", "", ""), "reconnaît"),
        (rights.Asset("photo", "Léa", "waiting", kept), "accord"),
        (rights.Asset("photo", "Léa", "agreed", ""), "rangé"),
        (rights.Asset("music", "Un groupe", "none", ""), "licence"),
    ):
        assert word in rights.problem(asset)


def test_the_release_and_the_register_are_whole_pages_without_code() -> None:
    """Can both be printed, name what is allowed and how to withdraw, and hold nothing that acts?"""
    release = rights.release_page("Chez <b>Léa</b>", "", ["Facebook", "Instagram"], "lea@exemple.fr")
    for word in (
        "Facebook et Instagram",
        "retirer mon accord",
        "lea@exemple.fr",
        "deux parents",
        "conseil juridique",
    ):
        assert word in release
    assert "<b>" not in release
    register = rights.register_page("Léa", [rights.Asset("photo", "<script>", "waiting", "")])
    assert "<script" not in register
    assert '<th scope="row">Photo de publication</th>' in register


@given(st.sampled_from([key for key, _, hue in colours.HUES]), st.integers(0, 100))
def test_a_colour_made_by_name_is_found_by_its_name(key: str, lightness: int) -> None:
    """Does a colour keep its name and its lightness when it is read back, where the screen can show it?"""
    made = colours.made(next(hue for one, _, hue in colours.HUES if one == key), lightness)
    name, light = colours.named(made)
    assert abs(light - lightness) <= 6
    if 35 <= lightness <= 75:
        assert name == key


def test_one_name_everywhere() -> None:
    """Is the same name with other signs, or cut where a network wants it short, told as one?"""
    assert identity.consistent({"instagram": "@mille.petales", "facebook": "MillePetales", "x": "millepet"})
    assert not identity.consistent({"instagram": "mille.petales", "facebook": "fleurs.saint.aubrac"})
    assert not identity.consistent({"instagram": "mille.petales", "x": "mi"})


def test_two_means_of_contact_of_which_one_without_a_voice() -> None:
    """Is a shop that can only be called not reachable by all?"""
    phone = access.Contact("phone", "05 00 00 00 00")
    mail = access.Contact("mail", "bonjour@exemple.fr")
    assert access.enough_contacts([phone, mail])
    assert not access.enough_contacts([phone])
    assert not access.enough_contacts([phone, access.Contact("counter", "place de la Halle")])
    assert not access.enough_contacts([phone, access.Contact("mail", "bonjour")])
    assert "numéro" in access.contact_problem(access.Contact("sms", "allo"))
    assert access.contact_problem(access.Contact("form", ""))
    assert access.silent([phone, mail]) == (mail,)


def test_the_access_sheet_is_whole_and_escaped() -> None:
    """Is the sheet a page with a language, a title and headings, in which nothing typed is code?"""
    page = access.sheet(
        "Chez <b>Léa</b>", "1, rue du Puits", {"steps": "Une marche de 8 cm."}, [access.Contact("sms", "06")]
    )
    assert '<html lang="fr">' in page
    assert page.count("<h1>") == 1
    assert "<b>" not in page
    assert "Une marche de 8 cm." in page
    assert "<dt>SMS</dt>" in page
    assert "<dl>" not in access.sheet("Léa", "", {}, [])
    text = access.access_text({"steps": "Aucune."}, [access.Contact("sms", "06")])
    assert len(text.splitlines()) == 2
