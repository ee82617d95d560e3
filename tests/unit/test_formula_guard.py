"""What somebody typed, in each file that a spreadsheet opens: never a formula."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbgrader.api import MissingEntry

from tests.unit.test_campaign import CAMPAIGN
from tpelib.assess.grading.stock import CourseExport
from tpelib.assess.jury.papers import session_paper
from tpelib.assess.jury.results import WIDTHS
from tpelib.base.spreadsheets import guard, unguard
from tpelib.course.cases import all_cases
from tpelib.domain.calendar import ScheduledPost
from tpelib.domain.calendar.exports import google, schedulers, workbook
from tpelib.domain.campaign import tool_of
from tpelib.domain.campaign.files import meta_import
from tpelib.engine.registry import get
from tpelib.samples.references import reference_content

FORMULA = re.compile(
    r"[\s\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫]"
)
"""A text that some spreadsheet takes for a formula, told otherwise than the guard does."""
NOW = datetime(2027, 1, 1, tzinfo=UTC)

TRAPS = st.builds(
    "{}{}{}".format,
    st.text(st.sampled_from(" \t\r\n\v\u00a0\u202f\u3000\u200b\ufeff\x01"), max_size=3),
    st.sampled_from("=+-@＝＋－＠"),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=8),
)


def csv_cells(data: bytes, delimiter: str = ",") -> Iterator[str]:
    """Return every cell of a CSV."""
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter):
        yield from row


def xlsx_cells(data: bytes) -> Iterator[str]:
    """Return the cells of a workbook that hold texts, in all its sheets; one that computes fails."""
    for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f"
            if isinstance(cell.value, str):
                yield cell.value


def calendar(text: str) -> Iterator[str]:
    post = ScheduledPost(date(2027, 1, 6), time(18, 30), "Instagram", text, text, 0.0, text)
    yield from xlsx_cells(
        workbook.to_xlsx(
            [post], name=text, networks=["Instagram"], pillars=[text], formats=[text], written_at=NOW
        )
    )
    yield from csv_cells(workbook.to_semicolons([post]), ";")
    yield from csv_cells(google.to_google([post]))
    yield from csv_cells(schedulers.to_metricool([post])[0])
    for data in schedulers.to_buffer([post])[0].values():
        yield from csv_cells(data)


def campaign(text: str) -> Iterator[str]:
    typed: dict[str, Any] = dict.fromkeys(
        ("name", "place", "text", "headline", "beneficiary", "payer", "link", "image"), text
    )
    yield from csv_cells(meta_import(replace(CAMPAIGN, **typed), tool_of("instagram")))


def survey(text: str) -> Iterator[str]:
    content = reference_content(all_cases()[0])
    content.answers["c2-enquete"]["values"]["questions"] = [{"text": text, "topic": "need"}]
    action = next(one for one in get("c2-enquete").actions if one.id == "template")
    yield from xlsx_cells(
        action.run(get("c2-enquete").answer(content), content, lambda *_: None).files[0].data
    )


def results(text: str) -> Iterator[str]:
    row = [text if width > 15 else 2 for width in WIDTHS]
    desk: Any = SimpleNamespace(
        store=SimpleNamespace(sheets=dict), candidates=list, session=SimpleNamespace(day=date(2027, 4, 12))
    )
    with patch("tpelib.assess.jury.results.rows", return_value=[row]):
        yield from xlsx_cells(session_paper(desk, "resultats", "xlsx"))
        yield from csv_cells(session_paper(desk, "resultats", "csv"), ";")


def gradebook(text: str) -> Iterator[str]:
    def nothing(*_: str) -> None:
        raise MissingEntry

    student = SimpleNamespace(id="zoe", last_name=text, first_name=text, email=text)
    book = SimpleNamespace(
        assignments=[SimpleNamespace(name=text, duedate=None, max_score=-2.5)],
        students=[student],
        find_submission=nothing,
    )
    with TemporaryDirectory() as folder:
        file = Path(folder, "grades.csv")
        CourseExport(to=str(file)).export(book)
        cells = list(csv_cells(file.read_bytes()))
    assert "-2.5" in cells  # a number that we compute stays one
    cells.remove("-2.5")
    yield from cells


EXPORTERS: Sequence[Callable[[str], Iterator[str]]] = (calendar, campaign, survey, results, gradebook)


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.__name__)
@given(text=TRAPS)
@settings(max_examples=15)
def test_no_file_computes_what_was_typed(exporter: Callable[[str], Iterator[str]], text: str) -> None:
    """Is what looks like a formula a text in every export, whatever stands before its sign?"""
    cells = list(exporter(text))
    assert any(cell.startswith("'") for cell in cells)
    assert not [cell for cell in cells if FORMULA.match(cell)]


@pytest.mark.parametrize(
    "start",
    [
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        "\n+",
        " =",
        "\u00a0=",
        "\u200b=",
        "\ufeff=",
        "\x00=",
        "＝",
        "＋",
        "－",
        "＠",
    ],
)
def test_every_start_of_a_formula_is_held_back(start: str) -> None:
    """Are all the ways to start a formula held back, and given back as they were?"""
    assert guard(f"{start}1+1") == f"'{start}1+1"
    assert unguard(guard(f"{start}1+1")) == f"{start}1+1"


@pytest.mark.parametrize(
    "text", ["Un bol = 20 €", "'l'été", "l'été", "", "   ", "— Marie", "3 - 2", "«\u00a0=\u00a0»"]
)
def test_what_is_no_formula_is_left_alone(text: str) -> None:
    """Does an ordinary text come out as it was typed?"""
    assert guard(text) == unguard(text) == text


@given(st.text() | TRAPS | TRAPS.map("'{}".format))
def test_the_guard_takes_nothing_away(text: str) -> None:
    """Does a text come back whole, even one that begins by an apostrophe of its own?"""
    assert unguard(guard(text)) == text
