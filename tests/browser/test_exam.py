"""The exam in a real JupyterLab, as a candidate sits it at the certifier's."""

import contextlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Lab, free_port, served
from tests.browser.course import form, open_notebook, saved, violations
from tpelib.assess.exam.folder import ExamFolder
from tpelib.assess.exam.manifest import verify
from tpelib.assess.exam.session import ExamSession
from tpelib.course.exam.exercises import CAMPAIGN, REPLIES
from tpelib.engine.dossier import Dossier

pytestmark = pytest.mark.browser


@contextlib.contextmanager
def sitting(folder: ExamFolder) -> Iterator[Lab]:
    """Run ``tpe exam open``; at the end the machine is cut off (kill -9), as by a power cut."""
    options = ("--no-browser", "--port", str(free_port()))
    running = served(folder.root, "tpelib.cli", "exam", "open", str(folder.root), *options)
    try:
        yield next(running)
    finally:
        running.close()


def test_an_exam_is_sat_cut_off_sat_again_and_closed(tmp_path: Path, page: Page) -> None:
    """Is there the exam and nothing else, no check, and is what was typed there after a power cut?"""
    now = datetime.now().astimezone()
    session = ExamSession(tmp_path / "session", now)
    folder = ExamFolder.prepare(tmp_path / "c-017", session, "c-017", minutes=60, now=now)
    with sitting(folder) as lab:
        open_notebook(page, lab.address("examen/c6_campagne.ipynb"))
        campaign, replies = form(page, "La campagne"), form(page, "Les deux réponses")
        expect(campaign.get_by_text(folder.subject.brief.content, exact=False).first).to_be_visible()
        for absent in (
            "Vérifier mes réponses",
            "Mon parcours",
            "Afficher le code",
            "Menus",
            "Remettre mon dossier",
        ):
            expect(page.get_by_role("button", name=absent)).to_have_count(0)
        expect(page.get_by_text("Un coup de main ?")).to_have_count(0)
        campaign.get_by_label("Quel nom donnez-vous à la campagne ?").fill("Épreuve")
        replies.get_by_label("Votre réponse au premier avis").fill("Bonjour, je vous réponds par écrit.")
        page.keyboard.press("Tab")
        saved(campaign)
        saved(replies)
        expect(campaign.locator(".tpe-v-right, .tpe-v-wrong")).to_have_count(0)
        assert violations(page, ".tpe-form", ".tpe-top") == []
        page.goto("about:blank")
    with sitting(folder) as lab:
        open_notebook(page, lab.address("examen/c6_campagne.ipynb"))
        reply = form(page, "Les deux réponses").get_by_label("Votre réponse au premier avis")
        expect(reply).to_have_value("Bonjour, je vous réponds par écrit.")
        page.goto("about:blank")
    folder.close(datetime.now().astimezone(), session)
    assert [line.kind for line in folder.journal.lines()] == ["new", "open", "cut", "open", "cut", "close"]
    assert Dossier(folder.course).values(CAMPAIGN) == {"name": "Épreuve"}
    assert Dossier(folder.course).values(REPLIES)["first"].startswith("Bonjour")
    assert verify(folder.root, session).problems == ()
