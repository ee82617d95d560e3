"""nbgrader's own formgrader, as an assessor sees it on this course, graded by `tpe grade`."""

import csv
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Lab, free_port, served
from tests.browser.course import violations
from tests.grading.desk import small_sample
from tpelib.assess.grading.fast.run import grade
from tpelib.samples.retyping import HOSTILE_TEXT

pytestmark = [pytest.mark.browser, pytest.mark.nbgrader]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Grade three hostile learners: no JSON, links to other people's files, scripts in every text."""
    folder = tmp_path_factory.mktemp("formgrader")
    session = small_sample(folder / "session", learners=3, kind="hostile")
    grade(session, told=lambda learner, sentence: None)
    return session


@pytest.fixture(scope="module")
def formgrader(session: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_CONFIG_PATH", str(session))
        patch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path_factory.mktemp("config")))
        yield from served(
            session,
            "jupyter_server",
            "--no-browser",
            f"--ServerApp.port={free_port()}",
            f"--ServerApp.root_dir={session}",
            "--ServerApp.allow_root=True",
            "--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}",
        )


def submission(session: Path, profile: str) -> str:
    """Return the id that formgrader gives to the C1 notebook of a kind of learner."""
    with (session / "attendu.csv").open(encoding="utf-8", newline="") as stream:
        learner = next(row["apprenant"] for row in csv.DictReader(stream) if row["profil"] == profile)
    with closing(sqlite3.connect(session / "gradebook.db")) as database:
        (found,) = database.execute(
            "SELECT n.id FROM submitted_notebook n JOIN submitted_assignment a ON a.id = n.assignment_id "
            "JOIN notebook b ON b.id = n.notebook_id WHERE a.student_id = ? AND b.name = 'c1_strategie'",
            (learner,),
        ).fetchone()
    return str(found)


def test_an_assessor_reads_answers_and_reasons_and_gives_a_level(
    formgrader: Lab, page: Page, session: Path
) -> None:
    """Are answers and French reasons shown, escaped, beside the rubric, and is a level kept?"""
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(f"{formgrader.base}/login?token={formgrader.token}")
    page.goto(f"{formgrader.base}/formgrader/gradebook/parcours/c1_strategie")
    expect(page.get_by_role("link", name="Submission #3", exact=True)).to_be_visible()

    address = f"{formgrader.base}/formgrader/submissions/{submission(session, 'des scripts')}/"
    page.goto(address)
    expect(page.get_by_text("Panier, marge et ventes sont ceux de la fiche.")).to_be_visible()
    expect(page.get_by_text(HOSTILE_TEXT).first).to_be_visible()
    expect(page.get_by_text("<script>alert(1)</script>")).to_be_visible()
    expect(page.locator("#notebook figure svg").first).to_be_visible()
    assert page.locator("img[src=x]").count() == 0
    assert page.locator("#notebook script").count() == 0
    expect(page.get_by_role("heading", name="Grille du jury · Cr1")).to_be_visible()
    expect(page.get_by_text("2 · Conforme")).to_be_visible()

    score, comment = page.locator("#grille-cr1"), page.locator("#grille-cr1-comment")
    with page.expect_response(lambda answer: "/api/grade/" in answer.url and answer.request.method == "PUT"):
        score.fill("2")
        score.press("Tab")
    with page.expect_response(
        lambda answer: "/api/comment/" in answer.url and answer.request.method == "PUT"
    ):
        comment.fill("Un plan qui tient.")
        comment.press("Tab")
    page.goto(address)
    expect(score).to_have_value("2")
    expect(comment).to_have_value("Un plan qui tient.")
    assert dialogs == []
    assert violations(page, "html") == []


def test_an_assessor_reads_why_a_zero_is_none(formgrader: Lab, page: Page, session: Path) -> None:
    """Does the page of a submission in trouble begin with what is the matter?"""
    page.goto(f"{formgrader.base}/login?token={formgrader.token}")
    page.goto(f"{formgrader.base}/formgrader/submissions/{submission(session, 'des liens')}/")
    expect(page.get_by_role("heading", name="À savoir sur cette remise")).to_be_visible()
    expect(page.get_by_text("La remise ne contient pas de dossier")).to_be_visible()
    expect(page.locator("#c1-plan")).to_have_attribute("placeholder", "0")
    expect(page.locator("#grille-cr1-comment")).to_have_attribute(
        "placeholder", re.compile("lien vers un autre endroit")
    )
