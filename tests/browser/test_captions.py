"""Captions in a real JupyterLab: a faulty example taken, judged and mended, a file of one's own brought and taken away."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Lab
from tests.browser.course import form, open_notebook, saved, violations
from tpelib.domain import captions

pytestmark = pytest.mark.browser

C5 = "parcours/c5_publier.ipynb"


def test_captions_are_judged_mended_and_brought_back(lab: Lab, page: Page) -> None:
    """Do the buttons bring the example, put it in order and undo, by keyboard, with a drawing that follows?"""
    open_notebook(page, lab.address(C5))
    mend = form(page, "Réparer des sous-titres")
    mend.get_by_role("button", name="Prendre l’exemple").press("Enter")
    fifth = mend.get_by_label("De, ligne 5", exact=True)
    expect(fifth).to_have_value("0:14")
    saved(mend)
    drawn = page.locator(".tpe-captions").first
    expect(drawn).to_contain_text("Sous-titre 5")
    expect(drawn).not_to_contain_text("Chevauche")
    for rank in range(1, 9):
        mend.get_by_label(f"Ce qui gêne, Sous-titre {rank}", exact=True).select_option("overlap")
    saved(mend)
    expect(drawn).to_contain_text("Chevauche le précédent")
    before = mend.get_by_label("À, ligne 4", exact=True)
    expect(before).to_have_value("0:14,5")
    mend.get_by_role("button", name="Proposer une correction").press("Enter")
    expect(before).to_have_value("0:14")
    expect(mend.get_by_text("défauts avant, 2 après")).to_be_visible()
    mend.get_by_role("button", name="Revenir à ma version").press("Enter")
    expect(before).to_have_value("0:14,5")
    saved(mend)
    mend.get_by_role("button", name="Vérifier mes réponses").press("Enter")
    expect(mend.get_by_text("Il reste 7 défauts dans le tableau")).to_be_visible()


def test_ones_own_file_is_read_and_comes_back(lab: Lab, page: Page, tmp_path: Path) -> None:
    """Is a file in an old encoding read, one that is no caption refused in words, and are transcripts handed out?"""
    open_notebook(page, lab.address(C5))
    video = form(page, "Les sous-titres de ma vidéo")
    wrong, right = tmp_path / "photo.srt", tmp_path / "video.srt"
    wrong.write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)))
    right.write_bytes(captions.to_srt(captions.example_for("boulangere").cues).decode().encode("utf-16"))
    given = video.locator("input[type=file]")
    given.set_input_files(wrong)
    expect(video.get_by_text("ne contient pas de sous-titre lisible")).to_be_visible()
    given.set_input_files(right)
    expect(video.locator(".tpe-file-name")).to_contain_text("video.srt")
    saved(video)
    video.get_by_role("button", name="Relire mon fichier").press("Enter")
    expect(video.get_by_label("Ce qu’on lit, ligne 1", exact=True)).to_have_value(
        "Il est trois heures du matin,\nle four est déjà chaud."
    )
    saved(video)
    video.get_by_role("button", name="Écrire la transcription").press("Enter")
    link = video.get_by_role("link", name=re.compile("transcription.txt"))
    with page.expect_download() as handed:
        link.click()
    assert "sous le pouce" in handed.value.path().read_text(encoding="utf-8")
    assert violations(page, ".tpe-captions", ".tpe-form") == []
