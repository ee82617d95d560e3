"""C4: what a shopkeeper would ask of each exercise, and what its buttons do."""

import copy
import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest

from tests.dossiers import FLORIST, WithFile, dossier, silent
from tpelib.base import french
from tpelib.base.errors import DomainError, TpeError
from tpelib.course.c4.cadence.exercise import networks_of
from tpelib.course.c4.project import wishes_of
from tpelib.course.c4.schedule.exercise import CALENDAR, indicators
from tpelib.course.c4.seasons.exercise import SEASONS
from tpelib.course.cases import all_cases
from tpelib.domain import events
from tpelib.domain.calendar import ImpossibleWishesError
from tpelib.engine.dossier import Content
from tpelib.engine.exercise import CancelledError, Outcome
from tpelib.engine.marking import Reason, Result
from tpelib.engine.registry import exploration, get, of_competency
from tpelib.samples.references import reference


def graded(exercise_id: str, **changed: Any) -> Result:
    """Return the result of an exercise with some of its fields changed."""
    return get(exercise_id).evaluate(dossier(**{exercise_id.replace("-", "_"): changed}))


def spoken(text: str) -> str:
    """Return a text with plain spaces and apostrophes."""
    return str(text).replace(french.NBSP, " ").replace(french.NNBSP, " ").replace("’", "'")


def about(result: Result, words: str) -> Reason:
    """Return the one reason that holds these words."""
    (found,) = [reason for reason in result.reasons if words in spoken(reason.text)]
    return found


def act(exercise_id: str, action_id: str, content: Content) -> Outcome:
    """Run an action of an exercise."""
    exercise = get(exercise_id)
    (action,) = [action for action in exercise.actions if action.id == action_id]
    return action.run(exercise.answer(content), content, silent)


def posts() -> list[dict[str, str]]:
    """Return the posts of the reference calendar."""
    return copy.deepcopy(FLORIST["c4-calendrier"]["posts"])


# ── Line ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_aims_in_quantity_and_time_meet_what_was_timed() -> None:
    """Are ten posts a week refused to who gives herself three hours, with the figure?"""
    reason = about(graded("c4-ligne", quantity="10"), "D'après « Mon temps »")
    assert reason.points == 0
    assert "10 publications de 28 min en moyenne et vos réponses prennent 5 h 43" in spoken(reason.text)
    assert graded("c4-ligne").points == 10


def test_time_is_that_of_the_business() -> None:
    """Are four hours a week refused to who announced three?"""
    reason = about(graded("c4-ligne", hours="4"), "ne tient pas")
    assert "4 h pour 3 h annoncées" in spoken(reason.text)


def test_a_word_is_not_a_line() -> None:
    """Does « fleurs » earn a part only of what a whole sentence does?"""
    assert graded("c4-ligne", line="Des fleurs").reasons[0].state in ("partial", "wrong")
    assert graded("c4-ligne", story="Courte").reasons[1].points == 1
    assert graded("c4-ligne", quality_target="0").reasons[2].points == 1.25


# ── Themes ────────────────────────────────────────────────────────────────────────────────────────


def themes(**first: str) -> list[dict[str, str]]:
    """Return the themes of the reference, the first of them changed."""
    found = copy.deepcopy(FLORIST["c4-themes"]["themes"])
    found[0].update(first)
    return found


@pytest.mark.parametrize(
    ("change", "words", "points"),
    [
        ({"share": "45"}, "Les parts font 105 %", 0),
        ({"share": "60"}, "au-delà de 50 %", 0),
        ({"purpose": "sell"}, "usages différents", 1),
        ({"target": "Les Martiens"}, "nom d'une de vos cibles", 0.75),
        ({"ideas": "Un seul"}, "au moins deux sujets", 1.5),
    ],
)
def test_themes_are_balanced_aimed_and_fed(change: dict[str, str], words: str, points: float) -> None:
    """Is each weakness of the themes told, with what it costs?"""
    reason = about(graded("c4-themes", themes=themes(**change)), words)
    assert reason.points == points


def test_two_themes_are_not_enough_and_nine_too_many() -> None:
    """Are three to five themes asked for?"""
    assert graded("c4-themes", themes=themes()[:2]).reasons[0].state == "partial"
    assert graded("c4-themes", themes=themes() * 2).reasons[0].points == 1


# ── Seasons ───────────────────────────────────────────────────────────────────────────────────────


def talks(**first: str) -> list[dict[str, str]]:
    """Return the events of the reference, the first of them changed."""
    found = copy.deepcopy(FLORIST["c4-saisons"]["talks"])
    found[0].update(first)
    return found


def test_a_feast_on_a_wrong_day_is_told_its_day() -> None:
    """Is the fête des Mères of last year's calendar caught?"""
    rows = talks()
    feast = next(row for row in rows if row["name"] == "Fête des Mères")
    feast["day"] = "2027-05-31"
    reason = about(graded("c4-saisons", talks=rows), "tombe le")
    assert "« Fête des Mères » tombe le 30 mai 2027" in spoken(reason.text)
    assert reason.points == 2.5


def test_an_own_event_has_the_day_one_gives_it() -> None:
    """Is an open day accepted on any day of the calendar, and refused outside it?"""
    own = {"name": "Portes ouvertes", "day": "2027-04-10", "lead": "10", "why": "La boutique a dix ans"}
    assert graded("c4-saisons", talks=[*talks(), own]).points == 12
    assert "hors de votre calendrier" in spoken(
        about(graded("c4-saisons", talks=[*talks(), {**own, "day": "2029-04-10"}]), "hors").text
    )


def test_soldes_are_not_announced_before_their_time() -> None:
    """Is a lead before the soldes refused, and none at all right?"""
    row = {"name": "Soldes d'été", "day": "2027-06-23", "posts": "1", "why": "Deuxième saison forte"}
    assert about(graded("c4-saisons", talks=[*talks(), {**row, "lead": "10"}]), "soldes").points < 2
    content = dossier(c4_saisons={"talks": [*talks(), {**row, "lead": "0"}]})
    assert SEASONS.evaluate(content).points == 12
    moment = SEASONS.answer(content).moments[-1]
    assert (moment.first, moment.last) == (date(2027, 6, 23), date(2027, 6, 29))


def test_local_soldes_are_those_of_the_department() -> None:
    """Is the first working day of January right in Moselle, and told elsewhere?"""
    row = {
        "name": "Soldes d'hiver",
        "day": "2027-01-06",
        "lead": "0",
        "posts": "1",
        "why": "Janvier est faible",
    }
    assert graded("c4-saisons", talks=[*talks(), row]).points == 12
    wrong = graded("c4-saisons", department="57", talks=[*talks(), row])
    assert "tombe le 2 janvier 2027" in spoken(about(wrong, "Soldes d'hiver").text)


def test_a_strong_month_without_an_occasion_is_told() -> None:
    """Is May, her strongest month, missed when nothing is planned for it?"""
    kept = [row for row in talks() if "Mères" not in row["name"] and "Muguet" not in row["name"]]
    reason = about(graded("c4-saisons", talks=kept), "Rien n'est prévu pour mai")
    assert reason.points == 2


def test_events_are_proposed_beside_one_s_own() -> None:
    """Does the button add the events of the trade, keep the rows typed, and say which dates to confirm?"""
    own = {"name": "Portes ouvertes", "day": "2027-04-10", "lead": "10"}
    content = dossier(
        c4_saisons={"talks": [own, {"name": "fete des meres", "day": "2027-05-30", "why": "à moi"}]}
    )
    outcome = act("c4-saisons", "proposer", content)
    rows = outcome.values["talks"]
    names = [row["name"] for row in rows]
    assert "Portes ouvertes" in names
    assert "Fête des Mères" not in names  # hers is there already, as she wrote it
    assert next(row for row in rows if row["name"] == "fete des meres")["why"] == "à moi"
    assert [row["day"] for row in rows] == sorted(row["day"] for row in rows)
    assert "Saint-Valentin" in names
    assert "Beaujolais nouveau" not in names
    assert "Dates à confirmer : Journée du commerce de proximité." in spoken(outcome.sentence)
    again = dossier(c4_saisons={"talks": rows})
    assert act("c4-saisons", "proposer", again).values["talks"] == rows


def test_proposing_needs_an_activity_and_dates() -> None:
    """Is one told what to choose first?"""
    for missing in ({"activity": None}, {"start": None}, {"end": "2035-01-01"}):
        with pytest.raises(DomainError, match="famille d'activité"):
            act("c4-saisons", "proposer", dossier(c4_saisons=missing))


@pytest.mark.parametrize("activity", sorted(events.activities()))
def test_what_is_proposed_is_dated_right(activity: str) -> None:
    """Do the events proposed to any trade pass the check of their dates?"""
    content = dossier(c4_saisons={"activity": activity, "talks": []})
    rows = act("c4-saisons", "proposer", content).values["talks"]
    result = SEASONS.evaluate(dossier(c4_saisons={"activity": activity, "talks": rows}))
    assert result.reasons[1].state == "right", result.reasons[1].text
    assert about(result, "annoncé assez tôt").points == 2


# ── Wishes ────────────────────────────────────────────────────────────────────────────────────────


def cadences(**first: str) -> list[dict[str, str]]:
    """Return the cadences of the reference, the first of them changed."""
    found = copy.deepcopy(FLORIST["c4-voeux"]["cadences"])
    found[0].update(first)
    return found


@pytest.mark.parametrize(
    ("change", "words", "points"),
    [
        ({"per_week": "5"}, "En semaine ordinaire, vos cadences prennent 3 h 12", 0),
        ({"strong": "6"}, "En période forte, vos cadences prennent", 0),
        ({"network": "tiktok"}, "Vous n'aviez pas choisi TikTok", 1.25),
        ({"format": "Inconnu"}, "Sans minutes", 1.25),
        ({"at": ""}, "Sans minutes", 1.25),
        ({"strong": ""}, "rythme de chaque cadence en période forte", 0.75),
        ({"per_week": "7", "minutes": "1"}, "Trop de publications sur Instagram", 0),
        ({"per_week": "1"}, "font 2,5 publications par semaine, votre objectif est de 3,5", 0),
    ],
)
def test_wishes_meet_hours_networks_and_days(change: dict[str, str], words: str, points: float) -> None:
    """Is each wish that does not hold told, with its figure?"""
    assert about(graded("c4-voeux", cadences=cadences(**change)), words).points == points


def test_minutes_come_from_the_time_already_told() -> None:
    """Are the 20 minutes of a photo those of « Mon temps », unless others are given?"""
    wishes = wishes_of(dossier())
    assert wishes is not None
    assert [(line.format, line.minutes) for line in wishes.lines] == [
        ("Photo du bouquet de la semaine", 20),
        ("Vidéo courte de composition", 45),
        ("Photo reprise d'Instagram", 10),
    ]
    other = wishes_of(dossier(c4_voeux={"cadences": cadences(minutes="35")}))
    assert other is not None
    assert other.lines[0].minutes == 35


def test_nothing_is_typed_twice() -> None:
    """Do hours, answers, strong periods and networks come from what was said before?"""
    wishes = wishes_of(dossier())
    assert wishes is not None
    assert wishes.hours == 3
    assert wishes.moderation == 60
    assert len(wishes.strong) == 3
    assert wishes.strong[0] == (date(2027, 1, 18), date(2027, 2, 14))
    assert networks_of(dossier())[:2] == ("instagram", "facebook")
    before_c2 = {key: values for key, values in FLORIST.items() if not key.startswith("c2")}
    assert networks_of(dossier(before_c2)) == ("instagram", "facebook")  # those of the plan
    assert wishes_of(Content()) is None


def test_who_aims_at_fewer_hours_is_held_to_them() -> None:
    """Are two hours a week aimed at in C4 the ceiling of the calendar, though three were there?"""
    wishes = wishes_of(dossier(c4_ligne={"hours": "2"}))
    assert wishes is not None
    assert wishes.hours == 2


def test_holidays_and_leave_close_the_shop() -> None:
    """Are public holidays closed only for who closes then, those of the department included?"""
    open_then = wishes_of(dossier())
    closed_then = wishes_of(dossier(c4_voeux={"holidays": "yes"}, c4_saisons={"department": "67"}))
    assert open_then is not None
    assert closed_then is not None
    assert not open_then.is_closed(date(2027, 5, 8))
    assert closed_then.is_closed(date(2027, 5, 8))
    assert closed_then.is_closed(date(2027, 3, 26))  # Good Friday, in Alsace only
    assert open_then.is_closed(date(2027, 8, 3))


def test_leave_without_sound_dates_is_told() -> None:
    """Is leave that ends before it starts, or lasts half a year, asked again?"""
    for end in ("2027-08-01", "2028-01-01", ""):
        leave = [{"name": "Été", "start": "2027-08-02", "end": end}]
        assert about(graded("c4-voeux", leaves=leave), "datez vos congés").points == 0


# ── Calendar ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
def test_the_calendar_proposed_to_each_case_is_proven_and_right(case: Any) -> None:
    """Does the proposal of each fictional case hold all, with nothing better possible?"""
    answers = reference(case)
    content = dossier(answers, c4_calendrier={"posts": []})
    outcome = act("c4-calendrier", "proposer", content)
    assert "Prouvé par le calcul" in outcome.sentence
    filled = dossier(answers, c4_calendrier=outcome.values)
    assert CALENDAR.evaluate(filled).points == 20
    found = indicators(CALENDAR.answer(filled), filled)
    assert found is not None
    assert found.missed == ()
    assert found.overloaded == ()
    assert found.closed == ()


def shifted(rows: list[dict[str, str]], days: Callable[[date], int]) -> list[dict[str, str]]:
    """Return rows moved by so many days."""
    return [
        {
            **row,
            "day": (
                date.fromisoformat(row["day"]) + timedelta(days=days(date.fromisoformat(row["day"])))
            ).isoformat(),
        }
        for row in rows
    ]


@pytest.mark.parametrize(
    ("change", "words", "most"),
    [
        (lambda rows: [{**row, "pillar": ""} for row in rows], "sans date, heure, réseau ou thème", 0),
        (lambda rows: [{**row, "pillar": "Conseils"} for row in rows], "s'écartent de leurs proportions", 0),
        (
            lambda rows: [{**row, "subject": ""} for row in rows],
            "7 événements oubliés, dont « Saint-Valentin »",
            0,
        ),
        (lambda rows: shifted(rows, lambda day: -day.weekday()), "un jour de fermeture", 0),
        (lambda rows: shifted(rows, lambda day: 1 + (day.day - 1) // 6 - day.day), "irrégulier", 0),
        (lambda rows: [row for row in rows if row["day"][5:7] != "03"], "semaines vides", 2.5),
        (
            lambda rows: [{**row, "format": "Vidéo courte de composition"} for row in rows],
            "dépassent vos heures",
            0,
        ),
        (
            lambda rows: [row for row in rows if row["day"][5:7] not in "02 05 12"],
            "La saison ne se voit pas",
            0.5,
        ),
    ],
)
def test_what_breaks_a_calendar_is_told(
    change: Callable[[list[dict[str, str]]], list[dict[str, str]]], words: str, most: float
) -> None:
    """Is each way to spoil the calendar seen, and told with its figure?"""
    result = graded("c4-calendrier", posts=change(posts()))
    assert about(result, words).points <= most
    assert result.points < 20


def test_an_edited_post_changes_the_measures() -> None:
    """Does removing the only posts that announce a feast show at once in the sentence above the months?"""
    kept = [row for row in posts() if "Fête des Mères" not in row.get("subject", "")]
    content = dossier(c4_calendrier={"posts": kept})
    months, year, weeks = CALENDAR.pictures(content)
    assert "événements oubliés : Fête des Mères" in spoken(months.reading)
    assert "188 publications sur Instagram et Facebook" in spoken(months.reading)
    assert "aucune semaine vide" in year.reading
    assert "Toutes les semaines tiennent dans vos 3 h" in spoken(weeks.reading)


def test_the_word_soldes_is_told_out_of_its_time() -> None:
    """Is « soldes » flagged the day before they start, and accepted the day they do, without costing a point?"""
    for day, flagged in (("2027-01-05", True), ("2027-01-06", False)):
        rows = [{**posts()[0], "day": day, "subject": "Les soldes, c'est parti"}, *posts()[1:]]
        result = graded("c4-calendrier", posts=rows)
        found = [reason for reason in result.reasons if "L310-3" in reason.text]
        assert bool(found) is flagged
        assert all(reason.max == 0 for reason in found)


def test_months_show_feasts_and_holidays() -> None:
    """Do the months name public holidays, school holidays and one's own events, each once?"""
    months, *_ = CALENDAR.pictures(dossier())
    html = spoken(months.html)
    for name in ("Ascension (férié)", "Vacances d'hiver (zone C)", "Fête des Mères<"):
        assert html.count(f">{name.rstrip('<')}<") == 1, name
    assert "Noël (férié)" not in html  # hers says it already
    assert html.count(">Noël<") == 1


def test_a_calendar_without_wishes_is_told_what_comes_first() -> None:
    """Is one sent to the dates and hours before anything is measured?"""
    bare = Content(answers={"c4-calendrier": {"values": {"posts": posts()}}})
    result = CALENDAR.evaluate(bare)
    assert result.points == 0
    assert "Donnez d’abord les dates" in result.reasons[0].text
    assert CALENDAR.pictures(bare) == ()
    with pytest.raises(DomainError, match="Donnez d'abord"):
        act("c4-calendrier", "proposer", bare)


def test_impossible_wishes_are_told_in_french() -> None:
    """Does the button say the smallest change when hours and cadences contradict each other?"""
    with pytest.raises(ImpossibleWishesError) as caught:
        act("c4-calendrier", "proposer", dossier(c4_voeux={"cadences": cadences(per_week="5", strong="5")}))
    assert spoken(str(caught.value)).startswith(
        "Vos souhaits ne tiennent pas ensemble. Changez une seule de ces choses"
    )
    assert "sur Instagram (Photo du bouquet de la semaine)" in spoken(str(caught.value))
    assert "prévoir 3 h 45 par semaine" in spoken(str(caught.value))


def test_stopping_leaves_everything_as_it_was() -> None:
    """Does « Arrêter » come through as a sentence, and give nothing to save?"""

    def stop(share: float, sentence: str) -> None:
        raise CancelledError("Arrêté à votre demande : rien n’a changé.")

    content = dossier()
    with pytest.raises(CancelledError):
        CALENDAR.actions[0].run(CALENDAR.answer(content), content, stop)


def test_the_agenda_holds_posts_and_events() -> None:
    """Does the agenda of the florist hold her posts, and her feasts as whole days?"""
    (file,) = act("c4-calendrier", "agenda", dossier()).files
    assert file.name == "calendrier-aux-mille-petales.ics"
    found = icalendar.Calendar.from_ical(file.data).walk("VEVENT")
    assert len(found) == len(posts()) + len(talks())
    assert "Saint-Valentin" in {str(entry["SUMMARY"]) for entry in found}


def test_a_spreadsheet_edited_and_given_back_fills_the_form() -> None:
    """Does the round trip through a spreadsheet give the same rows, and the same points?"""
    (file,) = act("c4-calendrier", "classeur", dossier()).files
    content = given_back("mon calendrier.xlsx", file.data)
    outcome = act("c4-calendrier", "relire", content)
    assert outcome.values["posts"] == posts()
    assert outcome.sentence.startswith("190")


def given_back(name: str, data: bytes) -> WithFile:
    """Return a dossier with a file to read."""
    digest = hashlib.sha256(data).hexdigest()
    content = dossier(c4_calendrier={"file": {"name": name, "size": len(data), "sha256": digest}})
    content.data = data
    return content


def test_rows_that_cannot_be_read_are_told_and_the_rest_kept() -> None:
    """Does the form fill with what could be read, and name the rows that could not?"""
    lines = [
        "Date;Heure;Réseau;Thème;Format;Sujet",
        "06/01/2027;18:30;Instagram;Conseils;Photo;Bien",
        "demain;;X;;;",
    ]
    outcome = act("c4-calendrier", "relire", given_back("c.csv", "\n".join(lines).encode("utf-16")))
    assert [row["day"] for row in outcome.values["posts"]] == ["2027-01-06"]
    assert "1 ligne laissée de côté. Ligne 3 : Écrivez une date" in spoken(outcome.sentence)
    with pytest.raises(TpeError, match="0"):
        act("c4-calendrier", "relire", given_back("c.csv", "\n".join([lines[0], lines[2]]).encode()))


def test_reading_needs_a_file_and_writing_needs_posts() -> None:
    """Is one told what is missing, rather than given an empty file?"""
    with pytest.raises(DomainError, match="Choisissez d'abord votre fichier"):
        act("c4-calendrier", "relire", dossier())
    for action in ("agenda", "classeur", "google", "outils"):
        with pytest.raises(DomainError, match="vide"):
            act("c4-calendrier", action, dossier(c4_calendrier={"posts": []}))


def test_schedulers_get_their_files_and_what_is_left_out_is_told() -> None:
    """Do Google, Metricool and Buffer get their files, and is WhatsApp said to be left out?"""
    (google,) = act("c4-calendrier", "google", dossier()).files
    assert google.data.startswith(b"Subject,")
    outcome = act("c4-calendrier", "outils", dossier())
    assert [file.name for file in outcome.files] == [
        "calendrier-aux-mille-petales-metricool.csv",
        "calendrier-aux-mille-petales-buffer-facebook.csv",
        "calendrier-aux-mille-petales-buffer-instagram.csv",
    ]
    hairdresser = dossier(reference(all_cases()[3]))
    assert "laissées de côté" in act("c4-calendrier", "outils", hairdresser).sentence


def test_a_year_of_six_hundred_posts_is_read() -> None:
    """Is a large calendar read whole, each row once?"""
    rows = (posts() * 4)[:700]
    parsed = CALENDAR.parse({"posts": rows})
    assert parsed.errors == {}
    assert len(parsed.answer.posts) == 700
    assert "1001 lignes" in CALENDAR.parse({"posts": [rows[0]] * 1001}).errors["posts"]


def test_an_hour_that_cannot_be_read_is_told_at_its_row() -> None:
    """Is « 25 h » named where it stands, and 18 h 30 kept as 18:30?"""
    rows = posts()[:2]
    rows[0]["at"], rows[1]["at"] = "18 h 30", "25 h"
    parsed = CALENDAR.parse({"posts": rows})
    assert parsed.answer.posts[0].at == "18:30"
    assert set(parsed.errors) == {"posts.1.at"}


# ── Follow-up, rhythm ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("change", "words", "points"),
    [
        ({"stock": "1"}, "de quoi tenir une semaine", 1),
        ({"free": "60"}, "5 à 30 %", 1),
        ({"indicator": "followers"}, "regardez plutôt commandes ou chiffre d'affaires", 1),
        ({"review": "year"}, "c'est trop tard", 1),
        ({"signals": []}, "Prévoyez au moins deux cas", 0),
        ({"jury": "Voilà."}, "pour le jury (6 caractères sur 200)", 0),
    ],
)
def test_slack_follow_up_and_adjustment_are_asked(change: dict[str, Any], words: str, points: float) -> None:
    """Is each part of holding a calendar asked for, with the learner's own figures?"""
    assert about(graded("c4-suivi", **change), words).points == points


def test_the_rhythm_starts_from_one_s_own_week() -> None:
    """Does the exploration start from « Mon temps », and say when it no longer holds?"""
    rhythm = exploration("c4-rythme")
    content = dossier()
    assert rhythm.start(content)["posts"] == 3
    assert "cela tient dans vos 3 h" in spoken(rhythm.show({}, content).sentence)
    more = rhythm.show({"posts": "7", "networks": "4"}, content)
    assert "de trop pour vos 3 h" in spoken(more.sentence)
    assert "1 344 publications, nées de 336 idées" in spoken(more.sentence)
    assert "de trop" not in rhythm.show({"posts": "7"}, Content()).sentence


def test_the_competency_leads_to_its_criterion() -> None:
    """Do the six exercises all give evidence for Cr4?"""
    found = of_competency("C4")
    assert [exercise.id for exercise in found] == [
        "c4-ligne",
        "c4-themes",
        "c4-saisons",
        "c4-voeux",
        "c4-calendrier",
        "c4-suivi",
    ]
    assert {exercise.criteria for exercise in found} == {("Cr4",)}
    assert sum(exercise.points for exercise in found) == 70
