"""The survey and the accounts, against the published figures."""

import csv
import runpy
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpelib.base.errors import DomainError
from tpelib.base.resources import data_path
from tpelib.domain import audience
from tpelib.domain.sources import MeasureMismatchError, together

RAW = {
    (dimension.column, item.raw): (dimension.key, item.key)
    for dimension in audience.DIMENSIONS.values()
    for item in dimension.items
}
COLUMNS = {
    "age": "AGE6FUZ",
    "sexe": "SEXE",
    "profession": "PCS8EGO",
    "taille_agglomeration": "AGGLO5",
    "region": "REGION",
    "diplome": "DIPL5",
}
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        key: st.lists(st.sampled_from([item.key for item in dimension.items]), max_size=3)
        for key, dimension in audience.DIMENSIONS.items()
    },
)


def rows(name: str) -> list[dict[str, str]]:
    with data_path("audience", name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def percent(found: audience.Estimate) -> float:
    assert found.share is not None
    return round(100 * found.share, 1)


def test_published_shares_of_users() -> None:
    """Are the shares by age, sex and town those computed from the survey?"""
    ages = audience.breakdown("age")
    assert {key: percent(found) for key, found in ages.items()} == {
        "12-17": 67.8,
        "18-24": 78.6,
        "25-39": 77.3,
        "40-59": 68.7,
        "60-69": 51.1,
        "70+": 27.2,
    }
    assert {key: percent(found) for key, found in audience.breakdown("sex").items()} == {
        "women": 62.4,
        "men": 60.9,
    }
    towns = audience.breakdown("town")
    assert (percent(towns["rural"]), percent(towns["large"])) == (48.5, 67.3)
    assert percent(audience.estimate()) == 61.7


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("Smartphone (possession)", "smartphone"),
        ("Internet sur mobile tous les jours", "mobile"),
        ("Appareil préféré pour internet = smartphone (internautes)", "prefers-phone"),
        ("Réseaux sociaux 12 derniers mois (population)", "social"),
        ("Achat en ligne 12 derniers mois (population)", "buys-online"),
        ("Confiance (très/assez) dans les réseaux sociaux (hors sans internet fixe)", "trusts"),
    ],
)
def test_every_published_cell_is_found_again(name: str, question: str) -> None:
    """Does each share and each n of the published table come out of the answers themselves?"""
    checked = 0
    for row in rows("barometre_2022_indicateurs.csv"):
        if row["indicateur"] != name:
            continue
        where = {}
        if row["dimension"] != "ensemble":
            dimension, item = RAW[COLUMNS[row["dimension"]], row["modalite"]]
            where = {dimension: [item]}
        found = audience.estimate(question, where)
        assert found.n == int(row["n"])
        assert percent(found) == pytest.approx(float(row["pct"]), abs=0.051)
        checked += 1
    assert checked > 20


def test_the_coded_answers_are_the_extract(monkeypatch: pytest.MonkeyPatch) -> None:
    """Is the compact file still what the tool makes of the extract?"""
    tool = Path(__file__).parents[2] / "tools" / "audience.py"
    monkeypatch.setattr(sys, "argv", [str(tool), "--check"])
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(tool), run_name="__main__")
    assert end.value.code == 0


def test_a_small_cell_is_hidden_with_its_reason() -> None:
    """Is a share of 8 people hidden, and said to be?"""
    corsica = audience.estimate(where={"region": ["cor"]})
    assert (corsica.n, corsica.share, corsica.known) == (8, None, None)
    assert "8\u00a0personnes interrogées seulement" in corsica.text
    with pytest.raises(DomainError, match="élargissez"):
        corsica.figure("Corse")
    with pytest.raises(DomainError, match="élargissez"):
        audience.position(corsica, audience.estimate())
    assert audience.population_share({"region": ["cor"]}).share is None


def test_the_interval_pays_for_the_weights() -> None:
    """Is the interval of 155 craftspeople about ± 7 points or more, wider than without weights?"""
    found = audience.estimate(where={"occupation": ["independent"]})
    share, low, high = found.known or (0, 0, 0)
    assert found.n == 155
    assert 60 < found.effective_n < 155
    assert 0.07 < (high - low) / 2 < 0.09
    assert low < share < high


@given(FILTERS, st.sampled_from(list(audience.QUESTIONS)))
def test_any_combination_gives_an_honest_cell(where: dict[str, list[str]], question: str) -> None:
    """Whatever is crossed, is a cell either hidden under 30 or inside its interval?"""
    found = audience.estimate(question, where)
    assert found.effective_n <= found.n + 1e-6
    if found.n < audience.MINIMUM:
        assert found.share is None
        assert found.reason
    else:
        share, low, high = found.known or (2, 2, 2)
        assert 0 <= low <= share + 1e-9
        assert share <= high + 1e-9
        assert high <= 1


@given(FILTERS)
def test_a_target_is_the_mean_of_its_parts(where: dict[str, list[str]]) -> None:
    """Do the people of a group add up whichever way the group is cut?"""
    whole = audience.estimate(where=where)
    for by in audience.DIMENSIONS:
        assert sum(part.n for part in audience.breakdown(by, where=where).values()) == whole.n


def test_affinity_is_penetration_over_everybody() -> None:
    """Is a target's share among users over its share of people the ratio of the two rates of use?"""
    target = {"age": ["25-39"], "sex": ["women"]}
    among, within = audience.audience_share(target).share, audience.population_share(target).share
    theirs, all_of_them = audience.estimate(where=target).share, audience.estimate().share
    assert among is not None
    assert within is not None
    assert theirs is not None
    assert all_of_them is not None
    assert among / within == pytest.approx(theirs / all_of_them)


def test_where_a_group_stands() -> None:
    """Are the young above, the old below, and women not clearly different from everybody?"""
    whole = audience.estimate()
    assert audience.position(audience.estimate(where={"age": ["18-24"]}), whole) == "above"
    assert audience.position(audience.estimate(where={"age": ["70+"]}), whole) == "below"
    assert audience.position(audience.estimate(where={"sex": ["women"]}), whole) == "same"


@pytest.mark.parametrize(
    ("first", "last", "bands"),
    [
        (25, 45, ("25-39", "40-59")),
        (18, 24, ("18-24",)),
        (41, 43, ("40-59",)),
        (60, 99, ("60-69", "70+")),
        (12, 90, ("12-17", "18-24", "25-39", "40-59", "60-69", "70+")),
        (20, 26, ("18-24",)),
        (5, 9, ()),
    ],
)
def test_ages_of_a_target_become_bands(first: float, last: float, bands: tuple[str, ...]) -> None:
    """Which bands of the survey does a target touch?"""
    assert audience.ages_between(first, last) == bands


def test_an_unknown_name_gets_a_sentence() -> None:
    """Does each wrong name say so in French?"""
    for call in (
        lambda: audience.estimate("inconnue"),
        lambda: audience.estimate(where={"signe": ["lion"]}),
        lambda: audience.estimate(where={"age": ["99"]}),
        lambda: audience.trend("age", "99 ans"),
        lambda: audience.accounts("Snapchat", "FR", "2026-01-01/2026-06-30"),
        lambda: audience.accounts("Minitel"),
    ):
        with pytest.raises(DomainError, match=r"\.$"):
            call()


def test_a_break_in_a_series_is_not_crossed() -> None:
    """Can one compare two years measured alike, and not across the change of 2020?"""
    series = audience.trend()
    assert series.change(2009, 2019) == pytest.approx(36.6)
    for start, end in ((2019, 2020), (2019, 2022), (2022, 2009)):
        with pytest.raises(MeasureMismatchError, match="2020"):
            series.change(start, end)
    assert series.change(2020, 2022) == pytest.approx(-5.0)
    with pytest.raises(DomainError, match="2021"):
        series.change(2020, 2021)
    share, low, high = series.points[2022].known or (0, 0, 0)
    assert low < share < high


def test_the_series_ends_where_the_survey_stands() -> None:
    """Is 2022 in the long series what the answers of 2022 give, for each group?"""
    for row in rows("barometre_serie_2009_2022.csv"):
        column = COLUMNS.get(row["dimension"])
        if row["annee"] == "2022" and column:
            dimension, item = RAW[column, row["modalite"]]
            found = audience.estimate(where={dimension: [item]})
            assert found.n == int(row["n_repondants"])
            if found.share is not None:
                assert percent(found) == pytest.approx(float(row["part_population_pct"]), abs=0.051)


@pytest.mark.parametrize(
    ("platform", "millions"),
    [
        ("Facebook", 43.19),
        ("Instagram", 46.16),
        ("TikTok", 30.6),
        ("Pinterest", 14.98),
        ("X", 12.39),
        ("LinkedIn", 12.6),
    ],
)
def test_accounts_in_france(platform: str, millions: float) -> None:
    """Are the accounts of the first half of 2026 those that the platforms declared?"""
    found = audience.accounts_of(platform)
    assert found.value / 1e6 == pytest.approx(millions, abs=0.005)
    assert "1er semestre 2026" in found.label


def test_a_platform_that_did_not_report_yet_keeps_its_last_period() -> None:
    """Is Snapchat's last known count given, with its own period?"""
    found = audience.accounts_of("Snapchat")
    assert found.value / 1e6 == pytest.approx(28.57, abs=0.005)
    assert "2e semestre 2025" in found.label


def test_accounts_and_people_are_not_joined() -> None:
    """Is an account never taken for a person asked in a survey?"""
    survey = audience.estimate().figure("12 ans et plus")
    assert (survey.n, survey.unit, survey.measure) == (4184, "%", "survey-share")
    with pytest.raises(MeasureMismatchError, match="comptes actifs"):
        together(audience.accounts_of("Instagram"), survey)
    with pytest.raises(MeasureMismatchError):
        together(audience.accounts("Instagram"), audience.trend())


def test_every_country_is_named() -> None:
    """Does each country of the reports have its French name?"""
    assert {row["pays"] for row in rows("dsa_par_pays.csv")} == set(audience.countries())
    assert {row["periode"] for row in rows("dsa_par_pays.csv")} == set(audience.periods())
    assert set(audience.platforms()) == {row["plateforme"] for row in rows("dsa_par_pays.csv")}
