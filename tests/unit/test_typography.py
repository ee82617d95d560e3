"""French as people see it: what the checker of typography finds, and that the project has none of it."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NARROW, WIDE = "\u202f", "\u00a0"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """Load the checker, which is a tool and no part of the library."""
    spec = importlib.util.spec_from_file_location("typography_tool", ROOT / "tools" / "typography.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def course(tool: ModuleType) -> list[Any]:
    """Every French text of the project, read once."""
    return list(tool.texts())


def found(tool: ModuleType, shown: str, file: str = "essai.md") -> list[str]:
    """Return the rules that a text breaks."""
    return [fault.rule for fault in tool.faults(tool.Text(file, 1, shown))]


@pytest.mark.parametrize(
    ("shown", "rule"),
    [
        ("L'atelier est ouvert", "apostrophe droite"),
        ('Il dit "oui" au client', "guillemets droits"),
        ("Il dit “oui” au client", "guillemets droits"),
        ("Et ensuite...", "trois points"),
        ("Un prix,  une date", "deux espaces"),
        ("Vous venez ?", "avant ; ! ?"),
        ("Vous venez?", "avant ; ! ?"),
        ("Voici la règle : une", "avant :"),
        ("Voici la règle: une", "avant :"),
        ("Le mot « soldes » ici", "dans « »"),
        ("La marge est de 12 %", "avant % ou €"),
        ("Un bouquet à 42€", "avant % ou €"),
        ("Un taux de 1.2 pour cent", "point décimal"),
        ("Vos followers sont là", "abonnés"),
        ("Votre post est prêt", "publication"),
    ],
)
def test_each_fault_is_found(tool: ModuleType, shown: str, rule: str) -> None:
    """Is each thing that French typography or the vocabulary refuses said by its rule?"""
    assert [rule in one for one in found(tool, shown)].count(True) >= 1


@pytest.mark.parametrize(
    "shown",
    [
        f"L’atelier ouvre à 14:32{NARROW}; venez{NARROW}!",
        f"Le mot «{WIDE}soldes{WIDE}» est réservé{WIDE}: 12,5{WIDE}% et 42{NARROW}€.",
        "Le contraste des WCAG 2.2, critère 1.4.3, et Python 3.11, 3.12 ou 3.13.",
        "Posté le 6 janvier, à la poste restante.",
    ],
)
def test_what_is_well_set_is_left_alone(tool: ModuleType, shown: str) -> None:
    """Are texts set as French is free of false alarms, versions and hours included?"""
    assert found(tool, shown) == []


def test_an_exception_holds_for_its_file_and_its_words_only(tool: ModuleType) -> None:
    """Does what is allowed somewhere stay refused elsewhere, and beside it?"""
    text = "Mon post est-il prêt"
    assert found(tool, text, "notebooks/demos/publication.md") == []
    assert found(tool, text, "notebooks/parcours/accueil.md") != []
    assert found(tool, f"{text}, ou un autre post", "notebooks/demos/publication.md") != []


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("notebooks/a.md", "---\ntitle: x\n---\n\n`du code...`\n\nUne phrase qui finit ainsi..."),
        ("data/a.toml", '[[a]]\ntext = "Une phrase qui finit ainsi..."'),
        ("tpelib/a.py", '"""Une doc qui finit..."""\nx = f"Une phrase de {1} mots qui finit ainsi..."'),
        (
            "tpelib/a.html",
            '<p title="ok">Une phrase qui\n finit ainsi...</p><script>un("le truc...")</script>',
        ),
        ("tpelib/a.js", '// un commentaire pour les autres...\nconst a = "Une phrase qui finit ainsi...";'),
        ("tpelib/a.typ", "#text[Une phrase qui finit ainsi...]"),
        (
            "docs/a.md",
            "# Une page en français\n\nUne phrase qui finit ainsi...\n\nEt le reste est pour vous.",
        ),
    ],
)
def test_texts_are_found_where_they_are_written(
    tool: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, written: str
) -> None:
    """In each kind of file, is the text people see read, and what they do not see left out?"""
    path = tmp_path / name
    path.parent.mkdir()
    path.write_text(written, encoding="utf-8")
    assert tool.main(tmp_path) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{name}:")
    assert "trois points" in line


def test_an_english_page_is_left_alone(tool: ModuleType, tmp_path: Path) -> None:
    """Is the contributors' documentation, in English, read as English?"""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("# A page\n\nIt's ready. And so on...\n\nSee « Mon parcours ».")
    assert tool.main(tmp_path) == 0


def test_no_text_of_the_course_is_ill_set(tool: ModuleType, course: list[Any]) -> None:
    """Is every French text a user can see set as French is, with the course's own words?"""
    assert [str(fault) for text in course for fault in tool.faults(text)] == []


def test_each_exception_has_its_reason_and_is_still_needed(tool: ModuleType, course: list[Any]) -> None:
    """Is there no exception left over from a text that has gone?"""
    _, allowed = tool._rules()
    for one in allowed:
        assert one.reason.endswith(".")
        assert any(tool.fnmatch(text.file, one.files) and one.words.search(text.shown) for text in course), (
            one
        )
