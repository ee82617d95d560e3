"""C1: what a shopkeeper would ask of each exercise, figure by figure."""

import copy
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.course.c1.arbitration.exercise import candidates
from tpelib.course.c1.business.exercise import WEEKS_PER_MONTH
from tpelib.course.c1.campaign.exercise import CAMPAIGN
from tpelib.course.c1.coherence.exercise import evidence
from tpelib.course.c1.objective.exercise import OBJECTIVE
from tpelib.course.c1.periods.exercise import PERIODS, happenings
from tpelib.course.c1.plan.exercise import PLAN
from tpelib.course.cases import all_cases, find
from tpelib.course.common import FITTING, INDICATORS, within
from tpelib.domain import media, planning
from tpelib.engine.dossier import Content
from tpelib.engine.marking import Reason, Result
from tpelib.engine.registry import exploration, get
from tpelib.samples.references import reference

FLORIST = reference(all_cases()[0])


def changed(exercise_id: str, answers: dict[str, Any] = FLORIST, **values: Any) -> Content:
    """Return a dossier with one answer changed; ``None`` takes a field away."""
    own = {**answers[exercise_id], **values}
    kept = {name: value for name, value in own.items() if value is not None}
    return Content(answers={key: {"values": old} for key, old in {**answers, exercise_id: kept}.items()})


def graded(exercise_id: str, answers: dict[str, Any] = FLORIST, **values: Any) -> Result:
    """Return the result of an exercise with some of its fields changed."""
    return get(exercise_id).evaluate(changed(exercise_id, answers, **values))


def said(result: Result) -> str:
    """Return the reasons that are not all right, as plain text."""
    texts = " ".join(reason.text for reason in result.reasons if reason.state != "right")
    return texts.replace(french.NBSP, " ").replace(french.NNBSP, " ")


def about(result: Result, words: str) -> Reason:
    """Return the one reason that holds these words (plain spaces)."""
    plain = {
        reason.text.replace(french.NBSP, " ").replace(french.NNBSP, " "): reason for reason in result.reasons
    }
    (found,) = [reason for text, reason in plain.items() if words in text]
    return found


def rows(exercise_id: str, table: str, /, **changes: Any) -> list[dict[str, Any]]:
    """Return the rows of a table of the reference, the first of them changed."""
    found: list[dict[str, Any]] = copy.deepcopy(FLORIST[exercise_id][table])
    found[0].update(changes)
    return found


def own_business(**values: Any) -> dict[str, Any]:
    """Return the reference answers, as those of a business of one's own."""
    return {**FLORIST, "c1-entreprise": {**FLORIST["c1-entreprise"], "project": "mon-entreprise", **values}}


# ── Tolerances ────────────────────────────────────────────────────────────────────────────────────


@given(st.floats(0.01, 1e6), st.sampled_from([0.01, 0.05, 0.1]))
def test_a_figure_exactly_at_the_bound_is_accepted(wanted: float, share: float) -> None:
    """Is « 1 % d'écart » true to the last digit, whatever the machine does to decimals?"""
    assert within(wanted * (1 + share), wanted, share)
    assert within(wanted * (1 - share), wanted, share)
    assert within(wanted, wanted, share)
    assert not within(wanted * (1 + share) + 0.02, wanted, share)
    assert not within(None, wanted)


# ── 1. My business ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("basket", "points"), [("33,60", 3), ("30,4", 3), ("33,61", 2), ("30,39", 2)])
def test_figures_of_a_case_are_its_own_to_five_percent(basket: str, points: float) -> None:
    """May a fictional florist's basket of 32 € be copied as 33,60 €, and no further?"""
    result = graded("c1-entreprise", basket=basket, turnover=french.number(french.parse_number(basket) * 420))
    reason = result.reasons[1]
    assert reason.points == points
    if points < 3:
        assert "à 5 % près" in said(result)
        assert "32 €" in said(result)


@pytest.mark.parametrize(
    ("turnover", "points"), [("14 784", 2), ("12 096", 2), ("14 785", 0), ("12095", 0), ("134 400", 0)]
)
def test_basket_times_sales_is_the_turnover(turnover: str, points: float) -> None:
    """Do 32 € × 420 sales have to make 13 440 € a month, to 10 %?"""
    result = graded("c1-entreprise", turnover=turnover)
    assert about(result, "13 440 €").points == points
    if not points:
        assert "10 % d’écart au plus" in said(result)
        assert f"{french.parse_number(turnover):,.0f} €".replace(",", " ") in said(result)


def test_a_business_of_ones_own_is_asked_for_plausible_figures() -> None:
    """Is any business accepted, as long as its figures hold together and its budget is not a fifth of its sales?"""
    known = {
        "basket": "1 000",
        "margin": "80",
        "clients": "6",
        "turnover": "6000",
        "hours": "2,5",
        "euros": "1200",
    }
    assert graded("c1-entreprise", own_business(**known)).points == 10
    dear = graded("c1-entreprise", own_business(**{**known, "euros": "1201"}))
    assert dear.points == 8.5
    assert "sous 20 % du chiffre d’affaires" in said(dear)
    free = graded("c1-entreprise", own_business(**{**known, "euros": "0"}))
    assert free.points == 10  # zero is an answer
    assert "0 € par mois" in about(free, "Vous comptez").text.replace(french.NBSP, " ")
    assert graded("c1-entreprise", own_business(**{**known, "basket": "0", "turnover": "0"})).points == 9


@pytest.mark.parametrize("name", ["project", "name", "activity", "place", "area", "offer", "season"])
def test_a_half_told_business_is_asked_for_the_rest(name: str) -> None:
    """Does what is missing of the presentation cost little, and is it said?"""
    result = graded("c1-entreprise", **{name: ""})
    assert result.reasons[0].state == "partial"
    assert "la saison" in said(result)


# ── 2. My objective ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("aim", FITTING)
def test_an_indicator_must_tell_whether_the_aim_is_met(aim: str) -> None:
    """For each aim, which indicators are taken, and which is proposed when it does not fit?"""
    for option in INDICATORS:
        reason = graded("c1-objectif", aim=aim, indicator=option.value).reasons[1]
        assert reason.points == (3 if option.value in FITTING[aim] else 0)
        if not reason.points:
            assert "comptez plutôt" in reason.text
            fitting = next(o.label for o in INDICATORS if o.value == FITTING[aim][0])
            assert french.typography(fitting[1:]) in reason.text


@pytest.mark.parametrize(
    ("target", "points"),
    [("29,25", 4), ("29,26", 2), ("46,5", 2), ("46,51", 0), ("4 000", 0), ("12", 0), ("3", 0)],
)
def test_a_target_is_held_against_what_the_means_can_reach(target: str, points: float) -> None:
    """With 80 € a month and 12 orders today, is 29 within reach, 46 very ambitious and 4 000 out of reach?"""
    result = graded("c1-objectif", target_value=target)
    reason = about(result, "avec 80 € par mois, comptez au plus 17 commandes de plus par mois")
    assert reason.points == points
    if french.parse_number(target) <= 12:
        assert "doit dépasser celui d’aujourd’hui (12)" in said(result)
        assert result.points == 12 - 2 - 4


def test_what_the_funnel_can_reach_is_the_funnel_itself() -> None:
    """Is the ceiling of each indicator a step of the campaign that the month's euros would buy?"""
    business = get("c1-entreprise").answer(changed("c1-entreprise"))
    ceilings = {
        indicator: float(about_reach.group(1))
        for indicator in ("reach", "visits", "orders", "revenue")
        if (about_reach := _ceiling(graded("c1-objectif", indicator=indicator, target_value="13")))
    }
    found = media.funnel(budget=80, cpm=6.40, ctr=0.0138, conversion_rate=0.05, basket=32, margin_rate=0.55)
    assert business.euros == found.budget
    assert ceilings == {
        "reach": round(2 * found.impressions),
        "visits": round(2 * found.clicks),
        "orders": round(2 * found.conversions),
        "revenue": round(2 * found.revenue),
    }


def _ceiling(result: Result) -> Any:
    import re

    text = next(reason.text for reason in result.reasons if "comptez au plus" in reason.text)
    return re.search(r"au plus (\d+)", text.replace(french.NNBSP, ""))


def test_no_euro_is_not_no_chance() -> None:
    """Can somebody who spends nothing still aim at something, thanks to free posts?"""
    answers = {**FLORIST, "c1-entreprise": {**FLORIST["c1-entreprise"], "euros": "0"}}
    modest = graded("c1-objectif", answers, target_value="18")
    assert modest.points == 12
    assert "avec 0 € par mois, comptez au plus 6 commandes" in about(modest, "à votre portée").text.replace(
        french.NBSP, " "
    )
    assert graded("c1-objectif", answers, target_value="100").points == 8


@pytest.mark.parametrize(
    ("start", "deadline", "points"),
    [
        ("2027-01-04", "2027-02-04", 2),
        ("2027-01-04", "2027-02-03", 0),
        ("2027-01-01", "2028-06-30", 2),
        ("2027-01-01", "2028-07-02", 0),
        ("2027-06-01", "2027-01-01", 0),
    ],
)
def test_a_deadline_leaves_time_to_measure(start: str, deadline: str, points: float) -> None:
    """Is a deadline between one and eighteen months asked for?"""
    result = graded("c1-objectif", start=start, deadline=deadline)
    assert result.reasons[3].points == points
    if not points:
        assert "entre un mois et dix-huit mois" in said(result)


def test_a_wish_is_not_an_objective() -> None:
    """Is « être présent sur les réseaux » asked for a number and a date?"""
    result = OBJECTIVE.evaluate(Content(answers={"c1-objectif": {"values": {"sentence": "Être présent"}}}))
    assert result.points == 0
    assert "quoi, combien, pour quand" in said(result)


# ── 3. My targets ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("area", "radius", "points"),
    [
        ("local", "60", 2),
        ("local", "61", 1),
        ("online", "1 000", 2),
        ("both", "300", 2),
        ("local", "", 1),
        ("local", "0", 1),
    ],
)
def test_a_target_lives_where_the_business_sells(area: str, radius: str, points: float) -> None:
    """Must the clients of a shop live near, and those of a website not?"""
    answers = {**FLORIST, "c1-entreprise": {**FLORIST["c1-entreprise"], "area": area}}
    result = graded("c1-cible", answers, segments=rows("c1-cible", "segments", radius=radius))
    assert result.reasons[3].points == points
    if points < 2:
        assert "60 km au plus" in said(result)


@pytest.mark.parametrize(
    ("change", "position", "sentence"),
    [
        ({"name": ""}, 0, "un nom et ce qu’elle cherche"),
        ({"need": "fleurs"}, 0, "un nom et ce qu’elle cherche"),
        ({"age_from": "46"}, 1, "dans cet ordre"),
        ({"age_to": ""}, 1, "un âge de départ et un âge de fin"),
        ({"size": "0"}, 2, "combien ils sont et d’où vient ce nombre"),
        ({"source": "?"}, 2, "un chiffre sans source"),
    ],
)
def test_one_target_of_two_told_badly_costs_half(
    change: dict[str, str], position: int, sentence: str
) -> None:
    """Is each thing that makes a target asked for, and half the points kept for the other target?"""
    result = graded("c1-cible", segments=rows("c1-cible", "segments", **change))
    reason = result.reasons[position]
    assert reason.points == reason.max / 2
    assert sentence in reason.text


def test_no_target_is_not_everybody() -> None:
    """Is a table without a single target told to describe one?"""
    result = graded("c1-cible", segments=[])
    assert result.points == 1
    assert "au moins une cible" in said(result)


# ── 4. My periods ─────────────────────────────────────────────────────────────────────────────────


def test_strong_months_are_read_in_ones_own_turnover() -> None:
    """Are the florist's strong months those 10 % above her mean, and named when they are missed?"""
    turnover = find("fleuriste").turnover  # type: ignore[union-attr]  # the case is there
    strong = [str(m) for m, euros in enumerate(turnover, 1) if euros >= 1.1 * sum(turnover) / 12]
    assert strong == ["2", "5", "12"]
    assert graded("c1-periodes", peaks=strong).points == 12
    one_of_three = graded("c1-periodes", peaks=["5"])
    assert (
        about(one_of_three, "les mois qui dépassent la moyenne de 10 % sont février, mai et décembre").points
        == 1.25
    )
    assert graded("c1-periodes", peaks=[str(m) for m in range(1, 13)]).reasons[1].points == 1
    assert graded("c1-periodes", peaks=["3"]).reasons[1].points == 0


@pytest.mark.parametrize(
    ("start", "end", "covered"),
    [
        ("2027-03-01", "2027-03-17", True),
        ("2027-03-01", "2027-03-16", False),
        ("2027-05-31", "2027-06-20", True),
        ("2027-06-01", "2027-06-20", False),
    ],
)
def test_a_period_prepares_a_month_from_45_days_before(start: str, end: str, covered: bool) -> None:
    """Does a period prepare May up to 45 days before it begins, and is the month named when nothing does?"""
    periods = copy.deepcopy(FLORIST["c1-periodes"]["periods"])
    periods[1].update(start=start, end=end)
    reason = graded("c1-periodes", periods=periods).reasons[2]
    assert (reason.points == 4) is covered
    if not covered:
        assert "Rien ne prépare mai :" in reason.text.replace(french.NBSP, " ")
        assert "45 jours" in reason.text.replace(french.NBSP, " ")


@pytest.mark.parametrize(
    ("end", "points"), [("2027-06-17", 2), ("2027-06-18", 1.25), ("2027-01-01", 1.25), ("", 1.25)]
)
def test_a_period_is_no_longer_than_five_months(end: str, points: float) -> None:
    """Is a period asked for two dates in order, at most 150 days apart?"""
    reason = graded("c1-periodes", periods=rows("c1-periodes", "periods", end=end)).reasons[3]
    assert reason.points == points


def test_months_left_out_are_counted_and_a_copied_case_is_checked() -> None:
    """Does the learner know how many months are missing, and that a case's amounts are those of its sheet?"""
    months = copy.deepcopy(FLORIST["c1-periodes"]["months"])
    months[2] = {"turnover": ""}
    months[7] = {}
    missing = graded("c1-periodes", months=months)
    assert "Il manque 2 mois" in said(missing)
    assert "Donnez les douze mois" in said(missing)
    other = graded("c1-periodes", months=[{"turnover": "1000"}] * 12)
    assert "Reprenez les douze montants de la fiche du cas (à 5 % près)" in said(other)
    free = graded("c1-periodes", own_business(), months=[{"turnover": "1000"}] * 12)
    assert free.reasons[0].points == 2  # one's own business may have any turnover


def test_the_impression_of_the_seasons_meets_the_figures() -> None:
    """Is somebody who felt no season told that the till shows some?"""
    steady = {**FLORIST, "c1-entreprise": {**FLORIST["c1-entreprise"], "season": "steady"}}
    (picture,) = PERIODS.pictures(changed("c1-periodes", steady))
    assert "Vous disiez avoir des mois tous pareils : vos chiffres montrent des saisons." in picture.reading
    assert "Mai est votre plus fort mois : 157" in picture.reading
    (agreed,) = PERIODS.pictures(changed("c1-periodes"))
    assert "Vous disiez" not in agreed.reading
    flat = [{"turnover": "1000"}] * 12
    (level,) = PERIODS.pictures(changed("c1-periodes", months=flat))
    assert "vos chiffres montrent des mois tous pareils" in level.reading


def test_feasts_of_the_strong_months_are_a_click_away() -> None:
    """Does the form name the feasts and trade dates of one's strong months, in the year to come?"""
    told = happenings((5, 12), date(2026, 11, 24)).replace(french.NBSP, " ")
    assert "Mai 2027" in told
    assert "Fête des Mères (30 mai)" in told
    assert told.startswith("Décembre 2026")  # what comes first, first
    assert "Noël (25 décembre)" in told
    (action,) = PERIODS.actions
    content = changed("c1-periodes")
    outcome = action.run(PERIODS.answer(content), content, lambda share, sentence: None)
    assert "Saint-Valentin (14 février)" in outcome.sentence.replace(french.NBSP, " ")
    assert not outcome.values
    blank = changed("c1-periodes", months=None)
    with pytest.raises(TpeError, match="Donnez d'abord vos douze mois"):
        action.run(PERIODS.answer(blank), blank, lambda share, sentence: None)


def test_a_month_without_a_feast_is_said_too() -> None:
    """Does August, which has no feast of trade, get a sentence all the same?"""
    assert "à vous de créer l'occasion" in happenings((8,), date(2027, 1, 1))


# ── 5. My campaign ────────────────────────────────────────────────────────────────────────────────

GOLDEN = own_business(basket="42", margin="45", euros="100", clients="100", turnover="4 200")
TYPED = {
    "budget": "300 €",
    "cpm": "7,50",
    "ctr": "1,2 %",
    "conversion": "2,5 %",
    "impressions": "40 000",
    "clicks": "480",
    "cpc": "0,625",
    "conversions": "12",
    "cpa": "25 €",
    "revenue": "504",
    "roas": "1,68",
    "break_even": "2,2222",
    "maximum_cpa": "18,90",
    "net": "−73,20",
    "decision": "change",
}
RIGHT = {name: french.parse_number(TYPED[name]) for name in list(TYPED)[4:-1]} | {"break_even": 1 / 0.45}


def test_the_worked_campaign_of_the_lesson_is_all_right() -> None:
    """Does somebody who types the lesson's own figures, in French, have all the points?"""
    assert graded("c1-campagne", GOLDEN, **TYPED).points == 14


def test_a_campaign_that_loses_is_not_launched() -> None:
    """Is « je lance » refused with the figure, and are both ways out accepted?"""
    launch = graded("c1-campagne", GOLDEN, **{**TYPED, "decision": "launch"})
    assert launch.points == 12
    assert "la campagne perdrait 73,20 €" in said(launch)
    assert "Changez quelque chose, ou renoncez" in said(launch)
    assert graded("c1-campagne", GOLDEN, **{**TYPED, "decision": "drop"}).points == 14


def test_a_campaign_that_gains_may_be_launched() -> None:
    """With a basket of 80 €, is giving up told what it leaves on the table?"""
    rich = own_business(basket="80", margin="45", euros="100")
    figures = {"revenue": "960", "roas": "3,2", "maximum_cpa": "36", "net": "132"}
    assert graded("c1-campagne", rich, **{**TYPED, **figures, "decision": "launch"}).points == 14
    refused = graded("c1-campagne", rich, **{**TYPED, **figures, "decision": "drop"})
    assert "la campagne laisserait 132,00 €. Vous pouvez la lancer." in said(refused)


@pytest.mark.parametrize("name", RIGHT)
def test_each_figure_is_accepted_to_one_percent_or_its_rounding(name: str) -> None:
    """Is each of the ten figures accepted at 1 %, refused at 2 %, and its right value then said?"""
    right = RIGHT[name]
    for share in (-0.01, 0.01):
        assert graded("c1-campagne", GOLDEN, **{**TYPED, name: right * (1 + share)}).points == 14
    far = right * 1.02 + (1.1 if name in ("impressions", "clicks", "conversions") else 0.02)
    wrong = graded("c1-campagne", GOLDEN, **{**TYPED, name: far})
    assert wrong.points == 13
    assert "écart accepté : 1 %, ou l’arrondi" in said(wrong)
    shown = french.number(right, 3 if name == "cpc" else None).replace(french.NNBSP, " ")
    assert shown in said(wrong)
    assert [r.field for r in wrong.reasons if r.state == "wrong"] == [name]
    gone = graded("c1-campagne", GOLDEN, **{**TYPED, name: ""})
    assert gone.points == 13
    assert "à calculer" in said(gone)


@pytest.mark.parametrize(
    ("name", "typed", "points"),
    [
        ("cpc", "0,63", 1),
        ("roas", "1,7", 0),
        ("roas", "1,69", 1),
        ("break_even", "2,22", 1),
        ("net", "-73,2", 1),
        ("net", "73,20", 0),
        ("clicks", "481", 1),
    ],
)
def test_roundings_of_a_pocket_calculator(name: str, typed: str, points: float) -> None:
    """Is a figure rounded to the cent accepted, and a forgotten minus sign not?"""
    assert graded("c1-campagne", GOLDEN, **{**TYPED, name: typed}).points == 13 + points


@pytest.mark.parametrize(("budget", "points"), [("300", 2), ("300,01", 0)])
def test_a_campaign_takes_three_months_of_budget_at_most(budget: str, points: float) -> None:
    """With 100 € a month, is 300 € the most a campaign may cost?"""
    reason = graded("c1-campagne", GOLDEN, **{**TYPED, "budget": budget}).reasons[0]
    assert reason.points == points
    assert "300 €" in reason.text.replace(french.NBSP, " ")


def test_a_campaign_waits_for_the_business_and_for_its_hypotheses() -> None:
    """Does the learner know what to fill first?"""
    alone = CAMPAIGN.evaluate(Content(answers={"c1-campagne": {"values": TYPED}}))
    assert (alone.points, "d’abord « Mon entreprise »" in said(alone)) == (0, True)
    unsaid = graded("c1-campagne", GOLDEN, **{**TYPED, "cpm": ""})
    assert (unsaid.points, "Donnez les quatre hypothèses" in said(unsaid)) == (0, True)
    no_margin = graded("c1-campagne", own_business(margin="0"), **TYPED)
    assert "le panier et la marge" in said(no_margin)


def test_the_chart_of_a_campaign_says_what_is_missing() -> None:
    """Does the chart say the 73,20 € in words, before any bar?"""
    (picture,) = CAMPAIGN.pictures(changed("c1-campagne", GOLDEN, **TYPED))
    assert picture.reading.replace(french.NBSP, " ") == (
        "Pour 300 € dépensés, 226,80 € de marge : il vous manque 73,20 €."
    )
    assert list(picture.spec["data"][0]["y"]) == [300, 226.8]


SCENARIOS = exploration("c1-campagne-scenarios")


def scenario_table(**settings: Any) -> dict[str, list[str]]:
    """Return the whole campaign, line by line, as its three scenarios show it."""
    picture = SCENARIOS.show(settings, Content()).picture
    assert list(picture.table.header) == ["", "bas", "central", "haut"]
    return {
        row[0]: [cell.replace(french.NBSP, " ").replace(french.NNBSP, " ") for cell in row[1:]]
        for row in picture.table.rows
    }


def test_what_if_opens_on_the_worked_example() -> None:
    """Does the live calculator show the lesson's figures to who has answered nothing, in three scenarios?"""
    view = SCENARIOS.show({}, Content())
    plain = view.sentence.replace(french.NBSP, " ")
    assert plain.startswith(
        "Votre campagne perdrait 73 € : il faut 2,22 € de ventes pour 1 € dépensé, vous en auriez 1,68."
    )
    assert "de −222 € à 198 €" in plain
    table = scenario_table(people=50_000)
    central = {name: cells[1] for name, cells in table.items()}
    assert central["Affichages"] == "40 000"
    assert central["Personnes touchées (portée)"] == "18 990 à 27 530"
    assert central["Fois par personne (répétition)"] == "1,5 à 2,1"
    assert central["Clics"] == "480"
    assert central["Coût d'un clic"] == "0,625 €"
    assert central["Ventes"] == "12,0"
    assert central["Coût d'une vente"] == "25,00 €"
    assert central["Coût maximal d'une vente"] == "18,90 €"
    assert central["Chiffre d'affaires"] == "504,00 €"
    assert central["Ventes pour 1 € dépensé (ROAS)"] == "1,68 €"
    assert central["Seuil pour ne rien perdre"] == "2,22 €"
    assert central["Résultat"] == "−73,20 €"


def test_low_and_high_scenarios_move_every_hypothesis() -> None:
    """Is the low scenario 30 % fewer clicks and sales on dearer views, and the high one the contrary?"""
    table = scenario_table()
    assert table["Affichages"] == ["28 000", "40 000", "52 000"]
    assert table["Clics"] == ["235", "480", "811"]
    assert table["Résultat"] == ["−222,21 €", "−73,20 €", "198,28 €"]


@given(st.integers(500, 200_000), st.integers(20, 3000))
def test_nobody_is_reached_who_is_not_in_the_target(people: int, budget: int) -> None:
    """Is the range of people reached always within the target, however much is spent?"""
    low, high = (
        french.parse_number(part)
        for part in scenario_table(people=people, budget=budget)["Personnes touchées (portée)"][1].split(
            " à "
        )
    )
    assert 0 < low <= high <= people + 5


def test_what_if_starts_from_ones_own_figures() -> None:
    """Does it take up the learner's own campaign, basket, margin and target, as far as its sliders go?"""
    start = SCENARIOS.start(changed("c1-campagne"))
    assert (start["budget"], start["basket"], start["margin"], start["people"]) == (150, 32, 55, 1900)
    far = SCENARIOS.start(changed("c1-campagne", budget="90 000", ctr="80", conversion="0,01"))
    assert (far["budget"], far["ctr"], far["conversion"]) == (3000, 5, 0.1)
    odd = SCENARIOS.start(changed("c1-campagne", budget="151", cpm="6,83", ctr="1,384"))
    assert (odd["budget"], odd["cpm"], odd["ctr"]) == (150, 6.85, 1.38)  # what the sliders show


# ── 6. My time ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("total", "points"),
    [("2 h 25", 4), ("2,42", 4), ("2,5375", 4), ("2,54", 0), ("2,296", 4), ("2,29", 0), ("145", 0), ("", 0)],
)
def test_the_week_is_added_up_to_five_percent(total: str, points: float) -> None:
    """Do two 20-minute photos, a 45-minute video and an hour of answers make 2 h 25?"""
    result = graded("c1-temps", total=total)
    assert result.points == 6 + points
    if total and not points:
        assert "font 2 h 25 par semaine" in said(result)
        assert "5 %" in said(result)


@pytest.mark.parametrize(
    ("hours", "verdict", "lost"),
    [
        ("2 h 25", "fits", 0),
        ("2,4", "exceeds", 1),
        ("2,4", "fits", 2),
        ("1,94", "exceeds", 1),
        ("1,93", "exceeds", 2),
        ("3", "exceeds", 1),
    ],
)
def test_a_week_that_is_too_short_is_said_with_its_hours(hours: str, verdict: str, lost: float) -> None:
    """Is the verdict judged, and half kept when the week is at most a quarter too long?"""
    answers = {**FLORIST, "c1-entreprise": {**FLORIST["c1-entreprise"], "hours": hours}}
    result = graded("c1-temps", answers, verdict=verdict)
    assert result.points == 10 - lost
    if lost:
        assert f"2 h 25 pour {french.hours(french.parse_number(hours))}".replace(french.NBSP, " ") in said(
            result
        )


def test_answers_take_time_too() -> None:
    """Is who forgets to count answers, or counts none, told so?"""
    assert "c’est souvent lui qu’on oublie" in said(graded("c1-temps", moderation=""))
    assert "Répondre prend du temps" in said(graded("c1-temps", moderation="0"))


def test_one_format_is_half_a_week() -> None:
    """Is half of the points given for one format, and the verdict still judged?"""
    formats = FLORIST["c1-temps"]["formats"][:1]
    result = graded("c1-temps", formats=formats, total="1 h 40")
    assert result.points == 9
    assert "au moins deux formats" in said(result)


def test_the_chart_of_time_marks_what_exceeds() -> None:
    """Is a week that does not hold marked on the chart by more than its colour?"""
    answers = {**FLORIST, "c1-entreprise": {**FLORIST["c1-entreprise"], "hours": "2"}}
    (picture,) = get("c1-temps").pictures(changed("c1-temps", answers))
    assert picture.spec["data"][0]["marker"]["pattern"]["shape"][-1] == "/"
    assert picture.table.rows[-1][-1] == "dépasse vos heures"
    assert "2 h 25 pour 2 h disponibles" in picture.reading.replace(french.NBSP, " ")


# ── 7. My plan ────────────────────────────────────────────────────────────────────────────────────


def planned(position: int, **change: Any) -> list[dict[str, Any]]:
    """Return the florist's actions, one of them changed."""
    actions: list[dict[str, Any]] = copy.deepcopy(FLORIST["c1-plan"]["actions"])
    actions[position].update(change)
    return actions


@pytest.mark.parametrize(
    ("cost", "points", "excess"),
    [
        ("160", 3, ""),
        ("176", 1.5, "8 € en cumulé (jusqu’à 16 € en février 2027)"),
        ("200", 0, "20 € en cumulé (jusqu’à 40 € en février 2027)"),
    ],
)
def test_a_month_that_costs_too_much_is_named(cost: str, points: float, excess: str) -> None:
    """With 80 € a month, does an action of 160 € over January and February hold, and is 176 € said with its month?"""
    result = graded("c1-plan", actions=planned(0, start="2027-01-18", end="2027-02-14", cost=cost))
    money = result.reasons[2]
    assert money.points == points
    if excess:
        assert f"L’argent est dépassé dès janvier 2027, de {excess}" in said(result)
        assert "retirez une action, ou placez-la plus tard" in said(result)


def test_a_month_that_takes_too_many_hours_is_named() -> None:
    """With 3 hours a week, are 40 hours in May refused with the month, the money being held?"""
    actions = [
        {**action, "start": "2027-05-03", "end": "2027-05-30", "hours": "20", "cost": "0"}
        for action in planned(0)
    ]
    result = graded("c1-plan", actions=actions)
    assert "Le temps est dépassé dès mai 2027, de 47 h en cumulé" in said(result)
    assert about(result, "L’argent tient : 0 € sur 80 €").points == 3


def test_what_exceeds_is_red_and_hatched_on_the_chart() -> None:
    """Does the chart show the month that exceeds by colour, pattern, word and sentence?"""
    content = changed("c1-plan", actions=planned(0, cost="200"))
    gantt, money, hours = PLAN.pictures(content)
    assert "le plan dépasse ce que vous avez dès janvier 2027" in money.reading
    bars = money.spec["data"][0]
    assert bars["marker"]["color"][1] != bars["marker"]["color"][-1]
    assert bars["marker"]["pattern"]["shape"][1] == "/"
    assert money.table.rows[1][-1] == "dépassé"
    assert list(bars["y"]) == pytest.approx(
        [100, 200, 200, 242.86, 350, 350, 350, 350, 350, 350, 369.09, 420], abs=0.5
    )
    assert list(money.spec["data"][1]["y"]) == [80.0 * rank for rank in range(1, 13)]
    assert "ne dépasse jamais" in hours.reading
    assert list(gantt.table.rows[0][1:3]) == ["18\u00a0janvier 2027", "14\u00a0février 2027"]
    assert len(gantt.spec["layout"]["shapes"]) == len(FLORIST["c1-periodes"]["periods"])


def test_an_action_outside_the_periods_is_named() -> None:
    """Is an action in August, when the florist said she would speak in spring and winter, said by its name?"""
    result = graded("c1-plan", actions=planned(1, start="2027-08-02", end="2027-08-29"))
    reason = about(result, "Hors de vos périodes : Campagne fête des Mères")
    assert reason.points == 2.75
    touching = graded("c1-plan", actions=planned(1, start="2027-05-30", end="2027-08-29"))
    assert about(touching, "Toutes les actions tombent dans vos périodes").points == 4
    undated = graded("c1-plan", actions=planned(1, end=""))
    assert "Sans dates lisibles : 1 action" in said(undated)


@pytest.mark.parametrize("name", ["what", "network", "person", "hours", "cost"])
def test_a_line_that_is_not_whole_is_counted(name: str) -> None:
    """Does each line need its action, network, person, hours and cost?"""
    result = graded("c1-plan", actions=planned(2, **{name: ""}))
    assert result.reasons[0].points < 3
    assert "2 actions complètes sur 3" in said(result)


def test_a_plan_serves_its_aim_and_its_targets() -> None:
    """Are indicators asked to serve the aim on half of the plan, and every line to name a target?"""
    unfit = [{**action, "indicator": "followers"} for action in planned(0)]
    assert "suivez commandes ou chiffre d’affaires (€) sur la moitié des actions" in said(
        graded("c1-plan", actions=unfit)
    )
    nobody = graded("c1-plan", actions=planned(0, target="Tout le monde"))
    assert (
        "Reprenez dans chaque action le nom d’une cible : Couples de 25 à 45 ans ou Familles du canton"
        in said(nobody)
    )
    in_part = graded("c1-plan", actions=planned(0, target="familles"))
    assert in_part.points == 16


# ── 8. My choices ─────────────────────────────────────────────────────────────────────────────────


def chosen(*counts: int, **change: Any) -> list[dict[str, Any]]:
    """Return the florist's ideas, each made so many times; ``change`` applies to the first."""
    ideas = rows("c1-arbitrage", "ideas", **change)
    return [{**idea, "chosen": str(count)} for idea, count in zip(ideas, counts, strict=True)]


def best_by_hand(ideas: list[dict[str, Any]], euros: float, hours: float) -> float:
    """Return the value of the best month, every month being tried."""
    read = get("c1-arbitrage").model.read({"ideas": ideas}).answer
    weighed, _ = candidates(read)
    every = product(*(range(idea.minimum, idea.maximum + 1) for idea in weighed))
    totals = (planning.plan_value(weighed, counts) for counts in every)
    return max(value for value, cost, time in totals if cost <= euros and time <= hours)


def test_the_best_choice_is_the_best_there_is() -> None:
    """Is the optimum that the learner is compared with the true one, every possible month being tried?"""
    best = best_by_hand(chosen(0, 0, 0, 0), 80, 3 * WEEKS_PER_MONTH)
    result = graded("c1-arbitrage")
    assert (
        about(
            result, f"Votre choix vaut {french.number(best)} points d’intérêt : personne ne fait mieux"
        ).points
        == 4
    )


@pytest.mark.parametrize("counts", [(4, 1, 1, 0), (0, 4, 0, 1), (12, 0, 0, 0), (0, 0, 2, 0)])
def test_a_lesser_choice_is_told_what_would_change(counts: tuple[int, ...]) -> None:
    """Does a month that could bring more keep its share of the points, and hear what to do more and less of?"""
    ideas = chosen(*counts)
    best = best_by_hand(ideas, 80, 3 * WEEKS_PER_MONTH)
    value = sum(count * french.parse_number(idea["value"]) for count, idea in zip(counts, ideas, strict=True))
    result = graded("c1-arbitrage", ideas=ideas)
    assert value < 0.95 * best
    assert result.reasons[2].points == round(value / best * 16) / 4
    assert f"Le meilleur choix vaut {french.number(best)} points d’intérêt (prouvé par le calcul)" in said(
        result
    )
    assert "Ce qui change : plus de" in said(result)


def test_a_month_beyond_its_means_is_refused_with_both_figures() -> None:
    """Is a month of 4 sponsored posts, at 160 € for 80 €, told its euros and hours, and worth nothing as a choice?"""
    result = graded("c1-arbitrage", ideas=chosen(0, 0, 4, 0))
    assert result.points == 3
    assert "Votre mois ne tient pas : 160 € sur 80 €, 4 h sur 13 h" in said(result)
    above = graded("c1-arbitrage", ideas=chosen(13, 0, 0, 0))
    assert "Vous dépassez votre propre limite pour Photo du jour" in said(above)


def test_a_rhythm_one_wants_to_hold_binds_both_sides() -> None:
    """Does « au moins quatre photos » bind the learner's month and the best one alike?"""
    held = chosen(8, 4, 2, 0, least="8")
    best = best_by_hand(held, 80, 3 * WEEKS_PER_MONTH)
    result = graded("c1-arbitrage", ideas=held)
    assert f"vaut {french.number(best)} points" in result.reasons[2].text.replace(french.NBSP, " ")
    below = graded("c1-arbitrage", ideas=chosen(3, 4, 2, 0, least="4"))
    assert "Vous restez sous votre propre minimum pour Photo du jour" in said(below)
    assert below.points == 3
    too_much = graded("c1-arbitrage", ideas=chosen(1, 4, 2, 0, least="12", hours="5"))
    assert "Vos minimums à eux seuls dépassent vos moyens" in said(too_much)
    upside_down = graded("c1-arbitrage", ideas=chosen(1, 4, 2, 0, least="13"))
    assert upside_down.reasons[0].state == "right"  # three ideas are left, soundly weighed


def test_ideas_that_cost_more_than_there_is() -> None:
    """Does somebody without any means hear that no idea fits?"""
    answers = {**FLORIST, "c1-entreprise": {**FLORIST["c1-entreprise"], "hours": "0"}}
    assert "Aucune de ces idées ne tient dans vos moyens" in said(graded("c1-arbitrage", answers))


# ── 9. My four coherences ─────────────────────────────────────────────────────────────────────────


def test_the_four_coherences_are_computed_from_the_dossier() -> None:
    """Is the evidence of Cr1 read in the plan itself, coherence by coherence?"""
    found = evidence(changed("c1-plan"))
    assert {name: share for name, (share, _) in found.items()} == dict.fromkeys(
        ("objective", "target", "period", "budget"), 1.0
    )
    assert (
        found["objective"][1].replace(french.NBSP, " ")
        == "2 actions sur 3 suivent un indicateur de votre objectif"
    )
    late = evidence(changed("c1-plan", actions=planned(0, start="2027-08-02", end="2027-08-29")))
    assert late["period"] == (pytest.approx(2 / 3), "2\u00a0actions sur 3 tombent dans vos périodes")
    dear = evidence(changed("c1-plan", actions=planned(0, cost="900")))
    assert dear["budget"] == (0.5, "l'argent ou le temps est dépassé")
    nobody = evidence(changed("c1-plan", actions=[{**a, "target": ""} for a in planned(0)]))
    assert nobody["target"] == (0.0, "aucune action sur 3 ne vise une de vos cibles")


@pytest.mark.parametrize(("judged", "points"), [("yes", 0.5), ("partly", 1.25), ("no", 0.5)])
def test_honesty_is_what_earns_points(judged: str, points: float) -> None:
    """When two actions of three fall in the periods, is « en partie » right, and a step away worth a little?"""
    answers = {**FLORIST, "c1-plan": {"actions": planned(0, start="2027-08-02", end="2027-08-29")}}
    reason = graded("c1-coherence", answers, period=judged).reasons[2]
    assert reason.points == points
    if points < 1.25:
        assert "Les chiffres disent plutôt « en partie » : 2 actions sur 3 tombent" in reason.text.replace(
            french.NBSP, " "
        )


def test_a_judgement_contrary_to_the_figures_is_worth_nothing() -> None:
    """Is « non » refused for a plan that holds its four coherences, with what the figures say?"""
    result = graded("c1-coherence", budget="no")
    assert result.points == 4.75
    assert "Les chiffres disent plutôt « oui » : l’argent et le temps tiennent" in said(result)


def test_the_word_to_the_jury_is_only_counted() -> None:
    """Is the free text counted, never judged, by the machine?"""
    assert graded("c1-coherence", jury="x" * 150).points == 6
    short = graded("c1-coherence", jury="x" * 149)
    assert short.points == 5
    assert "149 caractères sur 150" in said(short)


def test_nothing_is_judged_before_there_is_a_plan() -> None:
    """Does the self-assessment wait for the plan?"""
    answers = {key: values for key, values in FLORIST.items() if key != "c1-plan"}
    result = graded("c1-coherence", answers)
    assert "Remplissez d’abord « Mon plan d’action »" in said(result)
    assert result.points == 1
