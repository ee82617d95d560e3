"""The files that the networks give, read as they are, and the indicators that they allow."""

import json
import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpelib.base import french
from tpelib.base.errors import DomainError, TpeError
from tpelib.domain.insights import (
    InsightsReport,
    Record,
    ReviewFile,
    indicators,
    mean_of_ratios,
    ratio_of_sums,
    read_report,
    read_reviews,
    totals,
    trend,
)
from tpelib.domain.insights.formats import all_formats, measures
from tpelib.domain.insights.indicators import by_day, by_label
from tpelib.domain.insights.sample import sample_campaign

FILES = Path(__file__).parents[1] / "fixtures" / "exports"
TODAY = date(2026, 11, 24)
REPORTS = [path.name for path in sorted(FILES.iterdir()) if path.suffix != ".json"]


def spoken(text: str) -> str:
    """Return a text with plain spaces and apostrophes."""
    return str(text).replace(french.NBSP, " ").replace(french.NNBSP, " ").replace("’", "'")


def read(name: str) -> InsightsReport:
    """Return a report of the fixtures."""
    return read_report((FILES / name).read_bytes(), name, today=TODAY)


def csv(*lines: str) -> bytes:
    """Return a file of these lines."""
    return "\n".join(lines).encode()


def row(day: int = 1, label: str = "", **values: float) -> Record:
    """Return a row of a report."""
    return Record(day + 1, date(2026, 11, day), label, values)


# ── Reports ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "form", "first", "rows"),
    [
        (
            "meta-publicite-fr.csv",
            "meta-publicite",
            {"spend": 10.5, "impressions": 1400, "reach": 1120, "clicks": 21, "results": 3, "revenue": 96},
            4,
        ),
        (
            "meta-publicite-en.csv",
            "meta-publicite",
            {"spend": 10.5, "impressions": 1400, "reach": 1120, "clicks": 21, "results": 3},
            2,
        ),
        (
            "business-suite-contenus.csv",
            "meta-contenus",
            {"reach": 412, "reactions": 31, "comments": 4, "shares": 2, "clicks": 18},
            2,
        ),
        ("business-suite-courbe.csv", "meta-serie", {"reach": 120}, 2),
        (
            "linkedin-page.xls",
            "linkedin-page",
            {"impressions": 120, "clicks": 3, "reactions": 4, "comments": 0, "shares": 1},
            6,
        ),
        (
            "tiktok-ensemble.csv",
            "tiktok",
            {"views": 820, "visits": 14, "reactions": 61, "comments": 3, "shares": 2},
            2,
        ),
    ],
)
def test_each_report_is_read(name: str, form: str, first: Mapping[str, float], rows: int) -> None:
    """Are the reports of Meta, LinkedIn and TikTok read as they come, whatever their encoding?"""
    found = read(name)
    assert (found.format, len(found.records)) == (form, rows)
    assert found.records[0].day == date(2026, 11, 2)
    assert found.records[0].values == first


def test_what_is_odd_is_told_and_the_rest_is_read() -> None:
    """Is a row that fails named by its number, and a line of totals left aside, with all the others kept?"""
    english = read("meta-publicite-en.csv")
    assert [spoken(text) for text in english.problems] == [
        "Ligne 3 : montant dépensé : « n/a? » n'est pas un nombre."
    ]
    assert english.records[1].values == {"spend": 11, "impressions": 1510, "reach": 1180}
    assert english.currency == "EUR"
    totals_line = read("meta-publicite-fr.csv")
    assert not totals_line.problems
    assert "des totaux" in totals_line.notes[0]
    assert "mois/jour/année" in " ".join(read("linkedin-page.xls").notes)
    assert not read("business-suite-contenus.csv").notes


def test_a_date_without_a_year_is_the_last_one() -> None:
    """Is 30 December read in November that of the year before?"""
    assert [record.day for record in read("tiktok-ensemble.csv").records] == [
        date(2026, 11, 2),
        date(2025, 12, 30),
    ]


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["11/02/2026", "11/14/2026"], [date(2026, 11, 2), date(2026, 11, 14)]),
        (["02/11/2026", "14/11/2026"], [date(2026, 11, 2), date(2026, 11, 14)]),
        (["Nov 2, 2026", "2 novembre 2026"], [date(2026, 11, 2)] * 2),
        (["2026-11-02 08:30", "46328"], [date(2026, 11, 2)] * 2),
        (["1er nov. 2026", "déc. 3 2026"], [date(2026, 11, 1), date(2026, 12, 3)]),
    ],
)
def test_days_are_told_from_months(cells: list[str], days: list[date]) -> None:
    """Does one cell beyond twelve tell, for the whole column, which is the day?"""
    found = read_report(csv("Jour;Montant dépensé;Impressions", *(f"{c};1;2" for c in cells)), "x.csv")
    assert [record.day for record in found.records] == days
    assert found.notes == ()


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("32/13/2026;1;2", "n'est pas une date"),
        ("02/11/1926;1;2", "l'année 1926"),
        ("2026-11-02;beaucoup;2", "« beaucoup » n'est pas un nombre"),
        ("2026-11-02;-5;2", "n'est pas un chiffre plausible"),
        ("2026-11-02;1.500;2", "deux façons"),
        ("2026-11-02;;", "aucun chiffre"),
        ("2026-11-02;1;9" + "9" * 20, "plausible"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(cell: str, words: str) -> None:
    """Is each kind of bad row told in French, by its number, without stopping at it?"""
    found = read_report(csv("Jour;Montant dépensé;Impressions", cell, "2026-11-03;2;1 000"), "x.csv")
    assert len(found.records) == 1
    assert spoken(found.problems[0]).startswith("Ligne 2 : ")
    assert words in spoken(found.problems[0])


def test_thousands_are_not_decimals() -> None:
    """Is « 1,234 » of an English report one thousand impressions, and « 1,23 » of a French one a price?"""
    found = read_report(csv('Day,Amount spent (USD),Impressions\n2026-11-02,"1,234.50","1,234"'), "x.csv")
    assert found.records[0].values == {"spend": 1234.5, "impressions": 1234}
    assert "USD" in found.notes[0]
    assert read_report(csv("Jour;Montant dépensé;Impressions\n2026-11-02;1,23;1.234"), "x").records[
        0
    ].values == {"spend": 1.23, "impressions": 1234}


def test_accents_apostrophes_and_order_do_not_matter() -> None:
    """Is a title found whatever its apostrophe, its case, its broken accents and its place?"""
    title = "Valeur de conversion des achats;IMPRESSIONS;Nom de l’ensemble de publicités;Montant dépensé (EUR);Début des rapports"
    data = f"{title}\n12;100;Fêtes;3,5;2026-11-02\n"
    for broken in (data.encode(), data.encode().decode("cp1252").encode(), data.encode("utf-16")):
        record = read_report(broken, "x.csv").records[0]
        assert record.label == "Fêtes"
        assert record.values == {"spend": 3.5, "impressions": 100, "revenue": 12}


def test_a_whole_period_is_told() -> None:
    """Is one told when a row covers several days?"""
    found = read_report(
        csv("Début des rapports;Fin des rapports;Montant dépensé;Impressions", "2026-11-02;2026-11-08;5;700"),
        "x.csv",
    )
    assert "plusieurs jours" in found.notes[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "vide"),
        (b"Nom;Prix\nPain;1", "pas un rapport connu"),
        (b'{"reviews": []}', "avis Google"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "ancien classeur"),
        (csv("sep=,", '"Humeur"', '"Date","Primary"', '"2026-11-02","3"'), "ne dit pas ce qu'elle mesure"),
    ],
)
def test_another_file_gets_a_sentence(data: bytes, words: str) -> None:
    """Does a file of another kind say what would be right?"""
    with pytest.raises(TpeError) as caught:
        read_report(data, "x.csv")
    assert words in spoken(str(caught.value))
    assert str(caught.value).endswith(".")


def check_report(data: bytes) -> None:
    """Hold a file to give a report or a sentence, nothing else."""
    said = "."
    try:
        found = read_report(data, "x", today=TODAY)
    except TpeError as problem:
        said, found = str(problem), InsightsReport("", "", (), ())
    assert said.endswith(".")
    for text in (*found.problems, *found.notes):
        assert text.endswith(".")
    for record in found.records:
        assert record.values
        assert all(0 <= value <= 1e12 for value in record.values.values())
    indicators(found.records)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_report_or_a_sentence(data: bytes) -> None:
    """Can any bytes at all, alone or after good titles, do otherwise?"""
    for start in (b"", b"Jour;Montant d\xe9pens\xe9;Impressions\n", b"Date\tVideo views\n", b"\xff\xfe"):
        check_report(start + data)


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["2026-11-02", "11/02/2026", "1,234", "1.5", "€ 3", "=1+1", "", "nan", "inf", "1e9"]),
)


@given(
    st.sampled_from(
        [[names[0] for names in form.columns.values()] for form in all_formats() if form.id != "meta-serie"]
    ),
    st.lists(st.lists(CELLS, min_size=1, max_size=8), max_size=5),
)
def test_any_cells_under_good_titles_are_read_or_told(titles: list[str], rows: list[list[str]]) -> None:
    """Is each row either a record or a problem with its number?"""
    lines = [";".join(titles)]
    lines += [";".join('"' + cell.replace('"', '""') + '"' for cell in cells) for cells in rows]
    check_report("\n".join(lines).encode("utf-8", "replace"))


@given(st.sampled_from(REPORTS), st.integers(0, 2**32))
def test_a_damaged_file_gives_a_report_or_a_sentence(name: str, seed: int) -> None:
    """Can a real file that was cut or scratched do otherwise?"""
    chance = random.Random(seed)  # noqa: S311  # scratches, not secrets
    data = bytearray((FILES / name).read_bytes())
    for _ in range(chance.randrange(8)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    check_report(bytes(data[: chance.randrange(1, len(data) + 1)]))


def test_the_names_of_the_measures_are_all_there() -> None:
    """Does every column that holds figures have a French name, and every report its required columns?"""
    for form in all_formats():
        assert set(form.columns) <= {*measures(), "day", "end", "label", "series"}
        assert set(form.series) <= set(measures())
        assert set(form.required) <= set(form.columns)
        assert form.dates in ("dmy", "mdy")


# ── Google reviews ────────────────────────────────────────────────────────────────────────────────


def test_google_reviews_are_read_without_names() -> None:
    """Are stars and delays kept, the review without a sound note told, and nobody named?"""
    found = read_reviews((FILES / "avis-google.json").read_bytes())
    assert found.counts == (1, 1, 0, 1, 0)
    assert found.hours == pytest.approx((6, 48), abs=0.01)
    assert [spoken(text) for text in found.problems] == ["Avis 3 : il n'a pas de note de une à cinq étoiles."]
    assert "fictive" not in repr(found)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"rien",
        b'{"reviews": 3}',
        b"[" * 200_000,
        b'{"reviews":' * 100_000,
        b"9" * 10_000,
        b"\xff\xfe\x00",
        b"{" + b" " * 10_000_001,
    ],
)
def test_a_file_without_reviews_gets_a_sentence(data: bytes) -> None:
    """Does a file that is not one, or folds on itself for ever, get a sentence?"""
    with pytest.raises(TpeError) as caught:
        read_reviews(data)
    assert str(caught.value).endswith(".")


def test_a_reply_before_its_review_is_told() -> None:
    """Is an impossible delay named rather than counted?"""
    row = {
        "starRating": 5,
        "createTime": "2026-11-02T10:00:00",
        "reviewReply": {"updateTime": "2026-11-01T10:00:00Z"},
    }
    found = read_reviews(json.dumps([row, {**row, "reviewReply": None}, 7]).encode())
    assert [spoken(text) for text in found.problems] == [
        "Avis 1 : sa réponse est datée d'avant lui.",
        "Avis 3 : ce n'est pas un avis.",
    ]
    assert found.counts == (1, 0, 0, 0, 0)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("FIVE"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["starRating", "createTime", "reviewReply", "updateTime", "reviews"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=10,
)


@given(JSON, st.datetimes().map(str) | st.datetimes(timezones=st.timezones()).map(lambda at: at.isoformat()))
def test_any_json_gives_reviews_or_a_sentence(value: object, at: str) -> None:
    """Can any JSON do otherwise, dates at both ends of the calendar included?"""
    dated = {"starRating": "ONE", "createTime": at, "reviewReply": {"updateTime": "2026-11-01T10:00:00Z"}}
    for whole in (value, {"reviews": [value, dated]}):
        said = "."
        try:
            found = read_reviews(json.dumps(whole).encode())
        except TpeError as problem:
            said, found = str(problem), ReviewFile((), ())
        assert said.endswith(".")
        assert sum(found.counts) == len(found.reviews)
        assert all(text.endswith(".") for text in found.problems)


# ── Indicators ────────────────────────────────────────────────────────────────────────────────────


def test_the_golden_campaign_has_its_figures() -> None:
    """Do 300 € at 7,50 €, 1,2 % and 2,5 % give the course's figures, each with what it is divided by?"""
    whole = [row(spend=300, impressions=40_000, clicks=480, results=12, revenue=504)]
    found = {one.key: one for one in indicators(whole)}
    assert {key: round(one.value, 4) for key, one in found.items()} == {
        "ctr": 1.2,
        "cpm": 7.5,
        "cpc": 0.625,
        "conversion": 2.5,
        "cost": 25,
        "roas": 1.68,
    }
    assert spoken(found["ctr"].text) == "1,20 %"
    assert spoken(found["cpc"].text) == "0,625 €"
    assert spoken(found["ctr"].told) == "clics ÷ affichages = 480 ÷ 40 000"


def test_a_mean_of_rates_is_not_the_rate_of_the_whole() -> None:
    """Does a day of ten impressions weigh as much as one of ten thousand in the mean, and not in the whole?"""
    days = [row(1, clicks=5, impressions=10), row(2, clicks=100, impressions=10_000)]
    assert mean_of_ratios(days, "clicks", "impressions") == pytest.approx(0.255)
    assert ratio_of_sums(days, "clicks", "impressions") == pytest.approx(105 / 10_010)
    assert ratio_of_sums([row(clicks=3)], "clicks", "impressions") is None
    assert mean_of_ratios([row(clicks=0, impressions=0)], "clicks", "impressions") is None


def test_people_are_never_added_up_over_days() -> None:
    """Are impressions added, and people reached left alone?"""
    days = [row(1, reach=100, impressions=150, reactions=2), row(2, reach=100, impressions=120, shares=1)]
    assert totals(days) == {"impressions": 270, "reactions": 2, "shares": 1, "interactions": 3}


def test_a_rate_counts_only_the_rows_that_have_both() -> None:
    """Is a day whose clicks are not known left out of both sides?"""
    days = [row(1, clicks=10, impressions=100), row(2, impressions=900)]
    assert ratio_of_sums(days, "clicks", "impressions") == pytest.approx(0.1)


def test_a_trend_is_told_only_when_it_can_be() -> None:
    """Is a fall told, a small wobble called the same, and few clicks too few?"""
    falling = [row(day, clicks=60 if day < 5 else 20, impressions=2000) for day in range(1, 9)]
    found = trend(falling, "clicks", "impressions")
    assert (found.first, found.second, found.verdict) == (pytest.approx(0.03), pytest.approx(0.01), "down")
    steady = [row(day, clicks=20 + day % 2, impressions=1000) for day in range(1, 9)]
    assert trend(steady, "clicks", "impressions").verdict == "same"
    rare = [row(day, clicks=day % 2, impressions=100) for day in range(1, 9)]
    assert trend(rare, "clicks", "impressions").verdict == "few"
    none = [row(day, clicks=0, impressions=100) for day in range(1, 9)]
    assert trend(none, "clicks", "impressions").verdict == "few"
    for days in (falling[:3], [row(day, impressions=5) for day in range(1, 9)]):
        with pytest.raises(DomainError):
            trend(days, "clicks", "impressions")


def test_rows_are_grouped_by_day_and_by_ad() -> None:
    """Are the rows of an ad and those of a day found together?"""
    rows = [row(2, "B", clicks=1), row(1, "A", clicks=2), row(2, "A", clicks=3), Record(9, None, "A", {})]
    assert {label: len(own) for label, own in by_label(rows).items()} == {"B": 1, "A": 3}
    assert list(by_day(rows)) == [date(2026, 11, 1), date(2026, 11, 2)]


def test_the_sample_is_always_the_same_and_holds_its_budget() -> None:
    """Does a case give the same fortnight each time, within a fifth of its budget?"""
    figures = {"budget": 150.0, "cpm": 7.5, "ctr": 0.014, "conversion_rate": 0.04, "basket": 32.0}
    first = sample_campaign("fleuriste", start=date(2027, 4, 19), **figures)
    assert first == sample_campaign("fleuriste", start=date(2027, 4, 19), **figures)
    assert len(first) == 28
    assert totals(first)["spend"] == pytest.approx(150, rel=0.2)
    rates = {
        label: ratio_of_sums(own, "clicks", "impressions") or 0 for label, own in by_label(first).items()
    }
    assert rates["Version B"] > rates["Version A"] > 0.005
    with pytest.raises(DomainError):
        sample_campaign("x", start=TODAY, **{**figures, "cpm": 0})
