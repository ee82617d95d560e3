"""The glossary, the links that lead to it, and the map of the path."""

import json
import re
from pathlib import Path

import pytest

from tpelib.base import french
from tpelib.base.resources import notebooks_path
from tpelib.course.cases import all_cases
from tpelib.engine.books import (
    DURATION_RULE,
    books,
    course_files,
    minutes,
)
from tpelib.engine.dossier import Dossier
from tpelib.engine.glossary import by_letter, load
from tpelib.engine.progress import progress, remaining
from tpelib.engine.referential import load as referential
from tpelib.engine.registry import of_competency
from tpelib.samples.references import save_reference
from tpelib.screens.notebooks.build import build
from tpelib.screens.notebooks.terms import Terms, term_cell
from tpelib.screens.widgets.pages import knowledge_page, path_page

TERMS = {term.id: term for term in load()}
ASKED = [
    "portée",
    "affichage",
    "répétition",
    "CPM",
    "CPC",
    "CTR",
    "ROAS",
    "taux-d-engagement",
    "algorithme",
    "hashtag",
    "story",
    "réel",
    "dark-post",
    "lookalike",
    "pixel",
    "UTM",
    "KPI",
    "ligne-éditoriale",
    "alternative-textuelle",
    "contraste",
    "FALC",
    "LSF",
    "SRT",
    "VTT",
    "doxing",
    "phishing",
    "droit-à-l-image",
    "RGPD",
    "ARPP",
    "soldes",
]


def test_the_words_people_meet_are_there() -> None:
    """Is each word of the trade found, in French or in English, among sixty and more, each with a shop's example?"""
    assert len(TERMS) >= 60
    said = " ".join(f"{term.term} {term.english} {' '.join(term.forms)}" for term in TERMS.values()).lower()
    said = re.sub(r"[\s’']", "-", said)
    assert [word for word in ASKED if word.lower() not in said] == []
    for term in TERMS.values():
        assert term.definition.endswith((".", "»"))
        assert term.example != term.definition


def test_two_words_never_claim_the_same_form() -> None:
    """Can a word of a lesson lead to one definition only, and is the order that of a dictionary?"""
    forms = [form.lower() for term in load() for form in term.forms]
    assert len(forms) == len(set(forms))
    assert len({term.id for term in load()}) == len(load())
    assert [term.term for term in by_letter()["E"]] == ["E-réputation", "Émoji", "Enchère"]


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("La portée, puis la portée.", ["portée"]),
        ("Les **Abonnés** d'abord.", ["Abonnés"]),
        ("# La portée\n\nUn clic.", ["clic"]),
        ("`portée` et [portée](a.html) et <b title='clic'>ici</b> ![clic](clic.png)", []),
        ("```\nportée\n```\n\nhttps://exemple.fr/portée", []),
        ("| La portée |\n|---|\n| un clic |", ["clic"]),
        ("La mise à portée-main, un clicheur.", []),
        ("Une marge de dix points.", []),
        ("Dans **C4 · Ma ligne éditoriale**, un clic.", ["clic"]),
    ],
)
def test_a_word_is_linked_once_and_only_in_prose(text: str, linked: list[str]) -> None:
    """Does the first use become a link, and are headings, links, tags and code left as they are?"""
    shown = Terms().link(text)
    assert re.findall(r"\[([^]]+)\]\(glossaire\.ipynb#", shown) == linked
    assert re.sub(r'\[([^]]+)\]\(glossaire\.ipynb#cell-id=[a-z0-9-]+ "[^"]+"\)', r"\1", shown) == text


def test_a_notebook_links_a_word_once_and_the_link_leads_to_its_definition() -> None:
    """In what is committed, does each link lead to a cell of the glossary, and carry what it says?"""
    (glossary,) = [path for path in course_files() if path.stem == "glossaire"]
    cells = {cell["id"]: "".join(cell["source"]) for cell in json.loads(glossary.read_text())["cells"]}
    for path in course_files():
        text = "\n".join("".join(cell["source"]) for cell in json.loads(path.read_text())["cells"])
        found = re.findall(r'\(glossaire\.ipynb#cell-id=([a-z0-9-]+) "([^"]+)"\)', text)
        assert len(found) == len({target for target, _ in found})
        for target, title in found:
            assert title in cells[target]
    assert {term_cell(term) for term in load()} <= set(cells)


def test_the_demos_and_the_exam_have_no_link_to_what_is_not_there(tmp_path: Path) -> None:
    """Are notebooks that are shown without the glossary left without links to it?"""
    for folder in ("demos", "examen"):
        assert not [
            path for path in notebooks_path(folder).glob("*.ipynb") if "glossaire.ipynb" in path.read_text()
        ]
    for folder, links in (("parcours", 1), ("demos", 0)):
        (tmp_path / folder).mkdir()
        source = tmp_path / folder / "essai.md"
        source.write_text(
            "---\njupyter:\n  tpe:\n    order: 1\n    title: Essai\n---\n\nUn clic.", encoding="utf-8"
        )
        assert build(source).data.decode().count("glossaire.ipynb#") == links


# ── The map ───────────────────────────────────────────────────────────────────────────────────────


def shown(dossier: Dossier) -> str:
    """Return the map as text with its tags, styles left out."""
    text: str = path_page(dossier).data
    return text.split("</style>")[1].replace(french.NBSP, " ").replace(french.NNBSP, " ")


def test_the_map_leads_on_from_where_one_is(tmp_path: Path) -> None:
    """Does the map say where to begin, then what comes next, in words, with a link to each notebook?"""
    dossier = Dossier(tmp_path)
    first = shown(dossier)
    assert 'Commencez ici : <a href="c1_strategie.ipynb">' in first
    assert first.count("○ À commencer") == 6
    for book in books():
        assert f'<h3><a href="{book.file}">' in first
    save_reference(all_cases()[0], dossier)
    for exercise in of_competency("C2")[1:]:
        dossier.save(exercise.id, dict.fromkeys(dossier.values(exercise.id)))
    later = shown(dossier)
    assert 'Votre prochaine étape : <a href="c2_reseaux.ipynb">' in later
    assert f"~ 1 exercice fait sur {len(of_competency('C2'))}" in later
    assert later.count("✓ Fini") == 5
    assert later.count("Prochaine étape</span>") == 1


def test_what_is_left_is_one_sentence(tmp_path: Path) -> None:
    """At the end of a notebook, is what is left said by name, and praise given when nothing is?"""
    dossier = Dossier(tmp_path)
    assert remaining(progress(dossier, "C1", graded=False)) == (
        "Vous n’avez encore fini aucun des 9 exercices de ce carnet."
    )
    save_reference(all_cases()[0], dossier)
    assert (
        remaining(progress(dossier, "C1", graded=False)) == "Tout est fait ici\u00a0: 9\u00a0exercices sur 9."
    )
    dossier.save("c1-temps", dict.fromkeys(dossier.values("c1-temps")))
    assert remaining(progress(dossier, "C1", graded=False)) == (
        "Il vous reste ici 1\u00a0exercice\u00a0: «\u00a0Mon temps\u00a0»."
    )
    assert remaining(()) == ""


def test_the_time_a_notebook_takes_follows_its_rule() -> None:
    """Is the time that of the rule the page tells, to the half hour above?"""
    assert "150 mots" in DURATION_RULE
    assert minutes(1500, 10, 1) == 60  # 10 + 20 + 5 = 35
    assert minutes(150, 12, 1) == 30
    for book in books():
        assert book.minutes % 30 == 0
        assert bool(book.minutes) >= bool(book.competency)


def test_each_associated_knowledge_is_taught_somewhere() -> None:
    """Does every « savoir associé » of the referential lead to lessons that exist, by their headings?"""
    asked = [found.title for found in referential().knowledge if not found.beyond]
    for words in (
        ("Facebook", "Instagram", "Twitter", "LinkedIn", "YouTube"),
        ("création de comptes et de profils",),
        ("contenus multimédias",),
        ("brand content", "storytelling"),
    ):
        assert any(all(word in title for word in words) for title in asked)
    page = knowledge_page().data
    for found in referential().knowledge:
        assert found.taught
        for lesson in found.taught:
            source = notebooks_path("parcours", f"{lesson.notebook}.md").read_text(encoding="utf-8")
            assert f"## {lesson.heading}" in french.typography_of_markdown(source)
            assert f'href="{lesson.notebook}.ipynb#' in page
