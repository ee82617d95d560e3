"""C6 without the campaign: messages sorted and answered, a rating weighed, influencers compared, figures read."""

import copy
import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.dossiers import FLORIST, WithFile, dossier, silent
from tpelib.base import french
from tpelib.base.errors import DomainError, TpeError
from tpelib.course.c6.boxes import case_of
from tpelib.course.c6.dashboard.exercise import DASHBOARD, read
from tpelib.course.c6.figures import records_of, run_records
from tpelib.course.c6.inbox.exercise import INBOX
from tpelib.course.c6.influencer_weights import INFLUENCER_WEIGHTS
from tpelib.course.c6.influencers.exercise import INFLUENCERS
from tpelib.course.c6.partners import candidates
from tpelib.course.c6.piloting.exercise import simulated_run
from tpelib.course.c6.rating.exercise import RATING, delays_of
from tpelib.course.c6.replies.exercise import REPLIES
from tpelib.domain.insights import Record
from tpelib.domain.reputation import inbox
from tpelib.engine.dossier import Content
from tpelib.engine.exercise import Exercise, Outcome
from tpelib.engine.marking import Reason, Result

EXERCISES = {found.id: found for found in (INBOX, REPLIES, RATING, INFLUENCERS, DASHBOARD)}
FILES = Path(__file__).parents[1] / "fixtures" / "exports"
OWN = {"name": "Ma boutique", "basket": "30", "margin": "50", "euros": "50"}


def graded(exercise_id: str, **changed: Any) -> Result:
    """Return the result of an exercise with some of its fields changed."""
    return EXERCISES[exercise_id].evaluate(dossier(**{exercise_id.replace("-", "_"): changed}))


def spoken(text: str) -> str:
    """Return a text with plain spaces and apostrophes."""
    return str(text).replace(french.NBSP, " ").replace(french.NNBSP, " ").replace("’", "'")


def about(result: Result, words: str) -> Reason:
    """Return the one reason that holds these words."""
    (found,) = [reason for reason in result.reasons if words in spoken(reason.text)]
    return found


def act(exercise: Exercise[Any], action_id: str, content: Content) -> Outcome:
    """Run an action of an exercise."""
    (action,) = [action for action in exercise.actions if action.id == action_id]
    return action.run(exercise.answer(content), content, silent)


def given(exercise_id: str, name: str, data: bytes) -> WithFile:
    """Return the florist's dossier with a file dropped in an exercise."""
    digest = hashlib.sha256(data).hexdigest()
    file = {"name": name, "size": len(data), "sha256": digest}
    content = dossier(**{exercise_id.replace("-", "_"): {"file": file}})
    content.data = data
    return content


def rows(exercise_id: str, field: str, position: int = 0, **changed: str) -> list[dict[str, str]]:
    """Return the rows of a reference answer, one of them changed."""
    found: list[dict[str, str]] = copy.deepcopy(FLORIST[exercise_id][field])
    found[position].update(changed)
    return found


# ── The inbox ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("change", "words", "points"),
    [
        ({"kind": "praise"}, "revoyez ce que c'est", 0.5),
        ({"act": "report"}, "revoyez ce qu'on fait", 0.75),
        ({"delay": "week"}, "revoyez le délai", 0.75),
        (
            {"kind": "fake", "act": "report", "delay": "week"},
            "revoyez ce que c'est, ce qu'on fait et le délai",
            0,
        ),
        ({"kind": "", "act": "", "delay": ""}, "dites ce que c'est", 0),
    ],
)
def test_each_message_is_sorted_for_itself(change: dict[str, str], words: str, points: float) -> None:
    """Does a message sorted wrongly say what to look at again, and why?"""
    result = graded("c6-boite", messages=rows("c6-boite", "messages", **change))
    assert about(result, words).points == points
    assert result.points == 11 + points


def test_a_message_thrown_away_is_missed_and_one_added_is_not_graded() -> None:
    """Is a lost message told, and a real one of the learner's own left alone?"""
    own = [{"message": "Une vraie cliente : merci", "kind": "praise"}]
    result = graded("c6-boite", messages=[*rows("c6-boite", "messages")[1:], *own])
    assert "a disparu" in spoken(about(result, "Maëlys R.").text)
    assert result.points == 11


def test_the_box_opens_for_one_s_own_case_or_the_one_chosen() -> None:
    """Does the florist get her own messages, the baker hers, and somebody else a question?"""
    outcome = act(INBOX, "ouvrir", dossier(c6_boite={"inbox": "", "messages": None}))
    assert [row["message"] for row in outcome.values["messages"]] == [m.shown for m in inbox("fleuriste")]
    other = act(INBOX, "ouvrir", dossier(c6_boite={"inbox": "boulangere"}))
    assert other.values["messages"][0]["message"].startswith("Bastien N.")
    with pytest.raises(DomainError, match="Choisissez d'abord le commerce"):
        act(INBOX, "ouvrir", dossier({"c1-entreprise": OWN}))
    assert case_of("auberge", dossier({"c1-entreprise": OWN})).id == "auberge"


def test_an_inbox_chosen_but_not_opened_says_what_to_do() -> None:
    """Is the next step said rather than twelve failures?"""
    (reason,) = INBOX.evaluate(dossier({"c6-boite": {"inbox": "fleuriste"}})).reasons
    assert (reason.state, reason.max) == ("missing", 12)


# ── The answers ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("position", "reply", "words", "points"),
    [
        (
            0,
            "Bonjour Maëlys, appelez-nous demain, nous vous attendons toute la journée. Merci, Mireille",
            "exclut",
            0,
        ),
        (0, "", "Répondez à Maëlys R.", 0),
        (
            0,
            "Bonjour Maëlys, venez nous voir demain à la boutique, nous serons là. Bien à vous, Mireille",
            "proposez un moyen sans voix",
            1.75,
        ),
        (
            0,
            "Bonjour Maëlys, écrivez-nous par SMS, et nous verrons ensemble votre beau mariage. À bientôt, Mireille",
            "dites quand",
            2.5,
        ),
        (
            3,
            "Bonjour Sandrine, dix euros de réduction si vous changez votre avis. Merci",
            "ne proposez jamais",
            0,
        ),
        (
            6,
            "Bonjour, merci de votre message, nous faisons de notre mieux chaque jour. À bientôt",
            "reprenez",
            0.75,
        ),
    ],
)
def test_each_answer_is_looked_at_for_the_person_it_is_for(
    position: int, reply: str, words: str, points: float
) -> None:
    """Does an answer that excludes earn nothing, and one that lacks something earn a part, with what to add?"""
    result = graded("c6-reponses", replies=rows("c6-reponses", "replies", position, reply=reply))
    assert about(result, words).points == points


def test_one_answer_pasted_everywhere_is_told() -> None:
    """Does the same text for all cost what it should?"""
    same = FLORIST["c6-reponses"]["replies"][0]["reply"]
    pasted = [{**row, "reply": same} for row in rows("c6-reponses", "replies")]
    assert about(graded("c6-reponses", replies=pasted), "collée partout").points == 0


def test_a_real_message_gets_advice_and_no_points() -> None:
    """Is the answer to a message of the learner's own looked at, without a point at stake?"""
    own = [{"message": "Une cliente", "reply": "Appelez le 06 12 34 56 78."}]
    result = graded("c6-reponses", replies=[*rows("c6-reponses", "replies"), *own])
    assert about(result, "Votre message « Une cliente").max == 0
    assert result.points == 20


def test_messages_come_back_with_what_was_written() -> None:
    """Does the button bring the eight messages of the box, and keep the answers already there?"""
    content = dossier(c6_reponses={"replies": rows("c6-reponses", "replies")[:1]})
    outcome = act(REPLIES, "reprendre", content)
    assert len(outcome.values["replies"]) == 8
    assert outcome.values["replies"][0] == FLORIST["c6-reponses"]["replies"][0]
    assert "reply" not in outcome.values["replies"][1]
    hairdresser = dossier(c6_boite={"inbox": "", "messages": [{"message": inbox("coiffeuse")[0].shown}]})
    first = act(REPLIES, "reprendre", hairdresser).values["replies"][0]["message"]
    assert first == inbox("coiffeuse")[0].shown


# ── The rating ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"mean": "4"}, "Note moyenne : 4,54"),
        ({"pulled": "5"}, "Note pondérée : 4,47 ; avec 70 avis, elle baisse vers 4,2"),
        ({"first": "rival"}, "4,47 pour vous, 4,38 pour lui. Sa note affichée vient de 7 avis"),
        ({"happy": "80"}, "90,0 % de vos avis"),
        ({"low": "95"}, "L'intervalle va de 80,8 % à 95,1 %"),
        ({"median": "20"}, "Délai médian : vos délais donnent 16,0 h"),
        ({"p90": "70"}, "Neuf réponses sur dix : vos délais donnent 47,0 h"),
        ({"within": "67"}, "Répondus en 24 h : vos délais donnent 40,0 %"),
    ],
)
def test_each_figure_of_the_rating_is_computed_again(change: dict[str, str], words: str) -> None:
    """Is a figure that is wrong told with the right one, for one point?"""
    result = graded("c6-note", **change)
    assert about(result, words).points == 0
    assert result.points == 9


@pytest.mark.parametrize(
    ("ways", "points"),
    [(["ask_all"], 0.75), (["ask_all", "code", "reply_all", "discount"], 0), (["buy"], 0)],
)
def test_reviews_are_asked_for_honestly(ways: list[str], points: float) -> None:
    """Does one forbidden way lose everything, and a missing one only its part?"""
    assert about(graded("c6-note", ways=ways), "façons honnêtes" if points else "Renoncez").points == points


def test_delays_are_read_as_they_are_typed() -> None:
    """Are delays read with a comma, an h, on lines, and a wrong one told at its field?"""
    assert delays_of("2 ; 5,5;26 h\n1 h 30") == [2, 5.5, 26, 1.5]
    errors = RATING.parse({"hours": "2 ; demain"}).errors
    assert "« demain » n'est pas un nombre d'heures" in spoken(errors["hours"])
    assert RATING.parse({"hours": "-3"}).errors


def test_a_google_file_fills_the_form() -> None:
    """Are stars and delays of a file counted, and a bad review of it told?"""
    outcome = act(RATING, "lire", given("c6-note", "reviews.json", (FILES / "avis-google.json").read_bytes()))
    assert {key: outcome.values[key] for key in ("five", "four", "two", "unanswered", "hours")} == {
        "five": "1",
        "four": "1",
        "two": "1",
        "unanswered": "1",
        "hours": "6 ; 48",
    }
    assert "Avis 3" in spoken(outcome.sentence)
    with pytest.raises(DomainError, match="Choisissez d'abord"):
        act(RATING, "lire", dossier())
    with pytest.raises(TpeError, match="Aucun avis"):
        act(RATING, "lire", given("c6-note", "reviews.json", b'{"reviews": [1]}'))


def test_the_fictional_reviews_are_those_of_the_case() -> None:
    """Does the example give the figures that the reference was computed from?"""
    values = act(RATING, "exemple", dossier()).values
    assert {key: FLORIST["c6-note"][key] for key in values} == values


# ── Influencers ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("change", "words", "points"),
    [
        ({"target": "50"}, "Vos poids font 120", 0),
        ({"first": "2"}, "c'est Chez Lise, en Aubrac", 0),
        ({"rate": "3"}, "170 ÷ 3 400 × 100 = 5,0 %", 0),
        ({"contact": "1"}, "60 € ÷ 170", 0),
        ({"stays": "50"}, "il reste premier dans 100 %", 0),
        ({"doubtful": "1"}, "Top Déco Luxe montre 4 signes", 1),
        ({"signs": ["low"]}, "Top Déco Luxe montre 4 signes", 1),
        ({"follow": "tell"}, "Un signe n'est pas une preuve", 0),
        ({"total": "60"}, "4 × 60 € = 240 €", 0),
        ({"contract": "yes"}, "n'est pas imposé", 0),
        ({"mention": "none"}, "Payé ou offert", 0),
        ({"why": "Oui."}, "Expliquez votre choix", 0),
    ],
)
def test_each_part_of_the_choice_counts(change: dict[str, Any], words: str, points: float) -> None:
    """Is each wrong step of the choice told with its figure?"""
    assert about(graded("c6-influenceurs", **change), words).points == points


def test_a_contract_is_written_from_a_thousand_euros_a_year() -> None:
    """Do seventeen posts at 60 € call for a contract, and go beyond the year's money?"""
    result = graded("c6-influenceurs", posts="17", total="1 020", contract="no")
    assert "est obligatoire" in about(result, "1 020 € pour un seuil de 1 000 €").text
    assert about(result, "Votre budget d'un an est de 960 €").points == 0
    assert graded("c6-influenceurs", posts="16", total="960").points == 16


def test_profiles_need_their_line_in_both_tables() -> None:
    """Is a profile that was not asked for its statistics left out, and one written twice counted once?"""
    asked = rows("c6-influenceurs", "asked")[1:]
    answer = INFLUENCERS.parse({**FLORIST["c6-influenceurs"], "asked": asked}).answer
    assert list(candidates(answer)) == ["2", "3", "4"]
    twice = [*rows("c6-influenceurs", "seen"), rows("c6-influenceurs", "seen")[0]]
    assert list(candidates(INFLUENCERS.parse({**FLORIST["c6-influenceurs"], "seen": twice}).answer)) == list(
        "1234"
    )


def test_profiles_without_a_sign_are_said_to_be_so() -> None:
    """Is « none of them » the right answer when nothing is strange?"""
    calm = {"gained": "10", "repeated": "5", "away": "1"}
    change = {
        "seen": rows("c6-influenceurs", "seen", 2, reactions="1 200"),
        "asked": rows("c6-influenceurs", "asked", 2, **calm),
        "doubtful": "none",
        "signs": [],
    }
    assert about(graded("c6-influenceurs", **change), "bien vu").points == 2
    assert about(graded("c6-influenceurs", **{**change, "doubtful": "3"}), "dites-le").points == 0


def test_the_button_brings_the_profiles_of_the_case() -> None:
    """Do the fictional profiles come back as the reference holds them?"""
    values = act(INFLUENCERS, "prendre", dossier(c6_influenceurs={"trade": ""})).values
    answers = [
        candidates(INFLUENCERS.parse({**FLORIST["c6-influenceurs"], **found}).answer)
        for found in ({}, values)
    ]
    assert answers[0] == answers[1]


def test_weights_move_the_ranking() -> None:
    """Does the exploration put the local paper first when only the area counts, and say an example is one?"""
    view = INFLUENCER_WEIGHTS.show(
        {"target": 0, "engagement": 0, "cost": 0, "said": 0, "local": 100}, dossier()
    )
    assert "La Gazette du canton (5" in view.sentence
    assert INFLUENCER_WEIGHTS.show({}, Content()).sentence.startswith("Exemple, profils fictifs.")


# ── The dashboard ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("change", "words", "points"),
    [
        ({"ctr": "3"}, "À revoir : taux de clic (ctr) : clics ÷ affichages = ", 4),
        ({"mean_ctr": FLORIST["c6-tableau"]["ctr"]}, "Moyenne des taux à revoir : 1,70 %", 0),
        ({"which": "mean"}, "prenez le taux du tout", 0),
        ({"reach_sum": "yes"}, "ne s'additionne pas", 0),
        ({"best": "a"}, "A est « Version A », B est « Version B »", 0),
        ({"trend": "up"}, "Regardez de nouveau", 0),
        ({"decision": "stop"}, "Reprenez vos chiffres : un résultat coûte", 0),
        ({"next": "Rien"}, "Écrivez trois phrases", 0),
    ],
)
def test_each_reading_of_the_figures_counts(change: dict[str, str], words: str, points: float) -> None:
    """Is each figure that was misread told with the right one and its division?"""
    assert about(graded("c6-tableau", **change), words).points == points


def test_a_real_report_fills_the_rows() -> None:
    """Does each report fill the table, its odd rows told by their number?"""
    outcome = act(
        DASHBOARD,
        "lire",
        given("c6-tableau", "rapport.csv", (FILES / "meta-publicite-en.csv").read_bytes()),
    )
    assert outcome.values["days"][0] == {
        "day": "2026-11-02",
        "label": "Bouquet, A",
        "spend": "10,5",
        "impressions": "1400",
        "clicks": "21",
        "results": "3",
    }
    assert "1 ligne laissée de côté. Ligne 3" in spoken(outcome.sentence)
    linkedin = act(
        DASHBOARD, "lire", given("c6-tableau", "page.xls", (FILES / "linkedin-page.xls").read_bytes())
    )
    assert linkedin.values["days"][0]["interactions"] == "5"
    tiktok = act(
        DASHBOARD, "lire", given("c6-tableau", "t.csv", (FILES / "tiktok-ensemble.csv").read_bytes())
    )
    assert tiktok.values["days"][-1]["impressions"] == "820"
    for found in (outcome, linkedin, tiktok):
        assert DASHBOARD.parse(found.values).errors == {}


def test_a_report_that_says_too_little_is_told() -> None:
    """Is a curve of reach alone, or a file of something else, told rather than shown empty?"""
    curve = given("c6-tableau", "c.csv", (FILES / "business-suite-courbe.csv").read_bytes())
    with pytest.raises(DomainError, match="part des affichages"):
        act(DASHBOARD, "lire", curve)
    with pytest.raises(TpeError, match="pas un rapport connu"):
        act(DASHBOARD, "lire", given("c6-tableau", "c.csv", b"a;b\n1;2\n"))
    with pytest.raises(DomainError, match="Choisissez d'abord"):
        act(DASHBOARD, "lire", dossier())


def test_a_long_report_keeps_its_last_days() -> None:
    """Are the most recent rows of a long report kept, and is one told?"""
    lines = [f"{date(2026, 1 + n // 28 % 12, 1 + n % 28)};1;10" for n in range(420)]
    data = "\n".join(["Jour;Montant dépensé;Impressions", *lines]).encode()
    outcome = act(DASHBOARD, "lire", given("c6-tableau", "r.csv", data))
    assert len(outcome.values["days"]) == 400
    assert "400 lignes les plus récentes" in spoken(outcome.sentence)


def test_the_example_is_the_reference_s_and_the_simulation_comes_from_the_campaign() -> None:
    """Does the example give the reference's rows, and the run its own days, without people added up?"""
    assert act(DASHBOARD, "exemple", dossier()).values["days"] == FLORIST["c6-tableau"]["days"]
    assert len(act(DASHBOARD, "exemple", Content()).values["days"]) == 28
    outcome = act(DASHBOARD, "simulation", dossier())
    known = simulated_run(dossier())
    assert known is not None
    rows_ = DASHBOARD.parse(outcome.values).answer
    spent = sum(record.values["spend"] for record in records_of(rows_))
    assert spent == pytest.approx(known.spent)
    assert len(run_records(known)) == len(rows_.days)
    with pytest.raises(DomainError, match="n'a pas encore tourné"):
        act(DASHBOARD, "simulation", Content())


def day(number: int, label: str = "", **values: float) -> Record:
    """Return a row."""
    return Record(number, date(2027, 3, number), label, values)


@pytest.mark.parametrize(
    ("values", "ceiling", "decisions"),
    [
        ({"impressions": 100}, 20, ("keep", "change")),
        ({"spend": 50, "results": 4}, 20, ("wait",)),
        ({"spend": 50, "results": 10}, 20, ("keep",)),
        ({"spend": 500, "results": 10}, 20, ("change", "stop")),
        ({"spend": 500}, 20, ("change", "stop")),
        ({"spend": 500, "results": 10}, None, ("keep", "change", "shift", "wait")),
    ],
)
def test_the_decision_follows_what_a_result_may_cost(
    values: dict[str, float], ceiling: float | None, decisions: tuple[str, ...]
) -> None:
    """Is one told to wait on few results, to go on when they cost little, to change when they cost too much?"""
    assert read([day(1, **values)], ceiling).decisions == decisions


def test_a_version_that_is_clearly_better_gets_the_budget() -> None:
    """Is the budget moved to B when B is clearly clicked more, and not when chance may do as much?"""
    clear = [
        day(1, "A", spend=20, results=5, clicks=20, impressions=4000),
        day(1, "B", spend=20, results=5, clicks=60, impressions=4000),
    ]
    found = read(clear, 20)
    assert (found.best, found.decisions) == ("b", ("shift",))
    close = [clear[0], day(1, "B", spend=20, results=5, clicks=24, impressions=4000)]
    assert read(close, 20).best == "unknown"
    odd = [clear[0], day(1, "B", clicks=9, impressions=3)]
    assert read(odd, 20).best == "unknown"


def test_organic_figures_are_enough() -> None:
    """Can one work on a page that pays nothing: is engagement per view an indicator like another?"""
    days = [
        {"day": f"2027-03-0{n}", "impressions": str(100 * n), "clicks": str(n), "interactions": "5"}
        for n in range(1, 9)
    ]
    result = graded("c6-tableau", days=days, ctr="1", mean_ctr="1", best="unknown", decision="keep")
    assert about(result, "1 indicateur juste").points == 5
    assert about(result, "C'est raisonnable").points == 2
    pictures = DASHBOARD.pictures(dossier(c6_tableau={"days": days}))
    assert "Engagement par affichage" in pictures[0].html
