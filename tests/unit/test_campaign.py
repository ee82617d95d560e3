"""The ad campaign as data: its tools, its alignment with a brief, what the tool would say, its estimate, its files."""

import csv
import io
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpelib.base import french
from tpelib.base.errors import DomainError, TpeError
from tpelib.base.resources import notebooks_path
from tpelib.domain import media
from tpelib.domain.campaign import (
    FIELDS,
    Audience,
    Brief,
    Campaign,
    Window,
    align,
    all_tools,
    bill,
    estimate,
    fits_aim,
    review,
    tool_of,
)
from tpelib.domain.campaign.files import COLUMNS, meta_import

META = tool_of("instagram")

BRIEF = Brief(
    business="Aux Mille Pétales",
    place="Saint-Aubrac, place de la Halle",
    networks=("instagram", "facebook"),
    aim="sales",
    audiences=(Audience("Couples", 25, 45, 15, 1900), Audience("Familles", 40, 75, 20, 4200)),
    budget=150,
    windows=(Window("Saint-Valentin", date(2027, 1, 18), date(2027, 2, 14)),),
    links=("www.millepetales.exemple.fr",),
    content="Ces renoncules ont voyagé douze kilomètres, écrivez-nous en message.",
)
CAMPAIGN = Campaign(
    name="Saint-Valentin",
    network="instagram",
    objective="engagement",
    special="none",
    place="Saint-Aubrac",
    radius=15,
    age_from=25,
    age_to=45,
    people=1900,
    placements=("instagram-feed",),
    budget_kind="daily",
    amount=7,
    start=date(2027, 1, 25),
    end=date(2027, 2, 13),
    beneficiary="Aux Mille Pétales",
    payer="Aux Mille Pétales",
    page="Aux Mille Pétales",
    text="Ces renoncules ont voyagé douze kilomètres. Écrivez-nous.",
    headline="Bouquets de saison",
    button="message",
    link="https://millepetales.exemple.fr/bouquets",
    image="renoncules.jpg",
    alt="Deux mains lient un bouquet de renoncules roses.",
)


def share(field: str, brief: Brief = BRIEF, **changed: Any) -> float:
    """Return how far one field is aligned, some values of the campaign changed."""
    found = {item.key: item for item in align(replace(CAMPAIGN, **changed), brief)}[field]
    assert bool(found.mend) == (found.share < 1)
    assert not found.mend or found.mend.endswith(".")
    assert not found.about or found.about in {field.name for field in fields(Campaign)}
    return found.share


def said(*changes: tuple[str, Any], severity: str = "block") -> list[str]:
    """Return the fields that a review speaks of, some values changed."""
    campaign = replace(CAMPAIGN, **dict(changes))
    return [r.about for r in review(campaign, tool_of(campaign.network)) if r.severity == severity]


# ── Tools ─────────────────────────────────────────────────────────────────────────────────────────


def test_each_rule_of_a_tool_has_a_source_with_its_year() -> None:
    """Does every limit that blocks or warns say where it is written, and when?"""
    for tool in all_tools():
        rules = [tool.minimum.source, tool.overspend.source, tool.learning.source, tool.age_source]
        rules += [tool.payer_source, tool.labels_source]
        rules += [special.source for special in tool.specials if special.source]
        assert all(rule.year and rule.url.startswith("https://") for rule in rules)
        assert {place.network for place in tool.placements} == set(tool.networks)
        assert tool.overspend.day >= 1
    assert META.overspend.day == 1.75
    assert META.overspend.week == 7


def test_a_network_without_a_tool_gets_a_sentence() -> None:
    """Does somebody who picks a network whose tool is not imitated read which ones are?"""
    with pytest.raises(TpeError, match="Facebook, Instagram, TikTok ou LinkedIn"):
        tool_of("pinterest")


# ── The five fields of Cr6.1 ──────────────────────────────────────────────────────────────────────


def test_a_campaign_that_follows_its_brief_is_aligned_on_the_five_fields() -> None:
    """Are the five fields named by the criterion compared, in its order, with both sides told?"""
    found = align(CAMPAIGN, BRIEF)
    assert (
        [item.key for item in found] == list(FIELDS) == ["target", "company", "budget", "launch", "content"]
    )
    assert [item.verdict for item in found] == ["aligné"] * 5
    plain = found[2].found.replace(french.NBSP, " ").replace(french.NNBSP, " ")
    assert plain == "7 € par jour pendant 20 jours, soit 140 €"
    assert "150" in found[2].asked


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({}, 1.0),
        ({"age_from": 30.0, "age_to": 50.0}, 1.0),  # five years off: still the same people
        ({"age_from": 31.0, "age_to": 45.0}, 0.75),
        ({"age_from": 60.0, "age_to": 65.0}, 0.5),  # the zone alone
        ({"place": "Lyon"}, 0.75),
        ({"place": "Saint-Flour"}, 0.75),  # « Saint » names no place
        ({"radius": 60.0}, 0.75),
        ({"radius": None}, 0.5),
        ({"age_from": 40.0, "age_to": 65.0, "radius": 20.0}, 1.0),  # the other target, 65 and over
    ],
)
def test_target(changed: dict[str, Any], wanted: float) -> None:
    """Is the audience that of one of the targets, by its ages and by its zone?"""
    assert share("target", **changed) == wanted


def test_who_sells_everywhere_may_aim_at_a_country() -> None:
    """Is « France » a right zone for a shop on line, and a wrong one for a village florist?"""
    online = replace(BRIEF, online=True, audiences=(Audience("Amateurs", 25, 45, 1000),))
    assert share("target", online, place="France", radius=None) == 1
    assert share("target", place="France", radius=None) == 0.5


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({"page": "aux mille petales"}, 1.0),
        ({"page": "Mireille"}, 2 / 3),
        ({"payer": ""}, 2 / 3),
        ({"link": "www.ailleurs.exemple.fr"}, 2 / 3),
        ({"link": "http://WWW.millepetales.exemple.fr?utm=1"}, 1.0),
        ({"page": "", "beneficiary": "", "link": ""}, 0.0),
    ],
)
def test_company(changed: dict[str, Any], wanted: float) -> None:
    """Does the ad speak in the name of the business, and lead to it?"""
    assert share("company", **changed) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({"amount": 7.5}, 1.0),  # 150 € to the euro
        ({"amount": 7.51}, 0.0),
        ({"amount": 6.0}, 1.0),  # 80 %
        ({"amount": 5.99}, 0.5),
        ({"budget_kind": "lifetime", "amount": 150.0}, 1.0),
        ({"budget_kind": "", "amount": 150.0}, 0.0),
        ({"end": date(2027, 1, 1)}, 0.0),
    ],
)
def test_budget(changed: dict[str, Any], wanted: float) -> None:
    """Is the budget of the project respected to the euro, and is money left asleep said?"""
    assert share("budget", **changed) == wanted


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({"start": date(2027, 1, 18)}, 1.0),
        ({"end": date(2027, 2, 15)}, 0.5),
        ({"start": date(2027, 1, 17)}, 0.0),
        ({"start": None}, 0.0),
        ({"end": None}, 0.5),
    ],
)
def test_launch(changed: dict[str, Any], wanted: float) -> None:
    """Does the campaign start and stop inside a period of the project?"""
    assert share("launch", **changed) == wanted


def test_a_brief_may_give_the_very_day() -> None:
    """Is a day of an exam's brief wanted to the day?"""
    exam = replace(BRIEF, launch=date(2027, 1, 25), windows=())
    assert share("launch", exam) == 1
    assert share("launch", exam, start=date(2027, 1, 26)) == 0


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("La renoncule a voyagé douze kilomètres", 1.0),
        ("Une renoncule qui a voyagé", 0.5),
        ("Soldes sur les vases", 0.0),
        ("", 0.0),
    ],
)
def test_content(text: str, wanted: float) -> None:
    """Does the ad tell what the post tells, whatever the plurals?"""
    assert share("content", text=text, headline="Fleurs") == wanted


def test_a_blank_brief_asks_for_what_it_lacks() -> None:
    """Does a dossier that says nothing yet get five sentences, and no point?"""
    for item in align(CAMPAIGN, Brief()):
        assert item.share == 0
        assert "d’abord" in item.mend


@given(
    st.builds(
        Campaign,
        **{
            name: st.text(max_size=20)
            for name in ("place", "page", "text", "headline", "link", "beneficiary", "payer", "budget_kind")
        },
        age_from=st.none() | st.floats(0, 110),
        age_to=st.none() | st.floats(0, 110),
        radius=st.none() | st.floats(0, 20_000),
        amount=st.none() | st.floats(0.01, 1e5),
        start=st.none() | st.dates(date(2020, 1, 1), date(2040, 1, 1)),
        end=st.none() | st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    )
)
def test_any_campaign_gets_shares_in_bounds(campaign: Campaign) -> None:
    """Can anything typed break the comparison?"""
    for item in align(campaign, BRIEF):
        assert 0 <= item.share <= 1
        assert item.asked
        assert item.found


def test_an_objective_serves_an_aim_or_does_not() -> None:
    """Is « Promotion de l'application » refused to who sells bouquets?"""
    assert fits_aim("engagement", "sales")
    assert not fits_aim("app", "sales")
    assert not fits_aim("", "")


# ── What the tool would say ───────────────────────────────────────────────────────────────────────


def test_a_sound_campaign_is_published() -> None:
    """Does a campaign that is whole and in the rules meet no remark at all?"""
    assert review(CAMPAIGN, META) == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("beneficiary", ""),
        ("payer", ""),
        ("special", ""),
        ("special", "politics"),
        ("objective", ""),
        ("age_from", 16.0),
        ("age_to", 20.0),
        ("placements", ("tiktok-feed",)),
        ("placements", ()),
        ("end", None),
        ("end", date(2027, 1, 1)),
        ("amount", 0.5),
        ("link", "ma boutique"),
        ("headline", ""),
    ],
)
def test_what_blocks(field: str, value: Any) -> None:
    """Is each thing that a tool refuses said, at the field where one mends it?"""
    assert field in said((field, value))


@pytest.mark.parametrize(
    ("field", "value"),
    [("text", "x" * 126), ("headline", "x" * 41), ("alt", ""), ("people", 400.0), ("special", "employment")],
)
def test_what_warns(field: str, value: Any) -> None:
    """Is what a tool lets through, but costs clicks or readers, said without blocking?"""
    assert said((field, value)) == []
    assert field in said((field, value), severity="warn")


@pytest.mark.parametrize(
    ("text", "special"),
    [
        ("Nous recrutons un apprenti", "employment"),
        ("Un appartement à louer au-dessus", "housing"),
        ("Un prêt personnel en un jour", "finance"),
    ],
)
def test_a_text_calls_for_its_special_category(text: str, special: str) -> None:
    """Is an offer of employment, of housing or of credit found in the text, and quiet once declared?"""
    assert "special" in said(("text", text))
    assert "special" not in said(("text", text), ("special", special))


def test_the_law_of_the_post_holds_for_the_ad() -> None:
    """Is « soldes » outside its dates seen in an ad as in a post?"""
    assert "text" in said(("text", "Les soldes commencent"), ("start", date(2027, 4, 5)), severity="warn")


def test_a_small_budget_meets_the_minimum_of_its_tool() -> None:
    """Are seven euros a day enough for Meta, and refused by LinkedIn and TikTok?"""
    for network, place in (("linkedin", "linkedin-feed"), ("tiktok", "tiktok-feed")):
        assert said(("network", network), ("placements", (place,))) == ["amount"]


def test_a_budget_too_small_to_learn_is_told_with_the_figure() -> None:
    """Does a sale at 12 € call for 85,71 € a day, said without blocking, and is a rich campaign left alone?"""
    (remark,) = review(CAMPAIGN, META, result_cost=12)
    assert remark.severity == "warn"
    assert "85,71" in remark.text
    assert "7,00" in remark.text
    assert review(CAMPAIGN, META, result_cost=0.9) == ()


# ── Figures ───────────────────────────────────────────────────────────────────────────────────────


def test_golden_range() -> None:
    """Does a range hold the two models of reach, at its two ends?"""
    found = estimate(total=300, people=50_000, cpm=7.5, ctr=0.012, conversion_rate=0.025)
    low, high = 300 / (7.5 * 1.3) * 1000, 300 / (7.5 * 0.7) * 1000
    assert (found.impressions.low, found.impressions.high) == pytest.approx((low, high))
    assert found.reach.low == pytest.approx(media.reach_range(50_000, low).low)
    assert found.reach.high == pytest.approx(media.reach_range(50_000, high).high)
    assert found.results.low == pytest.approx(low * 0.012 * 0.025)


@given(total=st.floats(1, 1e5), people=st.floats(100, 1e7), more=st.floats(1, 5))
def test_more_money_reaches_no_fewer_people(total: float, people: float, more: float) -> None:
    """Is a range in order, below the audience, and does it rise with the budget?"""
    fixed = {"people": people, "cpm": 7.5, "ctr": 0.012, "conversion_rate": 0.025}
    one, other = estimate(total=total, **fixed), estimate(total=total * more, **fixed)
    for found in (one.impressions, one.reach, one.frequency, one.clicks, one.results):
        assert found.low <= found.high * (1 + 1e-9)
    assert one.reach.high <= people * (1 + 1e-9)
    assert one.reach.low <= other.reach.low * (1 + 1e-9)
    assert one.reach.high <= other.reach.high * (1 + 1e-9)
    assert one.frequency.low >= 1


def test_the_bill_adds_the_fee_then_the_vat() -> None:
    """Do 140 € become 144,20 € with Meta's fee, and 173,04 € with VAT, lost by who does not recover it?"""
    lost = bill(140, META, date(2027, 1, 25), recovers_vat=False)
    assert (lost.fee, lost.vat, lost.total, lost.cost) == pytest.approx((4.2, 28.84, 173.04, 173.04))
    assert bill(140, META, date(2027, 1, 25), recovers_vat=True).cost == pytest.approx(144.2)
    assert bill(140, META, date(2026, 6, 30), recovers_vat=True).fee == 0
    assert bill(140, tool_of("linkedin"), date(2027, 1, 25), recovers_vat=True).fee == 0


def test_who_is_exempt_from_vat_is_told_to_ask_for_a_number_first() -> None:
    """Does the lesson ask for the number before the purchase, with the amount that the bill gives?"""
    lesson = notebooks_path("parcours", "c6_ereputation.md").read_text(encoding="utf-8")
    told = lesson.split("En franchise de TVA ?")[1].split("\n\n")[0]
    assert "Avant d'acheter" in told
    assert "286 ter" in told
    owed = bill(100, META, date(2027, 1, 25), recovers_vat=False)
    assert french.euros(owed.cost, 2).replace(french.NBSP, " ") in told


# ── Files ─────────────────────────────────────────────────────────────────────────────────────────


def rows_of(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_import_file_holds_the_three_levels_and_starts_nothing() -> None:
    """Does Meta's file bear its documented columns, with everything paused?"""
    (row,) = rows_of(meta_import(CAMPAIGN, META))
    assert tuple(row) == COLUMNS
    assert [row[f"{level} Status"] for level in ("Campaign", "Ad Set Run", "Ad")] == ["PAUSED"] * 3
    assert row["Campaign Objective"] == "OUTCOME_ENGAGEMENT"
    assert row["Special Ad Categories"] == "NONE"
    assert (row["Ad Set Daily Budget"], row["Ad Set Lifetime Budget"]) == ("7.00", "")
    assert (row["Ad Set Time Start"], row["Ad Set Time Stop"]) == (
        "01/25/2027 12:00 am",
        "02/13/2027 11:59 pm",
    )
    assert (row["Beneficiary"], row["Publisher Platforms"]) == ("Aux Mille Pétales", "instagram")
    assert (row["Age Min"], row["Age Max"], row["Call to Action"]) == ("25", "45", "MESSAGE_PAGE")
    assert row["Cities"] == "Saint-Aubrac, FR (+15 km)"


@given(
    st.sampled_from(["name", "place", "text", "headline", "beneficiary", "link", "image"]),
    st.text(max_size=30),
)
def test_no_cell_of_the_import_file_is_a_formula(field: str, text: str) -> None:
    """Can anything typed run as a formula in the spreadsheet that opens the file?"""
    campaign = replace(CAMPAIGN, **{field: "=" + text})
    for cell in rows_of(meta_import(campaign, META))[0].values():
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_campaign_that_is_not_metas_gets_a_sentence() -> None:
    """Is who asks for Meta's file for TikTok, or without dates, told what to do?"""
    with pytest.raises(DomainError, match="Facebook ou Instagram"):
        meta_import(CAMPAIGN, tool_of("tiktok"))
    with pytest.raises(DomainError, match="date de fin"):
        meta_import(replace(CAMPAIGN, end=None), META)
