"""The exam's folder: prepared, opened, cut off, closed, verified; and what its journal cannot hide."""

import html
import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tpelib.assess.exam import accommodations
from tpelib.assess.exam.accommodations import Accommodation, minutes_allowed
from tpelib.assess.exam.clock import spent
from tpelib.assess.exam.evidence import evidence
from tpelib.assess.exam.folder import (
    MEASURES,
    SUBJECT,
    ExamFolder,
    part_of,
)
from tpelib.assess.exam.journal import Journal, JournalEntry
from tpelib.assess.exam.manifest import JOURNAL, MANIFEST, verify
from tpelib.assess.exam.session import KEY, REGISTER, ExamSession
from tpelib.base import french
from tpelib.base.resources import grading_path
from tpelib.base.settings import SettingsError
from tpelib.course.common import FITTING
from tpelib.course.exam.exercises import (
    CAMPAIGN,
    REPLIES,
    graded,
    sat,
)
from tpelib.course.exam.subject import ExamSubject, compose
from tpelib.documents.docform import import_form, write_form
from tpelib.engine import measures
from tpelib.engine.answer import Answer, questions_of
from tpelib.engine.course import ExamError, current
from tpelib.engine.dossier import Content, Dossier
from tpelib.engine.exercise import Exercise, schema_of
from tpelib.engine.registry import all_exercises
from tpelib.screens.lab.server import path_of

NOW = datetime.fromisoformat("2027-04-12T09:00:00+02:00")
SUBJECT_3 = compose(20_003, b"k" * 32, NOW.date())
MEASURE_FILE = 'format = "tpe-accommodations"\nversion = "1"\n'
OBJECTIVES = {"contacts": "leads", "loyalty": "engagement"}


@pytest.fixture
def session(tmp_path: Path) -> ExamSession:
    """Return a session that was just made."""
    return ExamSession(tmp_path / "session", NOW)


@pytest.fixture
def folder(tmp_path: Path, session: ExamSession) -> ExamFolder:
    """Return the folder of one candidate."""
    return ExamFolder.prepare(tmp_path / "c-017", session, "c-017", minutes=60, now=NOW)


def minutes(count: float) -> timedelta:
    """Return a length of time."""
    return timedelta(minutes=count)


def good_campaign(subject: ExamSubject) -> dict[str, Any]:
    """Return what somebody would fill in who follows the brief."""
    brief = subject.brief
    (target,) = brief.audiences
    assert brief.launch is not None
    return {
        "name": "Épreuve",
        "network": brief.networks[0],
        "objective": OBJECTIVES.get(brief.aim, brief.aim),
        "special": "none",
        "place": "France" if brief.online else brief.place,
        "radius": None if brief.online else target.radius,
        "age_from": target.age_from,
        "age_to": min(target.age_to, 65),
        "people": target.size,
        "placements": [f"{brief.networks[0]}-feed"],
        "budget_kind": "lifetime",
        "amount": brief.budget,
        "start": str(brief.launch),
        "end": str(brief.launch + timedelta(days=20)),
        "beneficiary": brief.business,
        "payer": brief.business,
        "page": brief.business,
        "text": brief.content,
        "headline": "À découvrir",
        "button": "learn",
        "link": brief.links[0],
        "image": "photo.jpg",
        "alt": subject.picture,
        "measure": FITTING[brief.aim][0],
        "why": "Cet objectif sert le but, ce budget tient sur trois semaines, ce chiffre le mesure.",
    }


def good_replies(subject: ExamSubject) -> dict[str, str]:
    """Return answers that suit each need."""
    ways = {
        "deaf": f"écrivez-nous par SMS au {subject.phone}",
        "blind": "voici nos prix en texte, et je les lis au téléphone",
        "dyslexic": "voici l'essentiel en trois points, et un message vocal si vous voulez",
        "motor": "il y a une marche, une rampe, et nous livrons chez vous",
        "elderly": f"appelez-nous au téléphone, au {subject.phone}, ou passez sur place",
    }
    return {
        name: f"Bonjour, merci de votre message. Vous avez raison : {ways[message.need]}. Je le fais avant demain "
        "soir. À bientôt, Anne"
        for name, message in zip(("first", "second"), subject.reviews, strict=True)
    }


def content(**answers: Any) -> Content:
    """Return a dossier in memory: ``campagne=…``, ``avis=…``."""
    return Content(answers={f"examen-{name}": {"values": values} for name, values in answers.items()})


# ── What is asked and graded ──────────────────────────────────────────────────────────────────────


@given(st.integers(0, 20_735))
@settings(max_examples=60, deadline=None)
def test_good_work_has_all_the_points_and_none_has_none(number: int) -> None:
    """For any subject, does who follows it earn everything, and a blank paper nothing?"""
    subject = compose(number, b"k" * 32, NOW.date())
    done = content(campagne=good_campaign(subject), avis=good_replies(subject))
    for exercise in graded(subject):
        result = exercise.evaluate(done)
        assert result.points == exercise.points, [r.text for r in result.reasons if r.points < r.max]
        assert exercise.evaluate(Content()).points == 0


@pytest.mark.parametrize(
    ("field", "value", "label"),
    [
        ("age_from", 18, "La cible"),
        ("page", "Une autre page", "L’entreprise"),
        ("amount", 5000, "Le budget"),
        ("start", "2027-06-30", "La date de lancement"),
        ("text", "Venez nombreux !", "Le contenu"),
    ],
)
def test_each_field_is_compared_with_the_brief(field: str, value: Any, label: str) -> None:
    """Does a field that leaves the brief cost its points, with both sides for the assessor?"""
    exercise = graded(SUBJECT_3)[0]
    wrong = content(campagne={**good_campaign(SUBJECT_3), field: value, "end": "2027-07-20"})
    lost = [reason for reason in exercise.evaluate(wrong).reasons if reason.points < reason.max]
    assert any(reason.text.startswith(label) for reason in lost)
    sides = exercise.pictures(wrong)[0].table
    assert sides is not None
    (row,) = [row for row in sides.rows if row[0] == label]
    assert row[1] != row[2]
    assert row[3] != "aligné"


def test_an_answer_that_shuts_somebody_out_earns_nothing() -> None:
    """Is « rappelez » to somebody deaf worth nothing, with the reason?"""
    subject = next(
        found
        for number in range(200)
        if (found := compose(number, b"k" * 32, NOW.date())).reviews[0].need == "deaf"
    )
    exercise = graded(subject)[1]
    result = exercise.evaluate(
        content(avis={**good_replies(subject), "first": "Bonjour, rappelez demain. Merci."})
    )
    assert [reason.points for reason in result.reasons] == [0.0, 10.0]
    assert "exclut une personne sourde" in result.reasons[0].text


@pytest.mark.parametrize("exercise", sat(SUBJECT_3), ids=lambda exercise: exercise.id)
def test_no_hint_and_no_help_reach_the_candidate(exercise: Exercise[Any]) -> None:
    """Is there nothing in the forms but what is asked?"""
    assert exercise.help == ""
    assert exercise.actions == ()
    model: type[Answer] = exercise.model
    for question in questions_of(model).values():
        assert question.hint == ""
        assert all(option.hint == "" for option in getattr(question, "options", ()))
    assert exercise.id not in {found.id for found in all_exercises()}
    done = content(campagne=good_campaign(SUBJECT_3), avis=good_replies(SUBJECT_3))
    told = " ".join(picture.reading + picture.alternative for picture in exercise.pictures(done))
    assert "aligné" not in told


def test_the_form_checks_nothing(tmp_path: Path) -> None:
    """Does a page that asks for a check all the same get no result, and still save?"""
    from tpelib.screens.widgets.form import Form

    form = Form(sat(SUBJECT_3)[1], Dossier(tmp_path), checks=False)
    form._receive(form, {"type": "check"}, [])
    assert form.result is None
    form.typed = {"first": "Bonjour."}
    form._receive(form, {"type": "check"}, [])
    assert form.result is None
    assert Dossier(tmp_path).values(REPLIES) == {"first": "Bonjour."}


# ── The session and its key ───────────────────────────────────────────────────────────────────────


def test_the_key_stays_with_the_certifier(session: ExamSession, folder: ExamFolder) -> None:
    """Is the key made once, for its owner alone, and nowhere in what the candidate gets?"""
    path = session.folder / KEY
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    key = path.read_text().strip()
    assert ExamSession(session.folder, NOW + minutes(900)).subject("c-017") == folder.subject
    assert path.read_text().strip() == key
    for found in folder.root.rglob("*"):
        if found.is_file():
            assert key.encode() not in found.read_bytes()
            assert bytes.fromhex(key) not in found.read_bytes()


def test_a_session_never_gives_a_subject_twice(session: ExamSession) -> None:
    """Do thirty candidates have thirty briefs, each the same when asked again?"""
    found = {name: session.register_candidate(name, NOW) for name in (f"c-{rank}" for rank in range(30))}
    assert len({str(subject.brief) for subject in found.values()}) == 30
    again = ExamSession(session.folder, NOW)
    assert {name: again.register_candidate(name, NOW) for name in reversed(found)} == found


@pytest.mark.parametrize("name", ["", "Durand", "../x", "a b", "x" * 60])
def test_an_odd_name_is_refused(session: ExamSession, name: str) -> None:
    """Is an id that could lead elsewhere refused in a sentence?"""
    with pytest.raises(ExamError, match="identifiant de candidat"):
        session.register_candidate(name, NOW)


def test_a_spoiled_key_or_register_is_said(session: ExamSession) -> None:
    """Does a key or a register that was touched stop the session?"""
    session.register_candidate("c-1", NOW)
    register = session.folder / REGISTER
    register.write_text(register.read_text().replace("c-1", "c-2"))
    with pytest.raises(ExamError, match="modifié à la ligne 2"):
        ExamSession(session.folder, NOW)
    (session.folder / KEY).write_text("zz")
    with pytest.raises(ExamError, match="clé d’une session"):
        ExamSession(session.folder, NOW)


# ── Accommodations ────────────────────────────────────────────────────────────────────────────────


def grant(session: ExamSession, text: str) -> Any:
    """Write one accommodation of c-017 and read it."""
    (session.folder / accommodations.FILE).write_text(f"{MEASURE_FILE}[[accommodation]]\n{text}\n")
    return session.accommodations("c-017")


GRANTED = 'candidate = "c-017"\ngranted_on = 2027-03-01\napplied = false\n'


def test_time_is_counted_with_the_measures(session: ExamSession) -> None:
    """Do a third more time, another extra and breaks add up, for this candidate alone?"""
    assert session.accommodations("c-017") == ()
    (third,) = grant(session, GRANTED + 'measure = "temps"')
    (other,) = grant(session, GRANTED + 'measure = "temps-autre"\npercent = 50')
    (breaks,) = grant(session, GRANTED + 'measure = "pauses"\nminutes = 15')
    assert minutes_allowed(60, ()) == 60
    assert minutes_allowed(60, [third]) == 80
    assert minutes_allowed(60, [other]) == 90
    assert minutes_allowed(60, [third, breaks]) == 95
    assert session.accommodations("c-018") == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (GRANTED + 'measure = "temps"\ndiagnosis = "x"', "« diagnosis » n’est pas attendu ici"),
        (GRANTED + 'measure = "temps"\nreason = "dyslexie"', "« reason » n’est pas attendu ici"),
        (GRANTED + 'measure = "temps pour dyslexie"', "parle de santé"),
        (GRANTED + 'measure = "calme"', "« measure » attend « temps »"),
        (GRANTED + 'measure = "temps"\nminutes = 3', "« minutes » n’est pas attendu ici"),
        (GRANTED.replace("false", '"oui"') + 'measure = "temps"', "true ou false"),
        (GRANTED + 'measure = "temps-autre"\npercent = 900', "entre 1 et 200"),
    ],
)
def test_there_is_no_place_for_a_diagnosis(session: ExamSession, text: str, sentence: str) -> None:
    """Is anything but a measure, a day and an amount refused?"""
    with pytest.raises(SettingsError, match=french.typography(sentence)):
        grant(session, text)


def test_the_example_is_a_file_that_works(session: ExamSession) -> None:
    """Does who copies the example of grading/ get what it says?"""
    example = grading_path("accommodations.exemple.toml").read_bytes()
    (session.folder / accommodations.FILE).write_bytes(example)
    own = session.accommodations("c-017")
    assert [item.measure for item in own] == ["temps", "pauses", "caracteres", "secretaire"]
    assert minutes_allowed(60, own) == 90


def test_what_is_kept_of_a_person_is_the_measure(tmp_path: Path, session: ExamSession) -> None:
    """Does the candidate's folder hold measure, day, applied, amounts, and the documents they ask for?"""
    assert [field.name for field in fields(Accommodation)] == [
        *("measure", "granted_on", "applied", "percent", "minutes")
    ]
    table = "[[accommodation]]\n" + GRANTED
    (session.folder / accommodations.FILE).write_text(
        f'{MEASURE_FILE}{table}measure = "caracteres"\n{table}measure = "contraste"\n{table}measure = "secretaire"\n'
    )
    folder = ExamFolder.prepare(tmp_path / "c-017", session, "c-017", minutes=60, now=NOW)
    own = folder.accommodations
    assert [(item.measure, item.granted_on, item.applied) for item in own] == [
        ("caracteres", date(2027, 3, 1), True),
        ("contraste", date(2027, 3, 1), True),
        ("secretaire", date(2027, 3, 1), False),  # a person's doing: the jury says whether it was
    ]
    documents = sorted(path.name for path in folder.course.glob("*.docx"))
    assert documents == ["epreuve-contraste.docx", "epreuve-grand.docx"]
    cover = docx.Document(str(folder.course / "epreuve-grand.docx")).paragraphs
    assert cover[0].text == "Épreuve C6"
    assert "Mon parcours" not in "".join(line.text for line in cover)
    assert accommodations.words(own, measures.load())[2] == "Aide d’un secrétaire"


@pytest.mark.parametrize("measure", ["papier", "caracteres", "contraste"])
def test_the_document_contains_the_whole_exam(tmp_path: Path, session: ExamSession, measure: str) -> None:
    """Can who sits the exam on a document read there all that the form of the notebook shows?"""
    grant(session, GRANTED + f'measure = "{measure}"')
    folder = ExamFolder.prepare(tmp_path / "c-017", session, "c-017", minutes=60, now=NOW)
    (path,) = folder.course.glob("*.docx")
    read = plain(text_of_document(path))
    parts = [schema_of(part_of(folder.course, name)) for name in ("campagne", "avis")]
    given = [text for part in parts for pair in part["given"] for text in pair]
    assert {folder.subject.brief.content, folder.subject.facts} < set(given)
    assert [text for text in given if plain(text) not in read] == []
    assert [
        text for text in strings([parts[0]["fields"], parts[1]["fields"]]) if plain(text) not in read
    ] == []


@pytest.mark.parametrize("kind", ["docx", "html"])
@pytest.mark.parametrize("variant", ["normal", "grand", "contraste", "dyslexie"])
def test_the_subject_stands_in_each_document_and_is_no_answer(
    tmp_path: Path, variant: str, kind: str
) -> None:
    """Whatever the document, is the subject there, and read back as nobody's answer?"""
    done = content(campagne=good_campaign(SUBJECT_3), avis=good_replies(SUBJECT_3))
    for name, before in (("rempli", done), ("vide", Content())):
        path = tmp_path / f"{name}.{kind}"
        write_form(sat(SUBJECT_3), before, path, variant=variant)
        read = plain(text_of_document(path) if kind == "docx" else html.unescape(path.read_text()))
        for exercise in sat(SUBJECT_3):
            assert [text for pair in exercise.given.items() for text in pair if plain(text) not in read] == []
        (tmp_path / name).mkdir()
        after = Dossier(tmp_path / name)
        report = import_form(path, after, sat(SUBJECT_3))
        assert not report.notes
        for exercise in sat(SUBJECT_3):
            assert exercise.parse(after.values(exercise.id)) == exercise.parse(before.values(exercise.id))


def test_a_word_copied_from_the_subject_is_an_answer(tmp_path: Path) -> None:
    """In a document without controls, is a text taken from the subject, under its question, still an answer?"""
    subject = replace(SUBJECT_3, facts=SUBJECT_3.reviews[0].text)
    copied = "\n".join(next(iter(sat(subject)[1].given.items())))
    before = content(campagne=good_campaign(subject), avis={"first": copied, "second": "Bonjour."})
    path = tmp_path / "copie.docx"
    write_form(sat(subject), before, path)
    document = docx.Document(str(path))
    for control in list(document.element.body.iter(f"{{{docx.oxml.ns.nsmap['w']}}}sdt")):
        for run in control.iterchildren(f"{{{docx.oxml.ns.nsmap['w']}}}sdtContent"):
            for node in list(run):
                control.addprevious(node)
        control.getparent().remove(control)
    for paragraph in document.paragraphs:
        if paragraph.style.name == "TPE Sujet":
            paragraph.style = "Normal"
    document.save(str(path))
    after = Dossier(tmp_path)
    assert not import_form(path, after, sat(subject)).notes
    assert after.values(CAMPAIGN)["text"] == good_campaign(subject)["text"]
    assert after.values(REPLIES) == {"first": copied, "second": "Bonjour."}


@pytest.mark.parametrize("given", [{}, {"Le but": " "}])
def test_nothing_is_written_without_a_subject(
    tmp_path: Path, session: ExamSession, monkeypatch: pytest.MonkeyPatch, given: dict[str, str]
) -> None:
    """Where a part of the exam says nothing to work on, is one told, and neither folder nor register written?"""
    exam = current().exam()
    course = replace(current(), exam=lambda: replace(exam, sat=lambda s: [replace(sat(s)[0], given=given)]))
    monkeypatch.setattr("tpelib.assess.exam.session.current", lambda: course)
    before = (session.folder / REGISTER).read_bytes()
    with pytest.raises(ExamError, match="pas de sujet"):
        ExamFolder.prepare(tmp_path / "c-017", session, "c-017", minutes=60, now=NOW)
    assert not (tmp_path / "c-017").exists()
    assert (session.folder / REGISTER).read_bytes() == before


def text_of_document(path: Path) -> str:
    """Return all that a Word document shows, paragraph after paragraph."""
    word = f"{{{docx.oxml.ns.nsmap['w']}}}"
    body = docx.Document(str(path)).element.body
    lines = (
        "".join(
            "\n" if node.tag == f"{word}br" else node.text or ""
            for node in line.iter(f"{word}t", f"{word}br")
        )
        for line in body.iter(f"{word}p")
    )
    return "\n".join(lines)


def strings(found: Any) -> list[str]:
    """Return the words of a schema that somebody reads: labels, hints and units."""
    if isinstance(found, list):
        return [text for item in found for text in strings(item)]
    if not isinstance(found, dict):
        return []
    own = [found[name] for name in ("label", "hint", "unit", "group") if isinstance(found.get(name), str)]
    return own + [text for item in found.values() for text in strings(item)]


def plain(text: str) -> str:
    """Return a text to compare: typographic spaces and line ends aside."""
    return " ".join(french.typography(text).split())


def test_measures_and_time_never_change_a_score(tmp_path: Path, session: ExamSession) -> None:
    """Is the same work worth the same with extra time as without?"""
    found = []
    for rank in (1, 2):
        folder = ExamFolder.prepare(
            tmp_path / f"c-{rank}", session, "c-017", minutes=60 * rank, now=NOW + minutes(rank)
        )
        Dossier(folder.course).save(REPLIES, good_replies(folder.subject))
        found.append(evidence(folder.root))
        grant(session, GRANTED + 'measure = "temps"')
    assert found[0] == found[1]


# ── The folder ────────────────────────────────────────────────────────────────────────────────────


def test_a_folder_holds_the_brief_and_no_solution(folder: ExamFolder) -> None:
    """Is there the subject and the notebook, no answer, no evidence, and nothing of the session?"""
    names = sorted(
        path.relative_to(folder.root).as_posix() for path in folder.root.rglob("*") if path.is_file()
    )
    assert names == sorted(
        [f".{JOURNAL}.lock", ".tpe-examen.json", JOURNAL, SUBJECT, MEASURES, "examen/c6_campagne.ipynb"]
    )
    assert part_of(folder.course, "avis").id == REPLIES
    found = path_of(folder.root)
    assert (found["course"], found["exam"]) == (True, True)
    assert [book["path"] for book in found["notebooks"]] == ["examen/c6_campagne.ipynb"]
    assert any("epreuve(" in source for source in found["runnable"])


@pytest.mark.parametrize("where", ["session", "session/c-017", "."])
def test_the_key_and_the_candidate_are_kept_apart(tmp_path: Path, session: ExamSession, where: str) -> None:
    """Is a candidate's folder around or inside the session's refused, and one that is not empty?"""
    with pytest.raises(ExamError, match="séparés"):
        ExamFolder.prepare(tmp_path / where, session, "c-017", minutes=60, now=NOW)
    (tmp_path / "plein").mkdir()
    (tmp_path / "plein" / "note.txt").write_text("x")
    with pytest.raises(ExamError, match="n’est pas vide"):
        ExamFolder.prepare(tmp_path / "plein", session, "c-017", minutes=60, now=NOW)


def test_any_other_folder_is_refused(tmp_path: Path) -> None:
    """Is a folder that nobody prepared refused, whatever is asked of it?"""
    (tmp_path / "autre").mkdir()
    folder = ExamFolder(tmp_path / "autre")
    with pytest.raises(ExamError, match="tpe exam new"):
        folder.close(NOW)
    with pytest.raises(ExamError, match="tpe exam new"), folder.opened(NOW):
        pass
    with pytest.raises(ExamError, match="chez le certificateur"):
        part_of(folder.root, "avis")


def test_a_subject_that_was_changed_is_not_sat(folder: ExamFolder) -> None:
    """Does somebody who makes their budget larger before they start get caught?"""
    path = folder.root / SUBJECT
    text = path.read_text()
    path.write_text(text.replace('"budget": ', '"budget": 1'))
    with pytest.raises(ExamError, match="modifié depuis la préparation"), folder.opened(NOW):
        pass
    with pytest.raises(ExamError, match="modifié depuis la préparation"):
        folder.close(NOW)


def test_only_one_may_have_it_open(folder: ExamFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is a second opening refused, and a closing while somebody works?"""
    monkeypatch.setattr("tpelib.assess.exam.folder._PATIENCE", 0)
    with folder.opened(NOW):
        with pytest.raises(ExamError, match="est ouverte"), ExamFolder(folder.root).opened(NOW):
            pass
        with pytest.raises(ExamError, match="est ouverte"):
            folder.close(NOW)
    folder.close(NOW)
    with pytest.raises(ExamError, match="close"):
        folder.close(NOW)
    with pytest.raises(ExamError, match="close"), folder.opened(NOW):
        pass


# ── Time ──────────────────────────────────────────────────────────────────────────────────────────


def line(kind: str, at: float, **data: Any) -> JournalEntry:
    """Return a line of a journal, so many minutes after nine."""
    return JournalEntry(NOW + minutes(at), kind, data, "")


def test_breaks_and_power_cuts_are_not_counted() -> None:
    """Is time counted from opening to stopping, and up to what was last saved before a cut?"""
    cut = line("cut", 50, until=(NOW + minutes(32)).isoformat())
    lines = [line("new", -5), line("open", 0), line("stop", 20), line("open", 30), cut, line("open", 50)]
    assert spent(lines, NOW + minutes(60)) == minutes(20 + 2 + 10)
    assert spent([*lines, line("close", 55)], NOW + minutes(999)) == minutes(20 + 2 + 5)
    assert spent(lines[:1], NOW) == minutes(0)


@given(st.lists(st.tuples(st.sampled_from(["open", "stop", "close"]), st.integers(0, 50)), max_size=12))
def test_time_never_runs_backwards(steps: list[tuple[str, int]]) -> None:
    """Whatever happened, is the time between nothing and what the clock on the wall says?"""
    at = 0
    lines = []
    for kind, later in steps:
        at += later
        lines.append(line(kind, at))
    assert minutes(0) <= spent(lines, NOW + minutes(at)) <= minutes(at)


SAVING = """
import sys
from datetime import datetime
from pathlib import Path
from tpelib.engine.dossier import Dossier
from tpelib.assess.exam.folder import ExamFolder
folder = ExamFolder(Path(sys.argv[1]))
with folder.opened(datetime.now().astimezone()):
    dossier = Dossier(folder.course)
    for rank in range(100_000):
        dossier.save("examen-avis", {"first": f"Bonjour {rank}"})
        print(rank, flush=True)
"""


def test_a_power_cut_loses_nothing_that_was_saved(folder: ExamFolder) -> None:
    """When the machine is cut off while it writes, is all that was acknowledged there, and does work go on?"""
    process = subprocess.Popen(
        [sys.executable, "-c", SAVING, str(folder.root)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    for _ in range(40):
        acknowledged = int(process.stdout.readline())
    os.kill(process.pid, signal.SIGKILL)
    acknowledged = max(
        [acknowledged, *(int(rank) for rank in process.stdout.read().split() if rank.isdigit())]
    )
    process.wait()
    process.stdout.close()
    dossier = Dossier(folder.course)
    assert int(dossier.values(REPLIES)["first"].split()[1]) >= acknowledged
    assert dossier.notices == []
    with folder.opened(datetime.now().astimezone()):
        pass
    assert [found.kind for found in folder.journal.lines()] == ["new", "open", "cut", "open", "stop"]
    folder.close(datetime.now().astimezone())
    assert verify(folder.root).problems == ()


def test_a_line_that_a_cut_left_unfinished_never_happened(tmp_path: Path) -> None:
    """Is half a line at the end forgotten, and the journal sound after it?"""
    journal = Journal(tmp_path / "j.jsonl")
    journal.add("a", {"x": 1}, NOW)
    with journal.path.open("ab") as stream:
        stream.write(b'["2027-04-12T09:00')
    assert [found.kind for found in journal.lines()] == ["a"]
    journal.add("b", {}, NOW)
    assert [found.kind for found in journal.lines()] == ["a", "b"]


# ── Closed, and verified ──────────────────────────────────────────────────────────────────────────


@pytest.fixture
def closed(folder: ExamFolder, session: ExamSession) -> ExamFolder:
    """Return a folder that was sat and closed."""
    with folder.opened(NOW):
        dossier = Dossier(folder.course)
        dossier.save(CAMPAIGN, good_campaign(folder.subject))
        dossier.save(REPLIES, good_replies(folder.subject))
    folder.close(datetime.now().astimezone(), session)
    return folder


def test_a_closed_exam_is_as_it_was(closed: ExamFolder, session: ExamSession) -> None:
    """Does a folder that nobody touched pass, with the session's seal, and reading it change nothing?"""
    first = verify(closed.root, session)
    assert (first.problems, first.sealed) == ((), True)
    page = evidence(closed.root)
    assert "20 points sur 20" in page.replace(french.NBSP, " ")
    assert "Ce que demande le sujet" in page
    assert verify(closed.root, session) == first
    listed = (closed.root / MANIFEST).read_text()
    assert "examen/dossier.json" in listed
    done = subprocess.run(
        ["sha256sum", "--check", "--quiet", MANIFEST], cwd=closed.root, capture_output=True, check=False
    )
    assert done.returncode == 0  # anybody can verify without this software


def test_a_refused_command_leaves_a_closed_exam_as_it_was(closed: ExamFolder, session: ExamSession) -> None:
    """When somebody opens or closes a closed exam again, is not one file of it touched, and its seal whole?"""

    def state() -> dict[Path, tuple[int, bytes]]:
        files = (path for path in closed.root.rglob("*") if path.is_file())
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files}

    before, register = state(), session.register.lines()
    with pytest.raises(ExamError, match="close"), closed.opened(NOW):
        pass
    with pytest.raises(ExamError, match="close"):
        closed.close(NOW, session)
    assert state() == before
    assert session.register.lines() == register
    assert verify(closed.root, session).problems == ()


def test_a_seal_that_a_lock_broke_before_is_whole_again(closed: ExamFolder) -> None:
    """Does the empty lock that an older version left say nothing, and a file that took its name show?"""
    lock = closed.root / ".ouvert.lock"
    lock.touch()
    assert verify(closed.root).problems == ()
    lock.write_text("x")
    assert ".ouvert.lock" in verify(closed.root).problems[0]


DROPPED = (".DS_Store", "examen/Thumbs.db", "desktop.ini", "examen/._dossier.json")


def test_what_systems_drop_is_named_apart(closed: ExamFolder, session: ExamSession) -> None:
    """Does a folder that was looked at in Finder or Explorer still verify, with those files named?"""
    for name in DROPPED:
        (closed.root / name).write_text("x")
    verdict = verify(closed.root, session)
    assert (verdict.problems, verdict.sealed) == ((), True)
    assert verdict.dropped == tuple(sorted(DROPPED))
    (closed.root / "examen/note.ini").write_text("x")
    (closed.root / "._lien").symlink_to("/")
    assert [problem.split()[1] for problem in verify(closed.root, session).problems] == [
        "._lien",
        "examen/note.ini",
    ]


def test_what_systems_drop_before_the_closing_breaks_nothing(tmp_path: Path, session: ExamSession) -> None:
    """May such files be there from the beginning, change after the closing, and go?"""
    root = tmp_path / "c-017"
    root.mkdir()
    (root / ".DS_Store").write_text("x")
    folder = ExamFolder.prepare(root, session, "c-017", minutes=60, now=NOW)
    folder.close(NOW, session)
    (root / ".DS_Store").write_text("xy")
    assert verify(root, session).problems == ()
    (root / ".DS_Store").unlink()
    assert verify(root, session).problems == ()


@pytest.mark.parametrize("later", ["changed", "gone"])
def test_a_manifest_of_before_that_names_such_a_file_verifies(
    folder: ExamFolder, monkeypatch: pytest.MonkeyPatch, later: str
) -> None:
    """Where an older version sealed such a file, does its change say nothing?"""
    path = folder.root / ".DS_Store"
    path.write_text("x")
    with monkeypatch.context() as before:
        before.setattr("tpelib.assess.exam.manifest.dropped_by_a_system", lambda path: False)
        folder.close(NOW)
    assert ".DS_Store" in (folder.root / MANIFEST).read_text()
    assert verify(folder.root).problems == ()
    path.write_text("xy") if later == "changed" else path.unlink()
    assert verify(folder.root).problems == ()


def _append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" ")


CHANGES: dict[str, Callable[[Path], object]] = {
    "answer": lambda root: _append(root / "examen" / Dossier.NAME),
    "subject": lambda root: _append(root / SUBJECT),
    "measures": lambda root: _append(root / MEASURES),
    "notebook": lambda root: _append(root / "examen/c6_campagne.ipynb"),
    "removed": lambda root: (root / "examen" / Dossier.NAME).unlink(),
    "added": lambda root: (root / "examen/note.txt").write_text("x"),
    "hidden": lambda root: (root / ".tpe").symlink_to("/"),
    "manifest": lambda root: _append(root / MANIFEST),
    "no manifest": lambda root: (root / MANIFEST).unlink(),
    "journal": lambda root: (root / JOURNAL).write_text((root / JOURNAL).read_text().replace("60", "90")),
    "time": lambda root: (root / JOURNAL).write_text(
        "".join((root / JOURNAL).read_text().splitlines(True)[:-1])
    ),
    "no journal": lambda root: (root / JOURNAL).unlink(),
    "after": lambda root: Journal(root / JOURNAL).add("open", {}, NOW),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_later_change_shows(closed: ExamFolder, change: str) -> None:
    """Does each way to touch a closed folder show, in a sentence?"""
    assert verify(closed.root).problems == ()
    CHANGES[change](closed.root)
    (problem, *_) = verify(closed.root).problems
    assert french.typography(problem) == problem
    assert problem.endswith(".")


def test_who_rewrites_all_of_it_is_caught_by_the_session(
    tmp_path: Path, closed: ExamFolder, session: ExamSession
) -> None:
    """Does a folder closed again with other answers differ from what the session wrote down?"""
    lines = (closed.root / JOURNAL).read_text().splitlines(keepends=True)
    (closed.root / JOURNAL).write_text("".join(lines[:-1]))
    Dossier(closed.course).save(REPLIES, {"first": "Bonjour, une autre réponse."})
    closed.close(datetime.now().astimezone())
    assert verify(closed.root).problems == ()  # sound by itself…
    verdict = verify(closed.root, session)
    assert not verdict.sealed
    assert "le dossier a été refait" in verdict.problems[0]
    assert "inscrit" in verify(closed.root, ExamSession(tmp_path / "autre", NOW)).problems[0]


def test_the_digest_of_the_minutes_stands_in_for_a_seal(folder: ExamFolder, session: ExamSession) -> None:
    """When it was closed away from the session, is one told to compare the digest?"""
    receipt = folder.close(NOW + minutes(70))
    verdict = verify(folder.root, session)
    assert verdict.digest == receipt.digest
    assert (receipt.minutes, receipt.allowed) == (0, 60)
    assert "procès-verbal" in verdict.problems[0]


def test_an_exam_that_is_not_closed_has_nothing_to_verify(folder: ExamFolder) -> None:
    """Is one told that it is not closed yet?"""
    assert "pas close" in verify(folder.root).problems[0]


def test_a_document_form_is_taken_back(folder: ExamFolder, session: ExamSession) -> None:
    """Do answers given on a document count as those given on screen, before the exam is closed?"""
    path = folder.root.with_name("rempli.html")
    done = content(avis=good_replies(folder.subject))
    write_form(sat(folder.subject), done, path)
    folder.close(NOW, session, path)
    assert Dossier(folder.course).values(REPLIES)["first"] == good_replies(folder.subject)["first"]
    assert verify(folder.root, session).problems == ()


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_bytes_as_a_journal_give_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """Does a journal that is anything at all give a sentence, never a traceback?"""
    root = tmp_path_factory.mktemp("journal")
    (root / JOURNAL).write_bytes(data)
    assert verify(root).problems


def test_the_notebook_calls_the_two_parts(folder: ExamFolder) -> None:
    """Does the exam's notebook show both parts, and hold no cell that grades?"""
    notebook = json.loads((folder.course / "c6_campagne.ipynb").read_text())
    code = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [source.splitlines()[-1] for source in code] == ['epreuve("campagne")', 'epreuve("avis")']
    assert all("nbgrader" not in cell["metadata"] for cell in notebook["cells"])
