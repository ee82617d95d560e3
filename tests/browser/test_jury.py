"""Two assessors at work, by keyboard alone, in a real browser, on the pages that `tpe jury` serves."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE, Lab, Witness, free_port, served
from tests.browser.course import tab_to, violations
from tests.jury import CRITERIA, decide, declarations, grading, name_learners, opened
from tpelib.assess.jury.app.server import entrance, secret_of
from tpelib.assess.jury.desk import Desk
from tpelib.assess.jury.sheet import Act, ActKind
from tpelib.samples.retyping import HOSTILE_TEXT

pytestmark = pytest.mark.browser


@dataclass
class Room:
    """A served session and its desk."""

    lab: Lab
    desk: Desk

    def address(self, path: str) -> str:
        return f"{self.lab.base}{path}"

    def entrance(self, who: str) -> str:
        return self.address(entrance(secret_of(self.lab.workspace), who))


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    desk = opened(tmp_path, "ali", "eve", "tom", "zoe", declared=False)
    names = {
        "ali": ("Ali", "Ben"),
        "eve": ("Ève", HOSTILE_TEXT),
        "tom": ("Tom", "Luc"),
        "zoe": ("Zoé", "Martin"),
    }
    name_learners(tmp_path / "gradebook.db", names)
    command = ["tpelib.cli", "jury", str(tmp_path), "--no-browser", "--port", str(free_port())]
    for lab in served(tmp_path, *command):
        yield Room(lab, desk)
    desk.store.close()


@pytest.fixture
def other(chromium: Browser, witness: Witness) -> Iterator[Page]:
    """Give the second assessor's own browser."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="fr-FR")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda error: witness.complaints.append(str(error)))
    yield page
    context.close()


def press(page: Page, name: str) -> None:
    """Go to a link or a button by Tab, press it, and wait for the page it leads to."""
    reach(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def reach(page: Page, name: str) -> None:
    """Go to a link or a button by Tab."""
    target = page.get_by_role("button", name=name, exact=True).or_(
        page.get_by_role("link", name=name, exact=True)
    )
    tab_to(page, target.first)


def enter(page: Page, room: Room, who: str) -> None:
    """Come in by one's own address and declare, by keyboard."""
    page.goto(room.entrance(who))
    tab_to(page, page.get_by_role("checkbox"))
    page.keyboard.press("Space")
    press(page, "Entrer")
    expect(page.get_by_role("heading", name="Les candidats")).to_be_visible()


def grade(page: Page, levels: dict[str, int]) -> None:
    """Grade every criterion of the candidate shown, by keyboard."""
    for rank, key in enumerate(CRITERIA):
        expect(page.get_by_role("heading", level=1)).to_contain_text(key)
        tab_to(page, page.get_by_role("radio").first)
        page.keyboard.press("Space")
        for _ in range(levels[key]):
            page.keyboard.press("ArrowDown")
        tab_to(page, page.get_by_label("Pourquoi ce niveau ?"))
        page.keyboard.type(f"Raison de {key}.")
        page.keyboard.press("Tab")  # the comment bank
        last = rank + 1 == len(CRITERIA)
        press(page, "Enregistrer et finir" if last else f"Enregistrer, puis {CRITERIA[rank + 1]}")


def test_two_assessors_grade_agree_and_decide_by_keyboard(room: Room, page: Page, other: Page) -> None:
    """From one's own address to the signed decision, does the keyboard do it all?"""
    same = dict.fromkeys(CRITERIA, 2)
    for who, tab, levels in (("durand", page, same), ("petit", other, same | {"Cr4": 1})):
        enter(tab, room, who)
        press(tab, "Continuer : Ali Ben")
        expect(tab.get_by_role("heading", name="Ali Ben", exact=True)).to_be_visible()
        tab_to(tab, tab.locator(".criteria a").first)
        tab.keyboard.press("Enter")
        grade(tab, levels)
        tab_to(tab, tab.get_by_role("checkbox", name="L’identité du candidat a été vérifiée"))
        if who == "durand":
            tab.keyboard.press("Space")
            press(tab, "Enregistrer la fiche")
        press(tab, "Terminer ma notation")
    page.reload()
    for tab in (page, other):
        press(tab, "Mettre en commun")
        expect(tab.get_by_text("1 écart à régler : Cr4.")).to_be_visible()
    tab_to(page, page.get_by_role("group", name="Niveau retenu, Cr4").get_by_role("radio").first)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Deux mois sans rien.")
    press(page, "Retenir ce niveau pour Cr4")
    press(page, "Je confirme ces niveaux")
    expect(page.get_by_text("Vous avez confirmé.")).to_be_visible()
    other.reload()
    expect(other.get_by_text("retenu : 1 · Partiel")).to_be_visible()
    press(other, "Je confirme ces niveaux")
    press(other, "Voir la décision")
    expect(other.get_by_text("Certification non obtenue : 5 compétences acquises sur 6.")).to_be_visible()
    reach(other, "Procès-verbal, PDF")
    with other.expect_download() as waiting:
        other.keyboard.press("Enter")
    assert waiting.value.suggested_filename == "proces-verbal-ali.pdf"
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF-")
    assert room.desk.store.sheet("ali").final()["Cr4"].reason == "Deux mois sans rien."


def test_a_sentence_of_the_bank_goes_into_the_reason(room: Room, page: Page) -> None:
    """Can a ready sentence be taken by keyboard, and changed before it is saved?"""
    enter(page, room, "durand")
    page.goto(room.address("/candidat/ali/cr1"))
    tab_to(page, page.get_by_text("Phrases à reprendre"))
    page.keyboard.press("Enter")
    phrase = page.get_by_role("button", name="1 L’objectif ne se mesure pas : donnez un chiffre et une date.")
    tab_to(page, phrase)
    page.keyboard.press("Enter")
    reason = page.get_by_label("Pourquoi ce niveau ?")
    expect(reason).to_be_focused()
    page.keyboard.type(" Par exemple 30 abonnés en juin.")
    expect(reason).to_have_value(
        "L’objectif ne se mesure pas\u00a0: donnez un chiffre et une date. Par exemple 30 abonnés en juin."
    )


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_every_page_is_accessible(room: Room, chromium: Browser, width: int, scheme: str) -> None:
    """Does axe find nothing on any page, wide or narrow, light or dark, and does nothing overflow?"""
    desk, jury = room.desk, room.desk.session
    desk.store.record(declarations(jury), jury)
    decide(desk.store, jury, "eve", 2)
    desk.store.record([*grading("durand", "tom", 2), *grading("petit", "tom", 1)], jury)
    desk.store.record(grading("durand", "zoe", 1), jury)
    desk.store.record([Act(ActKind.RECUSE, "petit", "zoe")], jury)
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, locale="fr-FR"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(room.entrance("durand"))
    for path in (
        *(
            "/",
            "/?nom=personne",
            "/session",
            "/candidat/ali",
            "/candidat/tom",
            "/candidat/eve",
            "/candidat/zoe",
        ),
        *("/candidat/ali/cr1", "/candidat/ali/cr3-1", "/candidat/zoe/cr4"),
        *("/candidat/tom/accord", "/candidat/eve/accord", "/candidat/ali/accord", "/nulle-part"),
    ):
        page.goto(room.address(path))
        assert violations(page, "html") == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()
    outside = chromium.new_page()
    outside.goto(room.address("/"))
    assert violations(outside, "html") == []
    outside.close()
