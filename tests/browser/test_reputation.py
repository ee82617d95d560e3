"""Reviews and figures in a real JupyterLab: an inbox opened and sorted, an answer judged, a real report dropped."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Lab
from tests.browser.course import form, open_notebook, saved
from tpelib.course.cases import all_cases
from tpelib.engine.dossier import Dossier
from tpelib.samples.references import save_reference

pytestmark = pytest.mark.browser

C6 = "parcours/c6_ereputation.ipynb"
REPORT = Path(__file__).parents[1] / "fixtures" / "exports" / "linkedin-page.xls"


def test_messages_are_sorted_and_answered_and_a_report_is_read(lab: Lab, page: Page) -> None:
    """Do the buttons bring messages and figures, is an answer that excludes told, does all hold on a narrow page?"""
    dossier = Dossier(lab.course)
    save_reference(all_cases()[0], dossier)
    dossier.save("c6-boite", {"inbox": "", "messages": []})
    dossier.save("c6-reponses", {"replies": []})
    open_notebook(page, lab.address(C6))
    box, replies, board = (
        form(page, title) for title in ("Ma boîte de réception", "Répondre à chacun", "Mon tableau de bord")
    )

    box.get_by_role("button", name="Ouvrir la boîte").press("Enter")
    first = box.get_by_label("Message, ligne 1", exact=True)
    expect(first).to_have_value(re.compile("^Maëlys R.*Je suis sourde"))
    expect(box.get_by_label("Message, ligne 12", exact=True)).to_have_value(re.compile("^Vérité 48"))
    for column, value in (("C’est", "access"), ("Je", "public"), ("Quand", "day")):
        box.get_by_label(re.compile(f"^{column}.*, ligne 1$")).select_option(value)
    saved(box)
    box.get_by_role("button", name="Vérifier mes réponses").press("Enter")
    expect(box.get_by_text("Maëlys R. : bien vu")).to_be_visible()

    replies.get_by_role("button", name="Reprendre les messages").press("Enter")
    expect(replies.get_by_label("Message, ligne 8", exact=True)).to_have_value(re.compile("^Lucienne M."))
    answer = replies.get_by_label("Votre réponse, ligne 1", exact=True)
    answer.fill(
        "Bonjour Maëlys, appelez-nous, nous vous répondrons avec plaisir dans la journée. Merci, Mireille"
    )
    page.keyboard.press("Tab")
    saved(replies)
    replies.get_by_role("button", name="Vérifier mes réponses").press("Enter")
    expect(replies.get_by_text("exclut une personne sourde")).to_be_visible()

    board.locator("input[type=file]").set_input_files(REPORT)
    board.get_by_role("button", name="Lire mon rapport").press("Enter")
    expect(board.get_by_label("Affichages, ligne 6", exact=True)).to_have_value("205")
    expect(board.get_by_text("6 lignes lues")).to_be_visible()
    division = page.locator(".tpe-indicators li").filter(has_text="Engagement par affichage")
    expect(division.locator("strong")).to_have_text(re.compile("4"))

    page.set_viewport_size({"width": 640, "height": 900})
    wide = page.locator(".tpe-form textarea, .tpe-indicators").evaluate_all(
        "nodes => nodes.filter(node => node.getBoundingClientRect().right > innerWidth + 1).length"
    )
    assert wide == 0
