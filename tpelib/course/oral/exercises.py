"""« Ma présentation » and « Je répète »: the two forms of the oral. Nothing in them is graded, nothing is timed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.formats import HTML, SLIDES, chosen
from tpelib.base.french import Person
from tpelib.base.html import each, element, joined, set_text
from tpelib.base.look import inline_style
from tpelib.base.look.variants import NORMAL, VARIANTS, Variant
from tpelib.charts import Picture
from tpelib.charts.picture import Table
from tpelib.course.oral.asking import ask, asked
from tpelib.course.oral.deck import Deck, deck
from tpelib.course.oral.pitch import (
    ORAL,
    REHEARSED,
    Kept,
    Pitch,
    Rehearsal,
    duration,
    measures_of,
    pitch_of,
)
from tpelib.course.oral.question_bank import load
from tpelib.course.report.files import lines_of, write_files
from tpelib.course.report.form import pointers
from tpelib.course.report.paragraphs import OWN
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Action, Answers, Deliverable, Exercise, Outcome, Progress
from tpelib.engine.marking import Marking

__all__ = ["PRESENTATION", "REHEARSAL", "form", "summary", "write", "written"]

_NAME = "soutenance"
_LISTED = 4
"""Things still to be done that are told at once."""
_STYLE = inline_style("tpelib.course.oral", "question.css")


def written(slides: Deck, kind: str, variant: Variant = NORMAL) -> Deliverable:
    """Return the slides as a file.

    Parameters
    ----------
    slides : Deck
        What to show.
    kind : str
        ``"html"`` or ``"pptx"``.
    variant : Variant
        How they are set.

    Raises
    ------
    TpeError
        There is no such kind.
    """
    form = chosen(kind, SLIDES, "Les diapositives s'écrivent")
    if form is HTML:
        from tpelib.course.oral.web import to_html as made
    else:
        from tpelib.course.oral.powerpoint import to_pptx as made
    return Deliverable.of(_NAME, form, made(slides, variant))


def _counted(slides: Deck) -> str:
    shown = sum(slide.kind != "aside" for slide in slides.slides)
    kept = len(slides.slides) - shown
    more = f", et {french.number(kept)} en réserve pour les questions" if kept else ""
    return f"C'est écrit : {french.plural(shown, 'diapositive')}{more}."


def summary(slides: Deck) -> str:
    """Return how many slides there are, and what is still to be done: lines of French."""
    lines = [_counted(slides)]
    if slides.missing:
        lines.append("Ce qui n'y est pas encore, à faire quand vous voudrez :")
        lines += [f"{gap.notebook}, « {gap.title} ». {gap.todo}" for gap in slides.missing[:_LISTED]]
    if (left := len(slides.missing) - _LISTED) > 0:
        lines.append(f"Et {french.plural(left, 'autre exercice', 'autres exercices')}.")
    return french.typography("\n".join(lines))


def _write(kind: str, answer: Pitch, answers: Answers, progress: Progress) -> Outcome:
    progress(0.1, french.typography("Vos réponses deviennent des diapositives…"))
    slides = deck(answers)
    progress(0.6, french.typography("Mise en page…"))
    look = answer.look or OWN.answer(answers).variant or NORMAL.name
    left = "Ce qui n'y est pas encore, à faire quand vous voudrez :" if slides.missing else ""
    told = "\n".join(filter(None, (_counted(slides), duration(answer), left)))
    return Outcome(told, files=(written(slides, kind, VARIANTS[look]),), listed=pointers(slides.missing))


def _next(answer: Rehearsal, answers: Answers, progress: Progress) -> Outcome:
    seen = [answer.question, *(row.question for row in answer.kept)]
    found = ask(answers, answer.criterion, seen)
    return Outcome(
        french.typography("Le jury vous pose une autre question. Prenez votre temps."),
        values={"question": found.words, "notes": ""},
    )


def _keep(answer: Rehearsal, answers: Answers, progress: Progress) -> Outcome:
    if not answer.question:
        return Outcome(french.typography("Il n'y a pas encore de question : demandez-en une."))
    rows = [row.model_dump() for row in answer.kept if row.question != answer.question]
    rows.append(Kept(question=answer.question, notes=answer.notes).model_dump())
    found = ask(answers, answer.criterion, [row["question"] for row in rows])
    return Outcome(
        french.typography(
            "Votre réponse est rangée dans « Mes réponses gardées ». Voici une autre question."
        ),
        values={"question": found.words, "notes": "", "kept": rows},
    )


def _card(answer: Rehearsal, answers: Answers, person: Person) -> Sequence[Picture]:
    """Draw the question at hand: why it may come, what a good answer holds, how to rehearse with an accommodation."""
    if not answer.question:
        return ()
    found, pitch = asked(answers, answer.question), pitch_of(answers)
    advice = [measure.advice for measure in measures_of(pitch)]
    criterion = found.question.criterion if found else ""
    why = found.why if found else "Vous avez écrit cette question vous-même : ce sont souvent les meilleures."
    good = found.question.answer if found else ("un fait", "un chiffre", "un exemple vécu")
    about = f"{criterion} · {load().criteria[criterion]}" if criterion else "Ma question"
    summary = element("summary", set_text("Ce que contient une bonne réponse"))
    helped = (element("p", set_text("Avec vos aménagements :")), _listed(advice)) if advice else ()
    html = element(
        "div",
        element("p", set_text(about)),
        element("p", set_text(answer.question), class_="tpe-asked"),
        element("p", set_text(why)),
        element("details", summary, _listed(good)),
        *helped,
        class_="tpe-jury",
        lang="fr",
    )
    rows = [("Question", answer.question), ("Pourquoi", why), *(("Bonne réponse", item) for item in good)]
    return (
        Picture(
            title="La question, et ce qu'elle cherche",
            reading="Répondez d'abord à voix haute, puis dépliez ce que contient une bonne réponse.",
            alternative=f"{answer.question} {why}",
            spec={},
            table=Table("La question, et ce qu'elle cherche", ("", "Ce qu'il faut savoir"), rows),
            html=joined((_STYLE, html)),
        ),
    )


def _listed(items: Sequence[str]) -> Markup:
    return element("ul", each("li", map(set_text, items)))


def _nothing_to_check(answer: Answer, answers: Answers, marking: Marking) -> None:
    """Give no point: the jury alone listens."""


PRESENTATION: Exercise[Pitch] = Exercise(
    id=ORAL,
    competency="",
    criteria=(),
    title="Ma présentation",
    prompt=(
        "Vos diapositives reprennent vos réponses : rien n'est à recopier. Dites ici ce que vous seul pouvez dire, et "
        "choisissez ce que vous montrez.\n\nRien n'est obligatoire, et rien n'est noté ici."
    ),
    help=(
        "La page web s'ouvre dans n'importe quel navigateur, sans réseau : les flèches du clavier passent d'une "
        "diapositive à l'autre, « Mes notes » les déplie, et « Tout sur une page » les met à la suite. Le fichier "
        "PowerPoint s'ouvre aussi dans LibreOffice : vous pouvez tout y changer."
    ),
    model=Pitch,
    points=0,
    check=_nothing_to_check,
    actions=(
        Action(
            "page",
            "Écrire mes diapositives (page web)",
            lambda answer, answers, progress: _write("html", answer, answers, progress),
            "Un seul fichier, à ouvrir ou à imprimer.",
        ),
        Action(
            "pptx",
            "Écrire mes diapositives (PowerPoint)",
            lambda answer, answers, progress: _write("pptx", answer, answers, progress),
            "Un fichier que vous pouvez changer, avec vos notes.",
        ),
    ),
)
REHEARSAL: Exercise[Rehearsal] = Exercise(
    id=REHEARSED,
    competency="",
    criteria=(),
    title="Je répète avec un jury",
    prompt=(
        "Demandez une question. Elle part de votre dossier, et d'abord de ce qu'il a de plus fragile. Répondez à voix "
        "haute, puis notez ce que vous voulez retenir.\n\nAucun chronomètre, aucune note : vous arrêtez quand vous voulez."
    ),
    help=(
        "Ces questions viennent du cours. Celles du jury seront les siennes : ce qui compte, c'est d'avoir sous la "
        "main vos faits et vos chiffres. Vos notes restent dans votre dossier."
    ),
    model=Rehearsal,
    points=0,
    check=_nothing_to_check,
    draw=_card,
    actions=(
        Action("autre", "Une autre question", _next, "La première vient de votre point le plus fragile."),
        Action(
            "garder", "Garder ma réponse et continuer", _keep, "Elle se range dans « Mes réponses gardées »."
        ),
    ),
)


def form(name: str) -> Exercise[Any]:
    """Return a form of the oral by the name that a notebook calls it. They stand apart from the course's list: no point.

    Raises
    ------
    TpeError
        There is none of this name.
    """
    known: Mapping[str, Exercise[Any]] = {"presentation": PRESENTATION, "repetition": REHEARSAL}
    if name not in known:
        raise TpeError(f"L'oral n'a pas de formulaire « {name} » : {french.listing(list(known), 'ou')}.")
    return known[name]


def write(answers: Answers, folder: Path, kinds: Sequence[str], variant: Variant) -> Sequence[str]:
    """Write the slides as the command line does, and return what it says."""
    slides = deck(answers)
    files = write_files([written(slides, kind, variant) for kind in kinds], folder)
    return [*lines_of("Diapositives écrites", files), summary(slides)]
