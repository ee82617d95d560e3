"""Two assessors, one candidate: who may do what, who sees what, and when it is decided."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.jury import CRITERIA, facts, grading, mark, seated
from tpelib.assess.jury import session as sessions
from tpelib.assess.jury.conduct import MOST_TEXT, check
from tpelib.assess.jury.session import JuryError, Session
from tpelib.assess.jury.sheet import (
    Act,
    ActKind,
    CandidateSheet,
    JuryEvent,
    Mark,
    Standing,
    sheets_of,
)
from tpelib.base.resources import grading_path
from tpelib.base.settings import SettingsError

NOON = datetime(2027, 4, 12, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def jury(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return seated(tmp_path_factory.mktemp("jury"))


class Room:
    """What happens to one candidate, act after act, without a database."""

    def __init__(self, jury: Session, candidate: str = "ali") -> None:
        self.jury, self.candidate, self.sheet = jury, candidate, CandidateSheet()
        self.events: list[JuryEvent] = []

    def do(self, *acts: Act) -> CandidateSheet:
        for act in acts:
            check(act, self.sheet, self.jury, declared=True)
            rank = len(self.events) + 1
            self.events.append(JuryEvent(rank, NOON + timedelta(seconds=rank), act, ""))
            self.sheet.add(self.events[-1])
        return self.sheet

    def place(self, who: str) -> Standing:
        return self.sheet.place(self.jury.assessors[who], self.candidate)


def confirm(who: str) -> Act:
    return Act(ActKind.CONFIRM, who, "ali")


# ── The way of a candidate ────────────────────────────────────────────────────────────────────────


def test_two_assessors_agree_and_decide(jury: Session) -> None:
    """Is a candidate decided once two assessors have graded, agreed on their gaps and both confirmed?"""
    room = Room(jury)
    assert room.place("durand") is Standing.FREE
    room.do(facts("durand", "ali"), *grading("durand", "ali", 2))
    assert (room.place("durand"), room.place("petit")) == (Standing.WAITING, Standing.FREE)
    room.do(*grading("petit", "ali", dict.fromkeys(CRITERIA, 2) | {"Cr4": 1, "Cr5": 3}))
    assert room.sheet.gaps() == {"Cr4": 1, "Cr5": 1}
    with pytest.raises(JuryError, match=r"Mettez-vous d’accord d’abord sur.*Cr4 et Cr5"):
        room.do(confirm("durand"))
    room.do(mark("petit", "ali", "Cr4", 1, "Trop de trous.", ActKind.AGREE))
    room.do(mark("durand", "ali", "Cr5", 2, "", ActKind.AGREE), confirm("durand"))
    assert room.place("durand") is Standing.CONFIRMED
    assert room.sheet.decision(jury) is None
    sheet = room.do(confirm("petit"))
    assert sheet.decided_at == room.events[-1].at
    assert sheet.final()["Cr4"] == Mark(1, "Trop de trous.")
    assert sheet.final()["Cr1"] == Mark(2, "durand : niveau 2.\npetit : niveau 2.")
    decision = sheet.decision(jury)
    assert decision
    assert [v.competency for v in decision.verdicts if not v.acquired] == ["C4"]


def test_neither_sees_the_other_before_both_have_finished(jury: Session) -> None:
    """Do pairs, gaps and final marks hold nothing as long as one of the two is still grading?"""
    room = Room(jury)
    room.do(*grading("durand", "ali", 3), *grading("petit", "ali", 1)[:-1])
    assert (room.sheet.pairs(), room.sheet.gaps(), room.sheet.final()) == ({}, {}, {})
    room.do(Act(ActKind.DONE, "petit", "ali"))
    assert room.sheet.pairs() == dict.fromkeys(CRITERIA, (3, 1))


def test_changing_an_agreed_level_asks_for_both_again(jury: Session) -> None:
    """Can one assessor change what the other has confirmed without the other knowing?"""
    room = Room(jury)
    room.do(facts("durand", "ali"), *grading("durand", "ali", 2), *grading("petit", "ali", 2))
    room.do(confirm("durand"), mark("petit", "ali", "Cr1", 3, "", ActKind.AGREE), confirm("petit"))
    assert room.place("durand") is Standing.COMPARING
    assert room.do(confirm("durand")).decided


def test_a_decision_opened_again_says_why_and_is_open(jury: Session) -> None:
    """Is a decision changed only in the open, with a reason, and confirmed again by both?"""
    room = Room(jury)
    room.do(facts("durand", "ali"), *grading("durand", "ali", 2), *grading("petit", "ali", 2))
    room.do(confirm("durand"), confirm("petit"))
    for refused in (
        mark("durand", "ali", "Cr1", 0),
        mark("durand", "ali", "Cr1", 0, "Erreur.", ActKind.AGREE),
        facts("petit", "ali"),
        Act(ActKind.RECUSE, "petit", "ali"),
        Act(ActKind.REOPEN, "petit", "ali", {"reason": " "}),
        Act(ActKind.RESUME, "petit", "ali"),
        confirm("petit"),
    ):
        with pytest.raises(JuryError):
            room.do(refused)
    sheet = room.do(Act(ActKind.REOPEN, "petit", "ali", {"reason": "Une pièce manquait."}))
    assert not sheet.decided
    assert sheet.decided_at is None
    assert room.place("petit") is Standing.COMPARING


# ── What is refused ───────────────────────────────────────────────────────────────────────────────


def test_who_trained_the_candidate_is_refused(jury: Session) -> None:
    """Is every act of a trainer on their own learner refused, and allowed on another's?"""
    room = Room(jury, "zoe")
    assert room.place("moreau") is Standing.REFUSED
    for act in (
        *grading("moreau", "zoe", 2)[:1],
        facts("moreau", "zoe"),
        Act(ActKind.DONE, "moreau", "zoe"),
        Act(ActKind.CONFIRM, "moreau", "zoe"),
    ):
        with pytest.raises(JuryError, match="Vous avez formé ce candidat"):
            room.do(act)
    assert Room(jury, "ali").place("moreau") is Standing.FREE


def test_a_third_assessor_finds_the_seats_taken(jury: Session) -> None:
    """Are there two assessors for a candidate, no more?"""
    room = Room(jury)
    room.do(mark("durand", "ali", "Cr1", 2), mark("petit", "ali", "Cr1", 2))
    assert room.place("moreau") is Standing.TAKEN
    for act in (mark("moreau", "ali", "Cr1", 2), facts("moreau", "ali")):
        with pytest.raises(JuryError, match="déjà ses deux évaluateurs"):
            room.do(act)


def test_who_steps_aside_leaves_the_seat(jury: Session) -> None:
    """Does an assessor who knows the candidate leave, their marks with them, and another take over blind?"""
    room = Room(jury)
    room.do(*grading("durand", "ali", 2), *grading("petit", "ali", 0), Act(ActKind.RECUSE, "petit", "ali"))
    assert room.sheet.seats == ("durand",)
    assert room.sheet.pairs() == {}
    assert room.place("petit") is Standing.REFUSED
    with pytest.raises(JuryError, match="récusé"):
        room.do(mark("petit", "ali", "Cr1", 2))
    room.do(*grading("moreau", "ali", 2))
    assert room.sheet.gaps() == {}


def test_a_low_level_says_why(jury: Session) -> None:
    """Is a reason asked for at 0 and 1, at the end of grading and in an agreement, and not above?"""
    room = Room(jury)
    levels = {"Cr1": 0, "Cr2": 1, "Cr3.1": 2, "Cr3.2": 3}
    room.do(*(mark("durand", "ali", key, levels.get(key, 2), " ") for key in CRITERIA))
    with pytest.raises(JuryError, match=r"Écrivez pourquoi.*Cr1 et Cr2"):
        room.do(Act(ActKind.DONE, "durand", "ali"))
    room.do(
        mark("durand", "ali", "Cr1", 0), mark("durand", "ali", "Cr2", 1), Act(ActKind.DONE, "durand", "ali")
    )
    room.do(*grading("petit", "ali", 2))
    with pytest.raises(JuryError, match=r"Écrivez pourquoi.*Cr1"):
        room.do(mark("petit", "ali", "Cr1", 1, "", ActKind.AGREE))


def test_a_grading_is_finished_when_every_level_is_given(jury: Session) -> None:
    """Is « terminé » refused while a level is missing, and does it name it?"""
    room = Room(jury)
    room.do(*grading("durand", "ali", 2)[:7])
    with pytest.raises(JuryError, match=r"Il manque un niveau.*Cr6\.2"):
        room.do(Act(ActKind.DONE, "durand", "ali"))


def test_a_finished_grading_is_taken_up_again_only_while_alone(jury: Session) -> None:
    """Can one change one's mind before the other has finished, and not after having seen?"""
    room = Room(jury)
    room.do(*grading("durand", "ali", 2))
    with pytest.raises(JuryError, match="reprenez-la"):
        room.do(mark("durand", "ali", "Cr1", 3))
    room.do(
        Act(ActKind.RESUME, "durand", "ali"),
        mark("durand", "ali", "Cr1", 3),
        Act(ActKind.DONE, "durand", "ali"),
    )
    room.do(*grading("petit", "ali", 2))
    with pytest.raises(JuryError, match="à deux"):
        room.do(Act(ActKind.RESUME, "durand", "ali"))


def test_identity_is_checked_before_the_decision(jury: Session) -> None:
    """Is nobody certified whose identity nobody checked?"""
    room = Room(jury)
    room.do(*grading("durand", "ali", 2), *grading("petit", "ali", 2))
    with pytest.raises(JuryError, match="identité"):
        room.do(confirm("durand"))
    room.do(facts("durand", "ali", identity=False))
    with pytest.raises(JuryError, match="identité"):
        room.do(confirm("durand"))


@pytest.mark.parametrize(
    "text", ["Candidate dyslexique.", "A un TDAH", "suite à une DÉPRESSION", "épileptique", "depressif"]
)
def test_no_diagnosis_is_written_anywhere(jury: Session, text: str) -> None:
    """Is a word of health refused in a reason, an agreement, an incident and a reopening?"""
    for act in (mark("durand", "ali", "Cr1", 1, text), facts("durand", "ali", incidents=text)):
        with pytest.raises(JuryError, match="jamais sa raison"):
            Room(jury).do(act)
    room = Room(jury)
    room.do(facts("durand", "ali"), *grading("durand", "ali", 2), *grading("petit", "ali", 2))
    with pytest.raises(JuryError, match="jamais sa raison"):
        room.do(mark("durand", "ali", "Cr1", 1, text, ActKind.AGREE))
    room.do(confirm("durand"), confirm("petit"))
    with pytest.raises(JuryError, match="jamais sa raison"):
        room.do(Act(ActKind.REOPEN, "durand", "ali", {"reason": text}))


def test_words_of_the_trade_are_not_words_of_health(jury: Session) -> None:
    """Can one still say that an answer takes disability into account?"""
    reason = "La réponse tient compte du handicap décrit : accès de plain-pied, écrit, délai."
    Room(jury).do(mark("durand", "ali", "Cr6.2", 2, reason))


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (mark("intrus", "ali", "Cr1", 2), "pas membre"),
        (mark("durand", "ali", "Cr9", 2), "pas dans la grille"),
        (mark("durand", "ali", "Cr1", 4), "de 0 à 3"),
        (mark("durand", "ali", "Cr1", True), "de 0 à 3"),
        (mark("durand", "ali", "Cr1", 2, "x" * (MOST_TEXT + 1)), "2001 caractères"),
        (Act(ActKind.MARK, "durand", "ali", {"criterion": "Cr1", "level": 2}), "Écrivez un texte"),
        (facts("durand", "ali", measures=["autre"]), "dans la liste"),
        (facts("durand", "ali", seal="abc"), "64 chiffres et lettres"),
        (Act(ActKind.FACTS, "durand", "ali", {**facts("durand", "ali").data, "motif": "x"}), "pas de case"),
        (Act(ActKind.FACTS, "durand", "ali", {"measures": [], "incidents": ""}), "identité"),
        (Act(ActKind.DONE, "durand", "ali"), "Il manque un niveau"),
        (confirm("durand"), "rien à confirmer"),
        (mark("durand", "ali", "Cr1", 2, "", ActKind.AGREE), "une fois les deux notations"),
        (Act(ActKind.REOPEN, "durand", "ali", {"reason": "x"}), "n’est pas arrêtée"),
    ],
)
def test_what_makes_no_sense_is_refused(jury: Session, act: Act, told: str) -> None:
    """Does each impossible act get its sentence, and change nothing?"""
    room = Room(jury)
    with pytest.raises(JuryError, match=told):
        room.do(act)
    assert room.sheet == CandidateSheet()


def test_who_has_not_declared_does_nothing(jury: Session) -> None:
    """Is the declaration of no conflict of interest asked for before anything else?"""
    with pytest.raises(JuryError, match="conflit d’intérêts"):
        check(mark("durand", "ali", "Cr1", 2), CandidateSheet(), jury, declared=False)
    check(Act(ActKind.DECLARE, "durand"), CandidateSheet(), jury, declared=False)


# ── Whatever happens ──────────────────────────────────────────────────────────────────────────────

WHO = st.sampled_from(["durand", "petit", "moreau"])
ACTS = st.one_of(
    st.builds(
        lambda who, key, level: mark(who, "ali", key, level),
        WHO,
        st.sampled_from(CRITERIA),
        st.integers(0, 3),
    ),
    st.builds(
        lambda who, key, level: mark(who, "ali", key, level, kind=ActKind.AGREE),
        WHO,
        st.sampled_from(CRITERIA),
        st.integers(0, 3),
    ),
    st.builds(
        lambda who, kind: Act(kind, who, "ali", {"reason": "Reprise."}),
        WHO,
        st.sampled_from([ActKind.DONE, ActKind.RESUME, ActKind.CONFIRM, ActKind.REOPEN, ActKind.RECUSE]),
    ),
    st.builds(lambda who, seen: facts(who, "ali", identity=seen), WHO, st.booleans()),
    st.builds(lambda who, level: grading(who, "ali", level), WHO, st.integers(0, 3)),
)


@given(st.lists(ACTS, max_size=25))
def test_whatever_they_do_the_rules_hold(jury: Session, acts: list[Act | list[Act]]) -> None:
    """In any order of acts: two seats at most, no decision without two full gradings, identity and reasons?"""
    room = Room(jury)
    for act in acts:
        try:
            room.do(*(act if isinstance(act, list) else [act]))
        except JuryError:
            continue
        sheet = room.sheet
        assert len(sheet.seats) <= 2
        assert sheet.done <= set(sheet.seats)
        assert not sheet.recused & set(sheet.seats)
        assert sheet.confirmed <= sheet.done
        assert bool(sheet.pairs()) == sheet.compared
        assert (sheet.decision(jury) is not None) == sheet.decided == (sheet.decided_at is not None)
        if sheet.decided:
            assert sheet.facts.identity
            assert set(sheet.final()) == set(CRITERIA)
            assert all(found.reason.strip() for found in sheet.final().values() if found.level <= 1)
    assert sheets_of(room.events).get("ali", CandidateSheet()) == room.sheet


# ── The session file ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('id = "petit"', 'id = "durand"', "cet évaluateur y est deux fois"),
        ('id = "petit"', 'id = "Marc Petit"', "« id » attend des minuscules"),
        ("day = 2027-04-12", 'day = "2027-04-12"', "attend une date sans guillemets"),
        ("trained = []", 'formes = ["zoe"]', "« formes » n’est pas attendu ici"),
        ('name = "Marc Petit"', 'name = ""', "« name » attend un texte"),
        ('place = "', 'lieu = "', "il manque « place »"),
    ],
)
def test_a_mistake_in_the_session_is_told(tmp_path: Path, before: str, after: str, told: str) -> None:
    """Does a mistyped session file say in French what to change?"""
    text = grading_path(sessions.EXAMPLE).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / sessions.FILE).write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(SettingsError) as problem:
        sessions.load(tmp_path)
    assert told in str(problem.value).replace("\u00a0", " ")


def test_one_assessor_is_not_a_jury(tmp_path: Path) -> None:
    """Are two asked for?"""
    text = grading_path(sessions.EXAMPLE).read_text(encoding="utf-8")
    (tmp_path / sessions.FILE).write_text(text[: text.rindex("[[assessor]]")], encoding="utf-8")
    with pytest.raises(SettingsError, match="au moins deux évaluateurs"):
        sessions.load(tmp_path)


def test_a_folder_without_a_session_says_what_to_copy(tmp_path: Path) -> None:
    """Does the first start say how to begin?"""
    with pytest.raises(JuryError, match=sessions.EXAMPLE):
        sessions.load(tmp_path)


def test_a_session_may_have_its_own_rubric_rule_bank_and_measures(tmp_path: Path) -> None:
    """Does each file beside jury.toml stand for the course's own?"""
    for name in ("rubrique.toml", "regle.toml", "commentaires.toml", "amenagements.toml"):
        text = grading_path(name).read_text(encoding="utf-8").replace('version = "1"', 'version = "7"')
        (tmp_path / name).write_text(text.replace('text = "Pauses"', 'text = "Des pauses"'), encoding="utf-8")
    found = seated(tmp_path)
    assert (found.rubric.version, found.rule.version) == ("7", "7")
    assert found.measures.texts["pauses"] == "Des pauses"
