"""What each exercise must have, and how little it takes to add one, a platform, or to leave either out."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from tpelib.base.resources import data_path, notebooks_path, read_toml
from tpelib.course.cases import BusinessCase, all_cases
from tpelib.course.report.plan import PLAN, words_of
from tpelib.engine.books import exercises_in_order
from tpelib.engine.exercise import Exercise
from tpelib.engine.registry import all_exercises, file_beside
from tpelib.samples.references import reference

EXERCISES = all_exercises()
every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)


# ── Nothing is missing ────────────────────────────────────────────────────────────────────────────


@every_exercise
def test_an_exercise_is_in_the_report_or_says_why_not(exercise: Exercise[Any]) -> None:
    """Does each exercise give something to a section that exists, or a reason for giving nothing?"""
    words = words_of(exercise)
    assert bool(words.parts) != bool(words.absent)
    sections = {section.id: [one.id for one, _ in section.parts] for section in PLAN}
    for part in words.parts:
        assert exercise.id in sections[part.section]
        if part.after:
            before = sections[part.section]
            assert before.index(exercise.id) > before.index(part.after)
            assert any(shown for shown in (part.said, part.facts, part.tables, part.photos, part.drawn))


@every_exercise
def test_an_exercise_has_a_fault_or_says_why_not(exercise: Exercise[Any]) -> None:
    """Do fictional learners get each exercise wrong in one way at least, whose price is known?"""
    told = read_toml(file_beside(exercise, "faults.toml"))
    assert bool(told.get("faults")) != bool(told.get("none"))


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
def test_a_case_answers_each_exercise_and_nothing_else(case: BusinessCase) -> None:
    """Is there a reference answer for each exercise, and no table in the case's file that no exercise reads?"""
    assert list(reference(case)) == [exercise.id for exercise in EXERCISES]
    assert all(reference(case).values())
    assert case.answers.keys() <= {exercise.id for exercise in EXERCISES}


def test_each_exercise_is_asked_once() -> None:
    """Is each exercise asked in one notebook of the path, and by one line there?"""
    asked = exercises_in_order()
    assert sorted(asked) == sorted(exercise.id for exercise in EXERCISES)


# ── What it takes to add one ──────────────────────────────────────────────────────────────────────

PARKING = {
    "__init__.py": '"""« Se garer »: where customers leave their cars."""\n',
    "exercise.py": """
        from typing import Annotated

        from tpelib.engine.answer import Answer
        from tpelib.engine.exercise import Exercise
        from tpelib.engine.questions import LongText, Number

        __all__ = ["PARKING"]


        class Parking(Answer):
            places: Annotated[float | None, Number("Combien de places ?", short="Places")] = None
            advice: Annotated[str, LongText("Que dites-vous aux clients ?", short="Où se garer")] = ""


        def _check(answer, answers, marking):
            marking.award(2, bool(answer.places), "Vous savez combien.", "Comptez les places.", about="places")


        PARKING = Exercise(
            id="c1-parking", competency="C1", criteria=("Cr1",), title="Se garer", prompt="Où se gare-t-on ?",
            model=Parking, points=2.0, check=_check,
        )
        """,
    "report.toml": """
        [[parts]]
        section = "strategie"
        after = "c1-objectif"
        key = ["On se gare facilement : {places} places."]
        facts = ["places"]
        said = ["advice"]
        """,
    "faults.toml": 'faults = [{ why = "rien n\'est compté", set = { places = "" }, costs = 2.0 }]\n',
}
"""The folder of an exercise: all that is its own."""
ADDED = """
    from tpelib.base.resources import data_path
    from tpelib.course.cases import all_cases
    from tpelib.course.oral.deck import deck
    from tpelib.course.report import sections
    from tpelib.documents.docform import whole_course
    from tpelib.engine.registry import all_exercises, get
    from tpelib.samples.faults import all_faults
    from tpelib.samples.references import reference_content

    ids = [exercise.id for exercise in all_exercises()]
    assert ids.index("c1-parking") == ids.index("c1-objectif") + 1
    assert "c1-parking" in [exercise.id for exercise in whole_course()]
    for case in all_cases():
        content = reference_content(case)
        assert get("c1-parking").evaluate(content).points == 2.0
        strategy = {section.id: section for section in sections(content)}["strategie"]
        assert any("12 places" in line for line in strategy.key)
        assert "Places" in repr(strategy.blocks) and "Où se garer. Derrière la halle" in repr(strategy.blocks)
        assert "12 places" in repr(deck(content).slides)
    [fault] = [one for one in all_faults() if one.exercise == "c1-parking"]
    fault.change(content.answers["c1-parking"]["values"])
    assert get("c1-parking").evaluate(content).points == 0.0
    print("added")
    """

MASTODON = {
    "plateformes.toml": """
        [[platform]]
        id = "mastodon"
        name = "Mastodon"
        also = ["masto"]
        place = "le fédéré"
        position = "Des serveurs tenus par des gens."
        people = "Des passionnés."
        uses = ["Parler", "Répondre"]
        strengths = ["Pas de publicité", "On choisit son fil"]
        limits = ["Peu de clients", "Plusieurs adresses"]
        formats = ["Texte"]
        ad_formats = []
        targeting = []
        norms = []
        """,
    "identifiants.toml": """
        [[handle]]
        network = "mastodon"
        shortest = 1
        longest = 30
        signs = "_"
        edges = ""
        doubled = ""
        letter = false
        page = "https://mastodon.social/@{handle}"
        """,
    "publications/reseaux.toml": """
        [[network]]
        id = "mastodon"
        spirit = "On parle posément."
        parts = ["hook", "story", "action", "link"]
        story = 3
        visible = 300
        tags = 2
        link = "text"
        layout = "text"
        buttons = []
        checks = [{ text = "L'essentiel est dans la première phrase.", seen = "hook" }]
        """,
}
"""A platform: what it is, and two other facts about it."""
KNOWN = """
    from tpelib.course.c2.cards import CARDS
    from tpelib.course.c2.survey.exercise import tally
    from tpelib.course.c3.page.exercise import PAGE
    from tpelib.course.cases import all_cases
    from tpelib.domain.calendar.imports import read_calendar
    from tpelib.domain.page.identity import propose
    from tpelib.domain.post.drafts import Idea, draft
    from tpelib.engine.registry import all_exercises, get
    from tpelib.samples.references import reference_content

    found = tally("Réseaux utilisés\\nMasto\\nMastodon\\n".encode(), "reponses.csv")
    assert found.users == {"mastodon": 2} and not found.problems
    assert propose("Aux Mille Pétales", "mastodon") == "auxmillepetales"
    assert draft(Idea("Bonjour.", "Une histoire.", "Venez."), "mastodon").startswith("Bonjour.")
    read = read_calendar("Date;Heure;Réseau\\n06/01/2027;18:30;masto\\n".encode(), "c.csv", ["Mastodon"])
    assert [post.network for post in read.posts] == ["Mastodon"]
    content = reference_content(all_cases()[0])
    assert "Mastodon" in CARDS.show({"network": "mastodon"}, content).picture.title
    content.answers["c2-choix"]["values"]["networks"].append("mastodon")
    content.answers["c3-page"]["values"]["lines"].append({"network": "mastodon", "bio": "Des bouquets."})
    assert any("Mastodon" in picture.title for picture in PAGE.pictures(content))
    for exercise in all_exercises():
        exercise.evaluate(content)
    print("known")
    """


def course_beside(folder: Path) -> Path:
    """Write this course again under another name, with copies of its files that may be changed."""
    own = folder / "essai"
    own.mkdir()
    shutil.copytree(data_path(), own / "data")
    shutil.copytree(notebooks_path(), own / "notebooks")
    (own / "__init__.py").write_text(
        "import tpelib.course.c1\nfrom tpelib.course import COURSE\n"
        "tpelib.course.c1.__path__.append(f'{__path__[0]}/c1')\n"  # a folder there is one of the competency
    )
    (own / "c1").mkdir()
    return own


def said_by(own: Path, code: str) -> str:
    """Return what some code prints, the course being that one."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", dedent(code)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TPE_COURSE": own.name, "PYTHONPATH": str(own.parent)},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_an_exercise_is_a_folder_its_words_and_a_line(tmp_path: Path) -> None:
    """Is a folder, its words in the cases and one line of a notebook all that a new exercise takes?"""
    own = course_beside(tmp_path)
    (own / "c1" / "parking").mkdir()
    for name, text in PARKING.items():
        (own / "c1" / "parking" / name).write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    for path in (own / "data" / "cas").glob("*.toml"):
        with path.open("a", encoding="utf-8") as case:
            case.write('\n[c1-parking]\nplaces = "12"\nadvice = "Derrière la halle, à deux minutes."\n')
    book = own / "notebooks" / "parcours" / "c1_strategie.md"
    line = 'exercice("c1-objectif")\n'
    text = book.read_text(encoding="utf-8")
    assert text.count(line) == 1
    book.write_text(text.replace(line, f'{line}```\n\n```python\nexercice("c1-parking")\n'), encoding="utf-8")
    assert said_by(own, ADDED) == "added"


def test_a_platform_is_an_entry_and_what_else_is_known_of_it(tmp_path: Path) -> None:
    """Do one entry of the platforms and two other facts make a network of the forms, pages, posts and files?"""
    own = course_beside(tmp_path)
    for name, text in MASTODON.items():
        with (own / "data" / name).open("a", encoding="utf-8") as known:
            known.write(f"\n{dedent(text)}")
    assert said_by(own, KNOWN) == "known"
