"""The candidate's report: what it says, proves and lacks; its files, for every eye, and never over one's own."""

import io
import re
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from lxml import html
from pypdf import PdfReader

from tests.unit.test_paper import tags_of, words_of_docx, words_of_html, words_of_pdf
from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.formats import PAPERS
from tpelib.base.french import Person
from tpelib.base.look.variants import VARIANTS
from tpelib.cli import commands as cli
from tpelib.course.cases import BusinessCase, all_cases
from tpelib.course.report import (
    deliverable,
    missing,
    missing_html,
    report,
    report_form,
    sections,
    write_report,
)
from tpelib.course.report.plan import PLAN
from tpelib.documents.paper import (
    Grid,
    Heading,
    PaperFigure,
    to_docx,
    to_html,
    to_pdf,
)
from tpelib.engine.answer import Rows, questions_of
from tpelib.engine.dossier import Content, Dossier
from tpelib.engine.exercise import CancelledError, Outcome
from tpelib.engine.referential import load
from tpelib.engine.registry import all_exercises, get
from tpelib.samples.references import reference_content

DAY = date(2027, 1, 4)
CASES = pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
HOSTILE = '<script>alert(1)</script> #strong[x] $x$ {{ }} & "'
READERS = {"docx": words_of_docx, "pdf": words_of_pdf, "html": words_of_html}


def dossier(**own: str) -> Content:
    """Return the dossier of the first case, with the candidate's own paragraphs."""
    found = reference_content(all_cases()[0])
    found.answers["rapport"] = {"values": own}
    return found


@cache
def made(kind: str) -> bytes:
    """Return the report of the first case, made once: the tests below only read it."""
    return deliverable(dossier(), kind, DAY).data


def said(data: bytes, kind: str) -> str:
    """Return the words of a file, as one line."""
    return " ".join(READERS[kind](data).split())


def test_every_criterion_is_proved_by_a_section() -> None:
    """Does the jury find, for each criterion of the referential, a part of the report that gives evidence?"""
    proved = {criterion for section in sections(Content()) for criterion in section.proves}
    assert proved == {criterion.id for criterion in load().criteria}


def test_the_report_names_only_what_the_exercises_ask() -> None:
    """Is every field that the plan of the report names, in parts and in sentences, a question of its exercise?"""
    for section in PLAN:
        for exercise, part in section.parts:
            named = {*part.said, *part.facts, *part.labels, *part.photos, *part.photos.values()}
            named |= {table.rows for table in part.tables}
            asked = questions_of(exercise.model)
            assert named <= asked.keys(), exercise.id
            for table in part.tables:
                question = asked[table.rows]
                assert isinstance(question, Rows)
                columns = {*table.columns, *table.cut, *filter(None, [table.cites])}
                assert columns <= questions_of(question.row).keys(), exercise.id
            for other, field in re.findall(r"\{(?:(\w+-[\w-]+)\.)?(\w+)", " ".join(part.key)):
                assert field in questions_of((get(other) if other else exercise).model)


@CASES
def test_a_whole_dossier_lacks_nothing_and_speaks_as_the_candidate(case: BusinessCase) -> None:
    """Is nothing missing for who answered all, a few sentences ready for each section, and no « vous » on charts?"""
    found = sections(reference_content(case))
    assert missing(found) == ()
    for section in found[: len(PLAN)]:
        assert 3 <= len(section.key) <= 4, section.id
        assert section.blocks
    figures = [figure for section in found for figure in section.figures]
    assert len([figure for figure in figures if figure.svg]) >= 18
    assert len([figure for figure in figures if figure.photo]) >= 2
    for figure in figures:
        assert figure.alternative
        cells = [cell for row in figure.table.rows for cell in row] if figure.table else []
        drawn = re.sub(r"<[^>]*>", " ", figure.svg)
        for text in (figure.title, figure.reading, figure.source, drawn, *cells):
            assert not re.search(r"\b(?<!endez-)(vous|votre|vos)\b", text, re.IGNORECASE), text


def test_what_was_typed_keeps_its_person() -> None:
    """Do « Vos saisons » as a theme, « vous » as a rival, stay so in each sentence, drawing and table?"""
    typed = dossier()
    words = "Vos saisons, votre choix et vos 3 heures"
    rows = {
        "c1-temps": ("formats", "name"),
        "c1-plan": ("actions", "what"),
        "c2-concurrents": ("rows", "name"),
        "c2-place": ("rivals", "name"),
        "c4-themes": ("themes", "name"),
        "c4-saisons": ("talks", "name"),
    }
    for exercise, (field, column) in rows.items():
        for row in typed.answers[exercise]["values"][field]:
            row[column] = words
    typed.answers["c2-concurrents"]["values"]["rows"][0]["name"] = "vous"
    for exercise, (field, column) in rows.items():
        mine = getattr(get(exercise).answer(typed), field)[-1]
        assert getattr(mine, column) == words
        assert any(words in repr(picture) for picture in get(exercise).pictures(typed, Person.ME)), exercise
    whole = repr(sections(typed))
    assert words in whole
    assert "Mes saisons, mon choix" not in whole
    (theme,) = get("c4-themes").pictures(typed, Person.ME)
    assert theme.title == "Mes thèmes"
    assert f"« {words} »" in theme.reading.replace(french.NBSP, " ").replace(french.NNBSP, " ")
    voices = get("c2-concurrents").pictures(typed, Person.ME)[0]
    assert "vous" in {row[0] for row in voices.table.rows}


def test_a_chart_speaks_to_the_learner_and_for_the_candidate() -> None:
    """Is each chart of the report said with « vous » under its form, and with « je » in the report?"""
    said = {
        person: " ".join(repr(get(key).pictures(dossier(), person)) for key in ("c1-temps", "c4-saisons"))
        for person in Person
    }
    assert "Vos heures" in said[Person.YOU]
    assert "Mes heures" not in said[Person.YOU]
    assert "vos événements" in said[Person.YOU]
    assert "Mes heures" in said[Person.ME]
    assert not re.search(r"\b(vous|votre|vos)\b", said[Person.ME], re.IGNORECASE)


def test_an_empty_dossier_says_what_to_do_first() -> None:
    """Does a report without any answer open on the list of what is missing, each with its notebook?"""
    found = sections(Content())
    gaps = missing(found)
    asked = {exercise.id for section in PLAN for exercise, _ in section.parts}
    assert {gap.exercise for gap in gaps} == asked <= {exercise.id for exercise in all_exercises()}
    for kind in [form.ending for form in PAPERS]:
        words = said(deliverable(Content(), kind, DAY).data, kind)
        assert "Ce qui manque encore" in words
        assert "C1 · Définir ma stratégie" in words
        assert "Cette partie est encore vide" in words
        assert words.index("Ce qui manque encore") < words.rindex("Où trouver la preuve")


def test_half_an_answer_is_named_by_its_question() -> None:
    """Does somebody who left one question see which one, and a link to the notebook where it is?"""
    half = dossier()
    half.answers["c4-suivi"]["values"]["stock"] = None
    (gap,) = missing(sections(half))
    assert (gap.exercise, gap.file) == ("c4-suivi", "c4_editorial.ipynb")
    assert "publications aurez-vous toujours d’avance" in gap.todo
    page = html.fromstring(missing_html(half))
    assert page.xpath("//a/@href") == ["c4_editorial.ipynb"]
    assert "Rien ne manque" in missing_html(dossier())


@pytest.mark.parametrize("kind", [form.ending for form in PAPERS])
def test_the_same_dossier_gives_the_same_bytes(kind: str) -> None:
    """Can a candidate tell a changed report from an unchanged one?"""
    assert made(kind) == deliverable(dossier(), kind, DAY).data
    small = Content({"rapport": {"values": {"candidate": "Mireille"}}})
    assert deliverable(small, kind, DAY).data != deliverable(Content(), kind, DAY).data


@pytest.mark.parametrize("kind", [form.ending for form in PAPERS])
def test_what_was_typed_is_text_and_one_s_own_words_stay(kind: str) -> None:
    """Do own paragraphs stand in each report as typed, markup and all, and very long ones whole?"""
    long, own = " ".join(["Une phrase que je tiens à dire."] * 180), Content()
    typed = {"candidate": f"Zoé {HOSTILE}", "entreprise": f"Premier.\n\nSecond {HOSTILE}", "marche": long}
    own.answers["rapport"] = {"values": typed}
    for exercise in ("c1-entreprise", "c1-cible", "c4-themes"):
        own.answers[exercise] = dossier().answers[exercise]
    own.answers["c1-cible"]["values"]["segments"][0]["name"] = HOSTILE[:55]
    own.answers["c4-themes"]["values"]["themes"][0]["name"] = "<b>gras</b>"
    data = deliverable(own, kind, DAY).data
    words = said(data, kind)
    assert "Second <script>alert(1)</script> #strong[x] $x$ {{ }} &" in words
    assert words.count("je tiens à dire") >= 180
    if kind == "html":
        page = html.fromstring(data.decode())
        assert page.xpath("//script") == page.xpath("//b[text()='gras']") == []


def test_a_photo_that_is_gone_is_said() -> None:
    """Does a report whose image was lost say so where it stood, rather than fail?"""
    lost = dossier()
    lost.files.clear()
    found = {section.id: section for section in sections(lost)}
    assert not found["pages"].figures
    assert "n’est plus dans le dossier" in said(to_html(report(lost, DAY)), "html")


def test_the_pdf_describes_every_image_and_keeps_its_tables() -> None:
    """Is the PDF tagged to PDF/UA-1, in French, titled, an alternative on each figure, headers in its tables?"""
    root = PdfReader(io.BytesIO(made("pdf"))).trailer["/Root"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert root["/Lang"].lower().startswith("fr")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    tags = list(tags_of(root["/StructTreeRoot"]["/K"]))
    drawn = sum(tag == "/Figure" for tag in tags)
    assert (
        drawn == sum(len(section.figures) for section in sections(dossier())) + 1
    )  # and the logo of the cover
    assert {"/TOC", "/TOCI", "/Link", "/TH", "/H1", "/H2", "/H3"} <= set(tags)
    assert root["/Outlines"]["/First"]


def test_the_word_file_can_be_worked_on() -> None:
    """Are its headings, table of contents, descriptions and header rows those of Word?"""
    document = docx.Document(io.BytesIO(made("docx")))
    assert document.core_properties.title == "Aux Mille Pétales sur les réseaux sociaux"
    titles = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert titles == [
        "Où trouver la preuve de chaque critère",
        *(section.title for section in sections(dossier())),
    ]
    body = document.element.body
    images = body.xpath(".//wp:docPr")
    assert images
    assert all(image.get("descr") and image.get("title") for image in images)
    assert "TOC" in " ".join(body.xpath(".//w:instrText/text()"))
    anchors = body.xpath(".//w:hyperlink/@w:anchor")
    assert len(anchors) == len(titles) == len(set(anchors) & set(body.xpath(".//w:bookmarkStart/@w:name")))
    assert all(table._tbl.xpath(".//w:tblHeader") for table in document.tables)


def test_the_page_leads_to_each_part_and_loads_nothing() -> None:
    """Does each line of the contents lead to a heading, in a page that asks nothing of any network?"""
    page = html.fromstring(made("html").decode())
    targets = [link.lstrip("#") for link in page.xpath("//nav//a/@href")]
    assert targets == page.xpath("//section/h2/@id")
    assert all(source.startswith("data:") for source in page.xpath("//@src"))
    assert page.xpath("//img[not(@alt) or @alt='']") == page.xpath("//svg[not(@aria-label)]") == []
    levels = [int(node.tag[1]) for node in page.xpath("//h1|//h2|//h3")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", [name for name in VARIANTS if name != "normal"])
def test_each_variant_is_set_for_other_eyes(name: str) -> None:
    """Is a large, contrasted or spaced report really so, in the three files, saying the same?"""
    chosen, small = VARIANTS[name], Content()
    small.answers["c1-entreprise"] = dossier().answers["c1-entreprise"]
    paper = report(small, DAY, chosen)
    styles = docx.Document(io.BytesIO(to_docx(paper, chosen))).styles
    assert styles["Normal"].font.size.pt == chosen.size
    assert str(styles["Normal"].font.color.rgb) == chosen.ink
    page = to_html(paper, chosen).decode()
    assert f"--tpe-size: {chosen.size}pt" in page
    assert f"--tpe-ink: #{chosen.ink}" in page
    assert "Aux Mille Pétales" in said(to_pdf(paper, chosen), "pdf")
    assert to_pdf(paper, chosen) != to_pdf(paper)


def test_a_file_that_was_changed_is_kept(tmp_path: Path) -> None:
    """Does somebody who edited the report in Word find it untouched, the new one beside it, and a sentence?"""
    (first,) = write_report(dossier(), tmp_path, ["html"], DAY)
    (again,) = write_report(dossier(entreprise="Bonjour."), tmp_path, ["html"], DAY)
    assert (first.path, first.sentence) == (again.path, again.sentence) == (tmp_path / "rapport.html", "")
    first.path.write_text("à moi")
    for _ in range(2):
        (beside,) = write_report(dossier(), tmp_path, ["html"], DAY)
        assert beside.path.name == "rapport-2.html"
        assert "il est gardé tel quel" in beside.sentence
    assert first.path.read_text() == "à moi"
    (tmp_path / ".rapport.json").unlink()
    (third,) = write_report(dossier(), tmp_path, ["html"], DAY)
    assert third.path.name == "rapport-3.html"


def test_a_kind_or_a_folder_that_cannot_be_is_a_sentence(tmp_path: Path) -> None:
    """Is an unknown format, or a folder that is a file, a French sentence?"""
    with pytest.raises(
        TpeError, match="docx, pdf ou html, pas en « odt »".replace("« ", "«.").replace(" »", ".»")
    ):
        write_report(Content(), tmp_path, ["odt"], DAY)
    (tmp_path / "plein").write_text("")
    with pytest.raises(TpeError, match="n’a pas pu être écrit"):
        write_report(Content(), tmp_path / "plein", ["html"], DAY)


def test_the_command_writes_and_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Does ``tpe report`` write the files asked for, in the variant asked for?"""
    Dossier(tmp_path / "parcours").save_all({"rapport": {"candidate": "Mireille"}})
    cli.app(
        ["report", "-w", str(tmp_path), "--format", "html, docx", "--variante", "contraste"],
        standalone_mode=False,
    )
    assert sorted(path.name for path in (tmp_path / "rapport").iterdir()) == [
        ".rapport.json",
        "rapport-contraste.docx",
        "rapport-contraste.html",
    ]
    assert "exercices ne sont pas finis" in capsys.readouterr().out


def test_the_buttons_of_the_form_write_the_report() -> None:
    """Does each button give its file in the variant chosen, and can one stop before it is made?"""
    form = report_form()
    held = dossier(variant="grand")
    actions = {action.id: action for action in form.actions}

    def run(name: str) -> Outcome:
        return actions[name].run(form.answer(held), held, lambda share, sentence: None)

    assert [file.name for file in run("html").files] == ["rapport-grand.html"]
    assert run("manques").sentence.startswith("Rien ne manque")
    lacking = actions["manques"].run(form.answer(held), Content(), lambda share, sentence: None)
    assert len(lacking.listed) == len(missing(sections(Content())))
    assert lacking.listed[0].file == "c1_strategie.ipynb"
    assert all(line.note for line in lacking.listed)
    assert form.evaluate(held).max == form.evaluate(Content()).points == 0

    def stop(share: float, sentence: str) -> None:
        raise CancelledError("")

    with pytest.raises(CancelledError):
        actions["pdf"].run(form.answer(held), held, stop)


def test_figures_hold_their_table() -> None:
    """Does each chart carry the figures it draws, under it or, when long, in the annexes?"""
    for section in sections(dossier()):
        for figure in section.figures:
            assert isinstance(figure, PaperFigure)
            assert bool(figure.table) == bool(figure.svg)
    words = said(to_html(report(dossier(), DAY)), "html")
    assert "Les chiffres des graphiques" in words


def test_the_jury_reads_a_short_report() -> None:
    """Are parts not each on a page of their own, small tables beside their chart, and long or wide ones at the end?"""
    paper, large = report(dossier(), DAY), report(dossier(), DAY, VARIANTS["grand"])
    new_pages = [block.text for block in paper.blocks if isinstance(block, Heading) and block.starts_page]
    assert new_pages == ["Où trouver la preuve de chaque critère", "L’entreprise", "Annexes"]
    figures = [block for block in paper.blocks if isinstance(block, PaperFigure) and block.svg]
    beside = [figure for figure in figures if figure.share < 1]
    assert beside
    assert all(figure.table and len(figure.table.rows) <= 6 for figure in beside)
    tables = {block.caption for block in paper.blocks if isinstance(block, Grid)}
    assert {figure.title for figure in figures if not figure.table} <= tables
    assert all(block.share == 1 for block in large.blocks if isinstance(block, PaperFigure))


def test_the_calendar_is_whole_a_line_for_each_post() -> None:
    """Are all posts of the calendar in the annexes, under their month, named by their day?"""
    posts = get("c4-calendrier").answer(dossier()).posts
    months = [
        block
        for block in report(dossier(), DAY).blocks
        if isinstance(block, Grid) and block.header[0] == "Jour"
    ]
    months = [block for block in months if "Thème" in block.header]
    assert sum(len(month.rows) for month in months) == len(posts)
    first = min(post.day for post in posts)
    assert months[0].rows[0][0] == f"{french.WEEKDAYS[first.weekday()]} {first.day}"
    assert months[0].caption.startswith(f"{french.MONTHS[first.month - 1].capitalize()} {first.year}, ")
