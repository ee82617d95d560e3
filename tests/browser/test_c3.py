"""C3 as a learner does it: real images given in the page, seen, refused, kept, and a kit that opens."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Lab
from tests.browser.course import form, open_notebook, saved, tab_to, violations
from tpelib.course.cases import all_cases
from tpelib.domain.page import images
from tpelib.engine.dossier import Dossier
from tpelib.samples.references import save_reference

pytestmark = pytest.mark.browser

C3 = "parcours/c3_page.ipynb"
FIXTURES = Path(__file__).parents[1] / "fixtures" / "images"


def test_an_image_is_given_seen_kept_and_leaves_in_a_kit(
    lab: Lab, page: Page, chromium: Browser, tmp_path: Path
) -> None:
    """Is a real photo measured at once, a hostile file refused in words, all there after a reload, and the kit whole?"""
    florist = all_cases()[0]
    save_reference(florist, Dossier(lab.course))
    Dossier(lab.course).save("c3-images", {"photo": None})
    open_notebook(page, lab.address(C3))
    own = form(page, "Mes images")
    given = own.get_by_label("Une photo de vous au travail, debout")

    bomb = tmp_path / "bombe.jpg"
    bomb.write_bytes(b"<html>not a photo</html>")
    given.set_input_files(bomb)
    error = page.locator(f"#{given.get_attribute('id')}-error")
    expect(error).to_contain_text("n’est pas une image")
    expect(given).to_have_attribute("aria-invalid", "true")

    given.set_input_files(FIXTURES / "iphone.heic")
    expect(error).to_be_empty()
    expect(own.get_by_text("iphone.heic (")).to_be_visible()
    seen = page.locator(".tpe-chart:visible").filter(has_text="Photo de publication")
    expect(seen).to_contain_text("160 × 120 px, trop petite pour Instagram")

    subject = own.get_by_label("Où est le sujet ?").nth(1)
    subject.focus()
    subject.select_option("En haut")
    saved(own)
    look = own.get_by_role("button", name="Examiner mes images")
    tab_to(page, look)
    page.keyboard.press("Enter")
    told = own.get_by_role("status").filter(has_text="dit où elle a été prise")
    expect(told).to_contain_text("160 × 120 px")
    clean = own.get_by_role("button", name="Retirer la position de mes images")
    tab_to(page, clean)
    page.keyboard.press("Enter")
    expect(own.get_by_text("photo-sans-position.jpeg (")).to_be_visible()
    own.get_by_role("button", name="Revenir à ma version").press("Enter")
    expect(own.get_by_text("iphone.heic (")).to_be_visible()

    open_notebook(page, lab.address(C3))
    expect(own.get_by_text("iphone.heic (")).to_be_visible()
    expect(own.get_by_label("Où est le sujet ?").nth(1)).to_have_value("top")
    assert violations(page) == []

    whole = form(page, "Ma page")
    button = whole.get_by_role("button", name="Préparer mon kit")
    with page.expect_download() as waiting:
        button.press("Enter")
    expect(whole.get_by_role("status").filter(has_text="Votre kit est prêt")).to_be_visible()
    kit = zipfile.ZipFile(io.BytesIO(waiting.value.path().read_bytes()))
    cover = images.measure(kit.read("images/facebook-couverture.jpg"))
    assert (cover.width, cover.height) == (851, 315)
    kit.extractall(tmp_path / "kit")
    offline = chromium.new_context(offline=True, locale="fr-FR")
    for path in sorted((tmp_path / "kit").glob("*.html")):
        opened = offline.new_page()
        opened.goto(path.as_uri())
        assert violations(opened, "html") == [], path.name
        assert opened.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
    offline.close()
