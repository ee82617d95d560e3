"""The campaign of C6: set up, costed and piloted, against the learner's own dossier."""

import copy
import csv
import io
from typing import Any

import pytest

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.course.c6.campaign.exercise import CAMPAIGN
from tpelib.course.c6.campaign.files import media_plan
from tpelib.course.c6.estimation.exercise import LIVE_REACH
from tpelib.course.c6.piloting.exercise import PILOT, simulated_run
from tpelib.course.c6.project import brief_of, market_of
from tpelib.course.cases import all_cases
from tpelib.documents.paper import to_html, to_pdf
from tpelib.domain.campaign.piloting import alarms
from tpelib.engine.dossier import Content
from tpelib.engine.exercise import Outcome
from tpelib.engine.marking import Reason, Result
from tpelib.engine.registry import get
from tpelib.samples.references import reference

FLORIST = reference(all_cases()[0])
POTTER = reference(all_cases()[4])


def silent(share: float, sentence: str) -> None:
    """Take the place of a progress bar."""


def dossier(base: dict[str, Any] = FLORIST, **changes: dict[str, Any]) -> Content:
    """Return a reference dossier with some fields of some exercises changed (``None`` takes one away)."""
    found = copy.deepcopy(base)
    for key, values in changes.items():
        name = key.replace("_", "-")
        own = {**found[name], **values}
        found[name] = {field: value for field, value in own.items() if value is not None}
    return Content(answers={key: {"values": values} for key, values in found.items()})


def graded(exercise_id: str, base: dict[str, Any] = FLORIST, **changed: Any) -> Result:
    """Return the result of an exercise with some of its fields changed."""
    return get(exercise_id).evaluate(dossier(base, **{exercise_id.replace("-", "_"): changed}))


def plain(text: str) -> str:
    """Return a text with plain spaces and apostrophes."""
    return text.replace(french.NBSP, " ").replace(french.NNBSP, " ").replace("’", "'")


def about(result: Result, words: str) -> Reason:
    """Return the one reason that holds these words."""
    (found,) = [reason for reason in result.reasons if words in plain(reason.text)]
    return found


def act(exercise_id: str, action_id: str, content: Content) -> Outcome:
    """Run an action of an exercise."""
    exercise = get(exercise_id)
    (action,) = [action for action in exercise.actions if action.id == action_id]
    return action.run(exercise.answer(content), content, silent)


# ── Ma campagne ───────────────────────────────────────────────────────────────────────────────────


def test_the_brief_of_a_dossier_holds_the_five_things_to_follow() -> None:
    """Are target, company, budget, dates and post taken up, and nothing typed twice?"""
    brief = brief_of(dossier())
    assert [audience.name for audience in brief.audiences] == ["Couples de 25 à 45 ans", "Familles du canton"]
    assert plain(brief.business) == "Aux Mille Pétales"
    assert brief.links == ["www.millepetales.exemple.fr"]
    assert brief.budget == 150
    assert brief.windows[0].name == "Saint-Valentin"
    assert brief.content.startswith("Ces renoncules")
    assert brief.networks[0] == "instagram"
    bare = brief_of(Content(answers={}))
    assert not bare.business
    assert not bare.audiences


@pytest.mark.parametrize(
    ("changed", "words", "points"),
    [
        ({"age_from": "18", "age_to": "65"}, "La cible : Votre cible la plus proche", 2),
        ({"page": "Mireille"}, "L'entreprise : La page qui parle", 1.75),
        ({"amount": "9"}, "Le budget : C'est 30 € de trop", 0),
        ({"amount": "4"}, "Le budget : Il reste 70 €", 1.25),
        ({"start": "2027-03-01", "end": "2027-03-20"}, "La date de lancement : Ce jour n'est dans aucune", 0),
        ({"end": "2027-02-20"}, "La date de lancement : Elle dépasse votre période", 1.25),
        ({"text": "Venez nous voir", "headline": "Promotion"}, "Le contenu : La publicité doit dire", 0),
        ({"network": "linkedin"}, "Restez sur un réseau de votre projet", 0),
        ({"objective": "app"}, "un autre objectif de la liste", 0),
        ({"payer": ""}, "Meta ne publierait pas : 1 point", 2),
        ({"alt": "Fleurs"}, "Décrivez l'image", 0),
        ({"measure": "followers"}, "Mesurez ce que vous cherchez", 0),
        ({"why": "Parce que."}, "10 caractères sur 60", 0.25),
    ],
)
def test_each_field_that_strays_says_where_and_what_to_do(
    changed: dict[str, str], words: str, points: float
) -> None:
    """Does each departure from the dossier cost its share, with the figure and a way back?"""
    assert about(graded("c6-campagne", **changed), words).points == points


def test_a_right_field_shows_both_sides() -> None:
    """Is what was asked told beside what was filled in?"""
    reason = about(graded("c6-campagne"), "Le budget : aligné")
    assert "Demandé : 150 € hors taxes, au plus" in plain(reason.text)
    assert "Rempli : 7 € par jour pendant 20 jours, soit 140 €" in plain(reason.text)


def test_a_shop_on_line_aims_at_the_country() -> None:
    """May who ships everywhere aim at France without a radius?"""
    assert graded("c6-campagne", POTTER).points == 20
    assert "radius" not in POTTER["c6-campagne"]


def test_pictures_show_the_evidence_the_review_and_each_placement() -> None:
    """Are both sides, the refusal and a drawing per placement there, what was typed escaped?"""
    sides, review, ads = CAMPAIGN.pictures(dossier(c6_campagne={"payer": "", "page": "<script>x</script>"}))
    assert len(sides.table.rows) == 5
    assert "4 champs alignés" in plain(sides.reading)
    assert "Meta ne publierait pas" in plain(review.reading)
    assert ads.html.count("<figure>") == 2
    assert "<script>" not in sides.html + review.html + ads.html


def test_a_long_text_is_cut_where_phones_cut_it() -> None:
    """Does the preview of a feed show what is lost after 125 signs?"""
    ads = CAMPAIGN.pictures(dossier(c6_campagne={"text": "a" * 124 + " fin"}))[2]
    assert "… Voir plus" in ads.html


def test_the_media_plan_fits_on_one_page_in_every_case() -> None:
    """Is the plan one sheet, with the budget, the VAT, the ranges and what is aligned?"""
    for case in all_cases():
        content = dossier(reference(case))
        paper = media_plan(CAMPAIGN.answer(content).campaign, content)
        assert b"/Pages/Count 1/" in to_pdf(paper), case.id
    text = plain(to_html(media_plan(CAMPAIGN.answer(dossier()).campaign, dossier())).decode())
    for words in ("140,00 €, soit 7,00 € par jour", "173,04 €", "1 430 à 1 900", "la cible, l'entreprise"):
        assert words in text


def test_files_of_the_campaign() -> None:
    """Do the buttons give the plan in three formats and Meta's file, and say what is missing otherwise?"""
    assert [file.name for file in act("c6-campagne", "plan", dossier()).files] == [
        "plan-media.pdf",
        "plan-media.docx",
        "plan-media.html",
    ]
    outcome = act("c6-campagne", "import", dossier())
    (row,) = csv.DictReader(io.StringIO(outcome.files[0].data.decode("utf-8-sig"), newline=""))
    assert row["Campaign Status"] == "PAUSED"
    assert "expérimental" in outcome.sentence
    with pytest.raises(DomainError, match="budget et les dates"):
        act("c6-campagne", "plan", dossier(c6_campagne={"end": None}))


# ── Ce qu'elle coûte, ce qu'elle atteint ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"days": "19"}, "Durée : 20 jours"),
        ({"total": "150"}, "Dépense en tout : 140,00 €"),
        ({"fee": "0"}, "Frais de la plateforme : 4,20 €"),
        ({"whole": "144,20"}, "Avec la TVA : 173,04 €"),
        ({"vat": "no"}, "Coût réel : 173,04 €"),
        ({"low": "900"}, "Au moins, la figure donne 1 430 personnes"),
        ({"tired": "no"}, "jusqu'à 17,2 fois par personne"),
        ({"needed": "20"}, "Budget par jour pour apprendre : 95,66 €"),
        ({"learns": "yes"}, "7,00 € par jour pour 95,66 € demandés"),
    ],
)
def test_each_figure_of_the_bill_and_of_the_range_is_told(changed: dict[str, str], words: str) -> None:
    """Is the right figure given for each that is wrong?"""
    result = graded("c6-cout", **changed)
    assert about(result, words).points == 0
    assert result.points < result.max


def test_the_bill_waits_for_the_campaign() -> None:
    """Does who starts by the bill read what to do first?"""
    result = get("c6-cout").evaluate(dossier(c6_campagne={"amount": None}))
    assert result.points == 0
    assert "Donnez d'abord à « Ma campagne »" in plain(result.reasons[0].text)


def test_the_live_range_starts_from_the_campaign_and_warns_of_fatigue() -> None:
    """Do the sliders show one's own figures, and does a wider audience quiet the warning?"""
    content = dossier()
    view = LIVE_REACH.show({}, content)
    assert plain(view.sentence).startswith("140 € toucheraient de 1 430 à 1 900 personnes sur 1 900")
    assert "se lasserait" in view.sentence
    wide = LIVE_REACH.show({"people": 100_000}, content)
    assert "se lasserait" not in wide.sentence


# ── Je pilote ma campagne ─────────────────────────────────────────────────────────────────────────


def rows(content: Content) -> list[dict[str, str]]:
    """Return the decisions of a dossier, to be changed."""
    return copy.deepcopy(list(content.values("c6-pilotage")["decisions"]))


def test_the_run_goes_a_week_at_a_time_and_stops_where_one_looks() -> None:
    """Does the button move seven days on, and do the figures hold nothing of what comes after?"""
    content = dossier(c6_pilotage={"seen": None})
    for wanted in ("7", "14", "20"):
        outcome = act("c6-pilotage", "advance", content)
        assert outcome.values == {"seen": wanted}
        content = dossier(c6_pilotage={"seen": wanted})
        known = simulated_run(content)
        assert known is not None
        assert len(known.days) == int(wanted)
        assert len(PILOT.pictures(content)[0].table.rows) == int(wanted)
    assert "finie" in act("c6-pilotage", "advance", content).sentence


def test_the_luck_is_the_business_not_the_draft() -> None:
    """Does changing the budget or the dates leave the seed alone, and another name change it?"""
    campaign = CAMPAIGN.answer(dossier()).campaign
    seeds = set()
    for content in (dossier(), dossier(c1_entreprise={"name": "Au Bon Clou"})):
        market = market_of(campaign, content)
        assert market is not None
        seeds.add(market.seed)
        again = market_of(CAMPAIGN.answer(dossier(c6_campagne={"amount": "3"})).campaign, content)
        assert again is not None
        assert again.seed == market.seed
    assert len(seeds) == 2


def test_a_pilot_who_sleeps_is_told_which_alarm_he_missed() -> None:
    """Does who decides nothing but « laisser tourner » lose the points of the alarms, with the day and the figure?"""
    kept = [row for row in rows(dossier()) if row["kind"] == "keep"]
    result = graded("c6-pilotage", decisions=kept)
    reason = about(result, "Alerte manquée")
    assert reason.points == 0
    assert "au soir du jour 4, chaque personne touchée a vu la publicité A 4,3 fois" in plain(reason.text)
    assert "du jour 11" in plain(reason.text)


def test_half_of_the_alarms_is_half_of_the_points() -> None:
    """Is each alarm answered in time worth its share?"""
    without_stop = [row for row in rows(dossier()) if row["kind"] != "pause"]
    known = simulated_run(dossier(c6_pilotage={"decisions": without_stop}), whole=True)
    assert known is not None
    decided = PILOT.parse({"decisions": without_stop}).answer.chosen
    assert len(alarms(known, decided)) >= 2
    assert 0 < about(graded("c6-pilotage", decisions=without_stop), "Alerte manquée").points < 3.5


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ({"day": "2", "kind": "budget", "amount": "60"}, "de plus que prévu"),
        ({"day": "2", "kind": "split"}, "les 7 premiers jours, sans alerte"),
    ],
)
def test_what_a_pilot_should_not_do(extra: dict[str, str], words: str) -> None:
    """Is spending beyond the plan, or changing everything on the second day, seen?"""
    decisions = [*rows(dossier()), {**extra, "why": "Pour voir ce que cela donne."}]
    assert about(graded("c6-pilotage", decisions=decisions), words).points == 0


def test_most_of_the_budget_goes_where_it_is_sent() -> None:
    """Does the decision that names a placement move the money there?"""
    decisions = [{"day": "1", "kind": "shift:instagram-story", "why": "Les stories plaisent davantage."}]
    known = simulated_run(dossier(c6_pilotage={"decisions": decisions, "seen": "1"}))
    assert known is not None
    (day,) = known.days
    there = sum(item.cents for item in day.slices if item.placement == "instagram-story")
    assert there / day.cents == pytest.approx(0.7, abs=0.01)


def test_a_reason_is_wanted_each_week() -> None:
    """Are decisions without a word of explanation counted as not looked at?"""
    silent_rows = [{**row, "why": ""} for row in rows(dossier())]
    assert about(graded("c6-pilotage", decisions=silent_rows), "0 semaine regardée sur 2").points == 0


def test_nothing_is_earned_by_looking_alone() -> None:
    """Are budget held and learning worth nothing to who never decided?"""
    result = graded("c6-pilotage", decisions=[])
    assert about(result, "sans vous, la campagne dépense toute seule").max == 6.5
    assert graded("c6-pilotage", decisions=[], seen="7", cpa=None, net=None, verdict=None).points <= 1


def test_the_end_is_reckoned_on_the_last_evening() -> None:
    """Are the cost of a sale, the result and the verdict checked against the run, and only at its end?"""
    for changed, words in (
        ({"cpa": "10"}, "Coût d'une vente : "),
        ({"net": "100"}, "Ce qu'il reste : "),
        ({"verdict": "again"}, "Comparez : "),
    ):
        assert about(graded("c6-pilotage", **changed), words).points == 0
    assert about(graded("c6-pilotage", seen="14"), "Le bilan se fait au dernier soir").max == 3


def test_the_simulation_says_what_it_is() -> None:
    """Does the exercise say it is a simulation, and show its model with where each figure comes from?"""
    assert "simulation" in PILOT.prompt
    model = PILOT.pictures(dossier())[-1]
    assert "aucun euro n'est dépensé" in plain(model.reading)
    assert {row[2] for row in model.table.rows} >= {"hypothèse du cours"}
    assert "Meta" in model.source
