"""The slides, as a pure description: a title, few short points, one figure, what is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.french import Person
from tpelib.base.look.variants import NORMAL, Variant
from tpelib.course.oral.pitch import LONGEST, pitch_of
from tpelib.course.report.paragraphs import OWN
from tpelib.course.report.parts import figure_of, photo_of
from tpelib.course.report.plan import PLAN, SlideChart, every_words
from tpelib.course.report.sections import Missing, Section, sections
from tpelib.documents.paper import PaperFigure, Paragraph
from tpelib.documents.paper.blocks import shown
from tpelib.engine import referential
from tpelib.engine.exercise import Answers, Exercise, ReadOnce
from tpelib.engine.registry import get

__all__ = ["Deck", "Slide", "deck"]

Kind = Literal["cover", "plain", "aside"]

_BREAKS = re.compile(r"[ \t\r\n]+")
_SENTENCES = re.compile(r".{40,}[.!?](?= )")
"""Whole sentences, worth standing alone."""
_BESIDE = 340
"""Signs of all the points beside a figure (measured on a screen of 1280 × 720, where they fill the slide)."""
_POINTS, _CRITERIA = 4, 2
"""Points of a slide, criteria told in full in its notes: no more (rules of the course)."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide.

    Parameters
    ----------
    id, title : str
        Stable key, and its heading.
    points : tuple of str
        At most four short sentences.
    notes : tuple of str
        What is said, and what the jury looks for: paragraphs.
    figure : Figure, optional
        Its only picture, with its text alternative.
    kind : str
        ``"cover"``, ``"plain"``, or ``"aside"`` for one that is kept for questions.
    """

    id: str
    title: str
    points: tuple[str, ...]
    notes: tuple[str, ...] = ()
    figure: PaperFigure | None = None
    kind: Kind = "plain"


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides of one candidate.

    Parameters
    ----------
    title, author : str
        Name of the business; of the candidate, as far as known.
    slides : tuple of Slide
        In order.
    missing : tuple of Missing
        What is still to be done: for the candidate, on no slide.
    """

    title: str
    author: str
    slides: tuple[Slide, ...]
    missing: tuple[Missing, ...]

    def set_for(self, variant: Variant) -> Sequence[Slide]:
        """Return the slides as a variant shows them: larger print needs the room of a figure, which comes after."""
        if variant.size <= NORMAL.size:
            return self.slides
        return [part for slide in self.slides for part in _apart(slide)]


def deck(dossier: Answers) -> Deck:
    """Return the slides of a dossier: those that would be empty are left out, the first is always there.

    Parameters
    ----------
    dossier : Answers
        A :class:`~tpelib.engine.dossier.Dossier`, or its content in memory.
    """
    answers = ReadOnce.of(dossier)
    pitch, every = pitch_of(answers), sections(answers)
    wanted = [section for section in every if section.id in pitch.shown or not pitch.shown]
    slides = [slide for section in wanted if (slide := _section(section, answers))]
    title = str(get("c1-entreprise").answer(answers).name) or "Mon entreprise"
    if slides:
        slides += _closing(pitch.proud, pitch.again)
    else:
        slides = [_first_steps()]
    told = [
        replace(slide, title=shown(slide.title), points=_short(slide.points, beside=slide.figure is not None))
        for slide in (*_opening(title, answers), *slides, *(_asides(answers) if len(slides) > 1 else ()))
    ]
    author = OWN.answer(answers).candidate
    missing = tuple(gap for section in every for gap in section.missing)
    return Deck(shown(title), shown(author), tuple(told), tuple(dict.fromkeys(missing)))


def _apart(slide: Slide) -> Sequence[Slide]:
    if slide.figure is None or not slide.points or slide.kind == "cover":
        return [slide]
    after = replace(slide, id=f"{slide.id}-suite", title=f"{slide.title} (suite)", points=(), notes=())
    return [replace(slide, figure=None), after]


def _opening(title: str, answers: Answers) -> Sequence[Slide]:
    own, pitch = OWN.answer(answers), pitch_of(answers)
    # A logo that cannot be shown is a sentence of the report, not of a first slide.
    logo = photo_of(get("c3-images").answer(answers), "logo", "logo_alt", answers)
    picture = next((block for block in logo if isinstance(block, PaperFigure)), None)
    lines = tuple(line for line in (referential.load().title, own.candidate, own.session) if line)
    said = tuple(text for text in (pitch.who, pitch.decided, pitch.proof) if text)
    notes = said or (
        "Dites bonjour, votre nom, et ce que vous allez montrer. Puis trois phrases, sans lire.",
    )
    cover = Slide("ouverture", title, lines, notes, picture, "cover")
    return (cover, Slide("presentation", "En trois phrases", said, said)) if said else (cover,)


def _section(section: Section, answers: Answers) -> Slide | None:
    figure = _figure(section, answers)
    if not section.key and figure is None:
        return None
    points = _short(section.key, beside=figure is not None)
    cut = [line for line in map(_on_a_line, section.key[:_POINTS]) if line not in points]
    return Slide(section.id, section.title, points, _notes(section, figure, cut), figure)


def _notes(section: Section, figure: PaperFigure | None, cut: Sequence[str]) -> tuple[str, ...]:
    """Return what is said on a section: the candidate's own paragraphs, what to see, what the jury looks for."""
    paragraphs = []
    for block in section.blocks:  # the candidate's own come first
        if not isinstance(block, Paragraph):
            break
        paragraphs.append(shown(block.text))
    return (
        *paragraphs,
        *cut,
        *((french.typography(f"À voir : {figure.reading}"),) if figure and figure.svg else ()),
        *_looked_for(section.proves),
    )


def _looked_for(criteria: Sequence[str]) -> Sequence[str]:
    if len(criteria) > _CRITERIA:
        return [
            french.typography(f"Cette partie sert à plusieurs critères : {french.listing(list(criteria))}.")
        ]
    return [
        french.typography(f"Ce que le jury cherche ici ({one.id}) : {one.text}")
        for one in map(referential.criterion, criteria)
    ]


def _figure(section: Section, answers: Answers) -> PaperFigure | None:
    for plan in PLAN:
        for exercise, part in plan.parts:
            if plan.id == section.id and part.slide:
                return _drawn(exercise, part.slide, answers)
    photos = [figure for figure in section.figures if figure.photo]
    # The shop rather than the logo, which stands on the cover.
    return photos[min(1, len(photos) - 1)] if photos else None


def _drawn(exercise: Exercise[Any], chart: SlideChart, answers: Answers) -> PaperFigure | None:
    try:
        found = [one for one in exercise.pictures(answers, Person.ME) if not one.html]
    except TpeError:
        return None  # there is not enough to draw
    if len(found) <= chart.rank:
        return None
    return figure_of(found[chart.rank].resized(chart.height), chart.width)


def _asides(answers: Answers) -> Sequence[Slide]:
    said = ("Gardée en réserve : montrez-la seulement si la question vient.",)
    return [
        Slide(f"reserve-{exercise.id}", words.aside.title, (), said, figure, "aside")
        for exercise, words in every_words()
        if words.aside and (figure := _drawn(exercise, words.aside.chart, answers))
    ]


def _closing(proud: str, again: str) -> Sequence[Slide]:
    points = tuple(
        f"{words} {text}"
        for words, text in (("Ma fierté :", proud), ("Ce que je referais autrement :", again))
        if text
    )
    said = ("Remerciez, puis taisez-vous : la première question viendra.",)
    return (Slide("fin", "Ce que je retiens", points, (*points, *said)),) if points else ()


def _first_steps() -> Slide:
    return Slide(
        "debut",
        "Vos diapositives se feront toutes seules",
        (
            "Elles reprennent vos réponses : rien n'est à recopier.",
            "Commencez par l'exercice « Mon entreprise », dans le carnet C1.",
            "Revenez ici quand vous voulez : une réponse de plus, une diapositive de plus.",
        ),
    )


def _short(points: Sequence[str], *, beside: bool) -> tuple[str, ...]:
    """Return the points as a slide can hold them: beside a figure, the longest gives up what is too much."""
    found = [_clipped(_on_a_line(point), LONGEST) for point in points[:_POINTS]]
    if beside and (excess := sum(map(len, found)) - _BESIDE) > 0:
        longest = max(range(len(found)), key=lambda rank: len(found[rank]))
        found[longest] = _clipped(found[longest], len(found[longest]) - excess)
    return tuple(found)


def _on_a_line(text: str) -> str:
    return _BREAKS.sub(" ", shown(text)).strip()


def _clipped(line: str, most: int) -> str:
    """Return a line of so many signs at most: it ends with a sentence, or else between two words."""
    if len(line) <= most:
        return line
    if whole := _SENTENCES.match(line, 0, most):
        return whole[0]
    cut = line[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.")
    return f"{cut}…"
