"""The screens that the documentation shows and measures: each served as its users meet it, on reference cases.

They are reached with the helpers of the browser tests, so that a picture shows what a test has seen work.
``tools/screenshots.py`` takes their pictures, ``tools/accessibility.py`` asks axe about them.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.conftest import PATIENCE, QUIET, Lab, free_port, served
from tests.browser.course import READY, form
from tests.browser.demo_pages import LIVE
from tests.grading.desk import Desk, written_sample
from tests.jury import CRITERIA, decide, declarations, mark, name_learners, opened
from tpelib.assess.exam.folder import ExamFolder
from tpelib.assess.exam.session import KEY, ExamSession
from tpelib.assess.jury.app.server import entrance, secret_of
from tpelib.assess.jury.sheet import Act, ActKind
from tpelib.course.cases import all_cases
from tpelib.engine.dossier import Dossier
from tpelib.samples.references import save_reference
from tpelib.screens.lab.workspace import EXAM, course_notebooks
from tpelib.screens.notebooks.demos import all_demos

__all__ = ["STAGES", "Screen", "Stage", "chromium", "walk"]

FORM_CELL = re.compile(r'\b(?:(?:exercice|epreuve|soutenance)\(\\?"|rapport\(\))')
"""What a cell that shows a form calls, as a notebook's file holds it."""

Visit = Callable[[Page, str], None]


@dataclass(frozen=True)
class Screen:
    """One screen.

    Parameters
    ----------
    name : str
        Of its picture, without suffix.
    title : str
        What it is, in French.
    path : str
        Where its stage has it.
    act : callable, optional
        What a user does before it looks as it should.
    parts : sequence of str, optional
        Selectors of what a picture holds, from the top of the first to the bottom of the last; the window if none.
    pictured : bool
        False for what is only measured.
    whole : bool
        True where the picture is the window, made as tall as its parts take.
    width, height : int
        Of the window, in CSS pixels.
    """

    name: str
    title: str
    path: str
    act: Callable[[Page], None] = lambda page: None
    parts: Sequence[str] = ()
    pictured: bool = True
    whole: bool = False
    width: int = 1280
    height: int = 900


@dataclass(frozen=True)
class Stage:
    """A server and the screens that it shows; ``own`` says whether axe looks at our parts only (JupyterLab has its own)."""

    title: str
    serve: Callable[[Path], AbstractContextManager[Visit]]
    screens: Sequence[Screen]
    own: bool = False


def walk(browser: Browser, wanted: Callable[[Screen], bool]) -> Iterator[tuple[Stage, Screen, Page]]:
    """Serve each stage on a temporary folder, and give each wanted screen on a page that stands as it should."""
    for stage in STAGES:
        screens = [screen for screen in stage.screens if wanted(screen)]
        if not screens:
            continue
        with tempfile.TemporaryDirectory() as folder, stage.serve(Path(folder)) as visit:
            for screen in screens:
                page = browser.new_page(
                    viewport={"width": screen.width, "height": screen.height},
                    locale="fr-FR",
                    color_scheme="light",
                )
                page.set_default_timeout(PATIENCE)
                visit(page, screen.path)
                screen.act(page)
                yield stage, screen, page
                page.close()


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Give Debian's chromium, in French down to the format of its dates."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=[*QUIET, "--lang=fr-FR"], env={**os.environ, "LANGUAGE": "fr"}
        )
        yield browser
        browser.close()


# ── Servers ───────────────────────────────────────────────────────────────────────────────────────


def _lab(workspace: Path, *options: str) -> AbstractContextManager[Lab]:
    return _served(workspace, "lab", "--workspace", str(workspace), *options)


def _served(folder: Path, *command: str) -> AbstractContextManager[Lab]:
    """Run one of the course's own commands, on a port of its own."""
    options = ("--no-browser", "--port", str(free_port()))
    return contextlib.contextmanager(served)(folder, "tpelib.cli", *command, *options)


@contextlib.contextmanager
def _course(folder: Path) -> Iterator[Visit]:
    with _lab(folder / "tpe") as lab:
        save_reference(all_cases()[0], Dossier(lab.course))
        yield _notebooks(lab)


@contextlib.contextmanager
def _exam(folder: Path) -> Iterator[Visit]:
    now = datetime.now().astimezone()
    (folder / "session").mkdir()
    (folder / "session" / KEY).write_text("00" * 32, encoding="ascii")  # the same subject in each picture
    session = ExamSession(folder / "session", now)
    exam = ExamFolder.prepare(folder / "c-017", session, "c-017", minutes=60, now=now)
    with _served(exam.root, "exam", "open", str(exam.root)) as lab:
        yield _notebooks(lab, charts=False)  # its one chart waits for answers


def _notebooks(lab: Lab, *, charts: bool = True) -> Visit:
    def visit(page: Page, path: str) -> None:
        asked = len(FORM_CELL.findall((lab.workspace / path).read_text(encoding="utf-8")))
        page.goto(lab.address(path))
        page.wait_for_selector(READY)
        page.wait_for_function("many => document.querySelectorAll('.tpe-form').length >= many", arg=asked)
        if charts:
            _drawn(page)

    return visit


@contextlib.contextmanager
def _trainer(folder: Path) -> Iterator[Visit]:
    desk = Desk(folder / "home")
    session = written_sample(folder / "session", desk, learners=3, kind="good")
    desk.run("tpelib.cli", "grade", "--course", str(session), at=folder)
    with _lab(session, "--trainer") as lab:

        def visit(page: Page, path: str) -> None:
            page.goto(f"{lab.base}/login?token={lab.token}")
            page.goto(f"{lab.base}/{path}")

        yield visit


@contextlib.contextmanager
def _jury(folder: Path) -> Iterator[Visit]:
    names = {
        "c-011": ("Nadia", "Belkacem"),
        "c-012": ("Hugo", "Marchand"),
        "c-013": ("Lise", "Kermadec"),
        "c-014": ("Paul", "Aubry"),
    }
    desk = opened(folder, *names, declared=False)
    name_learners(folder / "gradebook.db", names)
    desk.store.record(declarations(desk.session), desk.session)
    decide(desk.store, desk.session, "c-013", 2)
    for who, level, reason in (
        ("durand", 2, "Un rythme tenu, sauf trois semaines en août."),
        ("petit", 1, "Trois semaines sans publication en août, sans raison donnée."),
    ):
        acts = [mark(who, "c-012", key, 2) for key in CRITERIA if key != "Cr4"]
        acts += [mark(who, "c-012", "Cr4", level, reason), Act(ActKind.DONE, who, "c-012")]
        desk.store.record(acts, desk.session)
    with _served(folder, "jury", str(folder)) as lab:

        def visit(page: Page, path: str) -> None:
            page.goto(f"{lab.base}{entrance(secret_of(folder), 'durand')}")
            page.goto(f"{lab.base}{path}")

        yield visit
    desk.store.close()


@contextlib.contextmanager
def _demos(folder: Path) -> Iterator[Visit]:
    with _served(folder, "demos") as lab:

        def visit(page: Page, path: str) -> None:
            page.goto(f"{lab.base}/{path}")
            if path:
                page.wait_for_selector(LIVE, state="attached")

        yield visit


@contextlib.contextmanager
def _documents(folder: Path) -> Iterator[Visit]:
    """Write what the learner takes away as pages: the report, the slides, the exercises to fill in."""
    save_reference(all_cases()[0], Dossier(folder / "parcours"))
    desk = Desk(folder / "home")
    for command in (
        ("report", "--format", "html"),
        ("oral", "--format", "html"),
        ("formulaire", "cours.html"),
    ):
        desk.run("tpelib.cli", *command, "--workspace", str(folder), at=folder)

    def visit(page: Page, path: str) -> None:
        (found,) = folder.glob(path)
        page.goto(found.as_uri())

    yield visit


def _drawn(page: Page) -> None:
    expect(page.locator(".tpe-chart:visible .tpe-drawing:not([data-drawn])")).to_have_count(0)


# ── What is done on a screen before it is looked at ───────────────────────────────────────────────


def _check(title: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        answered = form(page, title)
        answered.get_by_role("button", name="Vérifier mes réponses").click()
        answered.get_by_role("region", name="Résultat").wait_for()

    return act


def _miscount(page: Page) -> None:
    """Give a sum that is not that of the rows, so that a reason says what to do."""
    form(page, "Mon temps").get_by_label("Cela fait combien d’heures").fill("4")
    _check("Mon temps")(page)


def _unfold(page: Page) -> None:
    page.locator(".tpe-path summary", has_text="Travailler sur un document").click()


def _first_submission(page: Page) -> None:
    page.get_by_role("link", name="Submission #1", exact=True).click()
    page.locator("#notebook figure svg").first.wait_for()


# ── The screens ───────────────────────────────────────────────────────────────────────────────────

FORM = 'role=region[name="{}"]'
CHART = '.tpe-chart:visible:has-text("{}")'
COURSE = "parcours/{}.ipynb"

STAGES: tuple[Stage, ...] = (
    Stage(
        "Le cours",
        _course,
        (
            Screen(
                "accueil",
                "Bienvenue",
                COURSE.format("accueil"),
                parts=(f"{READY} h1", 'role=region[name="Votre avancement"]'),
                whole=True,
            ),
            Screen(
                "c1",
                "C1, le carnet",
                COURSE.format("c1_strategie"),
                _check("Mon temps"),
                (FORM.format("Mon temps"),),
                whole=True,
            ),
            Screen(
                "exercice",
                "C1, un exercice et ses raisons",
                COURSE.format("c1_strategie"),
                _miscount,
                (FORM.format("Mon temps"),),
            ),
            Screen(
                "graphique",
                "C1, un essai et son graphique",
                COURSE.format("c1_strategie"),
                parts=(".tpe-explorer:visible >> nth=0", CHART.format("Dans le scénario central")),
            ),
            Screen("reseaux", "C2, le carnet", COURSE.format("c2_reseaux"), pictured=False),
            Screen(
                "apercu",
                "C3, l’aperçu d’une page",
                COURSE.format("c3_page"),
                parts=(CHART.format("Instagram : vérifiez"),),
            ),
            Screen(
                "calendrier",
                "C4, le calendrier",
                COURSE.format("c4_editorial"),
                parts=(CHART.format("190 publications"),),
            ),
            Screen(
                "studio",
                "C5, le studio",
                COURSE.format("c5_publier"),
                parts=(CHART.format("Instagram : 393 signes"),),
            ),
            Screen(
                "campagne",
                "C6, la campagne",
                COURSE.format("c6_ereputation"),
                parts=(CHART.format("champs alignés"),),
            ),
            Screen("rapport", "Le carnet du rapport", COURSE.format("rapport"), pictured=False),
            Screen("oral", "Le carnet de l’oral", COURSE.format("oral"), pictured=False),
            Screen("glossaire", "Le glossaire", "parcours/glossaire.ipynb", pictured=False),
            Screen(
                "panneau",
                "Le panneau « Mon parcours »",
                COURSE.format("accueil"),
                _unfold,
                (".tpe-path summary", 'role=button[name="Page à remplir"]'),
            ),
        ),
        own=True,
    ),
    Stage(
        "L’épreuve C6",
        _exam,
        (
            Screen(
                "epreuve",
                "L’épreuve chez le certificateur",
                f"{EXAM}/{min(course_notebooks(EXAM))}",
                parts=(f"{READY} h1", 'role=region[name="La campagne"] >> dl >> nth=0'),
                whole=True,
            ),
        ),
        own=True,
    ),
    Stage(
        "Formgrader (nbgrader)",
        _trainer,
        (
            Screen(
                "formgrader",
                "Une remise dans Formgrader",
                "formgrader/gradebook/parcours/c1_strategie",
                _first_submission,
                ("text=Correction >> nth=0", "#notebook dl >> nth=0"),
                whole=True,
            ),
        ),
    ),
    Stage(
        "Les pages du jury",
        _jury,
        (
            Screen("jury-candidats", "La liste des candidats", "/", height=800),
            Screen("jury-candidat", "La fiche d’un candidat", "/candidat/c-011", pictured=False),
            Screen(
                "jury-critere",
                "Un critère",
                "/candidat/c-011/cr1",
                parts=("body > header", ".evidence details >> nth=0"),
                whole=True,
            ),
            Screen(
                "jury-accord",
                "La mise en commun",
                "/candidat/c-012/accord",
                parts=("section.pair:has(#cr3-2)", "section.pair.gap"),
            ),
            Screen("jury-decision", "Une décision", "/candidat/c-013", pictured=False),
        ),
    ),
    Stage(
        "Les documents, en pages",
        _documents,
        (
            Screen("rapport", "Le rapport", "rapport/*.html", height=1100),
            Screen("diapositives", "Les diapositives", "oral/*.html", pictured=False),
            Screen("formulaire", "Le cours à remplir", "cours.html", pictured=False),
        ),
    ),
    Stage(
        "Les calculateurs publics",
        _demos,
        (
            Screen("demos", "La galerie", "", height=800),
            *(Screen(demo.slug, demo.title, demo.slug, pictured=False) for demo in all_demos()),
            Screen("demo-telephone", "Un calculateur, au téléphone", "budget", width=400),
        ),
    ),
)
