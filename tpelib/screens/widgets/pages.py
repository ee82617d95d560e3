"""Pages without questions: the fictional cases, the path walked so far, and the associated knowledge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from IPython.display import HTML
from markupsafe import Markup

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.html import BREAK, NOTHING, as_typed, each, element, joined, rows, set_text, titles, trusted
from tpelib.base.look import packaged, stylesheet
from tpelib.engine.books import books
from tpelib.engine.course import Case, current
from tpelib.engine.dossier import Dossier
from tpelib.engine.progress import Step, progress
from tpelib.engine.referential import Competency, Lesson, load
from tpelib.screens.widgets.path_map import road

__all__ = ["cases_page", "knowledge_page", "page", "path_page"]

_BEYOND = Markup('<br><span class="tpe-todo">En plus du référentiel</span>')
_STATES = {"done": "✓ Fait", "started": "~ Commencé", "todo": "○ À faire"}


def cases_page() -> HTML:
    """Return the fictional cases, one fold each, with their figures as tables.

    Raises
    ------
    TpeError
        The course has none.
    """
    if not (cases := current().cases()):
        raise TpeError("Ce cours n’a pas de cas fictif.")
    return page(french.typography(current().cases_title), joined(map(_case, cases)))


def _case(case: Case) -> Markup:
    fictional = element("span", as_typed(f"— {case.trade}, cas fictif"))
    months = "Son chiffre d’affaires, mois par mois (montants inventés)"
    return element(
        "details",
        element("summary", as_typed(f"{case.name} "), fictional),
        each("p", map(as_typed, case.paragraphs)),
        _table("Sa fiche", case.facts),
        _table(months, case.months),
    )


def _table(caption: str, lines: Sequence[tuple[str, str]]) -> Markup:
    body = element("tbody", rows(map(as_typed, line) for line in lines))
    return element("table", element("caption", as_typed(caption)), body)


def path_page(dossier: Dossier, competency: str | None = None) -> HTML:
    """Return the path with the learner's own progress: the map, or the exercises of one competency."""
    try:
        steps = progress(dossier, competency)
    except TpeError as problem:
        return _page(_notice(set_text(str(problem))))
    if competency:
        shown = _exercises(steps)
    else:
        detail = (_competency(found, steps) for found in load().competencies)
        shown = joined((road(steps), element("details", _DETAIL, *detail)))
    return page("Votre avancement", joined((*map(_notice, map(as_typed, dossier.notices)), shown)))


_DETAIL = Markup("<summary>Le détail, exercice par exercice</summary>")


def _notice(told: Markup) -> Markup:
    return element("p", told, class_="tpe-notice", role="alert")


def knowledge_page() -> HTML:
    """Return the associated knowledge of the referential, with a link to each lesson that gives it.

    Raises
    ------
    TpeError
        It names none.
    """
    if not load().knowledge:
        raise TpeError("Ce cours n’a pas de savoirs associés.")
    named = {book.file.removesuffix(".ipynb"): book.title for book in books()}
    lines = (
        (
            joined((as_typed(found.title), _BEYOND if found.beyond else NOTHING)),
            joined((_lesson(lesson, named) for lesson in found.taught), BREAK),
        )
        for found in load().knowledge
    )
    head = titles([set_text("Le savoir"), set_text("Où le cours le donne")])
    return page("Savoirs associés", element("table", head, element("tbody", rows(lines))))


def page(label: str, body: Markup) -> HTML:
    """Return a page of the course, named by its label."""
    return _page(element("section", body, class_="tpe-page", lang="fr", aria_label=label))


def _lesson(lesson: Lesson, named: Mapping[str, str]) -> Markup:
    words = f"{named[lesson.notebook].split()[0]}, «{french.NBSP}{lesson.heading}{french.NBSP}»"
    anchor = lesson.heading.replace(" ", "-")
    return element("a", as_typed(words), href=f"{lesson.notebook}.ipynb#{anchor}")


def _competency(found: Competency, steps: Sequence[Step]) -> Markup:
    own = [step for step in steps if step.competency == found.id]
    title = element("h3", as_typed(f"{found.id} · {found.title}"))
    return joined((title, element("p", as_typed(found.text)), _exercises(own)))


def _exercises(steps: Sequence[Step]) -> Markup:
    done = sum(step.state == "done" for step in steps)
    said = f"{french.plural(done, 'exercice fait', 'exercices faits')} sur {len(steps)}"
    bar = element("progress", max=str(len(steps)), value=str(done), aria_label=said)
    return joined(
        (
            element("p", bar, as_typed(f" {said}")),
            element("ul", *map(_step, steps), class_="tpe-steps"),
        )
    )


def _step(step: Step) -> Markup:
    points = f"{french.number(step.points)} / {french.number(step.max)}"
    return element(
        "li",
        element("span", as_typed(_STATES[step.state]), class_=f"tpe-step-state tpe-{step.state}"),
        element("span", set_text(step.title)),
        element("span", as_typed(points), class_="tpe-step-points"),
    )


def _page(body: Markup) -> HTML:
    css = stylesheet(*(packaged("tpelib.screens.widgets", name) for name in ("pages.css", "path_map.css")))
    return HTML(joined((element("style", trusted(css)), body)))  # type: ignore[no-untyped-call]  # IPython is not typed
