"""Files of data: read into the classes that hold them, or refused with the place of the mistake."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import with_config

from tpelib.base import data
from tpelib.base.data import AnyOf, Shown, read_data, typed
from tpelib.base.errors import DataError
from tpelib.base.resources import data_path, read_toml


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class Term:
    """What the tests read."""

    id: str
    text: Shown
    since: date
    kind: Literal["law", "advice"] = "advice"
    weights: tuple[float, ...] = ()
    words: AnyOf | None = None


DAY = date(2027, 4, 12)
GOOD: dict[str, Any] = {"id": "solde", "text": "L'été : -20 %", "since": DAY}


def test_a_table_becomes_its_class() -> None:
    """Are lists tuples, whole numbers floats, sentences set, and words to look for one pattern?"""
    (found,) = typed(
        tuple[Term, ...], [GOOD | {"weights": [1], "words": ["promos?", "soldes"]}], "essai.toml"
    )
    assert found.text == "L’été\u00a0: -20\u00a0%"
    assert found.weights == (1.0,)
    assert found.words is not None
    assert [bool(found.words.fullmatch(text)) for text in ("PROMO", "soldes", "solde")] == [True, True, False]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"text": None}, "essai.toml, solde : il manque « text »."),
        ({"text": 3}, "essai.toml, solde : « text » attend un texte entre guillemets."),
        (
            {"since": "hier"},
            "essai.toml, solde : « since » attend une date sans guillemets, comme 2027-04-12.",
        ),
        ({"kind": "loi"}, "essai.toml, solde : « kind » attend 'law' ou 'advice'."),
        ({"weights": ["un"]}, "essai.toml, solde, weights, 1 : il faut un nombre."),
        ({"txt": "x"}, "essai.toml, solde : « txt » n'est pas attendu ici."),
    ],
)
def test_a_mistake_is_told_with_its_place(changed: dict[str, Any], told: str) -> None:
    """Does who edits a file read where the mistake is and what is expected, in French?"""
    wrong = {key: value for key, value in (GOOD | changed).items() if value is not None}
    with pytest.raises(DataError) as refused:
        typed(tuple[Term, ...], [wrong], "essai.toml")
    plain = str(refused.value).replace("\u00a0", " ").replace("’", "'")
    assert plain == told


def test_what_is_no_table_is_told_too() -> None:
    """Is a list in place of a table, or nothing in place of a list, a sentence as well?"""
    with pytest.raises(DataError, match="il faut une table"):
        typed(Term, ["solde"], "essai.toml")
    with pytest.raises(DataError, match="il faut une liste"):
        typed(tuple[Term, ...], {}, "essai.toml")


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    """Are a missing file, another alphabet's bytes and a broken line told with the file's name?"""
    broken = tmp_path / "abime.toml"
    for content in (None, b"\xff\xfe", b"term = ["):
        if content is not None:
            broken.write_bytes(content)
        with pytest.raises(DataError, match=r"abime\.toml"):
            read_toml(broken)


def test_a_file_is_read_once_and_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Is the second reading of a file the first one again, and a missing key said?"""
    first = read_data(dict[str, str], "sources.toml", at="measures")
    monkeypatch.setattr(data, "_document", lambda path: pytest.fail("read again"))
    assert read_data(dict[str, str], "sources.toml", at="measures") is first
    monkeypatch.undo()
    with pytest.raises(DataError, match=r"il manque .*nulle-part"):
        read_data(dict[str, str], "sources.toml", at="nulle-part")


def test_every_file_of_data_is_one_that_can_be_read() -> None:
    """Is each TOML file of the course whole?"""
    files = sorted(data_path().rglob("*.toml"))
    assert len(files) > 25
    assert all(read_toml(path) for path in files)
