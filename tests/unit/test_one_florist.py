"""The florist of the examples is one person: same price, same margin, same step, and whoever is named is introduced."""

import re
import tomllib
from pathlib import Path

import pytest

from tpelib.base import french
from tpelib.base.resources import data_path, notebooks_path
from tpelib.engine.registry import get

PAGES = sorted(notebooks_path("parcours").glob("*.md"))
TAUGHT = [
    *PAGES,
    *sorted(notebooks_path("demos").glob("*.md")),
    *(
        data_path(*name.split("/"))
        for name in ("glossaire.toml", "examen/sujets.toml", "cas/1-fleuriste.toml", "avis/fleuriste.toml")
    ),
    *sorted((Path(__file__).resolve().parents[2] / "tpelib" / "course").rglob("*.py")),
]
SPENT, SALES = 300, 12
PEOPLE = {
    "Mireille": "fleuriste",
    "Anaïs": "boulangère",
    "Farid": "boulangère",
    "Montrieux": "boulangère",
    "Yann": "plombier",
    "Sonia": "coiffeuse",
    "Jeanne": "auberge",
}


def euros(amount: float) -> str:
    """Return an amount as the lessons write it, with plain spaces."""
    written = french.number(amount, 2).replace(french.NNBSP, " ").replace(french.NBSP, " ")
    return f"{written.removesuffix(',00')} €"


def test_the_example_of_c1_is_the_case_to_the_cent() -> None:
    """Are price, margin and every product of them, in lesson, help and glossary, those of the florist's case?"""
    brief = tomllib.loads(data_path("cas", "1-fleuriste.toml").read_text(encoding="utf-8"))
    basket, margin = brief["basket"], brief["margin"] / 100
    assert (basket, margin) == (32, 0.55)
    lesson = notebooks_path("parcours", "c1_strategie.md").read_text(encoding="utf-8")
    for amount in (basket, basket * (1 - margin), basket * margin, SALES * basket, SALES * basket * margin):
        assert euros(amount) in lesson, amount
    help_text = get("c1-campagne").help.replace(french.NBSP, " ").replace(french.NNBSP, " ")
    loss = SPENT - SALES * basket * margin
    for amount in (basket, SALES * basket, loss, round(1 / margin, 2), SALES * basket / SPENT):
        assert euros(amount) in help_text, amount
    glossary = data_path("glossaire.toml").read_text(encoding="utf-8")
    for amount in (basket * (1 - margin), basket * margin, round(1 / margin, 2)):
        assert euros(amount) in glossary, amount


def test_no_other_florist_is_left() -> None:
    """Is the florist of before, with another price, another margin or another step, nowhere any more?"""
    other = re.compile(
        r"bouquets?(?: vendu)? (?:à )?42 €|panier de 42|4[25] % de marge|23,10 €|18,90 €|73,20 €|marche de 12 cm|le fleuriste",
        re.I,
    )
    for path in TAUGHT:
        text = path.read_text(encoding="utf-8").replace(french.NBSP, " ").replace(french.NNBSP, " ")
        assert not other.search(text), path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_who_is_named_is_introduced(page: Path) -> None:
    """At the first mention of somebody of a case, does the lesson say who it is, and that the case is fictional?"""
    paragraphs = page.read_text(encoding="utf-8").split("\n\n")
    for name, trade in PEOPLE.items():
        first = next((part for part in paragraphs if re.search(rf"\b{name}\b", part)), None)
        if first is None:
            continue
        assert trade in first.lower(), (page.name, name)
        assert "ficti" in first.lower(), (page.name, name)


def test_nobody_of_a_case_writes_to_another() -> None:
    """Is each first name that signs for a business borne by that business alone in the reviews?"""
    for path in sorted(data_path("avis/fleuriste.toml").parent.glob("*.toml")):
        if path.stem != "fleuriste":
            assert "Mireille" not in path.read_text(encoding="utf-8"), path
