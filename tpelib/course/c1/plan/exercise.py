"""« Mon plan d'action »: dated actions that the money, the hours and the periods can hold."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.charts.builders import gantt
from tpelib.course.c1.business.exercise import BUSINESS, WEEKS_PER_MONTH, Business
from tpelib.course.c1.objective.exercise import OBJECTIVE
from tpelib.course.c1.periods.exercise import PERIODS
from tpelib.course.c1.target.exercise import TARGET
from tpelib.course.common import (
    FITTING,
    INDICATORS,
    NETWORKS,
    label_of,
)
from tpelib.domain import planning
from tpelib.domain.planning import Cumulative
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Date, Number, Text

__all__ = ["PLAN", "Plan", "PlannedAction", "dated_actions", "inside", "names_segment", "totals"]


class PlannedAction(Answer):
    """One action of the plan."""

    what: Annotated[str, Text("PlannedAction", max_length=80)] = ""
    network: Annotated[str, Choice("Réseau", options=NETWORKS)] = ""
    target: Annotated[str, Text("Cible", hint="Un nom de « Mes cibles »", max_length=60)] = ""
    start: Annotated[date | None, Date("Du")] = None
    end: Annotated[date | None, Date("Au")] = None
    hours: Annotated[float | None, Number("Heures en tout", short="Heures", unit="h", maximum=2000)] = None
    cost: Annotated[float | None, Number("Coût en tout", short="Coût", unit="€", maximum=100_000)] = None
    indicator: Annotated[str, Choice("Indicateur", options=INDICATORS)] = ""
    person: Annotated[str, Text("Qui s'en charge", short="Par", max_length=60)] = ""

    @property
    def dates(self) -> tuple[date, date] | None:
        """Start and end, when both are there and in order."""
        return (self.start, self.end) if self.start and self.end and self.start <= self.end else None


class Plan(Answer):
    """The plan."""

    actions: Annotated[
        list[PlannedAction],
        Rows(
            "Quelles actions, quand, avec quels moyens ?",
            hint="Trois actions au moins. Zéro euro est une réponse.",
            row=PlannedAction,
            max_rows=30,
            min_rows=3,
            add_label="Ajouter une action",
        ),
    ] = []


def dated_actions(plan: Plan) -> list[tuple[PlannedAction, date, date]]:
    """Return the actions whose dates are sound, with their start and end."""
    return [(action, *action.dates) for action in plan.actions if action.dates]


def inside(start: date, end: date, periods: Sequence[tuple[str, date, date]]) -> bool:
    """Return True when an action meets one of the periods for at least one day."""
    return any(start <= last and end >= first for _, first, last in periods)


def names_segment(action: PlannedAction, segments: Sequence[str]) -> bool:
    """Return True when the action names one of the segments, in whole or in part."""
    said = action.target.casefold()
    return bool(said) and any(said in name.casefold() or name.casefold() in said for name in segments if name)


def totals(plan: Plan, business: Business) -> tuple[Cumulative, Cumulative] | None:
    """Return euros and hours added up month after month against the means; ``None`` while unknown."""
    actions = dated_actions(plan)
    if not actions or business.euros is None or business.hours is None:
        return None
    return (
        planning.cumulative([(s, e, a.cost or 0) for a, s, e in actions], business.euros),
        planning.cumulative(
            [(s, e, a.hours or 0) for a, s, e in actions], business.hours * WEEKS_PER_MONTH, "h"
        ),
    )


def _check(answer: Plan, answers: Answers, marking: Marking) -> None:
    actions = answer.actions
    if not actions:
        marking.missing(16, "Ajoutez au moins trois actions.", about="actions")
        return
    complete = sum(
        bool(a.what and a.network and a.person and a.dates) and a.hours is not None and a.cost is not None
        for a in actions
    )
    marking.award(
        3,
        min(complete, 3) / 3 * complete / len(actions),
        f"{french.plural(complete, 'action complète', 'actions complètes')}.",
        f"{french.plural(complete, 'action complète', 'actions complètes')} sur {len(actions)} : il en faut "
        "trois, avec l'action, le réseau, les dates, les heures, le coût et la personne.",
        about="actions",
    )
    _check_periods(answer, answers, marking)
    _check_means(answer, BUSINESS.answer(answers), marking)
    _check_aim(answer, answers, marking)


def _check_periods(answer: Plan, answers: Answers, marking: Marking) -> None:
    periods = PERIODS.answer(answers).dated
    if not periods:
        marking.missing(4, "Datez d'abord vos périodes dans « Mes périodes ».")
        return
    dated = dated_actions(answer)
    outside = [action.what or "sans nom" for action, s, e in dated if not inside(s, e, periods)]
    undated = len(answer.actions) - len(dated)
    share = (len(dated) - len(outside)) / len(answer.actions)
    problem = []
    if outside:
        problem.append(f"hors de vos périodes : {french.listing(outside[:3])}")
    if undated:
        problem.append(f"sans dates lisibles : {french.plural(undated, 'action')}")
    marking.award(
        4,
        share,
        "Toutes les actions tombent dans vos périodes.",
        f"{_capital(' ; '.join(problem))}. Déplacez-les, ou ajoutez une période.",
        about="actions",
    )


def _check_means(answer: Plan, business: Business, marking: Marking) -> None:
    found = totals(answer, business)
    if found is None:
        marking.missing(
            6, "Le budget et le temps se vérifient dès que « Mon entreprise » et les dates sont là."
        )
        return
    for kind, show, total in (("L'argent", french.euros, found[0]), ("Le temps", french.hours, found[1])):
        spent, available = total.spent[-1], total.available[-1]
        if total.exceeded is None:
            marking.award(
                3, True, f"{kind} tient : {show(round(spent, 2))} sur {show(round(available, 2))}.", ""
            )
            continue
        marking.award(3, _nearly(total), "", f"{kind} {_excess(total, show)}", about="actions")


def _nearly(total: Cumulative) -> float:
    """Return half when no month goes beyond its means by more than a tenth."""
    near = all(s <= 1.1 * a + 1e-6 for s, a in zip(total.spent, total.available, strict=True))
    return 0.5 if near else 0.0


def _excess(total: Cumulative, show: Callable[[float], str]) -> str:
    """Return from which month the plan exceeds what there is, by how much, how far that goes, what to do."""
    over = [round(s - a, 2) for s, a in zip(total.spent, total.available, strict=True)]
    first = next(index for index, month in enumerate(total.months) if month == total.exceeded)
    worst = max(range(len(over)), key=lambda index: over[index])
    told = f"est dépassé dès {_month(total.months[first])}, de {show(over[first])} en cumulé"
    if over[worst] > over[first]:
        told += f" (jusqu'à {show(over[worst])} en {_month(total.months[worst])})"
    return f"{told} : retirez une action, ou placez-la plus tard."


def _month(day: date) -> str:
    return f"{french.MONTHS[day.month - 1]} {day.year}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _check_aim(answer: Plan, answers: Answers, marking: Marking) -> None:
    aim = OBJECTIVE.answer(answers).aim
    if not aim:
        marking.missing(2, "Choisissez d'abord votre objectif : les indicateurs du plan doivent le servir.")
    else:
        fitting = sum(action.indicator in FITTING[aim] for action in answer.actions)
        wanted = french.listing([label_of(INDICATORS, item) for item in FITTING[aim]], "ou")
        # Half of the plan at least: an action may also prepare the ground.
        marking.award(
            2,
            min(1.0, 2 * fitting / len(answer.actions)),
            "Les indicateurs du plan servent votre objectif.",
            f"Pour votre objectif, suivez {wanted} sur la moitié des actions au moins.",
            about="actions",
        )
    segments = [segment.name for segment in TARGET.answer(answers).segments]
    if not segments:
        marking.missing(1, "Nommez d'abord vos cibles dans « Mes cibles ».")
        return
    aimed = sum(names_segment(action, segments) for action in answer.actions)
    marking.award(
        1,
        aimed / len(answer.actions),
        "Chaque action vise une de vos cibles.",
        f"Reprenez dans chaque action le nom d'une cible : {french.listing(segments[:3], 'ou')}.",
        about="actions",
    )


def _draw(answer: Plan, answers: Answers, person: Person) -> Sequence[Picture]:
    actions = dated_actions(answer)
    if not actions:
        return ()
    first, last = min(s for _, s, _ in actions), max(e for _, _, e in actions)
    pictures = [
        gantt(
            title="Le calendrier du plan",
            rows=[(a.what or "PlannedAction", s, e, _network(a.network)) for a, s, e in actions],
            periods=PERIODS.answer(answers).dated,
            reading=f"{french.plural(len(actions), 'action')} du {french.day(first)} au {french.day(last)} ; "
            f"{person.your} périodes sont grisées.",
        )
    ]
    if found := totals(answer, BUSINESS.answer(answers)):
        pictures += [total.picture(person) for total in found]
    return pictures


def _network(value: str) -> str:
    return next((option.label for option in NETWORKS if option.value == value), "")


PLAN = Exercise(
    id="c1-plan",
    competency="C1",
    criteria=("Cr1",),
    title="Mon plan d'action",
    prompt=(
        "Voici la pièce maîtresse que le jury attend : qui fait quoi, quand, pour qui, avec quel budget et "
        "quel temps, et à quoi on verra que cela marche. Le graphique se dessine sous le tableau."
    ),
    help=(
        "Les heures et le coût sont ceux de toute l'action, pas d'une semaine. Ils sont répartis également "
        "sur ses jours, et comparés mois après mois à ce que vous avez annoncé dans « Mon entreprise ». Un "
        "dépassement de 10 % au plus garde la moitié des points. Le compte commence au mois de votre première "
        "action : une grosse dépense se place quelques mois plus tard, ou s'étale.\n\n"
        "Vous avez un tableur ? Préparez-y le plan et collez-le ici."
    ),
    model=Plan,
    points=16.0,
    check=_check,
    draw=_draw,
)
