"""HTML that is safe by its type: set, escaped, built of elements, and never escaped twice."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as reader
from markupsafe import Markup

from tpelib.base.html import (
    NOTHING,
    Attribute,
    as_typed,
    each,
    element,
    joined,
    on_lines,
    rows,
    set_text,
    tags,
    terms,
    titles,
    void,
)

HOSTILE = """<script>alert("l'été")</script> & co"""
ESCAPED = "&lt;script&gt;alert(&quot;l’été&quot;)&lt;/script&gt; &amp; co"
visible = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1)


def test_a_sentence_is_set_and_escaped_once() -> None:
    """Is French set, HTML escaped, and what is safe already left as it is, short or long?"""
    for many in (1, 40):
        once = set_text(HOSTILE * many)
        assert once == ESCAPED * many
        assert isinstance(once, Markup)
        assert set_text(once) is once
        assert as_typed(once) is once


def test_what_somebody_typed_keeps_its_signs() -> None:
    """Is an answer escaped without being set?"""
    assert as_typed("l'été : <b>") == "l&#x27;été : &lt;b&gt;"


def test_the_same_letters_as_text_and_as_markup_are_two_things() -> None:
    """Is a text that looks escaped escaped again, whatever was asked for first?"""
    for text, safe in ((set_text, Markup("&amp;")), (as_typed, Markup("&amp;"))):
        assert text(safe) == "&amp;"
        assert text("&amp;") == "&amp;amp;"
        assert text(safe) == "&amp;"
    assert element("p", title=Markup("&amp;")) == '<p title="&amp;"></p>'
    assert element("p", title="&amp;") == '<p title="&amp;amp;"></p>'
    assert element("p", title=Markup("&amp;")) == '<p title="&amp;"></p>'


@pytest.mark.parametrize(
    ("attributes", "written"),
    [
        ({"class_": "a b", "aria_label": "N° 1"}, ' class="a b" aria-label="N° 1"'),
        ({"open": True, "hidden": False, "id": None}, " open"),
        ({"value": ""}, ' value=""'),
        ({"alt": 'a "b"\n<c>'}, ' alt="a &quot;b&quot;&#10;&lt;c&gt;"'),
        ({"alt": "x" * 300 + '"'}, f' alt="{"x" * 300}&quot;"'),
    ],
)
def test_attributes_are_escaped_and_named_as_html_does(
    attributes: dict[str, Attribute], written: str
) -> None:
    """Does an attribute hold any text, stand alone when it is true, and go when there is none?"""
    assert void("input", **attributes) == f"<input{written}>"
    assert element("p", **attributes) == f"<p{written}></p>"
    assert joined(tags("p", **attributes)) == f"<p{written}></p>"


def test_elements_hold_each_other() -> None:
    """Are elements, lists, tables and lines what HTML calls so?"""
    item = element("li", set_text("Un"), NOTHING, element("b", as_typed("2")))
    assert item == "<li>Un<b>2</b></li>"
    assert each("li", map(set_text, ("a", "b")), class_="c") == '<li class="c">a</li><li class="c">b</li>'
    assert each("li", []) == ""
    assert titles([set_text("N°")]) == '<thead><tr><th scope="col">N°</th></tr></thead>'
    assert terms([("Qui", "moi")]) == "<dl><dt>Qui</dt><dd>moi</dd></dl>"
    assert on_lines(as_typed("a\nb")) == "a<br>b"
    assert joined((item, item), Markup("\n")) == f"{item}\n{item}"


@pytest.mark.parametrize(
    ("lines", "written"),
    [
        ([], ""),
        ([["a"]], '<tr><th scope="row">a</th></tr>'),
        (
            [["a", ""], ["b", "c", "d"]],
            '<tr><th scope="row">a</th><td></td></tr><tr><th scope="row">b</th><td>c</td><td>d</td></tr>',
        ),
    ],
)
def test_a_row_is_named_by_its_first_cell(lines: Sequence[Sequence[str]], written: str) -> None:
    """Does a row of one cell, or of an empty one, keep its cells?"""
    assert rows(map(as_typed, line) for line in lines) == written


@given(visible, visible)
def test_any_text_is_read_back_as_it_was(inside: str, attribute: str) -> None:
    """Whatever is typed, does a reader of HTML find that text and nothing else?"""
    (found,) = reader.fragments_fromstring(str(element("p", as_typed(inside), title=attribute)))
    assert found.text_content() == inside
    assert found.get("title") == attribute
    assert len(found) == 0
