"""What an assessor reads of an exercise can neither act nor load anything, whatever was typed in it."""

from html import escape

import pytest

from tests.grading.pages import acting
from tpelib.course.cases import all_cases
from tpelib.engine.dossier import Content
from tpelib.engine.registry import all_exercises, get
from tpelib.engine.sheet import sheet
from tpelib.samples.references import reference, reference_files
from tpelib.samples.retyping import HOSTILE_TEXT, hostile_texts

CASE = all_cases()[0]
FILES = dict(reference_files(CASE))
HOSTILE = Content(
    answers={
        key: {"values": hostile_texts(get(key).model, values)} for key, values in reference(CASE).items()
    },
    files=FILES,
)


@pytest.mark.parametrize("exercise_id", [exercise.id for exercise in all_exercises()])
def test_html_in_every_field_is_shown_as_text(exercise_id: str) -> None:
    """Is each text, reason and picture escaped, with HTML at the head of every field of every exercise?"""
    shown = sheet(get(exercise_id), HOSTILE).html
    assert acting(shown) == []
    typed = str(HOSTILE.values(exercise_id))
    assert (escape(HOSTILE_TEXT) in shown) == (HOSTILE_TEXT in typed)


def test_the_reader_of_pages_sees_what_acts() -> None:
    """Would a page that runs or loads something be seen?"""
    for page in (
        "<script>1</script>",
        HOSTILE_TEXT,
        "<a href=' JavaScript:alert(1)'>",
        "<p style='background:url(//x)'>",
        "<img src='http://x'>",
        "<svg><image xlink:href='http://x'/></svg>",
        "<link href=x>",
        "<meta http-equiv=refresh>",
    ):
        assert acting(page), page
    assert acting("<p>&lt;script&gt;</p><img src='data:image/png;base64,AA'><a href='https://x'>x</a>") == []
