"""Charts drawn without a browser: whole, true to their figures, and named for who does not see them."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpelib.base import french
from tpelib.charts.builders import bars
from tpelib.charts.drawn import svg
from tpelib.charts.drawn.marks import colour_along
from tpelib.charts.drawn.scales import scale
from tpelib.charts.grammar import GrammarError
from tpelib.charts.picture import Picture
from tpelib.course.cases import BusinessCase, all_cases
from tpelib.engine.dossier import Content
from tpelib.engine.registry import all_exercises, all_explorations
from tpelib.samples.references import reference_content

SVG = "{http://www.w3.org/2000/svg}"
LESS, MORE = 2.0, 4.0
CHART = bars(
    title="Essai",
    labels=["peu", "assez"],
    values=[LESS, MORE],
    unit="ventes",
    reading="Assez fait le double de peu.",
)


def pictures_of(case: BusinessCase) -> Iterator[Picture]:
    """Yield every chart of the course, for one case: under its forms and its sliders."""
    content = reference_content(case)
    for exercise in all_exercises():
        yield from exercise.pictures(content)
    for exploration in all_explorations():
        yield exploration.show({}, content).picture
        yield exploration.show({}, Content()).picture


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
def test_every_chart_of_the_course_is_drawn(case: BusinessCase) -> None:
    """Is each chart a whole drawing, named by its text alternative, with every number a number?"""
    drawn = [picture for picture in pictures_of(case) if picture.spec]
    assert drawn
    for picture in drawn:
        root = ElementTree.fromstring(svg(picture))  # noqa: S314  # our own drawing
        assert root.get("role") == "img"
        assert root.get("aria-label") == french.typography(picture.alternative)
        assert len(list(root)) > 1, picture.title
        for node in root.iter():
            for name, value in node.attrib.items():
                assert not re.search(r"nan|inf|None|\bTrue\b", value) or name == "aria-label", (
                    picture.title,
                    name,
                    value,
                )


def test_a_bar_twice_as_high_is_worth_twice_as_much() -> None:
    """Do bars start at zero and stand for their figures?"""
    root = ElementTree.fromstring(svg(CHART))  # noqa: S314  # our own drawing
    heights = [float(bar.get("height", 0)) for bar in root.iter(f"{SVG}rect")]
    assert heights[1] / heights[0] == pytest.approx(MORE / LESS, rel=1e-3)


def test_what_is_typed_is_never_markup() -> None:
    """Does a name with a tag in it stay a text?"""
    hostile = replace(
        bars(title="x", labels=["<script>a()</script>"], values=[1], unit="u", reading="Rien."),
        alternative='"><script>b()</script>',
    )
    drawn = svg(hostile)
    assert "<script" not in drawn
    texts = "".join(ElementTree.fromstring(drawn).itertext())  # noqa: S314  # our own drawing
    assert "<script>a()</script>" in texts


def test_a_kind_of_mark_it_cannot_draw_is_an_error() -> None:
    """Is a chart never left blank in silence?"""
    with pytest.raises(GrammarError, match="pie"):
        svg(replace(CHART, spec={"data": [{"type": "pie"}]}))


def test_dates_and_numbers_are_written_in_french() -> None:
    """Do ticks say « 1,5 » and « 1 mai »?"""
    numbers = scale({}, [0, 2], from_zero=True)
    numbers.place(0, 100)
    assert [said for _, said in numbers.ticks()] == ["0", "0,5", "1", "1,5", "2"]
    days = scale({"dtick": "M1", "tickformat": "%-d %b"}, ["2027-04-15", "2027-06-15"], from_zero=False)
    days.place(0, 100)
    assert [said for _, said in days.ticks()] == ["1 mai", "1 juin"]


@given(low=st.floats(-1e6, 1e6), span=st.floats(1e-3, 1e6), share=st.floats(0, 1))
def test_a_scale_keeps_the_order_of_numbers(low: float, span: float, share: float) -> None:
    """Is what is more always farther along, with ticks inside, few, and each at its own place?"""
    along = scale({"range": [low, low + span]}, [], from_zero=False)
    along.place(10, 510)
    assert 10 - 1e-6 <= along.at(low + share * span) <= 510 + 1e-6
    places = [at for at, _ in along.ticks()]
    assert places == sorted(places)
    assert 1 <= len(places) <= 12
    assert all(10 - 1e-3 <= at <= 510 + 1e-3 for at in places)


@given(start=st.dates(date(2020, 1, 1), date(2030, 1, 1)), days=st.integers(3, 800))
def test_a_scale_of_dates_has_few_ticks_at_their_own_days(start: date, days: int) -> None:
    """Whatever the period, are there a few dates to read, in order?"""
    end = start + timedelta(days=days)
    along = scale({"type": "date"}, [start.isoformat(), end.isoformat()], from_zero=False)
    along.place(0, 500)
    places = [at for at, _ in along.ticks()]
    assert 1 <= len(places) <= 16
    assert places == sorted(set(places))


def test_a_colour_between_two_is_between_them() -> None:
    """Does a scale of colours start, end and pass where it says?"""
    colours = [[0, "#000000"], [1, "#ff0000"]]
    assert colour_along(colours, -1) == "rgba(0, 0, 0, 1)"
    assert colour_along(colours, 0.5) == "rgba(128, 0, 0, 1)"
    assert colour_along(colours, 2) == "rgba(255, 0, 0, 1)"
    assert not math.isnan(
        float(colour_along([[0, "rgba(1,2,3,0.5)"], [1, "#ffffff"]], 0).split(",")[3].strip(" )"))
    )
