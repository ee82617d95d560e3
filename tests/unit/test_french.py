"""Numbers, dates and typography: what learners type, and what they read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpelib.base import french


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1 234,50", 1234.5),
        ("1\u202f234,50\u00a0€", 1234.5),
        ("1.234,50", 1234.5),
        ("1,234.50", 1234.5),
        ("0,5", 0.5),
        (",5", 0.5),
        ("12 %", 12),
        ("2 h 30", 2.5),
        ("2h", 2),
        ("45 min", 45),
        ("+7", 7),
        ("\u22123", -3),
        ("1'200", 1200),
    ],
)
def test_numbers_are_read_as_a_shopkeeper_types_them(typed: str, value: float) -> None:
    """Is what people really type understood?"""
    assert french.parse_number(typed) == pytest.approx(value)


@pytest.mark.parametrize("typed", ["", "abc", "1e5", "nan", "inf", "12 34,5,6", "--2", "1/2", "9" * 40])
def test_what_is_not_a_number_gets_a_sentence(typed: str) -> None:
    """Does a wrong entry say what is expected?"""
    with pytest.raises(ValueError, match="Écrivez un nombre"):
        french.parse_number(typed)


def test_a_number_that_reads_two_ways_is_asked_again() -> None:
    """Is « 1.500 » (1 500 or 1,5?) never guessed?"""
    with pytest.raises(ValueError, match="deux façons"):
        french.parse_number("1.500")


@given(st.floats(min_value=-1e9, max_value=1e9).map(lambda value: round(value, 2)))
def test_a_number_shown_is_read_back(value: float) -> None:
    """Can what we print be pasted back?"""
    assert french.parse_number(french.number(value, 2)) == pytest.approx(value)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_a_date_shown_is_read_back(value: date) -> None:
    """Is each way of writing a date understood?"""
    assert french.parse_date(french.day(value)) == value
    assert french.parse_date(value.isoformat()) == value
    assert french.parse_date(f"{value:%d/%m/%Y}") == value
    assert french.parse_date(f"{value:%d/%m/%y}") == value


@pytest.mark.parametrize("typed", ["31/02/2026", "2026-13-01", "32 mars 2026"])
def test_a_day_that_does_not_exist_is_said(typed: str) -> None:
    """Does 31 February get a sentence of its own?"""
    with pytest.raises(ValueError, match="n’existe pas"):
        french.parse_date(typed)


def test_amounts_follow_french_usage() -> None:
    """Are spaces, comma and unit where a French reader expects them?"""
    assert french.euros(1234.5) == "1\u202f234,50\u00a0€"
    assert french.euros(300) == "300\u00a0€"
    assert french.percent(0.125) == "12,5\u00a0%"
    assert french.hours(2.5) == "2\u00a0h\u00a030"
    assert french.hours(0.75) == "45\u00a0min"
    assert french.number(-0.001, 2) == "0,00"
    assert french.day(date(2026, 5, 1), weekday=True) == "vendredi 1er\u00a0mai 2026"
    assert french.plural(1.5, "point") == "1,5\u00a0point"
    assert french.plural(2, "point") == "2\u00a0points"
    assert french.listing(["a", "b", "c"]) == "a, b et c"


def test_typography_sets_the_spaces_once() -> None:
    """Is a text set once and for all, and a text already set left alone?"""
    plain = "Combien d'heures : 1 234 € ? « oui » ; 12 % !"
    wanted = "Combien d’heures\u00a0: 1\u202f234\u00a0€\u202f? «\u00a0oui\u00a0»\u202f; 12\u00a0%\u202f!"
    assert french.typography(plain) == wanted
    assert french.typography(wanted) == wanted


def test_typography_of_markdown_leaves_code_and_links_alone() -> None:
    """Is code never touched by the typography of the prose?"""
    text = 'Oui ! `a = "b" ! c` [lien](http://x.fr/a?b) <a href="c ?d">'
    done = french.typography_of_markdown(text)
    assert '`a = "b" ! c`' in done
    assert "(http://x.fr/a?b)" in done
    assert '<a href="c ?d">' in done
    assert done.startswith("Oui\u202f!")
