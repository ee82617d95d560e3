"""What comes out of a jury: minutes, letters, results, statistics."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import create_engine, text

from tests.jury import CRITERIA, decide, facts, grading, mark, name_learners, opened
from tests.unit.test_paper import words_of_docx, words_of_html, words_of_pdf
from tpelib.assess.jury import results
from tpelib.assess.jury.desk import Candidate, Desk
from tpelib.assess.jury.minutes import minutes
from tpelib.assess.jury.papers import (
    KINDS,
    candidate_paper,
    session_paper,
    write_papers,
)
from tpelib.assess.jury.session import JuryError
from tpelib.assess.jury.sheet import Act, ActKind, CandidateSheet
from tpelib.assess.jury.store import StoreError
from tpelib.base.look.variants import VARIANTS

MARKUP = '=1+1<script>alert("x")</script>'


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give a session: ali certified, eve with two competencies to take again, tom compared, zoe half graded."""
    folder = tmp_path_factory.mktemp("session")
    found = opened(folder, "ali", "eve", "tom", "zoe")
    name_learners(
        folder / "gradebook.db",
        {"ali": ("Ali", "Ben"), "eve": (MARKUP, "Été"), "tom": ("Tom", ""), "zoe": ("", "")},
    )
    jury = found.session
    decide(found.store, jury, "ali", 3)
    levels = dict.fromkeys(CRITERIA, 2) | {"Cr3.2": 1, "Cr6.1": 2, "Cr6.2": 0}
    measures = facts(
        "durand",
        "eve",
        measures=["temps", "lecteur"],
        incidents="Panne de dix minutes, temps rendu.",
        subject="n° 417",
        seal="ab12" * 16,
    )
    found.store.record([*grading("durand", "eve", levels), measures], jury)
    found.store.record(grading("petit", "eve", levels | {"Cr6.1": 3}), jury)
    found.store.record([mark("petit", "eve", "Cr6.1", 1, "La date manque.", ActKind.AGREE)], jury)
    digest = found.work(found.candidate("eve")).digest
    for who in ("durand", "petit"):
        found.store.record([Act(ActKind.CONFIRM, who, "eve", {"artefacts": digest})], jury)
    found.store.record([*grading("durand", "tom", 1), *grading("petit", "tom", 3)], jury)
    found.store.record(grading("durand", "zoe", 0), jury)
    yield found
    found.store.close()


READERS = {"docx": words_of_docx, "pdf": words_of_pdf, "html": words_of_html}


def said(desk: Desk, who: str, kind: str, form: str) -> str:
    data = candidate_paper(desk, desk.candidate(who), kind, form)
    return " ".join(READERS[form](data).replace("\u202f", " ").split())


# ── The minutes ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", KINDS["proces-verbal"])
def test_the_minutes_hold_every_field(desk: Desk, form: str) -> None:
    """Session, place, jury, identity, measures, levels, reasons, decisions, incidents, digests, appeals: all there?"""
    found = said(desk, "eve", "proces-verbal", form)
    for wanted in (
        "Procès-verbal du jury",
        "Session de démonstration",
        "Organisme certificateur (exemple)",
        "12 avril 2027",
        "Salle 2, 12 rue de l’Exemple, 69000 Lyon",
        "Claire Durand",
        "Commerçante, membre professionnel",
        "Marc Petit",
        "A déclaré n’en avoir aucun, le",
        "Aucun n’a formé le candidat.",
        "Identité : vérifiée",
        "Temps majoré d’un tiers (× 1,33)",
        "Aide d’un lecteur",
        "1 · Partiel",
        "La date manque.",
        "0 · Non démontré",
        "C3 Créer ma page",
        "À repasser",
        "Acquise",
        "Certification non obtenue : 4 compétences acquises sur 6.",
        "Panne de dix minutes, temps rendu.",
        "Sujet de l’épreuve individuelle (graine) : n° 417",
        "dans les deux mois",
        "Fait le",
        "Signature",
        "Grille, édition 1",
    ):
        assert wanted in found
    pressed = found.replace(" ", "")
    assert desk.work(desk.candidate("eve")).digest in pressed
    assert "ab12" * 16 in pressed
    assert desk.store.history("eve")[-1].digest in pressed


def test_an_appeal_to_a_reopened_decision_is_in_the_minutes(tmp_path: Path) -> None:
    """Do the minutes say that a decision was opened again, by whom and why?"""
    desk = opened(tmp_path, "ali")
    decide(desk.store, desk.session, "ali", 2)
    desk.store.record([Act(ActKind.REOPEN, "petit", "ali", {"reason": "Une pièce manquait."})], desk.session)
    with pytest.raises(JuryError, match="une fois la décision arrêtée"):
        said(desk, "ali", "proces-verbal", "pdf")
    for who in ("durand", "petit"):
        desk.store.record([Act(ActKind.CONFIRM, who, "ali")], desk.session)
    assert "Marc Petit : Une pièce manquait." in said(desk, "ali", "proces-verbal", "pdf")
    desk.store.close()


@pytest.mark.parametrize("kind", ["proces-verbal", "lettre"])
@pytest.mark.parametrize("who", ["tom", "zoe"])
def test_nothing_is_written_before_the_decision(desk: Desk, who: str, kind: str) -> None:
    """Are minutes and letter refused while one of the two assessors has not confirmed?"""
    with pytest.raises(JuryError, match="une fois la décision arrêtée"):
        said(desk, who, kind, "pdf")


@pytest.mark.parametrize("what", ["rubric", "rule"])
def test_a_decision_goes_by_the_editions_it_was_taken_by(tmp_path: Path, what: str) -> None:
    """Are minutes refused, rather than said to follow another edition, when the rubric or the rule has changed?"""
    desk = opened(tmp_path, "ali")
    jury = desk.session
    decide(desk.store, jury, "ali", 2)
    desk.store.record([Act(ActKind.REOPEN, "petit", "ali", {"reason": "Pour voir."})], jury)
    editions = {"rubric": jury.rubric.version, "rule": jury.rule.version}
    for who in ("durand", "petit"):
        desk.store.record([Act(ActKind.CONFIRM, who, "ali", editions)], jury)
    sheet = desk.store.sheet("ali")
    assert sheet.settled(jury)[0] == sheet.decision(jury)
    newer = replace(jury, **{what: replace(getattr(jury, what), version="2")})
    with pytest.raises(JuryError, match=r"édition 1 alors, édition 2 maintenant"):
        sheet.settled(newer)
    desk.store.close()


def test_an_assessor_taken_off_the_session_is_asked_for(desk: Desk) -> None:
    """Do minutes whose assessor is no longer in jury.toml say what to put back?"""
    without = {key: one for key, one in desk.session.assessors.items() if key != "petit"}
    ali = desk.candidate("ali")
    with pytest.raises(JuryError, match="remettez-le"):
        minutes(replace(desk.session, assessors=without), ali, desk.store.sheet("ali"), desk.record_of(ali))


# ── The letter ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", KINDS["lettre"])
def test_the_letter_says_what_to_work_on_and_where(desk: Desk, form: str) -> None:
    """Does who failed read what is acquired, what is missing, why, what is expected and where to train?"""
    found = said(desk, "eve", "lettre", form)
    for wanted in (
        "mais 4 compétences sur 6 sont à vous.",
        "C3 · Créer ma page",
        *("Votre niveau", "1 · Partiel. Paramétrage partiel"),
        *("Ce que dit le jury", "durand : niveau 1."),
        *("Pour arriver à « Conforme »", "Page complète et paramétrée"),
        "Où vous entraîner",
        "La date manque.",
        "C1 · Définir ma stratégie",
        "Écrivez à certification@exemple.fr.",
        "dans les deux mois",
    ):
        assert wanted in found.replace("\u00a0", " ")
    assert "temps majoré" not in found.lower()  # a measure is nobody's business but the minutes'


def test_who_is_certified_reads_it_first(desk: Desk) -> None:
    """Is the good news the first sentence, and is nothing left to work on?"""
    found = said(desk, "ali", "lettre", "html")
    assert found.index("Bravo") < found.index("Vous avez présenté")
    assert "Ce qu’il reste à travailler" not in found


def test_nothing_typed_runs_in_a_letter(desk: Desk) -> None:
    """Is a name full of markup a name?"""
    data = candidate_paper(desk, desk.candidate("eve"), "lettre", "html").decode()
    assert "<script" not in data
    assert "&lt;script&gt;" in data


# ── Results and statistics ────────────────────────────────────────────────────────────────────────


def test_a_letter_comes_in_large_print(desk: Desk) -> None:
    """Can somebody who reads large print be written to in it, the words unchanged?"""
    large = candidate_paper(desk, desk.candidate("eve"), "lettre", "html", VARIANTS["grand"])
    assert b"--tpe-size: 18pt" in large
    assert words_of_html(large).endswith(
        words_of_html(candidate_paper(desk, desk.candidate("eve"), "lettre", "html"))[-400:]
    )


def test_the_results_have_a_line_per_candidate_and_criterion(desk: Desk) -> None:
    """Does the table give each assessor's level and reason, the gap, what was kept and what is acquired?"""
    raw = session_paper(desk, "resultats", "csv")
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == 2 * len(CRITERIA)
    line = next(one for one in lines if (one["Identifiant"], one["Critère"]) == ("eve", "Cr6.1"))
    assert (line["Évaluateur 1"], line["Niveau 1"], line["Évaluateur 2"], line["Niveau 2"]) == (
        *("Claire Durand", "2"),
        *("Marc Petit", "3"),
    )
    assert (line["Écart"], line["Niveau retenu"], line["Raison retenue"]) == ("1", "1", "La date manque.")
    assert (line["Compétence acquise"], line["Certification"]) == ("non", "non")


def test_a_grading_without_a_decision_is_nobody_elses(desk: Desk) -> None:
    """Are candidates whose decision does not stand absent from the results, in both forms?"""
    assert not {b"tom", b"zoe"} & set(session_paper(desk, "resultats", "csv").split(b";"))
    sheet = openpyxl.load_workbook(io.BytesIO(session_paper(desk, "resultats", "xlsx"))).active
    assert {row[1] for row in sheet.iter_rows(min_row=2, values_only=True)} == {"ali", "eve"}


def test_no_cell_computes(desk: Desk) -> None:
    """Is a name that begins like a formula a text in a spreadsheet?"""
    sheet = openpyxl.load_workbook(io.BytesIO(session_paper(desk, "resultats", "xlsx"))).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert f"'{MARKUP} Été" in {cell.value for cell in cells}
    assert f"'{MARKUP}".encode().replace(b'"', b'""') in session_paper(desk, "resultats", "csv")


def test_the_statistics_count_right(desk: Desk) -> None:
    """Do the figures of the session follow from its four candidates?"""
    sheets = desk.store.sheets()
    touched = [(one, sheets[one.id]) for one in desk.candidates()]
    found = results.statistics(desk.session, touched, 4)
    assert (found.candidates, found.compared, found.decided, found.certified) == (4, 3, 2, 1)
    assert found.acquired == {"C1": 2, "C2": 2, "C3": 1, "C4": 2, "C5": 2, "C6": 1}
    assert found.levels["Cr6.1"] == (0, 1, 0, 1)
    assert found.levels["Cr1"] == (0, 0, 1, 1)
    assert (found.overall.pairs, found.overall.same, found.overall.near, found.overall.wide) == (24, 15, 1, 8)
    told = " ".join(words_of_pdf(session_paper(desk, "statistiques", "pdf")).split())
    assert "1 sur 2 (50 %)" in told.replace("\u00a0", " ")


def test_a_session_nobody_graded_has_its_statistics(tmp_path: Path) -> None:
    """Do documents exist before the first level is given?"""
    desk = opened(tmp_path, "ali")
    assert "0 sur 0" in words_of_html(session_paper(desk, "statistiques", "html"))
    assert results.rows(desk.session, [(Candidate("ali", "Ali"), CandidateSheet())]) == []
    assert write_papers(desk, tmp_path / "documents") == 0
    desk.store.close()


# ── The folder ────────────────────────────────────────────────────────────────────────────────────


def test_the_same_history_gives_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    """Are all the documents of a session the same, byte for byte, when written again?"""
    steps: list[tuple[int, int]] = []
    assert write_papers(desk, tmp_path / "un", lambda *step: steps.append(step)) == 2
    assert steps == [(1, 2), (2, 2)]
    assert write_papers(desk, tmp_path / "deux") == 2
    found = {
        path.relative_to(tmp_path / "un").as_posix(): path.read_bytes()
        for path in (tmp_path / "un").rglob("*")
        if path.is_file()
    }
    own = [f"{kind}.{form}" for kind in ("proces-verbal", "lettre") for form in KINDS[kind]]
    whole = [f"{kind}.{form}" for kind in ("resultats", "statistiques") for form in KINDS[kind]]
    assert set(found) == {*whole, *(f"{who}/{name}" for who in ("ali", "eve") for name in own)}
    assert all((tmp_path / "deux" / name).read_bytes() == data for name, data in found.items())


def test_documents_of_a_changed_history_are_refused(tmp_path: Path) -> None:
    """Is nothing printed from a history somebody changed with a database tool?"""
    desk = opened(tmp_path, "ali")
    decide(desk.store, desk.session, "ali", 2)
    engine = create_engine(f"sqlite:///{tmp_path / 'gradebook.db'}")
    with engine.begin() as connection:
        row = connection.execute(
            text("SELECT data FROM tpe_jury_event WHERE kind = 'mark' LIMIT 1")
        ).scalar_one()
        other = json.dumps({**json.loads(row), "level": 3})
        connection.execute(
            text("UPDATE tpe_jury_event SET data = :d WHERE data = :r"), {"d": other, "r": row}
        )
    engine.dispose()
    with pytest.raises(StoreError, match="a été modifié"):
        write_papers(desk, tmp_path / "documents")
    desk.store.close()
