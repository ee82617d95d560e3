"""Tables that people bring, whatever wrote them, and the traps some hold."""

import contextlib
import io
import unicodedata
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tpelib.base import spreadsheets
from tpelib.base.spreadsheets import UnreadableTableError
from tpelib.base.words import fold

FIXTURES = Path(__file__).parents[1] / "fixtures" / "exports"
OLD = FIXTURES / "linkedin-page.xls"
TEXT = 'Réseau;Âge;Note\nFacebook;"45";4,5\n\n"Insta; gram";23;3\n'


def cells(data: bytes, name: str = "reponses.csv") -> list[list[str]]:
    """Return the cells read, header first."""
    found = spreadsheets.read(data, name)
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
    found = spreadsheets.read(b'sep=,\na,b\n1,2\n\n"3\n4",5\n6,7\n', "x.csv")
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
    found = spreadsheets.read(out.getvalue(), "reponses.xlsx")
    assert found.header == ("Nom", "Âge", "Note", "Oui ?")
    assert [list(row.cells.values()) for row in found.rows] == [
        ["Zoé", "45", "4,5", "oui"],
        ["2", "", "", ""],
    ]
    assert "première feuille" in found.notes[0]


def test_columns_are_found_by_name() -> None:
    """Is a column found whatever its accents and case, and are doubles told apart?"""
    found = spreadsheets.read("Réseaux utilisés ;Âge;Âge;;x\n1;2;3;4;5;6\n".encode(), "x.csv")
    assert found.header == ("Réseaux utilisés", "Âge", "Âge (2)", "Colonne 4", "x")
    assert found.column("réseau", "RESEAUX UTILISES") == "Réseaux utilisés"
    assert found.column("prix") is None
    assert "la fin n’a pas été lue" in found.notes[0]
    assert fold("  Œuvre d’Été n° 2 ") == "oeuvre d ete n 2"


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
        spreadsheets.read(data, "fichier")


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    """Is a document of another kind told apart from a workbook?"""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(UnreadableTableError, match="pas un classeur"):
        spreadsheets.read(out.getvalue(), "lettre.docx")


def corners(last: str) -> bytes:
    """Return a workbook of two cells, as far apart as asked."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "a")
        sheet.write(last, "b")
    return out.getvalue()


def open_document(rows: str) -> bytes:
    """Return an .ods whose sheets are given as XML, as LibreOffice packs it."""
    out = io.BytesIO()
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED
        )
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces} office:version="1.3">'
            f"<office:body><office:spreadsheet>{rows}</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        corners("XFD1048576"),
        corners("XFD2000"),
        open_document(
            '<table:table table:name="A"><table:table-row table:number-rows-repeated="1000000">'
            '<table:table-cell table:number-columns-repeated="16000" office:value-type="float" office:value="1"/>'
            "</table:table-row></table:table>"
        ),
    ],
)
def test_a_small_file_that_asks_for_all_the_memory_gets_a_sentence(data: bytes) -> None:
    """Is a file of a few kilobytes that would fill gigabytes refused, and does nothing else end with its reader?"""
    assert len(data) < 100_000
    with pytest.raises(UnreadableTableError, match=r"Ce classeur.*(démesuré|enregistrez-le de nouveau)"):
        spreadsheets.read(data, "piege.xlsx")


def test_a_stray_cell_far_below_is_no_trap() -> None:
    """Is a table read when something was once typed in the last row of its sheet?"""
    found = spreadsheets.read(corners("C1048576"), "x.xlsx")
    assert [(row.number, *row.cells.values()) for row in found.rows] == [(1_048_576, "")]
    assert "1 ligne dépasse" in found.notes[0].replace("\u00a0", " ")


def test_a_workbook_that_takes_too_long_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Is somebody whose workbook is never done told so, rather than left waiting?"""
    monkeypatch.setattr("tpelib.base.spreadsheets._reading._SECONDS", 0.0)
    with pytest.raises(UnreadableTableError, match="démesuré"):
        spreadsheets.read(workbook([["a"], ["1"]]), "x.xlsx")


def test_a_workbook_from_another_library() -> None:
    """Is a workbook by openpyxl, with a formula that has no value, read without the formula?"""
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])  # type: ignore[union-attr]  # a new workbook has a sheet
    book.active.append(['=HYPERLINK("https://exemple.fr")', "ok"])  # type: ignore[union-attr]  # idem
    out = io.BytesIO()
    book.save(out)
    assert cells(out.getvalue())[1] == ["", "ok"]


def every_kind() -> bytes:
    """Return a workbook with each kind of cell, below and right of an empty room."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Relevé")
        forms = {
            name: book.add_format({"num_format": written})
            for name, written in (
                ("day", "dd/mm/yyyy"),
                ("hour", "hh:mm"),
                ("moment", "dd/mm/yyyy hh:mm"),
                ("share", "0.0%"),
                ("length", "[h]:mm"),
            )
        }
        sheet.write_row(2, 1, ["jour", "heure", "moment", "part", "durée", "nombre", "oui ?", "texte"])
        for line, (day, hour) in enumerate(
            ((date(2026, 3, 6), time(9, 15)), (date(2026, 2, 28), time(18, 29)))
        ):
            row = 3 + 2 * line
            sheet.write_datetime(row, 1, datetime.combine(day, time()), forms["day"])
            sheet.write_datetime(row, 2, datetime.combine(date(1899, 12, 31), hour), forms["hour"])
            sheet.write_datetime(row, 3, datetime.combine(day, hour), forms["moment"])
            sheet.write_number(row, 4, 0.125, forms["share"])
            sheet.write_number(row, 5, 1.25, forms["length"])
            sheet.write_number(row, 6, 12_345_678_901 + line / 2)
            sheet.write_boolean(row, 7, not line)
        sheet.merge_range(3, 8, 4, 8, " _x000D_ fusion <a>\n b ")
        sheet.write_formula(5, 8, "=1/0", None, "#DIV/0!")
    return out.getvalue()


EVERY_KIND = [
    ["jour", "heure", "moment", "part", "durée", "nombre", "oui ?", "texte"],
    [
        *("2026-03-06", "09:15:00", "2026-03-06 09:15", "0,125", "1 day, 6:00:00", "12345678901", "oui"),
        "_x000D_ fusion <a>\n b",
    ],
    [
        *("2026-02-28", "18:29:00", "2026-02-28 18:29", "0,125", "1 day, 6:00:00", "12345678901,5", "non"),
        "#DIV/0!",
    ],
]


def test_each_kind_of_cell_is_read() -> None:
    """Are dates, hours, shares, lengths, yes or no, merged cells and errors read, and rows known by their number?"""
    found = spreadsheets.read(every_kind(), "x.xlsx")
    assert [row.number for row in found.rows] == [4, 6]
    assert found.header == ("Colonne 1", *EVERY_KIND[0])
    assert [list(row.cells.values())[1:] for row in found.rows] == EVERY_KIND[1:]


def test_what_is_read_is_what_another_reader_reads() -> None:
    """Does openpyxl, which shares no line with our reader, find the same figures, days and errors?"""
    sheet = openpyxl.load_workbook(io.BytesIO(every_kind()), data_only=True).active
    assert sheet is not None
    for line, row in zip((4, 6), EVERY_KIND[1:], strict=True):
        day, hour, moment, share, length, number, yes, text = (cell.value for cell in sheet[line][1:9])
        assert [f"{day:%Y-%m-%d}", f"{hour}", f"{moment:%Y-%m-%d %H:%M}", f"{length}"] == [
            *row[:3],
            row[4],
        ]
        assert [f"{share}", f"{number}"] == [row[3].replace(",", "."), row[5].replace(",", ".")]
        assert (yes, str(text).strip()) == (row[6] == "oui", row[7])


def test_an_old_workbook_has_each_kind_too() -> None:
    """Is an Excel 97 file read by the first sheet that it shows, from where its table starts?"""
    found = spreadsheets.read((FIXTURES / "classeur-97.xls").read_bytes(), "x.xls")
    assert found.header == ("Colonne 1", "Jour", "Heure", "Moment", "Part", "Oui ?", "Total", "Note")
    assert [(row.number, *list(row.cells.values())[1:]) for row in found.rows] == [
        (4, "2026-03-06", "09:15:00", "2026-03-06 18:30", "0,125", "oui", "1234,5", "Été à Noël"),
        (6, "2026-02-28", "18:30:00", "2026-02-28", "1", "non", "45", "fusion"),
        (8, "", "", "", "", "", "", "erreur à gauche"),
    ]
    assert [note.replace("\u00a0", " ") for note in found.notes] == [
        "Seule la première feuille, « Relevé », a été lue."
    ]


def test_a_sheet_that_is_hidden_is_not_the_first() -> None:
    """Is the table that somebody sees read, when their tool keeps its own lists in a hidden sheet before it?"""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        hidden, shown = book.add_worksheet("listes"), book.add_worksheet("Calendrier")
        hidden.write_row(0, 0, ["caché"])
        hidden.hide()
        shown.activate()
        shown.set_first_sheet()
        shown.write_row(0, 0, ["Date", "Réseau"])
        shown.write_row(1, 0, ["06/03/2027", "Facebook"])
    found = spreadsheets.read(out.getvalue(), "x.xlsx")
    assert (found.header, found.notes) == (("Date", "Réseau"), ())


def test_a_workbook_of_libreoffice_is_read() -> None:
    """Is an .ods read: days, hours, amounts, a share, yes or no, a text of two lines, a cell said to be repeated?"""
    cell = "<table:table-cell office:value-type="
    data = open_document(
        '<table:table table:name="Feuille1">'
        '<table:table-column table:number-columns-repeated="8"/>'
        "<table:table-row>"
        + "".join(
            f'{cell}"string"><text:p>{title}</text:p></table:table-cell>'
            for title in ("Jour", "Heure", "Total", "Part", "Oui ?", "Note", "A", "B")
        )
        + '<table:table-cell table:number-columns-repeated="16376"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row><table:table-row>"
        f'{cell}"date" office:date-value="2026-03-06"><text:p>06/03/2026</text:p></table:table-cell>'
        f'{cell}"time" office:time-value="PT18H30M00S"><text:p>18:30</text:p></table:table-cell>'
        f'{cell}"currency" office:currency="EUR" office:value="1234.5"><text:p>1 234,50 €</text:p></table:table-cell>'
        f'{cell}"percentage" office:value="0.125"><text:p>12,5 %</text:p></table:table-cell>'
        f'{cell}"boolean" office:boolean-value="true"><text:p>VRAI</text:p></table:table-cell>'
        f'{cell}"string"><text:p>Été</text:p><text:p>à Noël</text:p></table:table-cell>'
        f'<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/>'
        "</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048572">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    found = spreadsheets.read(data, "releve.ods")
    assert found.header == ("Jour", "Heure", "Total", "Part", "Oui ?", "Note", "A", "B")
    assert [(row.number, *row.cells.values()) for row in found.rows] == [
        (4, "2026-03-06", "18:30:00", "1234,5", "0,125", "oui", "Été\nà Noël", "7", "7")
    ]


def test_an_old_workbook_is_read() -> None:
    """Is an .xls read as its .xlsx would be, the note above its titles kept apart and its second sheet told?"""
    data = OLD.read_bytes()
    found = spreadsheets.read(data, "page.xls", titles=lambda cells: "Date" in cells)
    assert found.header[:3] == ("Date", "Impressions (organic)", "Impressions (sponsored)")
    assert found.rows[0].number == 3
    assert list(found.rows[0].cells.values())[:4] == ["11/02/2026", "120", "0", "120"]
    assert found.rows[0].cells["Engagement rate (total)"].startswith("0,06")
    assert found.above[0][0].startswith("The metrics below")
    assert "« Metrics »" in found.notes[0].replace("\u00a0", " ")


def test_titles_may_stand_lower() -> None:
    """Are the lines above the titles set aside, and nothing lost when no line looks like titles?"""
    data = b'sep=,\nCouverture\n\n"Date","Primary"\n2026-11-02,5\n'
    found = spreadsheets.read(data, "x.csv", titles=lambda cells: len(cells) > 1)
    assert (found.above, found.header) == ((("Couverture",),), ("Date", "Primary"))
    assert [(row.number, row.cells["Primary"]) for row in found.rows] == [(5, "5")]
    lost = spreadsheets.read(b"a;b\n" + b"1;2\n" * 30, "x.csv", titles=lambda cells: False)
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
        assert spreadsheets.read(bytes(data[:size]), "x.xls").header


@given(st.binary(max_size=400))
def test_any_bytes_give_a_table_or_a_sentence(data: bytes) -> None:
    """Can any file at all fail otherwise than with a French sentence?"""
    for start in (b"", b"PK\x03\x04", b"\xff\xfe", b"sep=;\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        said = "."
        try:
            spreadsheets.read(start + data, "x")
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
    found = spreadsheets.read(workbook([header, *[[f"·{cell}·" for cell in row] for row in rows]]), "x.xlsx")
    for got, row in zip(found.rows, rows, strict=True):
        spaced = [cell.replace("\u00a0", " ").replace("\u202f", " ") for cell in row]
        wanted = [unicodedata.normalize("NFC", f"·{cell}·") for cell in spaced]
        assert [cell for cell in got.cells.values() if cell] == wanted
