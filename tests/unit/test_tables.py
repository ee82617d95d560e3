"""Tables that people bring, whatever wrote them, and the traps some hold."""

import contextlib
import io
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tpelib.base import tables
from tpelib.base.tables import UnreadableTableError

OLD = Path(__file__).parents[1] / "fixtures" / "exports" / "linkedin-page.xls"
TEXT = 'Réseau;Âge;Note\nFacebook;"45";4,5\n\n"Insta; gram";23;3\n'


def cells(data: bytes, name: str = "reponses.csv") -> list[list[str]]:
    """Return the cells read, header first."""
    found = tables.read(data, name)
    return [list(found.header), *[list(row.cells.values()) for row in found.rows]]


def workbook(rows: list[list[Any]], sheets: int = 1) -> bytes:
    """Return a workbook as a spreadsheet writes it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for _ in range(sheets):
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_any_tool_s_csv_is_read(encoding: str, delimiter: str, newline: str) -> None:
    """Are the separators, encodings and line ends of the usual tools understood?"""
    text = (
        TEXT.replace("; ", "~").replace("4,5", '"4,5"').replace(";", delimiter).replace("~", f"{delimiter} ")
    )
    data = text.replace("\n", newline).encode(encoding)
    assert cells(data) == [
        ["Réseau", "Âge", "Note"],
        ["Facebook", "45", "4,5"],
        [f"Insta{delimiter} gram", "23", "3"],
    ]


def test_accents_read_twice_are_mended() -> None:
    """Is « Ã© » read as « é », and a text that only looks like it left alone?"""
    broken = "Réseau;Prénom\nà l’été;Zoé\n".encode().decode("cp1252").encode()
    assert cells(broken) == [["Réseau", "Prénom"], ["à l’été", "Zoé"]]
    honest = "Ville;Note\nSÃO PAULO;€Â Ω\n".encode()
    assert cells(honest)[1] == ["SÃO PAULO", "€Â Ω"]


def test_a_sep_line_and_the_numbers_of_lines() -> None:
    """Is Excel's `sep=` line obeyed, and is each row known by the number its spreadsheet shows?"""
    found = tables.read(b'sep=,\na,b\n1,2\n\n"3\n4",5\n6,7\n', "x.csv")
    assert found.header == ("a", "b")
    assert [(row.number, row.cells["a"]) for row in found.rows] == [(3, "1"), (5, "3\n4"), (7, "6")]


def test_a_workbook_is_read_as_text() -> None:
    """Do numbers, dates and yes or no come out as a French reader types them, from the first sheet?"""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Réponses")
    sheet.write_row(0, 0, ["Nom", "Âge", "Note", "Oui ?", ""])
    sheet.write_row(1, 0, ["Zoé", 45, 4.5, True])
    sheet.write_formula(2, 0, "=1+1", None, 2)
    sheet.write_formula(2, 1, '=WEBSERVICE("https://exemple.fr")', None, "")
    book.add_worksheet("Autre")
    book.close()
    found = tables.read(out.getvalue(), "reponses.xlsx")
    assert found.header == ("Nom", "Âge", "Note", "Oui ?")
    assert [list(row.cells.values()) for row in found.rows] == [
        ["Zoé", "45", "4,5", "oui"],
        ["2", "", "", ""],
    ]
    assert "première feuille" in found.notes[0]


def test_columns_are_found_by_name() -> None:
    """Is a column found whatever its accents and case, and are doubles told apart?"""
    found = tables.read("Réseaux utilisés ;Âge;Âge;;x\n1;2;3;4;5;6\n".encode(), "x.csv")
    assert found.header == ("Réseaux utilisés", "Âge", "Âge (2)", "Colonne 4", "x")
    assert found.column("réseau", "RESEAUX UTILISES") == "Réseaux utilisés"
    assert found.column("prix") is None
    assert "la fin n’a pas été lue" in found.notes[0]
    assert tables.fold("  Œuvre d’Été n° 2 ") == "oeuvre d ete n 2"


def bomb(size: int, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """Return a small workbook whose sheet unfolds to many zeros."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(name, b"0" * size)
    return out.getvalue()


def laughs() -> bytes:
    """Return a workbook whose XML declares entities."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([["a"], ["1"]]))) as good, zipfile.ZipFile(out, "w") as bad:
        for part in good.infolist():
            body = good.read(part)
            if part.filename.endswith("sheet1.xml"):
                body = body.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "aaaa">]>', 1)
            bad.writestr(part.filename, body)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "vide"),
        (b"\n\n;;\n", "vide"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "ancien classeur"),
        (b"%PDF-1.7", "pas un tableau"),
        (b"PK\x03\x04 rien", "abîmé"),
        (workbook([["a"], ["1"]])[:900], "abîmé"),
        (bomb(30_000_000), "démesuré"),
        (bomb(100_000_000), "démesuré"),
        (bomb(10), "abîmé"),
        (laughs(), "démesuré"),
        (b"a;b\n" + b"1;2\n" * 20_001, "dépasse 20\u202f000 lignes"),
        (b"x" * 10_000_001, "dépasse 10"),
        (b"a;" * 400 + b"b\n1", "plus de 300 colonnes"),
        (b"a;b\n\x00\x01;c\n", "tableau de texte"),
        (b"a;b\n" + b"x" * 40_000 + b";c\n", "démesuré"),
        (b"\xff\xfea\x00;\x00\xd8", "abîmé"),
        (b'a;b\n"' + b"x" * 200_000, "illisible"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(data: bytes, sentence: str) -> None:
    """Does each bad file, harmful ones included, say in French what to do?"""
    with pytest.raises(UnreadableTableError, match=sentence):
        tables.read(data, "fichier")


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    """Is a document of another kind told apart from a workbook?"""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(UnreadableTableError, match="pas un classeur"):
        tables.read(out.getvalue(), "lettre.docx")


def test_a_workbook_from_another_library() -> None:
    """Is a workbook by openpyxl, with a formula that has no value, read without the formula?"""
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])  # type: ignore[union-attr]  # a new workbook has a sheet
    book.active.append(['=HYPERLINK("https://exemple.fr")', "ok"])  # type: ignore[union-attr]  # idem
    out = io.BytesIO()
    book.save(out)
    assert cells(out.getvalue())[1] == ["", "ok"]


def test_an_old_workbook_is_read() -> None:
    """Is an .xls read as its .xlsx would be, the note above its titles kept apart and its second sheet told?"""
    data = OLD.read_bytes()
    found = tables.read(data, "page.xls", titles=lambda cells: "Date" in cells)
    assert found.header[:3] == ("Date", "Impressions (organic)", "Impressions (sponsored)")
    assert found.rows[0].number == 3
    assert list(found.rows[0].cells.values())[:4] == ["11/02/2026", "120", "0", "120"]
    assert found.rows[0].cells["Engagement rate (total)"].startswith("0,06")
    assert found.above[0][0].startswith("The metrics below")
    assert "« Metrics »" in found.notes[0].replace("\u00a0", " ")


def test_titles_may_stand_lower() -> None:
    """Are the lines above the titles set aside, and nothing lost when no line looks like titles?"""
    data = b'sep=,\nCouverture\n\n"Date","Primary"\n2026-11-02,5\n'
    found = tables.read(data, "x.csv", titles=lambda cells: len(cells) > 1)
    assert (found.above, found.header) == ((("Couverture",),), ("Date", "Primary"))
    assert [(row.number, row.cells["Primary"]) for row in found.rows] == [(5, "5")]
    lost = tables.read(b"a;b\n" + b"1;2\n" * 30, "x.csv", titles=lambda cells: False)
    assert (lost.header, len(lost.rows), lost.above) == (("a", "b"), 30, ())


@given(st.lists(st.tuples(st.integers(8, 5631), st.integers(0, 255)), max_size=12), st.integers(8, 5632))
def test_a_damaged_old_workbook_gives_a_table_or_a_sentence(
    changes: list[tuple[int, int]], size: int
) -> None:
    """Can an .xls that a disk damaged fail otherwise than with a French sentence?"""
    data = bytearray(OLD.read_bytes())
    for position, value in changes:
        data[position] = value
    with contextlib.suppress(UnreadableTableError):
        assert tables.read(bytes(data[:size]), "x.xls").header


@given(st.binary(max_size=400))
def test_any_bytes_give_a_table_or_a_sentence(data: bytes) -> None:
    """Can any file at all fail otherwise than with a French sentence?"""
    for start in (b"", b"PK\x03\x04", b"\xff\xfe", b"sep=;\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        said = "."
        try:
            tables.read(start + data, "x")
        except UnreadableTableError as problem:
            said = str(problem)
        assert said.endswith(".")


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8),
            min_size=2,
            max_size=4,
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_a_workbook_holds_is_what_is_read(rows: list[list[str]]) -> None:
    """Does text go through a workbook unchanged, no-break spaces made plain?"""
    header = [f"c{i}" for i in range(4)]
    found = tables.read(workbook([header, *[[f"·{cell}·" for cell in row] for row in rows]]), "x.xlsx")
    for got, row in zip(found.rows, rows, strict=True):
        spaced = [cell.replace("\u00a0", " ").replace("\u202f", " ") for cell in row]
        wanted = [unicodedata.normalize("NFC", f"·{cell}·") for cell in spaced]
        assert [cell for cell in got.cells.values() if cell] == wanted
