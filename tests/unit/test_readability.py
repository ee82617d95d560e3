"""How easily the lessons are read: measured, held, and cross-checked with another library."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
import textstat

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """Load the tool that writes docs/lisibilite.md."""
    spec = importlib.util.spec_from_file_location("readability_tool", ROOT / "tools" / "readability.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_only_what_is_read_is_measured(tool: ModuleType) -> None:
    """Are headings, tables, code and marks left out, and is each item of a list a line of its own?"""
    source = (
        "---\njupyter:\n  tpe:\n    title: Essai\n---\n\n# Un titre\n\nLa **marge** vaut {total:C1}.\n\n"
        "| a | b |\n|---|---|\n| une cellule | deux |\n\n- un [lien](a.html)\n- deux\n\n```python\ncode()\n```\n"
    )
    assert tool.prose(source) == "La marge vaut dix points.\nun lien\ndeux"


def test_every_lesson_is_easy_for_who_leaves_school(tool: ModuleType) -> None:
    """Does each notebook meet the aim, and is the page that shows it the one that the lessons give?"""
    found = tool.lessons()
    assert {one.name for one in found} >= {
        "accueil",
        "c1_strategie",
        "c6_ereputation",
        "c6_campagne",
        "budget",
    }
    assert [one.title for one in found if not one.meets] == []
    assert tool.PAGE.read_text(encoding="utf-8") == tool.page(found)


def test_a_hard_lesson_misses_the_aim(tool: ModuleType) -> None:
    """Is a text of learned words refused, and so is a single endless sentence among easy ones?"""
    easy = "Le pain est chaud. Venez tôt. " * 30
    learned = (
        "La commercialisation de nos productions artisanales demeure subordonnée aux approvisionnements. "
    )
    endless = "Le pain est là " + "et le chat dort " * 8 + "."
    assert tool.Lesson("a", "A", tool.reading(easy)).meets
    assert not tool.Lesson("a", "A", tool.reading(learned * 5)).meets
    assert not tool.Lesson("a", "A", tool.reading(easy + endless)).meets


def test_another_library_reads_the_lessons_alike(tool: ModuleType) -> None:
    """Does textstat, with its own syllables and sentences, find each lesson easy too, and nearly as easy?"""
    other = type(textstat.textstat)()  # its language is not that of other tests
    other.set_lang("fr")
    for path in sorted((ROOT / "notebooks" / "parcours").glob("*.md")):
        text = tool.prose(path.read_text(encoding="utf-8"))
        ours = tool.reading(text)
        ended = " ".join(line if line[-1] in ".!?…" else f"{line}." for line in text.splitlines())
        assert other.flesch_reading_ease(ended) == pytest.approx(ours.kandel_moles, abs=6)
        assert other.lix(ended) == pytest.approx(ours.lix, abs=4)
