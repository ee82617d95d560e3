"""The survey's later file: found, checked, kept, and shown beside the one that ships."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tpelib.base import french
from tpelib.base.errors import DomainError, TpeError
from tpelib.base.resources import data_path
from tpelib.cli.survey import forget_survey, keep_survey, survey_state
from tpelib.domain import audience
from tpelib.domain.survey_file import SurveyFileError, expected, take
from tpelib.engine.dossier import Content
from tpelib.engine.registry import exploration

Person = dict[str, str]


@pytest.fixture(autouse=True)
def own_space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep nothing in the home of whoever runs the tests."""
    monkeypatch.setenv("TPE_DONNEES", str(tmp_path / "a moi"))


def people(change: Callable[[Person], Person | None] = lambda person: person) -> list[Person]:
    """Return as many answers as the file of 2025 has, made from those of 2022, changed one by one."""
    with data_path("audience", "barometre_2022_extrait.csv").open(encoding="utf-8", newline="") as lines:
        found = [changed for person in csv.DictReader(lines) if (changed := change(dict(person))) is not None]
    return found[: expected().people]


def written(folder: Path, rows: list[Person], *, comma: str = ",", encoding: str = "utf-8") -> Path:
    """Write answers as a file, and return where."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=comma)
    writer.writeheader()
    writer.writerows(rows)
    path = folder / "barometre-2025.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def plain(lines: list[str]) -> str:
    """Return lines as one text, with plain spaces."""
    return " ".join(lines).replace(french.NBSP, " ").replace(french.NNBSP, " ")


def without(*columns: str) -> Callable[[Person], Person]:
    """Return a change that takes columns away."""
    return lambda person: {name: value for name, value in person.items() if name not in columns}


def test_a_file_like_that_of_2022_is_taken_whole(tmp_path: Path) -> None:
    """Are the people counted, the margins compared, and the same answers found again?"""
    said = plain(keep_survey(written(tmp_path, people()), []))
    assert "4 145 personnes, comme annoncé" in said
    assert "Âge : proche de 2022" in said
    assert audience.editions() == ("2022", "2025")
    found = audience.estimate(edition="2025")
    assert found.n == 4145
    assert found.share == pytest.approx(audience.estimate().share, abs=0.01)
    assert "gardée" in plain(survey_state())


@pytest.mark.parametrize(("comma", "encoding"), [(";", "utf-8-sig"), ("\t", "cp1252")])
def test_separators_and_accents_of_tools_are_understood(tmp_path: Path, comma: str, encoding: str) -> None:
    """Is the same file read as a spreadsheet of Windows writes it?"""
    taken = take(written(tmp_path, people(), comma=comma, encoding=encoding))
    assert not any("ne connaît pas" in note for note in taken.notes)


def test_other_names_and_ages_in_years_are_understood(tmp_path: Path) -> None:
    """Are columns named by the user taken, ages in years put in their bands, and « Oui, chaque jour » a yes?"""
    middle = {"12-17 ans": "15", "18-24 ans": "20", "25-39 ans": "30", "40-59 ans": "50", "60-69 ans": "65"}

    def change(person: Person) -> Person:
        person["RESEAU_X"] = "Oui, chaque jour" if person.pop("US_FACEB") == "Oui" else "Non"
        person["AGE"] = middle.get(person.pop("AGE6FUZ"), "80")
        return person

    keep_survey(written(tmp_path, people(change)), ["social=RESEAU_X"])
    assert audience.estimate(edition="2025").share == pytest.approx(audience.estimate().share, abs=0.01)
    assert audience.breakdown("age", edition="2025")["70+"].n == pytest.approx(
        audience.breakdown("age")["70+"].n, abs=40
    )


def test_what_the_file_does_not_ask_is_not_shown(tmp_path: Path) -> None:
    """Is a question or a dimension that is not there told, and never shown as nobody?"""
    said = plain(keep_survey(written(tmp_path, people(without("TABLETTE", "REGION"))), []))
    assert "Pas trouvé" in said
    assert "région" in said
    assert not audience.can_tell("2025", "tablet")
    assert not audience.can_tell("2025", "social", ["region"])
    assert audience.can_tell("2025", "social", ["age", "town"])
    view = exploration("c2-public-explorer").show({"question": "tablet"}, Content())
    assert "ne permet pas de le dire" in view.sentence


def heavier_women(person: Person) -> Person:
    person["POND"] = str(float(person["POND"]) * (2 if person["SEXE"] == "Femme" else 0.5))
    return person


def no_weight(person: Person) -> Person:
    person["POND"] = "beaucoup"
    return person


def other_answers(person: Person) -> Person:
    person["US_FACEB"] = {"Oui": "1", "Non": "2"}.get(person["US_FACEB"], "3")
    return person


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (without("POND"), "poids"),
        (without("AGE6FUZ"), "âge"),
        (without("US_FACEB"), "--colonne social=NOM"),
        (heavier_women, "contre"),
        (no_weight, "Ligne 2"),
        (other_answers, "Oui"),
        (lambda person: None if person["REGION"] == "PACA" else person, "4 145"),
    ],
)
def test_a_file_that_is_not_the_survey_is_refused_with_its_reason(
    tmp_path: Path, change: Callable[[Person], Person | None], word: str
) -> None:
    """Is a file without its weights, with false margins, or of another survey refused, and nothing kept?"""
    with pytest.raises(SurveyFileError) as refused:
        keep_survey(written(tmp_path, people(change)), [])
    assert word in plain([str(refused.value)])
    assert audience.editions() == ("2022",)


def test_mistakes_of_typing_get_a_sentence(tmp_path: Path) -> None:
    """Is an unknown file, a text, a column that is not there or a pair without its name said in French?"""
    path = written(tmp_path, people())
    for given, named, word in (
        (tmp_path / "absent.csv", [], "absent.csv"),
        (path, ["age"], "CLÉ=NOM"),
        (path, ["age=ZZZ"], "ZZZ"),
        (path, ["licorne=POND"], "licorne"),
    ):
        with pytest.raises(TpeError, match=word):
            keep_survey(given, named)
    path.write_text("bonjour", encoding="utf-8")
    with pytest.raises(SurveyFileError, match="tableau"):
        keep_survey(path, [])


def test_the_explorer_shows_both_years_side_by_side(tmp_path: Path) -> None:
    """Are the two editions beside each other, each with its source, and nothing of 2025 before it is kept?"""
    explorer = exploration("c2-public-explorer")
    before = explorer.show({"by": "age"}, Content())
    assert not any("2025" in cell for row in before.picture.table.rows for cell in row)
    keep_survey(written(tmp_path, people()), [])
    view = explorer.show({"by": "age"}, Content())
    names = [row[0].replace(french.NBSP, " ") for row in view.picture.table.rows]
    assert [name[-4:] for name in names] == ["2022", "2025"] * 6
    assert "édition 2026" in view.picture.source
    assert "ne les soustrayez pas" in view.sentence


def test_an_answer_cites_its_own_edition(tmp_path: Path) -> None:
    """Has a breakdown of 2025 its source, its whole and its year, and is what 2025 does not tell refused, not zero?"""
    with pytest.raises(DomainError, match="tpe donnees"):
        audience.breakdown(edition="2025")
    keep_survey(written(tmp_path, people(without("CONFFACE"))), [])
    found = audience.breakdown(edition="2025")
    assert "2025" in found.dataset().source
    assert "2022" not in found.dataset().source
    assert "2025" in found.picture().source
    assert found["18-24"] == audience.estimate(where={"age": "18-24"}, edition="2025")
    assert "2022" in audience.breakdown().dataset().source
    with pytest.raises(DomainError, match="ne pose pas la question « trusts »"):
        audience.estimate("trusts", edition="2025")
    with pytest.raises(DomainError, match="« 2025 »"):
        audience.estimate(edition="2052")


def test_what_is_kept_can_be_taken_away_and_a_damaged_file_is_none(tmp_path: Path) -> None:
    """Does forgetting bring 2022 alone back, and does a file that somebody broke harm nothing?"""
    keep_survey(written(tmp_path, people()), [])
    assert "effacé" in plain(forget_survey())
    assert audience.editions() == ("2022",)
    assert "Aucune" in plain(forget_survey())
    audience.own_edition().write_text("{", encoding="utf-8")
    assert audience.editions() == ("2022",)
    assert "tpe donnees" in plain(survey_state())
