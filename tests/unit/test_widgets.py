"""Widgets without a browser: what the page sends, what it is told, and that nothing typed is ever lost."""

import errno
import json
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import pytest

from tpelib.base import french
from tpelib.base.errors import DomainError, TpeError
from tpelib.charts import Picture, Table
from tpelib.charts.static import static_html
from tpelib.course.cases import all_cases
from tpelib.engine.answer import Answer
from tpelib.engine.dossier import Content, Dossier
from tpelib.engine.exercise import (
    Action,
    Answers,
    Deliverable,
    Exercise,
    Exploration,
    Outcome,
    Progress,
    View,
)
from tpelib.engine.marking import Marking
from tpelib.engine.questions import File, Number, Text
from tpelib.engine.registry import exploration, get
from tpelib.engine.sheet import answer_html, sheet
from tpelib.samples.references import reference
from tpelib.screens.widgets.charts import Chart
from tpelib.screens.widgets.explorer import Explorer
from tpelib.screens.widgets.form import Form
from tpelib.screens.widgets.pages import path_page
from tpelib.screens.widgets.result import GradeView
from tpelib.screens.widgets.view import ExerciseView

BUSINESS = get("c1-entreprise")
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"


class Page:
    """What a form's page does: it sends all its fields, and a turn that it waits for."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.fields = dict(form.values)

    def type(self, **values: Any) -> None:
        """Type into fields, as a page does that then sends the whole form."""
        self.fields.update(values)
        with self.form.hold_trait_notifications():
            self.form.typed = dict(self.fields)
            self.form.turn += 1
        assert self.form.acknowledged == self.form.turn

    def say(self, kind: str, *buffers: bytes, **more: Any) -> None:
        """Send a message, as a button does."""
        self.form._handle_custom_msg({"type": kind, **more}, [memoryview(data) for data in buffers])


def plain(text: str) -> str:
    """Return a text with plain spaces."""
    return text.replace(french.NBSP, " ").replace(french.NNBSP, " ")


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return Dossier(tmp_path)


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Fill the disk, or make room again."""
    sound = os.fsync
    full: list[bool] = []

    def fsync(handle: int) -> None:
        if full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sound(handle)

    monkeypatch.setattr(os, "fsync", fsync)

    def change(now: bool) -> None:
        full[:] = [True] if now else []

    return change


# ── The form: saving ──────────────────────────────────────────────────────────────────────────────


def test_what_is_typed_is_saved_and_said(dossier: Dossier) -> None:
    """Is each change in the dossier at once, with the time it was saved?"""
    form = Form(BUSINESS, dossier)
    assert (form.saved, form.notice, form.values) == ("", "", {})
    page = Page(form)
    page.type(name="La Rose", basket="42,50", margin="")
    assert dossier.values("c1-entreprise") == {"name": "La Rose", "basket": "42,50"}
    assert form.values == {"name": "La Rose", "basket": "42,50"}
    assert plain(form.saved).startswith("Enregistré à ")
    assert form.errors == {}


def test_an_untouched_form_saves_nothing(dossier: Dossier) -> None:
    """Is a form that was only looked at, or sent blank, no answer at all?"""
    Page(Form(BUSINESS, dossier)).type(name="", basket="", project=None)
    Page(Form(get("c1-cible"), dossier)).type(segments=[{"name": "", "age_from": ""}, {}], habits="")
    assert not dossier.path.exists()


def test_an_answer_is_found_by_the_next_form(dossier: Dossier) -> None:
    """Does a restart of the kernel or a reopened tab find the answer, and when it was saved?"""
    Page(Form(BUSINESS, dossier)).type(name="La Rose")
    again = Form(BUSINESS, Dossier(dossier.folder))
    assert again.values == {"name": "La Rose"}
    assert plain(again.saved).startswith("Enregistré à ")
    content = dossier.content
    content.answers["c1-entreprise"]["saved_at"] = "2026-03-06T14:32:00+00:00"
    later = Dossier(dossier.folder)
    later._write(content)
    assert plain(Form(BUSINESS, later).saved).startswith("Enregistré le 6 mars 2026 à ")


def test_a_wrong_value_is_kept_as_typed_with_its_sentence(dossier: Dossier) -> None:
    """Is « beaucoup » kept where a number is wanted, with what is expected, until it is mended?"""
    form = Form(BUSINESS, dossier)
    page = Page(form)
    page.type(basket="beaucoup", name="La Rose")
    assert form.values["basket"] == "beaucoup"
    assert "Écrivez un nombre" in form.errors["basket"]
    assert "Écrivez un nombre" in Form(BUSINESS, dossier).errors["basket"]
    page.type(basket="42")
    assert form.errors == {}


def test_an_answer_can_be_emptied(dossier: Dossier) -> None:
    """Is a field that was cleared saved as cleared?"""
    form = Form(BUSINESS, dossier)
    page = Page(form)
    page.type(name="La Rose")
    page.type(name="")
    assert dossier.values("c1-entreprise") == {"name": ""}
    assert BUSINESS.answer(dossier).name == ""


def test_unknown_fields_are_not_kept(dossier: Dossier) -> None:
    """Can a page that was tampered with write anything else into the dossier?"""
    Page(Form(BUSINESS, dossier)).type(score=100, name="La Rose")
    assert dossier.values("c1-entreprise") == {"name": "La Rose"}


def test_a_full_disk_is_said_and_nothing_is_lost(dossier: Dossier, full_disk: Callable[[bool], None]) -> None:
    """When the disk is full, is it said, is what was typed still there, and is it saved once there is room?"""
    form = Form(BUSINESS, dossier)
    page = Page(form)
    page.type(name="La Rose")
    full_disk(True)
    page.type(basket="42")
    assert "le disque est plein" in plain(form.notice)
    assert form.typed["basket"] == "42"
    assert dossier.values("c1-entreprise") == {"name": "La Rose"}
    full_disk(False)
    page.type(margin="55")
    assert form.notice == ""
    assert dossier.values("c1-entreprise") == {"name": "La Rose", "basket": "42", "margin": "55"}


def test_checking_tries_again_what_could_not_be_saved(
    dossier: Dossier, full_disk: Callable[[bool], None]
) -> None:
    """Does the button save what the full disk refused, even if nothing more is typed?"""
    form = Form(BUSINESS, dossier)
    page = Page(form)
    full_disk(True)
    page.type(name="La Rose")
    page.say("check")
    assert "le disque est plein" in plain(form.notice)
    full_disk(False)
    page.say("check")
    assert form.notice == ""
    assert dossier.values("c1-entreprise") == {"name": "La Rose"}
    assert form.result["max"] == 10


def test_a_surprise_is_a_sentence_too(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Is a fault of the course itself logged for us, and a sentence for the learner?"""

    def broken(*given: object, **more: object) -> None:
        raise RuntimeError("bug")

    form = Form(BUSINESS, dossier)
    page = Page(form)
    monkeypatch.setattr(Dossier, "save", broken)
    page.type(name="La Rose")
    assert "gardez cette page ouverte" in form.notice
    monkeypatch.undo()
    monkeypatch.setattr(Exercise, "evaluate", broken)
    page.say("check")
    assert "un imprévu empêche de les vérifier" in form.notice
    assert form.result is None
    assert dossier.values("c1-entreprise") == {"name": "La Rose"}  # tried again by the check
    assert caplog.text.count("RuntimeError: bug") == 2


def test_a_later_dossier_is_a_notice_and_stays_as_it_is(dossier: Dossier) -> None:
    """Does a form over a newer dossier say so at each step, and write nothing?"""
    newer = b'{"format": "tpe-dossier", "version": 99, "answers": {}}'
    dossier.path.write_bytes(newer)
    form = Form(BUSINESS, dossier)
    assert "plus récente" in form.notice
    page = Page(form)
    page.type(name="La Rose")
    page.say("check")
    assert "plus récente" in form.notice
    assert dossier.path.read_bytes() == newer


# ── The form: several windows ─────────────────────────────────────────────────────────────────────


def test_two_windows_on_one_exercise_keep_each_its_field(dossier: Dossier) -> None:
    """Do two tabs, one of which shows an older answer, keep each what was typed in it?"""
    Page(Form(BUSINESS, dossier)).type(name="La Rose", offer="des roses")
    one, two = Form(BUSINESS, dossier), Form(BUSINESS, Dossier(dossier.folder))
    first, second = Page(one), Page(two)
    first.type(name="La Rose bleue")
    second.type(basket="42")  # this page still shows « La Rose »
    assert dossier.values("c1-entreprise") == {"name": "La Rose bleue", "offer": "des roses", "basket": "42"}
    assert two.values["name"] == "La Rose bleue"  # … and is told


def test_a_page_that_is_late_does_not_undo_the_other_window(dossier: Dossier) -> None:
    """While one types on without a pause, does what another window changed stay changed?"""
    Page(Form(BUSINESS, dossier)).type(name="La Rose")
    page = Page(Form(BUSINESS, Dossier(dossier.folder)))
    page.type(basket="4")
    Page(Form(BUSINESS, dossier)).type(name="La Rose bleue")
    page.type(basket="42")  # the page has not yet drawn the new name: it sends the old one again
    page.type(basket="42,5")
    assert dossier.values("c1-entreprise") == {"name": "La Rose bleue", "basket": "42,5"}
    page.type(name="La Rose rouge")  # changed here: it counts
    assert dossier.values("c1-entreprise")["name"] == "La Rose rouge"


# ── The form: checking ────────────────────────────────────────────────────────────────────────────


def test_points_and_reasons_come_on_asking_and_follow_the_answer(dossier: Dossier) -> None:
    """Does the button give points and reasons, kept in step with each change afterwards?"""
    form = Form(BUSINESS, dossier)
    page = Page(form)
    page.type(name="La Rose")
    assert form.result is None  # nobody asked yet
    page.say("check")
    before = form.result["points"]
    assert plain(form.result["sentence"]) == f"{before:g} point sur 10".replace(".", ",")
    page.type(**reference(all_cases()[0])["c1-entreprise"])
    assert form.result["points"] == 10
    assert json.loads(json.dumps(form.result)) == form.result


def test_asking_twice_is_announced_twice(dossier: Dossier) -> None:
    """Does a second press say the result again, although it is the same?"""
    form = Form(BUSINESS, dossier)
    heard: list[Any] = []
    form.observe(lambda change: heard.append(change["new"]), "result")
    Page(form).say("check")
    Page(form).say("check")
    assert [found is None for found in heard] == [False, True, False]


def test_an_unknown_message_does_nothing(dossier: Dossier) -> None:
    """Is a message of a later page ignored?"""
    page = Page(Form(BUSINESS, dossier))
    page.say("autre")
    page.say("file", b"x", field="inconnu", name="a.jpg")
    page.say("action", id="inconnue")
    page.say("file", field="name", name="sans contenu")
    assert not dossier.path.exists()
    assert page.form.activity == {}


# ── The form: what it can do for the learner ──────────────────────────────────────────────────────


def not_hostile(data: bytes) -> None:
    if data == b"hostile":
        raise TpeError("Ce fichier n'est pas une photo.")


class Sheet(Answer):
    """Two questions and a file."""

    words: Annotated[str, Text("Mots ?")] = ""
    count: Annotated[float | None, Number("Combien ?")] = None
    photo: Annotated[dict[str, Any] | None, File("Photo ?", accept=(".jpg",), check=not_hostile)] = None


def check(answer: Sheet, answers: Answers, marking: Marking) -> None:
    marking.award(1, bool(answer.words), "Bien.", "Écrivez.")


def propose(answer: Sheet, answers: Answers, progress: Progress) -> Outcome:
    progress(0.5, "À mi-chemin : on cherche.")
    progress(2, "Presque.")
    return Outcome("C'est fait : 2 champs remplis.", {"words": "proposé", "count": "3"})


def refuse(answer: Sheet, answers: Answers, progress: Progress) -> Outcome:
    raise TpeError("Donnez d'abord vos mots.")


def fail(answer: Sheet, answers: Answers, progress: Progress) -> Outcome:
    raise RuntimeError("bug")


def export(answer: Sheet, answers: Answers, progress: Progress) -> Outcome:
    return Outcome("Fichier prêt.", files=(Deliverable("a.csv", "text/csv", b"a;b"),))


def redo(answer: Sheet, answers: Answers, progress: Progress) -> Outcome:
    return Outcome("Photo remplacée.", keep={"photo": Deliverable("propre.jpg", "image/jpeg", b"propre")})


REACHED, GO_ON = threading.Event(), threading.Event()


def long(answer: Sheet, answers: Answers, progress: Progress) -> Outcome:
    progress(0.1, "On commence.")
    REACHED.set()
    assert GO_ON.wait(60)
    progress(0.2, "On continue.")
    return Outcome("Trop tard.", {"words": "changé"})


SHEET = Exercise(
    "t-fiche",
    "C1",
    ("Cr1",),
    "Fiche",
    "Répondez.",
    Sheet,
    1.0,
    check,
    actions=tuple(
        Action(run.__name__, run.__name__.capitalize(), run)
        for run in (propose, refuse, fail, export, redo, long)
    ),
)


@pytest.fixture
def page(dossier: Dossier) -> Page:
    return Page(Form(SHEET, dossier))


def done(page: Page, action: str) -> dict[str, Any]:
    """Press an action's button and return what the page shows once it has ended."""
    page.say("action", id=action)
    page.form.wait()
    return dict(page.form.activity)


def test_an_action_fills_fields_and_tells_how_far_it_is(page: Page, dossier: Dossier) -> None:
    """Does a long action show its progress, then fill the fields as if they were typed?"""
    seen: list[Any] = []
    page.form.observe(lambda change: seen.append(change["new"]), "activity")
    assert done(page, "propose") == {"sentence": "C’est fait\u00a0: 2 champs remplis.", "undo": False}
    assert dossier.values("t-fiche") == page.form.values == {"words": "proposé", "count": "3"}
    assert [(now.get("running"), now.get("share")) for now in seen] == [
        ("propose", 0.0),
        ("propose", 0.5),
        ("propose", 1.0),
        (None, None),
    ]
    assert seen[1]["sentence"] == "À mi-chemin\u00a0: on cherche."


def test_what_an_action_replaced_comes_back(page: Page, dossier: Dossier) -> None:
    """Can the learner have back what an action wrote over, blanks included?"""
    page.type(words="à moi")
    assert done(page, "propose")["undo"] is True
    page.say("undo")
    assert dossier.values("t-fiche") == {"words": "à moi"}
    assert page.form.activity == {"sentence": "Votre version d’avant est revenue."}


def test_an_action_that_cannot_is_a_sentence(page: Page, dossier: Dossier) -> None:
    """Is a problem said in the course's words, and the way free for another try?"""
    assert done(page, "refuse") == {"problem": "Donnez d’abord vos mots."}
    assert not dossier.path.exists()
    assert "sentence" in done(page, "propose")


def test_an_action_that_fails_is_a_sentence_and_a_log(page: Page, caplog: pytest.LogCaptureFixture) -> None:
    """Is a fault in a calculation a sentence that says the answers are whole?"""
    assert done(page, "fail") == {"problem": "Un imprévu a arrêté le calcul : vos réponses n’ont pas changé."}
    assert "RuntimeError: bug" in caplog.text


def test_an_action_can_be_stopped(page: Page, dossier: Dossier) -> None:
    """Does the way out stop a long action, with nothing changed, while the page stays alive?"""
    REACHED.clear()
    GO_ON.clear()
    page.type(words="à moi")
    page.say("action", id="long")
    assert REACHED.wait(60)
    assert page.form.activity["running"] == "long"
    page.say("action", id="propose")  # one at a time
    page.type(count="5")  # typing goes on meanwhile
    page.say("stop")
    GO_ON.set()
    page.form.wait()
    assert page.form.activity == {"problem": "Arrêté à votre demande\u00a0: rien n’a changé."}
    assert dossier.values("t-fiche") == {"words": "à moi", "count": "5"}
    assert "sentence" in done(page, "propose")  # a stop is for one action only


def test_files_made_for_the_learner_are_handed_over(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """Does an export reach the page with its name, kind and bytes?"""
    sent: list[Any] = []
    monkeypatch.setattr(Form, "send", lambda self, *given: sent.append(given))
    assert done(page, "export") == {"sentence": "Fichier prêt.", "undo": False}
    assert sent == [({"type": "files", "files": [{"name": "a.csv", "type": "text/csv"}]}, [b"a;b"])]


def test_an_action_whose_result_cannot_be_saved_says_so(
    page: Page, dossier: Dossier, full_disk: Callable[[bool], None]
) -> None:
    """Is a proposal that the full disk refused not announced as done, and neither is an undo?"""
    full_disk(True)
    assert "le disque est plein" in plain(done(page, "propose")["problem"])
    page.say("undo")
    assert "le disque est plein" in plain(page.form.activity["problem"])
    assert not dossier.path.exists()


def test_a_file_is_kept_and_stands_in_the_answer(
    page: Page, dossier: Dossier, full_disk: Callable[[bool], None]
) -> None:
    """Is a photo kept beside the dossier, and a full disk said?"""
    page.say("file", b"\xff\xd8photo", field="photo", name="../ma photo.jpg")
    answer = SHEET.answer(dossier).photo
    assert answer is not None
    assert answer["name"] == "ma photo.jpg"
    assert dossier.file(answer) == b"\xff\xd8photo"
    page.say("file", b"autre", field="photo", name="programme.exe")
    assert "Choisissez un fichier .jpg" in page.form.errors["photo"]
    full_disk(True)
    page.say("file", b"encore", field="photo", name="b.jpg")
    assert "le disque est plein" in plain(page.form.notice)


def test_a_hostile_file_is_refused_where_it_is_given(page: Page, dossier: Dossier) -> None:
    """Is a file looked at before it is kept, its refusal said beside the question, the one before still there?"""
    page.say("file", b"saine", field="photo", name="a.jpg")
    page.say("file", b"hostile", field="photo", name="b.jpg")
    assert page.form.errors == {"photo": "Ce fichier n’est pas une photo."}
    answer = SHEET.answer(dossier).photo
    assert answer is not None
    assert answer["name"] == "a.jpg"
    page.say("file", b"autre", field="photo", name="c.jpg")
    assert page.form.errors == {}


def test_a_file_that_an_action_made_takes_the_place_of_ones_own(page: Page, dossier: Dossier) -> None:
    """Is the file kept, and can the learner have his own back?"""
    page.say("file", b"mienne", field="photo", name="a.jpg")
    assert done(page, "redo") == {"sentence": "Photo remplacée.", "undo": True}
    assert dossier.file(SHEET.answer(dossier).photo) == b"propre"
    page.say("undo")
    assert dossier.file(SHEET.answer(dossier).photo) == b"mienne"


# ── The exercise with its pictures ────────────────────────────────────────────────────────────────


def test_pictures_follow_the_answer(dossier: Dossier) -> None:
    """Do charts come with the first readable answer, change with it, and go with it?"""
    view = ExerciseView(get("c1-temps"), dossier)
    assert list(view.children) == [view.form]
    page = Page(view.form)
    page.type(formats=[{"name": "Photo", "minutes": "20", "number": "2"}])
    form, chart = view.children
    assert form is view.form
    first = chart.picture
    assert "40 min" in plain(first["reading"])
    page.type(formats=[{"name": "Photo", "minutes": "30", "number": "2"}])
    assert list(view.children) == [form, chart]  # drawn in place: nothing jumps
    assert chart.picture != first
    page.type(formats=[])
    assert chart.picture == {}


# ── Charts ────────────────────────────────────────────────────────────────────────────────────────


def picture(text: str = "Titre d'essai : voici", html: str = "") -> Picture:
    """Return a picture whose every text is the same."""
    spec = {"data": [{"type": "bar", "x": [text], "y": [1], "marker": {"color": "#0072b2"}}], "layout": {}}
    return Picture(
        text, text, text, {} if html else spec, Table(text, ["", text], [[text, "12 %"]]), text, html
    )


def test_a_chart_is_drawn_changed_and_hidden() -> None:
    """Does a chart hold its picture as JSON, all its texts set, and nothing when there is none?"""
    chart = Chart()
    assert chart.picture == {}
    chart.show(picture())
    set_text = "Titre d’essai\u00a0: voici"
    assert chart.picture["title"] == chart.picture["spec"]["data"][0]["x"][0] == set_text
    assert chart.picture["table"]["header"] == ["", set_text]
    assert chart.picture["table"]["rows"] == [[set_text, "12\u00a0%"]]
    assert json.loads(json.dumps(chart.picture)) == chart.picture
    chart.show(picture(html="<p>l'un : l'autre</p>"))
    assert chart.picture["html"] == "<p>l'un : l'autre</p>"  # a drawing comes as it is
    chart.show(None)
    assert chart.picture == {}


def test_plotly_comes_from_its_own_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Does the page get plotly from the kernel, not from the network?"""
    sent: list[Any] = []
    monkeypatch.setattr(Chart, "send", lambda self, *given, **more: sent.append((given, more)))
    chart = Chart(picture())
    chart._handle_custom_msg({"type": "autre"}, [])
    assert sent == []
    chart._handle_custom_msg({"type": "plotly"}, [])
    [((message,), more)] = sent
    assert message == {"type": "plotly"}
    assert b"plotly.js v" in more["buffers"][0][:200]


def test_a_picture_without_a_script_is_escaped_html() -> None:
    """Does the assessor's page get sentence, table and source as text, whatever was typed in them?"""
    shown = static_html([picture(SCRIPT)])
    assert "<script" not in shown
    assert "<img" not in shown
    in_words = shown[: shown.index("<svg")] + shown[shown.index("</svg>") :]
    assert in_words.count("&lt;script&gt;") == 5  # sentence, caption, column, row, source
    assert static_html([]) == ""
    assert "<p>dessin</p>" in static_html([picture(html="<p>dessin</p>")])


# ── Live explorations ─────────────────────────────────────────────────────────────────────────────


class Settings(Answer):
    """One slider."""

    budget: Annotated[float | None, Number("Budget", unit="€", minimum=0, maximum=10, step=1)] = None


def view(settings: Settings, answers: Answers) -> View:
    if settings.budget == 10:
        raise DomainError("C'est trop : baissez.")
    return View(f"Budget : {settings.budget:g} €.", picture())


LIVE = Exploration("t-live", "Et si… ?", "Bougez.", Settings, lambda answers: {"budget": 2}, view)


def test_an_exploration_answers_each_move() -> None:
    """Does moving a slider change the sentence and the chart, and is what cannot be computed a sentence?"""
    shown = Explorer(LIVE, Content())
    assert shown.controls.sentence == "Budget\u00a0: 2\u00a0€."
    assert shown.controls.start == {"budget": 2}
    assert shown.controls.schema["fields"][0]["step"] == 1
    shown.controls.values = {"budget": 7}
    assert shown.controls.sentence == "Budget\u00a0: 7\u00a0€."
    shown.controls.values = {"budget": "beaucoup"}
    assert shown.controls.sentence == "Budget\u00a0: 2\u00a0€."
    assert shown.chart.picture["title"]
    shown.controls.values = {"budget": 10}
    assert shown.controls.sentence == "C’est trop\u00a0: baissez."
    assert shown.chart.picture == {}


def test_an_exploration_saves_nothing(dossier: Dossier) -> None:
    """May one play with every slider without touching one's dossier?"""
    shown = Explorer(exploration("c1-campagne-scenarios"), dossier)
    shown.controls.values = {**shown.controls.values, "budget": 500}
    assert "500" in str(shown.chart.picture["table"])
    assert not dossier.path.exists()


# ── What the assessor sees ────────────────────────────────────────────────────────────────────────


def grade(answers: dict[str, Any], exercise_id: str, notices: Sequence[str] = ()) -> GradeView:
    """Return the assessor's view of an exercise."""
    content = Content(answers={key: {"values": values} for key, values in answers.items()})
    return GradeView(sheet(get(exercise_id), content, notices))


def test_the_assessor_reads_answers_and_reasons() -> None:
    """Are the points a plain float, and the answers and reasons readable, tables as tables?"""
    found = grade(reference(all_cases()[0]), "c1-plan", ["Un mot : lu."])
    assert repr(found) == "16.0"
    shown = plain(found._repr_html_())
    assert "Mon plan d’action : 16 points sur 16" in shown
    assert "✓ Juste" in shown
    assert "<strong>Un mot : lu.</strong>" in shown
    assert '<th scope="row">2</th><td>Campagne fête des Mères</td><td>Facebook</td>' in shown
    assert "<td>19 avril 2027</td>" in shown
    assert "(sans réponse)" in plain(
        grade({"c1-entreprise": {"name": "La Rose"}}, "c1-entreprise")._repr_html_()
    )


def test_nothing_typed_can_act_on_the_assessors_page() -> None:
    """Is every text a learner types, in fields, tables, reasons and notices, shown and never run?"""
    answers = reference(all_cases()[0])
    answers["c1-entreprise"]["name"] = SCRIPT
    answers["c1-coherence"]["jury"] = f"{SCRIPT}\n{SCRIPT}"
    answers["c1-plan"]["actions"][0] |= {"what": SCRIPT[:80], "start": "2027-08-02", "end": "2027-08-29"}
    answers["c1-plan"]["actions"][1]["hours"] = SCRIPT
    for exercise_id in ("c1-entreprise", "c1-coherence", "c1-plan"):
        shown = grade(answers, exercise_id, [SCRIPT])._repr_html_()
        assert "<script" not in shown
        assert "<img" not in shown
        assert "&lt;script&gt;" in shown
    assert "&lt;script&gt;" in answer_html(get("c1-entreprise").parse(answers["c1-entreprise"]).answer)


def test_nothing_typed_can_act_on_the_path(dossier: Dossier) -> None:
    """Is the page of the path free of what a damaged or hostile dossier holds?"""
    dossier.path.write_bytes(b'{"format": "' + SCRIPT.encode() + b'"')
    shown = path_page(dossier).data
    assert "<script" not in shown.split("</style>")[1]
    assert "<img" not in shown


def test_a_form_over_a_hostile_dossier_opens(dossier: Dossier) -> None:
    """Does a form open on values of any shape, told where they cannot be read?"""
    dossier.save("c1-entreprise", {"name": {"$": [SCRIPT]}, "basket": [1], "project": 3})
    form = Form(BUSINESS, dossier)
    assert set(form.errors) == {"name", "basket", "project"}
    Page(form).type(name="La Rose")
    assert BUSINESS.answer(dossier).name == "La Rose"
