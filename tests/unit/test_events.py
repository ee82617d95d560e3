"""Events of the year: holidays, school holidays, soldes, feasts, trades."""

import csv
from collections import defaultdict
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpelib.base.data import typed
from tpelib.base.errors import DataError, DomainError
from tpelib.base.resources import data_path
from tpelib.domain import events
from tpelib.domain.events.catalogue import title
from tpelib.domain.events.rules import EventRule, easter, nth_weekday

YEARS = range(events.FIRST_YEAR, events.LAST_YEAR + 1)


def etalab() -> dict[str, dict[int, set[date]]]:
    """Territory to year to public holidays, as etalab's file has them."""
    found: dict[str, dict[int, set[date]]] = defaultdict(lambda: defaultdict(set))
    with data_path("evenements", "jours_feries_france.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["date"])
            for territory in row["zones"].split("|"):
                found[territory][day.year].add(day)
    return found


def day_of(event_id: str, year: int) -> date:
    """First day of an event of the catalogue."""
    return next(event.start for event in events.catalogue(year) if event.id == event_id)


@pytest.mark.parametrize("territory", sorted(etalab()))
def test_public_holidays_are_those_of_etalab(territory: str) -> None:
    """Is every public holiday of 2006–2031 found in each territory, and no other?"""
    years = etalab()[territory]
    assert set(years) == set(range(2006, 2032))
    for year, days in years.items():
        assert set(events.public_holidays(year, territory)) == days, (territory, year)


def test_every_territory_of_etalab_is_known_and_no_other() -> None:
    """Do the departments cover the territories of the oracle?"""
    assert set(events.territories()) == set(etalab())


@pytest.mark.parametrize("year", range(2008, 2036))
def test_mainland_holidays_agree_with_an_independent_library(year: int) -> None:
    """Do two computations agree, up to the last year of the course?"""
    assert set(events.public_holidays(year)) == set(holidays.country_holidays("FR", years=year))


@pytest.mark.parametrize(
    ("season", "department", "days"),
    [
        (0, "", ["2022-01-12", "2026-01-07", "2027-01-06", "2028-01-12"]),
        (1, "", ["2024-06-26", "2026-06-24", "2027-06-23", "2028-06-28"]),
        # Days published in past years, so that each local rule meets facts.
        (0, "54", ["2016-01-02", "2017-01-02"]),
        (0, "57", ["2018-01-02", "2020-01-02"]),
        (0, "88", ["2022-01-03"]),
        (1, "06", ["2023-06-28", "2025-06-25"]),  # no longer apart since the arrêté of 21 April 2023
        (1, "66", ["2023-06-28", "2025-06-25"]),
        (1, "2A", ["2015-07-08", "2024-07-10", "2025-07-09"]),
        (1, "2B", ["2016-07-13", "2019-07-10"]),
        (0, "971", ["2018-01-06", "2020-01-04", "2023-01-07"]),
        (1, "971", ["2015-09-26", "2018-09-29", "2024-09-28"]),
        (0, "972", ["2020-01-08", "2023-01-11"]),
        (1, "972", ["2018-10-04", "2024-10-03"]),
        (0, "973", ["2022-01-12", "2023-01-11"]),
        (1, "973", ["2024-06-26"]),
        (0, "974", ["2017-02-04", "2020-02-01", "2024-02-03"]),
        (1, "974", ["2015-09-05", "2022-09-03"]),
        (0, "975", ["2018-01-17", "2020-01-22", "2022-01-19"]),
        (1, "975", ["2015-07-15", "2019-07-17", "2024-07-17"]),
        (0, "977", ["2017-05-06", "2020-05-02", "2022-05-07"]),
        (1, "978", ["2015-10-10", "2018-10-13", "2024-10-12"]),
    ],
)
def test_soldes_open_on_their_legal_day(season: int, department: str, days: list[str]) -> None:
    """Do national and local soldes start when the law says, for four weeks?"""
    for day in days:
        period = events.sales(int(day[:4]), department)[season]
        assert period.start.isoformat() == day
        assert (period.end - period.start).days == 27


# First days of the soldes, winter then summer, in 2024 to 2030. Written by hand from the rules as they are told:
# nothing of the data file is read here.
SOLDES = {
    "": "2024-01-10 2025-01-08 2026-01-07 2027-01-06 2028-01-12 2029-01-10 2030-01-09 "
    "2024-06-26 2025-06-25 2026-06-24 2027-06-23 2028-06-28 2029-06-27 2030-06-26",
    "54 55 57 88": "2024-01-02 2025-01-02 2026-01-02 2027-01-02 2028-01-03 2029-01-02 2030-01-02 "
    "2024-06-26 2025-06-25 2026-06-24 2027-06-23 2028-06-28 2029-06-27 2030-06-26",
    "2A 2B": "2024-01-10 2025-01-08 2026-01-07 2027-01-06 2028-01-12 2029-01-10 2030-01-09 "
    "2024-07-10 2025-07-09 2026-07-08 2027-07-14 2028-07-12 2029-07-11 2030-07-10",
    "971": "2024-01-06 2025-01-04 2026-01-03 2027-01-02 2028-01-01 2029-01-06 2030-01-05 "
    "2024-09-28 2025-09-27 2026-09-26 2027-09-25 2028-09-30 2029-09-29 2030-09-28",
    "972": "2024-01-10 2025-01-08 2026-01-07 2027-01-06 2028-01-12 2029-01-10 2030-01-09 "
    "2024-10-03 2025-10-02 2026-10-01 2027-10-07 2028-10-05 2029-10-04 2030-10-03",
    "974": "2024-02-03 2025-02-01 2026-02-07 2027-02-06 2028-02-05 2029-02-03 2030-02-02 "
    "2024-09-07 2025-09-06 2026-09-05 2027-09-04 2028-09-02 2029-09-01 2030-09-07",
    "975": "2024-01-17 2025-01-22 2026-01-21 2027-01-20 2028-01-19 2029-01-17 2030-01-16 "
    "2024-07-17 2025-07-16 2026-07-15 2027-07-21 2028-07-19 2029-07-18 2030-07-17",
    "977 978": "2024-05-04 2025-05-03 2026-05-02 2027-05-01 2028-05-06 2029-05-05 2030-05-04 "
    "2024-10-12 2025-10-11 2026-10-10 2027-10-09 2028-10-14 2029-10-13 2030-10-12",
}
WITHOUT_SOLDES = {"986", "987", "988"}


@pytest.mark.parametrize("code", [department.code for department in events.departments()])
def test_soldes_of_every_department_from_2024_to_2030(code: str) -> None:
    """Does each department open its soldes on its own days, and the word pass then and not the day before or after?"""
    if code in WITHOUT_SOLDES:
        assert events.sales(2027, code) == ()
        assert not events.says_sales_wrongly("Soldes", date(2027, 3, 1), code)
        assert events.says_sales_wrongly("Soldes", date(2027, 3, 1), code, online=True)
        return
    told = next((days for codes, days in SOLDES.items() if code in codes.split()), SOLDES[""]).split()
    for year, winter, summer in zip(range(2024, 2031), told[:7], told[7:], strict=True):
        assert [period.start.isoformat() for period in events.sales(year, code)] == [winter, summer]
        for first in map(date.fromisoformat, (winter, summer)):
            for shift, wrong in ((-1, True), (0, False), (27, False), (28, True)):
                day = first + timedelta(days=shift)
                assert events.says_sales_wrongly("Soldes", day, code) is wrong, (code, day)


@pytest.mark.parametrize("year", YEARS)
def test_distance_selling_follows_the_national_soldes(year: int) -> None:
    """Are soldes on a website national wherever the business is?"""
    national = [(s.start, s.end) for s in events.sales(year)]
    assert all(
        [(s.start, s.end) for s in events.sales(year, d.code, online=True)] == national
        for d in events.departments()
    )


@pytest.mark.parametrize(
    ("text", "day", "department", "wrong"),
    [
        ("Les soldes, c'est chez nous !", "2027-01-05", "", True),
        ("Les soldes, c'est chez nous !", "2027-01-06", "", False),
        ("Les soldes, c'est chez nous !", "2027-01-05", "57", False),
        ("Soldes à Nice", "2027-06-24", "06", False),
        ("Soldes à Nice", "2027-07-25", "06", True),
        ("Soldes à Perpignan", "2027-06-24", "66", False),
        ("Soldes à Ajaccio", "2027-06-24", "2A", True),
        ("Tout est SOLDÉ", "2027-02-03", "", True),
        ("Le solde de tout compte", "2027-05-05", "", False),
        ("Un soldat de plomb", "2027-05-05", "", False),
        ("Promotion de printemps", "2027-05-05", "", False),
    ],
)
def test_the_word_soldes_is_flagged_outside_its_period(
    text: str, day: str, department: str, wrong: bool
) -> None:
    """Is the reserved word, and only that, flagged on the day when it is not allowed?"""
    assert events.says_sales_wrongly(text, date.fromisoformat(day), department) is wrong


@pytest.mark.parametrize(
    ("event", "year", "day"),
    [
        ("meres", 2026, "2026-05-31"),
        ("meres", 2027, "2027-05-30"),
        ("meres", 2028, "2028-05-28"),
        ("meres", 2031, "2031-05-25"),
        ("meres", 2033, "2033-05-29"),
        ("peres", 2026, "2026-06-21"),
        ("grands-meres", 2027, "2027-03-07"),
        ("black-friday", 2026, "2026-11-27"),
        ("black-friday", 2029, "2029-11-23"),
        ("cyber-monday", 2026, "2026-11-30"),
        ("epiphanie", 2027, "2027-01-03"),
        ("epiphanie", 2028, "2028-01-02"),
        ("chandeleur", 2027, "2027-02-02"),
        ("mardi-gras", 2027, "2027-02-09"),
        ("paques", 2027, "2027-03-28"),
        ("saint-valentin", 2027, "2027-02-14"),
        ("halloween", 2027, "2027-10-31"),
        ("noel", 2027, "2027-12-25"),
        ("beaujolais", 2027, "2027-11-18"),
        ("patrimoine", 2026, "2026-09-19"),
    ],
)
def test_feasts_fall_on_their_day(event: str, year: int, day: str) -> None:
    """Do the feasts fall on the day that a paper calendar gives?"""
    assert day_of(event, year).isoformat() == day


def test_mothers_day_gives_way_to_pentecost() -> None:
    """Does fête des Mères move to June in the one year of the course when Pentecost ends May?"""
    assert [day_of("meres", year) for year in YEARS if day_of("meres", year).month == 6] == [date(2034, 6, 4)]
    assert easter(2034) + timedelta(days=49) == nth_weekday(2034, 5, 6, -1)


@given(st.integers(1900, 2200))
def test_easter_is_a_sunday_between_its_bounds(year: int) -> None:
    """Is Easter a Sunday from 22 March to 25 April?"""
    found = easter(year)
    assert found.weekday() == 6
    assert date(year, 3, 22) <= found <= date(year, 4, 25)


@given(st.integers(2000, 2050), st.integers(1, 12), st.integers(0, 6), st.sampled_from([1, 2, 3, 4, -1, -2]))
def test_the_nth_weekday_is_in_its_month(year: int, month: int, weekday: int, nth: int) -> None:
    """Is the nth weekday the right weekday, in the right week of its month?"""
    found = nth_weekday(year, month, weekday, nth)
    assert (found.month, found.weekday()) == (month, weekday)
    if nth > 0:
        assert (found.day - 1) // 7 == nth - 1
    else:
        after = found + timedelta(days=7 * -nth)
        assert after.month != month
        assert (after - timedelta(days=7)).month == month


@pytest.mark.parametrize(
    "wrong", [{}, {"fixed": "01-01", "easter": 1}, {"month": 3}, {"month": 3, "weekday": "sunday"}]
)
def test_a_rule_that_says_two_things_is_refused(wrong: dict[str, object]) -> None:
    """Is a data file with a rule that cannot be read caught when it is loaded?"""
    with pytest.raises(DataError, match=r"essai\.toml.: .*rule"):
        typed(EventRule, wrong, "essai.toml")


def test_a_weekday_that_a_month_has_not_is_an_error() -> None:
    """Is the fifth Monday of a short month refused rather than found elsewhere?"""
    for nth in (0, 5, -5):
        with pytest.raises(ValueError, match="weekday"):
            nth_weekday(2027, 2, 0, nth)


def test_school_zones_are_those_of_the_regions() -> None:
    """Do 94 mainland departments have a zone, Corsica and overseas none?"""
    zones = {department.code: department.zone for department in events.departments()}
    assert {code for code, zone in zones.items() if not zone} == {"2A", "2B"} | {
        c for c in zones if len(c) == 3
    }
    assert {code: zones[code] for code in ("69", "33", "25", "35", "67", "13", "75", "31", "34")} == {
        "69": "A",
        "33": "A",
        "25": "A",
        "35": "B",
        "67": "B",
        "13": "B",
        "75": "C",
        "31": "C",
        "34": "C",
    }


def test_school_holidays_are_those_of_the_published_calendar() -> None:
    """Does each department find its zone's holidays, and is it said where they stop being known?"""
    with data_path("evenements", "vacances_scolaires.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for department in events.departments():
        found = events.school_holidays(department.zone, date(2024, 1, 1), date(2035, 12, 31))
        wanted = [row for row in rows if row["zone"] == department.zone and department.zone]
        assert [(h.name, h.start.isoformat(), h.end.isoformat()) for h in found] == [
            (row["nom"], row["debut"], row["fin_incluse"]) for row in wanted
        ]
        for holiday, row in zip(found, wanted, strict=True):
            assert (holiday.end - holiday.start).days + 1 == int(row["jours"])
    assert events.schools_known_until() == date(2028, 8, 31)


@pytest.mark.parametrize("activity", sorted(events.activities()))
@pytest.mark.parametrize("year", YEARS)
def test_every_activity_has_events_every_year(activity: str, year: int) -> None:
    """Does each trade find, each year, events of its own, in order, each with its source?"""
    found = events.catalogue(year, "69", activity)
    assert [event.start for event in found] == sorted(event.start for event in found)
    assert sum(event.kind in ("feast", "commerce", "trade") for event in found) >= 3
    for event in found:
        assert event.source
        assert event.start <= event.end
        first, last = event.window
        assert first <= last <= event.end
        assert event.to_confirm is ("confirmer" in event.note)
    assert len({event.id for event in found}) == len(found)


def test_events_of_a_period_over_two_years() -> None:
    """Are the events from autumn to spring found once each, in order?"""
    found = events.between(date(2026, 10, 1), date(2027, 3, 31), "54", "fleurs")
    assert [event.name for event in found if event.kind in ("feast", "sales", "trade")] == [
        "Toussaint (chrysanthèmes)",
        "Sainte-Catherine (plantations)",
        "Noël",
        "Saint-Valentin",
        "Fête des Grands-Mères",
        "Pâques",
    ]


def test_soldes_are_proposed_to_shops() -> None:
    """Are soldes among the events of a shop, and not of a plumber?"""
    kinds = {
        activity: {e.kind for e in events.catalogue(2027, "75", activity)} for activity in events.activities()
    }
    assert [activity for activity, found in kinds.items() if "sales" in found] == ["boutique"]


def test_soldes_are_announced_in_their_period_only() -> None:
    """Is the time to speak of soldes inside them, and of a feast before it?"""
    found = {event.name: event for event in events.catalogue(2027)}
    assert found["Soldes d’hiver"].window == (date(2027, 1, 6), date(2027, 1, 12))
    assert found["Fête des Mères"].window == (date(2027, 5, 9), date(2027, 5, 29))


def test_names_are_recognised_as_people_write_them() -> None:
    """Is « fete des meres » the Fête des Mères?"""
    found = events.named("fete des  meres", events.catalogue(2027))
    assert found is not None
    assert found.start == date(2027, 5, 30)
    assert title("Fête de l’eau (le 22)") == title("fete de l'eau")
    assert events.named("", events.catalogue(2027)) is None


def test_own_events_are_events_like_others() -> None:
    """Can a shop add its own day, and is one without a name refused?"""
    found = events.own_event("Portes ouvertes", date(2027, 4, 10), lead=10)
    assert found.window == (date(2027, 3, 31), date(2027, 4, 9))
    for name, end in ((" ", None), ("Fête", date(2027, 4, 9))):
        with pytest.raises(DomainError, match="événement"):
            events.own_event(name, date(2027, 4, 10), end)


def test_what_is_unknown_is_said() -> None:
    """Does each unknown year, place, territory or activity have its sentence?"""
    with pytest.raises(DomainError, match="2024 à 2035"):
        events.catalogue(2036)
    with pytest.raises(DomainError, match="département"):
        events.catalogue(2027, "20")
    with pytest.raises(DomainError, match="territoire"):
        events.public_holidays(2027, "Atlantide")
    with pytest.raises(DomainError, match="famille"):
        events.catalogue(2027, "", "sorcellerie")
