"""The calendar in files: agenda, spreadsheet, schedulers; read back after it was edited; and drawn."""

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from html.parser import HTMLParser
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.charts import Picture
from tpelib.course.c4.schedule.exercise import CALENDAR
from tpelib.course.c4.seasons.drawing import season_and_events
from tpelib.course.common import NETWORKS
from tpelib.course.drawings.calendar import month_grids
from tpelib.course.lessons import lesson
from tpelib.domain.calendar import ScheduledPost
from tpelib.domain.calendar.exports import COLUMNS, all_exports, google, schedulers
from tpelib.domain.calendar.exports.agenda import to_ics
from tpelib.domain.calendar.exports.workbook import to_semicolons, to_xlsx
from tpelib.domain.calendar.imports import ReadBack, read_calendar
from tpelib.domain.calendar.pictures import week_load, year_at_a_glance

NAMES = [option.label for option in NETWORKS]
NOW = datetime(2026, 11, 24, 21, 0, tzinfo=UTC)
POSTS = (
    ScheduledPost(
        date(2027, 1, 6), time(18, 30), "Instagram", "Savoir-faire", "Photo", 20, "Un bol, trois usages"
    ),
    ScheduledPost(
        date(2027, 1, 7), time(9, 5), "Google Business", "Conseils", "Actualité", 10, '=HYPERLINK("x")'
    ),
    ScheduledPost(
        date(2027, 7, 6), time(18, 30), "Instagram", "Ventes", "Photo", 20, "L'été ; c'est « l'été », non ?"
    ),
    ScheduledPost(date(2027, 7, 8), time(20, 0), "WhatsApp Business", "Ventes", "", 5, ""),
)

WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=40).map(
    lambda text: " ".join(text.split())
)
ANY_POST = st.builds(
    ScheduledPost,
    st.dates(date(2020, 1, 1), date(2040, 12, 31)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from(NAMES),
    WORDS,
    WORDS,
    st.just(0.0),
    WORDS,
)


def agenda(posts: Sequence[ScheduledPost] = POSTS, **more: Any) -> bytes:
    """Return the agenda of some posts."""
    return to_ics(posts, name="Terre de Lune", written_at=NOW, **more)


def entries(data: bytes) -> list[icalendar.Event]:
    """Return the entries of an agenda, read by a parser."""
    found: list[icalendar.Event] = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return found


def workbook(posts: Sequence[ScheduledPost] = POSTS) -> bytes:
    """Return the spreadsheet of some posts."""
    return to_xlsx(
        posts,
        name="Terre de Lune",
        networks=NAMES,
        pillars=["Savoir-faire", "Conseils", "Ventes"],
        formats=["Photo", "Actualité"],
        written_at=NOW,
    )


def rows(data: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    """Return the rows of a CSV by the names of its columns."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def back(*lines: str, header: str = "Date;Heure;Réseau;Thème;Format;Sujet") -> ReadBack:
    """Read back a CSV typed by hand."""
    return read_calendar("\n".join([header, *lines]).encode(), "calendrier.csv", NAMES)


def plain(texts: Sequence[str]) -> list[str]:
    """Return texts with plain spaces and apostrophes."""
    return [t.replace(french.NBSP, " ").replace(french.NNBSP, " ").replace("’", "'") for t in texts]


# ── Agenda ────────────────────────────────────────────────────────────────────────────────────────


def test_an_agenda_has_each_post_at_its_hour_in_winter_and_in_summer() -> None:
    """Does a parser find every post, at Paris time, an hour apart from UTC in January and two in July?"""
    found = entries(agenda())
    assert [entry["DTSTART"].dt.replace(tzinfo=None) for entry in found] == [
        datetime.combine(post.day, post.at) for post in POSTS
    ]
    offsets = [entry["DTSTART"].dt.utcoffset() for entry in found]
    assert offsets == [timedelta(hours=1)] * 2 + [timedelta(hours=2)] * 2
    assert [str(entry["SUMMARY"]) for entry in found] == [
        "Instagram · Photo · Un bol, trois usages",
        'Google Business · Actualité · =HYPERLINK("x")',
        "Instagram · Photo · L'été ; c'est « l'été », non ?",
        "WhatsApp Business",
    ]


def test_an_agenda_names_its_zone_and_says_when_the_clocks_change() -> None:
    """Is the zone described, with the rules in force, so that no client guesses?"""
    (zone,) = icalendar.Calendar.from_ical(agenda()).walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Paris"
    described = zone.to_tz()
    paris = ZoneInfo("Europe/Paris")
    for day in (
        date(2027, 1, 6),
        date(2027, 3, 27),
        date(2027, 3, 29),
        date(2027, 10, 30),
        date(2027, 11, 1),
    ):
        noon = datetime.combine(day, time(12))
        assert noon.replace(tzinfo=described).utcoffset() == noon.replace(tzinfo=paris).utcoffset()


def test_an_agenda_is_written_as_the_standard_asks() -> None:
    """Are lines folded at 75 octets, ended by CRLF, and does each entry have its identifier and its stamp?"""
    data = agenda(marks=[(date(2027, 5, 30), "Fête des Mères")])
    lines = data.split(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    found = entries(data)
    assert len({entry["UID"] for entry in found}) == len(found) == 5
    assert {entry["DTSTAMP"].dt for entry in found} == {NOW}
    assert found[-1]["DTSTART"].dt == date(2027, 5, 30)
    assert found[-1]["DTEND"].dt == date(2027, 5, 31)


def test_a_post_keeps_its_identifier_when_it_moves_within_its_week() -> None:
    """Does importing again replace a post that was moved or reworded, and only that one?"""
    before = [entry["UID"] for entry in entries(agenda())]
    moved = ScheduledPost(date(2027, 1, 8), time(12), "Instagram", "Ventes", "Vidéo", 45, "Autre chose")
    after = [entry["UID"] for entry in entries(agenda([moved, *POSTS[1:]]))]
    assert before == after
    other = [entry["UID"] for entry in entries(to_ics(POSTS, name="Autre", written_at=NOW))]
    assert not set(other) & set(before)


@pytest.mark.parametrize(
    ("timezone", "hours"), [("Indian/Reunion", 4), ("America/Martinique", -4), ("Pacific/Noumea", 11)]
)
def test_overseas_has_its_own_hours(timezone: str, hours: int) -> None:
    """Is 18:30 in La Réunion 18:30 there?"""
    first = entries(agenda(timezone=timezone))[0]["DTSTART"].dt
    assert first.utcoffset() == timedelta(hours=hours)
    assert first.hour == 18


# ── Spreadsheet ───────────────────────────────────────────────────────────────────────────────────


def test_a_spreadsheet_is_ready_to_be_edited() -> None:
    """Does the header stay in sight, are dates dates, and do the columns propose their lists?"""
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    sheet = book["Calendrier"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F5"
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet["A2"].value == datetime(2027, 1, 6)
    assert sheet["A2"].number_format == "dd/mm/yyyy"
    assert sheet["B2"].value == time(18, 30)
    checks = {str(found.sqref)[0]: found for found in sheet.data_validations.dataValidation}
    assert {column: found.type for column, found in checks.items()} == {
        "A": "date",
        "B": "time",
        "C": "list",
        "D": "list",
        "E": "list",
    }
    assert checks["C"].errorStyle is None  # a network must be of the list
    assert checks["D"].errorStyle == "warning"
    assert [cell.value for cell in book["Listes"]["A"]][1:] == NAMES


def test_no_file_runs_what_was_typed() -> None:
    """Is a subject that looks like a formula text everywhere?"""
    sheet = openpyxl.load_workbook(io.BytesIO(workbook()))["Calendrier"]
    assert sheet["F3"].value == '\'=HYPERLINK("x")'
    assert sheet["F3"].data_type == "s"
    assert rows(to_semicolons(POSTS), ";")[1]["Sujet"] == '\'=HYPERLINK("x")'
    assert rows(schedulers.to_metricool(POSTS)[0])[1]["Text"] == '\'=HYPERLINK("x")'


@given(st.lists(ANY_POST, min_size=1, max_size=6))
def test_what_is_written_is_read_back(posts: list[ScheduledPost]) -> None:
    """Does a calendar come back whole from a spreadsheet and from a CSV, whatever was typed?"""
    for data, name in ((workbook(posts), "c.xlsx"), (to_semicolons(posts), "c.csv")):
        found = read_calendar(data, name, NAMES)
        assert found.problems == found.notes == ()
        assert [
            (p.day, p.at, p.network, *(t.split() for t in (p.pillar, p.format, p.subject)))
            for p in found.posts
        ] == [
            (p.day, p.at, p.network, *(normal(t).split() for t in (p.pillar, p.format, p.subject)))
            for p in posts
        ]


def normal(text: str) -> str:
    """Return a text as Unicode composes it."""
    return unicodedata.normalize("NFC", text)


def test_rows_that_cannot_be_read_are_named_and_the_others_read() -> None:
    """Is each wrong row told by its number in the spreadsheet, with what is wrong?"""
    found = back(
        "06/01/2027;18:30;Instagram;Conseils;Photo;Bien",
        "31/02/2027;18:30;Instagram;;;",
        "07/01/2027;25 h;Instagram;;;",
        "08/01/2027;9 h;Myspace;;;",
        ";9 h;Instagram;;;",
        "09/01/2027;9 h;;;;",
        "10/01/1999;9 h;X;;;",
        ";;;;;",
        "11 janvier 2027;;facebook;;;",
    )
    assert [(post.day.day, post.at, post.network) for post in found.posts] == [
        (6, time(18, 30), "Instagram"),
        (11, time(18), "Facebook"),
    ]
    assert plain(found.problems) == [
        "Ligne 3 : Le 31/02/2027 n'existe pas dans le calendrier.",
        "Ligne 4 : Écrivez une heure, par exemple 18:30 ou 18 h 30.",
        "Ligne 5 : le réseau « Myspace » n'est pas connu.",
        "Ligne 6 : il manque la date.",
        "Ligne 7 : il manque le réseau.",
        "Ligne 8 : la date doit être entre 2020 et 2040.",
    ]


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("date;HEURE;Reseau social;Pilier;Type;Titre", "2027-01-06;18h30;insta;Conseils;Photo;Bien"),
        ("Sujet;Format;Thématique;Canal;Horaire;Jour", "Bien;Photo;Conseils;Instagram;18:30:00;06.01.2027"),
        ("Date;Heure;Réseau;Thème;Format;Sujet", "46393;0,7708333333;INSTAGRAM;Conseils;Photo;Bien"),
        (
            "Date;Heure;Réseau;Thème;Format;Sujet",
            "2027-01-06 00:00;1899-12-31 18:30;Instagram;Conseils;Photo;Bien",
        ),
    ],
)
def test_other_spreadsheets_are_understood(header: str, line: str) -> None:
    """Are other titles, other orders, day numbers and shares of a day read?"""
    found = back(line, header=header)
    assert found.problems == ()
    assert found.posts == (
        ScheduledPost(date(2027, 1, 6), time(18, 30), "Instagram", "Conseils", "Photo", 0.0, "Bien"),
    )


def test_a_table_that_is_no_calendar_is_refused() -> None:
    """Is one told which columns a calendar needs?"""
    with pytest.raises(TpeError, match=r"Date.*Réseau"):
        back("1;2", header="Prix;Quantité")
    with pytest.raises(TpeError, match="tableau"):
        read_calendar(b"%PDF-1.7", "c.pdf", NAMES)


def test_a_calendar_longer_than_the_form_is_cut_and_told() -> None:
    """Is a thousand posts the most that is read, and is the rest said?"""
    found = back(*["06/01/2027;9 h;X;;;"] * 1003)
    assert len(found.posts) == 1000
    assert "1000" in found.problems[-1]


# ── Schedulers ────────────────────────────────────────────────────────────────────────────────────


def test_google_gets_american_dates_and_hours() -> None:
    """Are dates and hours those that Google's import asks for?"""
    data = google.to_google(POSTS)
    assert data.decode().splitlines()[0] == (
        "Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location,Private"
    )
    first, second, *_ = rows(data)
    assert (first["Start Date"], first["Start Time"], first["End Time"]) == (
        "01/06/2027",
        "06:30 PM",
        "06:45 PM",
    )
    assert second["Start Time"] == "09:05 AM"
    midnight = rows(google.to_google([ScheduledPost(date(2027, 1, 6), time(0, 0), "X")]))[0]
    assert (midnight["Start Time"], midnight["End Date"]) == ("12:00 AM", "01/06/2027")
    late = rows(google.to_google([ScheduledPost(date(2027, 1, 31), time(23, 50), "X")]))[0]
    assert (late["End Date"], late["End Time"]) == ("02/01/2027", "12:05 AM")


def test_metricool_gets_drafts_with_no_flag_left_blank() -> None:
    """Is each row a draft on one network, with the 93 columns of the template, flags never blank, CRLF?"""
    data, left_out = schedulers.to_metricool(POSTS)
    template = schedulers.metricool_template()
    found = rows(data)
    assert left_out == 1  # WhatsApp is not scheduled there
    assert len(found) == 3
    assert list(found[0]) == template["columns"]["all"]
    assert len(found[0]) == 93
    assert data.count(b"\r\n") == data.count(b"\n") == 4
    for row, post in zip(found, POSTS, strict=False):
        assert {row[flag] for flag in template["columns"]["flags"]} <= {"TRUE", "FALSE"}
        on = [column for column in template["networks"].values() if row[column] == "TRUE"]
        assert on == [template["networks"][post.network]]
        assert row["Draft"] == "TRUE"
        assert (row["Date"], row["Time"]) == (post.day.isoformat(), f"{post.at:%H:%M}:00")


def test_buffer_gets_one_file_per_network() -> None:
    """Is there one file per network, with Buffer's four columns and its dates?"""
    files, left_out = schedulers.to_buffer(POSTS)
    assert left_out == 1
    assert set(files) == {"Instagram", "Google Business"}
    assert files["Instagram"].startswith(b"\xef\xbb\xbfText,Image URL,Tags,Posting Time\r\n")
    assert [row["Posting Time"] for row in rows(files["Instagram"])] == [
        "2027-01-06 18:30",
        "2027-07-06 18:30",
    ]
    nameless = schedulers.to_buffer([ScheduledPost(date(2027, 1, 6), time(9), "X")])[0]["X"]
    assert rows(nameless)[0]["Text"] == "X"


def test_schedulers_only_name_networks_of_the_course() -> None:
    """Are the networks of the templates those of the forms?"""
    assert set(schedulers.metricool_template()["networks"]) == set(NAMES) - {"WhatsApp Business", "Snapchat"}


# ── Pictures ──────────────────────────────────────────────────────────────────────────────────────


class Outline(HTMLParser):
    """Collects the tags of a drawing, checks that they close, and what stands in its cells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL))
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += f"{data}|"


def test_a_month_is_a_table_that_can_be_read_aloud() -> None:
    """Does each month have its headings, each day its posts, and what was typed stay text?"""
    picture = month_grids(
        [
            *POSTS,
            ScheduledPost(date(2027, 1, 31), time(9), "X", "Conseils", "", 0, "<script>alert(1)</script>"),
        ],
        date(2027, 1, 4),
        date(2027, 7, 31),
        closed=frozenset({date(2027, 1, 4)}),
        events={date(2027, 2, 14): ["Saint-Valentin & co"]},
        reading="Cinq publications.",
    )
    outline = Outline(picture.html)
    assert "<script" not in picture.html
    assert "Saint-Valentin &amp; co" in picture.html
    assert [tag for tag, _ in outline.tags].count("table") == 7
    heads = [attributes.get("scope") for tag, attributes in outline.tags if tag == "th"]
    assert heads.count("col") == 7 * 8
    assert None not in heads
    assert [tag for tag, _ in outline.tags].count("li") == 5
    assert outline.text.count("fermé") == 1
    assert "Janvier 2027 · 3" in plain([outline.text])[0]
    assert [row[2] for row in picture.table.rows] == [
        "Instagram",
        "Google Business",
        "X",
        "Instagram",
        "WhatsApp Business",
    ]
    opened = [attributes for tag, attributes in outline.tags if tag == "details"]
    assert ["open" in attributes for attributes in opened] == [True] + [False] * 6


def test_the_year_shows_each_day_once() -> None:
    """Is every post in the grid of the year and in its table, and are days outside left blank?"""
    picture = year_at_a_glance([*POSTS, POSTS[0]], date(2027, 1, 6), date(2027, 7, 8), reading="Cinq.")
    (heat,) = picture.spec["data"]
    assert sum(value or 0 for row in heat["z"] for value in row) == 5
    assert heat["z"][0][0] is None  # the Monday before the start
    assert heat["z"][2][0] == 2
    assert len(heat["x"]) == len(picture.table.rows) == 27
    assert picture.table.rows[0][1:4] == ["–", "–", "2"]


def test_heavy_weeks_are_told_by_words_and_hatching() -> None:
    """Is a week over its hours marked otherwise than by its colour?"""
    load = {date(2027, 1, 4): 2.0, date(2027, 1, 11): 3.5}
    picture = week_load(load, 3, reading="Une semaine dépasse.")
    assert picture.spec["data"][0]["marker"]["pattern"]["shape"] == ["", "/"]
    assert [row[2] for row in picture.table.rows] == ["", "dépasse"]
    assert "11 janvier" in plain([picture.alternative])[0]
    assert "aucune semaine" in week_load(load, 4, reading="Tout tient.").alternative


def test_seasons_stand_beside_their_events() -> None:
    """Does the table set each month's index beside the events that fall in it?"""
    picture = season_and_events(
        [1, 1.5, *[0.95] * 10],
        [(date(2027, 2, 14), "Saint-Valentin")],
        title="Vos saisons",
        reading="Février.",
        source="Vos chiffres.",
    )
    assert picture.table.rows[1] == ["février", "150", "mois fort", "Saint-Valentin"]
    assert picture.table.rows[0][3] == "–"
    assert "février, indice 150, Saint-Valentin" in picture.alternative


def test_the_lesson_s_rhythms_are_those_of_the_formulas() -> None:
    """Does the lesson compare a metronome, the regular series and the bursts, with their golden figures?"""
    assert [row[2] for row in lesson("rythme").table.rows] == ["0,000", "0,144", "1,103"]
    assert [row[1] for row in plain_rows(lesson("decembre"))] == ["28 %", "17 %", "16 %", "14 %", "10 %"]


def plain_rows(picture: Picture) -> list[list[str]]:
    """Return the rows of a picture's table with plain spaces."""
    return [plain(row) for row in picture.table.rows]


def test_an_export_is_one_module() -> None:
    """Has each way out its button, in order, and is nothing but its module to be written for one more?"""
    buttons = [action.id for action in CALENDAR.actions]
    assert buttons[-4:] == [one.id for one in all_exports()] == ["agenda", "classeur", "google", "outils"]
    assert all(one.label and one.hint and one.waiting for one in all_exports())
