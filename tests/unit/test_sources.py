"""Figures keep their source, and the data files are what they claim to be."""

import csv
from datetime import date
from pathlib import Path

import pytest

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.resources import data_path
from tpelib.domain import sources

TODAY = date(2026, 11, 30)


def rows(path: str) -> list[dict[str, str]]:
    """Return the rows of a data file."""
    with data_path(*path.split("/")).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_source_is_whole() -> None:
    """Does each source say who, when, where, under what licence, and how sure it is?"""
    assert len(sources.all_sources()) == len({source.id for source in sources.all_sources()})
    for source in sources.all_sources():
        assert source.title
        assert source.publisher
        assert source.year[:4].isdigit()
        assert source.url.startswith("https://")
        assert source.licence
        assert source.confidence in sources.CONFIDENCE
        assert sources.measure_name(source.measure) != source.measure
        assert date(2005, 1, 1) < source.verified_on <= TODAY
        assert source.caution == "" or source.caution.endswith(".")


def test_every_data_file_has_one_source_and_a_licence() -> None:
    """Can a reader find the source and the licence of each file that ships?"""
    licences = data_path("LICENCES.md").read_text(encoding="utf-8")
    claimed = [file for source in sources.all_sources() for file in source.files]
    assert len(claimed) == len(set(claimed))
    for file in claimed:
        assert data_path(*file.split("/")).is_file()
        assert f"`{file}`" in licences
    data = data_path("sources.toml").parent
    for folder in ("audience", "marche"):
        for path in (data / folder).iterdir():
            assert path.relative_to(data).as_posix() in claimed, path


def test_a_figure_carries_its_source_to_the_screen() -> None:
    """Does a figure say its value, unit, source, year and doubt in one line?"""
    found = sources.figure("engagement-instagram")
    assert (found.value, found.unit, found.year) == (0.48, "%", "2026")
    assert found.text == "0,48\u00a0%"
    assert found.line(TODAY) == (
        "Source\u00a0: Repères d’engagement 2026 (Socialinsider, chiffre d’un prestataire)."
    )
    assert sources.figure("instagram-arcom").text == "plus de 40 millions de visiteurs"


def test_a_survey_says_how_many_were_asked_or_that_it_is_not_known() -> None:
    """Does each figure on people carry its n, or the word that says nobody knows it, up to the screen?"""
    for source in sources.all_sources():
        if (
            source.measure in ("survey-share", "daily-use", "regular-use", "visitors")
            and source.id != "barometre-serie"
        ):
            assert source.people is not None, source.id
            said = sources.line(source, today=TODAY)
            assert ("inconnu" in said) is (source.people == 0)
            assert source.people == 0 or french.number(source.people) in said
    assert "du 5 au 21 juin 2025" in sources.source("barometre-2025").sample


def test_a_stale_figure_says_so() -> None:
    """Is a figure unverified for twelve months shown with a warning, and a fresh one without?"""
    survey = sources.source("barometre-2022")
    assert survey.warning(date(2027, 11, 24)) == ""
    assert "24 novembre 2026" in survey.warning(date(2027, 11, 25)).replace("\u00a0", " ")
    assert sources.line(survey, today=date(2028, 1, 1)).count("À vérifier") == 1
    both = sources.line(survey, sources.source("dsa"), survey, today=TODAY)
    assert both.startswith("Sources\u00a0: ")
    assert both.count("Baromètre") == 1


def test_different_measures_are_never_joined() -> None:
    """Are accounts, reach and users told apart, with a sentence that explains?"""
    reach, users = sources.figure("instagram-ad-reach"), sources.figure("instagram-arcom")
    with pytest.raises(sources.MeasureMismatchError, match="ne mesurent pas la même chose"):
        sources.together(reach, users)
    with pytest.raises(sources.MeasureMismatchError):
        sources.together(sources.figure("engagement-tiktok"), sources.figure("engagement-tiktok-impressions"))
    same = (sources.figure("engagement-tiktok"), sources.figure("engagement-facebook"))
    assert sources.together(*same) == same


def test_unknown_names_get_a_sentence() -> None:
    """Does a misspelt source or figure say so?"""
    for ask in (sources.source, sources.figure):
        with pytest.raises(TpeError, match="ne connaît pas"):
            ask("inconnu")


def test_schema_of_the_posts() -> None:
    """Does the file of 500 posts hold what later lessons read in it?"""
    posts = rows("audience/publications_uci_2014.csv")
    assert len(posts) == 500
    assert {post["Type"] for post in posts} == {"Photo", "Status", "Link", "Video"}
    for post in posts:
        assert 1 <= int(post["Post Month"]) <= 12
        assert 1 <= int(post["Post Weekday"]) <= 7
        assert 1 <= int(post["Post Hour"]) <= 23
        assert int(post["Lifetime Post Total Reach"]) > 0
        assert int(post["Total Interactions"]) >= 0


def test_schema_of_the_fallback_seasons() -> None:
    """Does each trade have twelve coefficients whose mean is an average month?"""
    trades: dict[str, list[float]] = {}
    for row in rows("marche/saisons_us_2001_2010.csv"):
        assert int(row["mois"]) == len(trades.setdefault(row["secteur"], [])) + 1
        trades[row["secteur"]].append(float(row["coef"]))
    assert len(trades) == 19
    for coefficients in trades.values():
        assert sum(coefficients) / 12 == pytest.approx(1, abs=0.005)


def test_schema_of_the_accounts() -> None:
    """Does each platform give a positive count for 27 countries and the Union, once a half-year?"""
    seen = set()
    for row in rows("audience/dsa_par_pays.csv"):
        key = (row["plateforme"], row["pays"], row["periode"])
        assert key not in seen
        seen.add(key)
        assert int(row["destinataires_actifs_mensuels_moyens"]) > 0
        assert row["source_page"].startswith("https://")
    assert len(seen) == 13 * 28


def test_the_licences_name_their_terms() -> None:
    """Are the share-alike and attribution terms written where the data are?"""
    text = Path(data_path("LICENCES.md")).read_text(encoding="utf-8")
    for name in ("ODbL 1.0", "CC BY 4.0", "Licence Ouverte 2.0", "domaine public"):
        assert name in text
