"""The engine: one definition gives the form, the reading, the points and the reasons."""

import json
from datetime import date
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpelib.engine.answer import Answer, Rows, questions_of
from tpelib.engine.dossier import Content
from tpelib.engine.exercise import Answers, Exercise, schema_of
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Choices, Date, File, LongText, Number, Option, Text

TRADES = (Option("florist", "Fleuriste"), Option("baker", "Boulangère", "ou pâtissière"))


class Line(Answer):
    """A row of the table under test."""

    name: Annotated[str, Text("Nom")] = ""
    cost: Annotated[float | None, Number("Coût", unit="€")] = None


class Sheet(Answer):
    """One question of each kind."""

    name: Annotated[str, Text("Quel est le nom ?", max_length=20)] = ""
    story: Annotated[str, LongText("Racontez.", required=False)] = ""
    basket: Annotated[float | None, Number("Panier ?", unit="€", maximum=1000)] = None
    people: Annotated[float | None, Number("Clients ?", integer=True)] = None
    start: Annotated[date | None, Date("Début ?")] = None
    trade: Annotated[str, Choice("Métier ?", options=TRADES)] = ""
    trades: Annotated[list[str], Choices("Métiers ?", options=TRADES)] = []
    lines: Annotated[list[Line], Rows("Lignes", row=Line, max_rows=3)] = []
    months: Annotated[list[Line], Rows("Mois", row=Line, row_labels=("janvier", "février"))] = []
    photo: Annotated[dict[str, Any] | None, File("Photo", accept=(".jpg",), max_bytes=100)] = None


def check(answer: Sheet, answers: Answers, marking: Marking) -> None:
    """Give two points for a name, two for a basket that is shared among partial credit."""
    marking.award(2, bool(answer.name), "Un nom est donné.", "Donnez un nom.", about="name")
    if answer.basket is None:
        marking.missing(2, "Donnez un panier.", about="basket")
    else:
        marking.award(2, answer.basket / 100, "Bien vu.", "Trop bas.", partial="Presque.", about="basket")


SHEET = Exercise("t-fiche", "C1", ("Cr1",), "Fiche", "Répondez.", Sheet, 4.0, check)


def dossier(values: dict[str, Any]) -> Content:
    """Return a dossier in memory that holds one answer."""
    return Content(answers={"t-fiche": {"values": values}})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from(list(Sheet.model_fields)), JSON))
def test_any_json_gives_points_or_sentences(values: dict[str, Any]) -> None:
    """Can anything in a dossier make a check fail, or leave its bounds?"""
    result = SHEET.evaluate(dossier(values))
    assert 0 <= result.points <= result.max == 4
    assert type(result.points) is float
    for text in SHEET.parse(values).errors.values():
        assert text.endswith(".")


def test_what_can_be_read_is_kept_beside_what_cannot() -> None:
    """Does one wrong field spoil only itself, and is each named by its path?"""
    parsed = SHEET.parse(
        {
            "name": " Aux Mille Fleurs ",
            "basket": "12O",
            "people": "2,5",
            "start": "31/02/2026",
            "trade": "boulangère",
            "trades": ["baker", "florist", "baker"],
            "lines": [{"name": "a", "cost": "1,5"}, {}, {"name": "b", "cost": "x"}],
            "months": [{}, {"cost": 3}],
        }
    )
    answer = parsed.answer
    assert answer.name == "Aux Mille Fleurs"
    assert answer.basket is None
    assert answer.trade == "baker"
    assert answer.trades == ["florist", "baker"]
    assert [(line.name, line.cost) for line in answer.lines] == [("a", 1.5), ("b", None)]
    assert [line.cost for line in answer.months] == [None, 3]
    assert set(parsed.errors) == {"basket", "people", "start", "lines.2.cost"}


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("basket", "1 001", "entre 0 et 1\u202f000"),
        ("people", "1,5", "nombre entier"),
        ("start", "1999-01-01", "entre 2020 et 2040"),
        ("name", "x" * 21, "20 au plus"),
        ("trade", "plombier", "réponses proposées"),
        ("lines", [{}] * 4, "3 au plus"),
        ("lines", "abc", "forme attendue"),
        ("photo", {"name": "a.exe", "size": 1, "sha256": "0" * 64}, ".jpg"),
        ("photo", {"name": "a.jpg", "size": 101, "sha256": "0" * 64}, "dépasse"),
        ("photo", {"name": "../a.jpg", "size": 1, "sha256": "0" * 64}, "forme attendue"),
        ("name", ["liste"], "forme attendue"),
        ("basket", True, "forme attendue"),
    ],
)
def test_a_wrong_value_says_what_is_expected(field: str, typed: Any, sentence: str) -> None:
    """Does each refusal carry its sentence?"""
    assert sentence in SHEET.parse({field: typed}).errors[field]


def test_a_blank_answer_earns_nothing() -> None:
    """Is a blank worth zero, even one made of blanks?"""
    for values in ({}, {"name": " ", "lines": [{}], "basket": "", "trades": [], "months": [{}, {}]}):
        result = SHEET.evaluate(dossier(values))
        assert result.points == 0
        assert [reason.state for reason in result.reasons] == ["missing"]


def test_partial_credit_is_rounded_to_the_quarter_point() -> None:
    """Is partial credit said, and exact?"""
    result = SHEET.evaluate(dossier({"name": "a", "basket": "60"}))
    assert [(reason.state, reason.points) for reason in result.reasons] == [("right", 2), ("partial", 1.25)]
    assert result.sentence == "3,25\u00a0points sur 4"


def test_a_check_that_forgets_a_reason_is_caught() -> None:
    """Do the maxima of the reasons have to add up to the exercise's points?"""
    lazy = Exercise("t-fiche", "C1", ("Cr1",), "Fiche", "Répondez.", Sheet, 5.0, check)
    with pytest.raises(AssertionError, match="worth 4"):
        lazy.evaluate(dossier({"name": "a"}))


def test_complete_means_every_required_question() -> None:
    """Is an exercise done only when each required question has a readable answer?"""
    full: dict[str, Any] = {
        "name": "a",
        "basket": "1",
        "people": "2",
        "start": "2026-01-01",
        "trade": "baker",
        "trades": ["baker"],
        "lines": [{"name": "a"}],
        "months": [{"cost": "1"}],
        "photo": {"name": "a.jpg", "size": 1, "sha256": "0" * 64},
    }
    assert SHEET.is_complete(dossier(full))
    assert not SHEET.is_complete(dossier({**full, "basket": "abc"}))
    for name in full:
        assert not SHEET.is_complete(dossier({k: v for k, v in full.items() if k != name}))


def test_schema_is_json_and_names_every_question() -> None:
    """Is one schema enough for all the forms?"""
    schema = json.loads(json.dumps(schema_of(SHEET)))
    assert [field["name"] for field in schema["fields"]] == list(questions_of(Sheet))
    assert schema["fields"][8]["row_labels"] == ["janvier", "février"]
    assert schema["fields"][7]["columns"][1]["unit"] == "€"


def test_a_field_without_a_question_is_refused() -> None:
    """Is a model with a silent field caught at definition?"""

    class Silent(Answer):
        name: str = ""

    with pytest.raises(TypeError, match=r"Silent\.name"):
        questions_of(Silent)
