"""Documents to print and send: the same words in Word, PDF and HTML, readable by everybody, always the same bytes."""

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from pdfua import validate
from pypdf import PdfReader

from tpelib.base.look.variants import VARIANTS, Variant
from tpelib.documents.paper import (
    Bullets,
    Cover,
    FactList,
    Grid,
    Heading,
    Links,
    Paper,
    PaperFigure,
    PaperLink,
    Paragraph,
    Signatures,
    to_docx,
    to_html,
    to_pdf,
)

ROOT = Path(__file__).resolve().parents[2]
WRITERS = pytest.mark.parametrize("write", [to_docx, to_html, to_pdf])
MARKUP = '<script>alert(1)</script> #strong[x] $x$ *gras* {{ }} & "guillemets"'


def paper(word: str = "Zoé") -> Paper:
    """Return a document with every kind of block, a word in each place somebody may have typed in."""
    return Paper(
        f"Titre de {word}",
        f"Sujet {word}",
        f"Auteur {word}",
        date(2027, 4, 12),
        [
            Paragraph(f"Chapeau {word}.", "lead"),
            Heading(f"Partie {word}"),
            Paragraph(f"Deux lignes\nde {word}."),
            Heading(f"Sous-partie {word}", 2),
            Bullets([f"Un {word}", "Deux"]),
            FactList([(f"Nom {word}", f"Valeur {word}")]),
            Grid(f"Légende {word}", ["Critère", "Niveau"], [["Cr1", f"2 {word}"], ["Cr2", "3"]], [1, 2]),
            Paragraph(f"Note {word}", "note"),
            Signatures([f"Claire {word}", "Marc"]),
        ],
        f"Pied {word}",
    )


def words_of_docx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [name for name in archive.namelist() if re.match(r"word/(document|footer\d*)\.xml", name)]
        roots = [etree.fromstring(archive.read(name)) for name in parts]
    return " ".join(text for root in roots for text in root.itertext())


def words_of_pdf(data: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def tags_of(node: Any) -> Iterator[str]:
    """Yield the tags of the structure of a PDF, in reading order."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from tags_of(child)
    elif isinstance(node, dict) and "/S" in node:
        yield str(node["/S"])
        yield from tags_of(node["/K"]) if "/K" in node else ()


def words_of_html(data: bytes) -> str:
    return html.fromstring(data.decode()).text_content()


READERS = [(to_docx, words_of_docx), (to_pdf, words_of_pdf), (to_html, words_of_html)]


@pytest.mark.parametrize(("write", "read"), READERS)
def test_the_three_say_the_same(write, read) -> None:
    """Is every word of the document in each of the three files?"""
    said = " ".join(read(write(paper())).split())
    for wanted in (
        *("Titre de Zoé", "Chapeau Zoé.", "Partie Zoé", "Deux lignes", "de Zoé.", "Sous-partie Zoé"),
        *("Un Zoé", "Nom Zoé", "Valeur Zoé", "Légende Zoé", "Critère", "2 Zoé", "Note Zoé", "Claire Zoé"),
        *("Signature", "Pied Zoé"),
    ):
        assert wanted in said


@pytest.mark.parametrize(("write", "read"), READERS)
def test_what_was_typed_is_text(write, read) -> None:
    """Does markup of any kind, typed by somebody, stand there as typed and do nothing?"""
    said = " ".join(read(write(paper(MARKUP))).split())
    assert said.count("<script>alert(1)</script> #strong[x] $x$ *gras* {{ }} &") >= 12


@WRITERS
def test_the_same_document_gives_the_same_bytes(write) -> None:
    """Can two prints of one document be compared byte for byte, today and tomorrow?"""
    first = write(paper())
    code = (
        "import sys; from tests.unit.test_paper import paper; from tpelib.documents import paper as p; "
        f"sys.stdout.buffer.write(p.{write.__name__}(paper()))"
    )
    later = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True).stdout
    assert first == later
    assert first != write(paper("Zoë"))


@settings(max_examples=15)
@given(st.text(max_size=30))
def test_any_text_can_be_printed(word: str) -> None:
    """Do emoji, other scripts, control characters and half characters leave a whole document?"""
    for write in (to_docx, to_html, to_pdf):
        assert write(paper(word))


def test_a_character_without_a_drawing_is_shown_as_such() -> None:
    """Is a name in another script printed with a box rather than not at all, and a rare letter drawn?"""
    said = words_of_pdf(to_pdf(paper("李 Ștefan ✓ 🎉")))
    assert "Titre de □ Ștefan ✓ □" in said


def test_the_pdf_is_tagged_for_screen_readers() -> None:
    """Does the PDF say its standard, its language and its title, and tag headings, lists and header cells?"""
    data = to_pdf(paper())
    root = PdfReader(io.BytesIO(data)).trailer["/Root"]
    tags = list(tags_of(root["/StructTreeRoot"]["/K"]))
    assert [tag for tag in tags if tag[1:2] == "H"] == ["/H1", "/H2", "/H3"]
    assert {"/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Caption"} <= set(tags)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].lower().startswith("fr")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS)
def test_a_checker_of_pdf_ua_finds_nothing(tmp_path: Path, variant: Variant) -> None:
    """With each kind of block, in each variant, does a checker of PDF/UA that is not the writer's find no fault?"""
    box = 'viewBox="0 0 40 20" width="40" height="20"'
    shade = f'<svg xmlns="http://www.w3.org/2000/svg" {box}><rect width="9" height="9"/></svg>'
    figures = Grid("Les chiffres", ["Mois", "Euros"], [["mai", "120"], ["juin", "90"]], [1, 1])
    whole = replace(
        paper(),
        blocks=[
            *paper().blocks,
            FactList(
                [("Nom", "Zoé"), ("Lieu", "Rodez"), ("Adresse", "zoe@exemple.fr"), ("Longue", "mot " * 40)]
            ),
            Links([PaperLink("Insee", "https://www.insee.fr/fr/", "vérifié"), PaperLink("Mots", "")]),
            PaperFigure(
                "Mes ventes", "Deux barres.", "Mai d'abord.", svg=shade, table=figures, source="Source : moi."
            ),
            PaperFigure("À côté", "Deux barres.", svg=shade, table=figures, share=0.5),
        ],
        cover=Cover("Au-dessus", "En dessous", [("Candidat", "Zoé")], "#0B5D59", "#FFFFFF"),
        contents=True,
    )
    path = tmp_path / "document.pdf"
    path.write_bytes(to_pdf(whole, variant))
    report = validate(str(path))
    assert len(report.outcomes) - len(report.skipped) >= 10
    assert [finding.message for finding in report.findings] == []


def test_an_address_in_a_text_can_be_followed() -> None:
    """Are the addresses that somebody typed links in the PDF, without the sign that ends the sentence?"""
    said = "Voyez www.exemple.fr/bouquets, https://exemple.fr. Écrivez à zoe@exemple.fr !"
    page = PdfReader(io.BytesIO(to_pdf(replace(paper(), blocks=[Paragraph(said)])))).pages[0]
    found = [note.get_object()["/A"]["/URI"] for note in page["/Annots"]]
    assert found == ["https://www.exemple.fr/bouquets", "https://exemple.fr", "mailto:zoe@exemple.fr"]


def test_the_word_file_has_real_headings_and_header_rows() -> None:
    """Can a screen reader go from heading to heading, and tell the header row of a table?"""
    document = docx.Document(io.BytesIO(to_docx(paper())))
    names = [paragraph.style.name for paragraph in document.paragraphs]
    assert names.count("Title") == 1
    assert {"Heading 1", "Heading 2", "List Bullet"} <= set(names)
    assert all(table._tbl.xpath(".//w:tblHeader") for table in document.tables)
    assert document.core_properties.language == "fr-FR"
    assert document.core_properties.title == "Titre de Zoé"
    assert set(document.styles.element.xpath(".//w:lang/@w:val")) == {"fr-FR"}


def test_the_html_loads_nothing_and_is_french() -> None:
    """Is the HTML whole by itself, without script, in French, its headings in order?"""
    text = to_html(paper(MARKUP)).decode()
    assert not re.search(r"(src|href)=|url\((?!data:)|@import|https?://", text)
    root = html.fromstring(text)
    assert root.get("lang") == "fr"
    assert root.xpath("//script") == []
    assert [int(node.tag[1]) for node in root.xpath("//h1|//h2|//h3")] == [1, 2, 3]
    assert len(root.xpath("//th[@scope='col']")) == 4


def test_the_fonts_of_documents_are_those_of_the_screens() -> None:
    """Are the TTF derived, byte for byte, from the WOFF2?"""
    done = subprocess.run([sys.executable, "tools/fonts.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0
