"""Piloting a run: what should have been seen, when, and whether the pilot answered in time.

The thresholds are rules of the course, said as such on screen. They are read on what the pilot could see on
the evening of each day, never on what came after.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tpelib.base import french
from tpelib.domain.campaign.runs import PilotDecision, Run
from tpelib.domain.campaign.simulation import EDIT

__all__ = [
    "TIRED",
    "Alarm",
    "Watch",
    "alarms",
    "answered",
    "fidgets",
    "grade",
    "pace",
    "weeks_watched",
]

TIRED = 4.0
"""Times a person has seen a creative, on average, from which it is worn out (about 45 % fewer clicks)."""
SILENCE = 3.0
"""Sales one would expect without seeing any, from which it is no longer chance (one chance in twenty)."""
WINDOW = 7
"""Days over which the cost of a sale is read."""
LEAST_SALES = 3.0
"""How many times the maximum cost of a sale must be spent before that cost is judged."""
QUICK, SLOW = 3, 7
"""Days to answer an alarm about money, and one about a worn-out creative."""
LEARNING_DAYS = 7
"""Days in which one leaves the tool alone, unless there is an alarm."""
LEAST_WHY = 15
"""Characters of a reason."""

Kind = Literal["silence", "cost", "tired", "worn"]
_ANSWERS: dict[Kind, frozenset[str]] = {
    "silence": frozenset({"repair", "pause"}),
    "cost": frozenset({"pause", "lower", "creative", "split", "shift"}),
    "tired": frozenset({"pause", "creative", "split", "lower"}),
    "worn": frozenset({"pause", "lower"}),  # there is no third creative
}


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that the figures say on the evening of a day.

    Parameters
    ----------
    day : int
        From the evening of this day, it can be seen.
    due : int
        Last day on which an answer is in time.
    kind : str
        ``silence`` (clicks, no sale), ``cost`` (a sale costs too much), ``tired`` or ``worn`` (creative A, or
        creative B, is worn out).
    text : str
        What it is, with the figure, in a French sentence.
    todo : str
        What to do, in French.
    """

    day: int
    due: int
    kind: Kind
    text: str
    todo: str


def alarms(run: Run, decisions: Sequence[PilotDecision]) -> tuple[Alarm, ...]:
    """Return what a run gave to see, in order; each alarm falls silent when it is answered.

    Parameters
    ----------
    run : Run
        Run with these decisions.
    decisions : sequence of Decision
        An answer starts the reading of its alarm afresh.
    """
    found: list[Alarm] = []
    for read in (_silence, _cost, _tired):
        found += read(run, decisions)
    return tuple(sorted(found, key=lambda alarm: (alarm.day, alarm.kind)))


def _moves(decision: PilotDecision, run: Run) -> str:
    """Return what a decision does, a lower budget told apart from a higher one."""
    if decision.kind != "budget":
        return decision.kind
    before = run.days[decision.day - 2].budget if 2 <= decision.day <= len(run.days) + 1 else 0.0
    return "lower" if decision.amount and before and decision.amount < before else "raise"


def _answer_days(run: Run, decisions: Iterable[PilotDecision], kind: Kind) -> list[int]:
    return sorted({item.day for item in decisions if _moves(item, run) in _ANSWERS[kind]})


def _silence(run: Run, decisions: Sequence[PilotDecision]) -> list[Alarm]:
    """Clicks go on, and no sale comes: the landing page should be looked at."""
    answers = set(_answer_days(run, decisions, "silence"))
    found: list[Alarm] = []
    expected, clicks, told = 0.0, 0, False
    for day in run.days:
        if day.sales or day.number in answers:
            expected, clicks, told = 0.0, 0, False
        if day.sales:
            continue
        expected += day.expected
        clicks += day.clicks
        if expected >= SILENCE and not told:
            told = True
            found.append(
                _alarm(
                    day.number,
                    QUICK,
                    "silence",
                    f"au soir du jour {day.number}, {french.plural(clicks, 'clic')} de suite sans une vente, là où vous "
                    f"en attendiez {french.number(expected, 1)}",
                    "faites vérifier la page d'arrivée, ou arrêtez",
                )
            )
    return found


def _cost(run: Run, decisions: Sequence[PilotDecision]) -> list[Alarm]:
    """Over a week, a sale costs more than it may."""
    most = run.market.maximum_cpa
    answers = set(_answer_days(run, decisions, "cost"))
    since, told = 1, False
    found: list[Alarm] = []
    for day in run.days:
        if day.number in answers:
            since, told = day.number, False
        window = run.days[max(since, day.number - WINDOW + 1) - 1 : day.number]
        spent, sales = sum(item.cents for item in window) / 100, sum(item.sales for item in window)
        if told or len(window) < WINDOW or spent < LEAST_SALES * most or (sales and spent / sales <= most):
            continue
        told = True
        cost = f"une vente vous coûte {french.euros(spent / sales, 2)}" if sales else "aucune vente"
        found.append(
            _alarm(
                day.number,
                QUICK,
                "cost",
                f"au soir du jour {day.number}, sur {WINDOW} jours, {french.euros(spent, 2)} dépensés : {cost}, pour "
                f"{french.euros(most, 2)} au plus",
                "baissez le budget, changez de publicité ou d'emplacement, ou arrêtez",
            )
        )
    return found


def _tired(run: Run, decisions: Sequence[PilotDecision]) -> list[Alarm]:
    """See which creatives in use have been seen too often."""
    found: list[Alarm] = []
    told: set[str] = set()
    last = run.days[-1].number if run.days else 0
    for day in run.days:
        for creative in day.creatives:
            times = day.tired.get(creative, 1.0)
            if times >= TIRED and creative not in told and day.number < last:
                told.add(creative)
                found.append(
                    _alarm(
                        day.number,
                        SLOW,
                        "tired" if creative == "A" else "worn",
                        f"au soir du jour {day.number}, chaque personne touchée a vu la publicité {creative} "
                        f"{french.number(times, 1)} fois",
                        "passez à l'autre publicité" if creative == "A" else "baissez le budget ou arrêtez",
                    )
                )
    return found


def _alarm(day: int, within: int, kind: Kind, text: str, todo: str) -> Alarm:
    return Alarm(day, day + within, kind, french.typography(text), french.typography(todo))


def answered(alarm: Alarm, run: Run, decisions: Iterable[PilotDecision]) -> bool:
    """Return True when a fitting decision was taken after an alarm could be seen, and in time."""
    return any(alarm.day < day <= alarm.due for day in _answer_days(run, decisions, alarm.kind))


def fidgets(run: Run, decisions: Sequence[PilotDecision]) -> tuple[PilotDecision, ...]:
    """Return the big changes of the first days that no alarm called for: they make the tool learn again."""
    calls = alarms(run, decisions)
    return tuple(
        item
        for item in decisions
        if item.day <= LEARNING_DAYS
        and (item.kind in ("creative", "split", "pause") or _big(item, run))
        and not any(alarm.day < item.day <= alarm.due for alarm in calls)
    )


def _big(decision: PilotDecision, run: Run) -> bool:
    if decision.kind != "budget" or not decision.amount:
        return False
    days = run.days[: max(0, decision.day - 1)]
    before = days[-1].budget if days else run.market.daily
    return bool(before) and abs(decision.amount / before - 1) > EDIT


def weeks_watched(run: Run, decisions: Iterable[PilotDecision]) -> tuple[int, int]:
    """Return in how many whole weeks of a run something was decided, with a reason, and how many there are."""
    weeks = max(1, len(run.days) // 7)
    seen = {(item.day - 1) // 7 for item in decisions if item.day >= 1 and len(item.why) >= LEAST_WHY}
    return len({week for week in seen if week < weeks}), weeks


def pace(run: Run) -> float:
    """Return the pace of spending over the days that have run; 1 is on time."""
    planned = run.market.planned * len(run.days) / run.market.days
    return run.spent / planned if planned else 0.0


@dataclass(frozen=True, slots=True)
class Watch:
    """How a run was piloted.

    Parameters
    ----------
    alarms : tuple of (Alarm, bool)
        Each alarm that had to be answered before the end, and whether it was in time.
    weeks : tuple of int
        Weeks watched, weeks there are.
    pace : float
        Spent against planned.
    over : float
        Euros spent beyond the plan.
    fidgets : tuple of Decision
    """

    alarms: tuple[tuple[Alarm, bool], ...]
    weeks: tuple[int, int]
    pace: float
    over: float
    fidgets: tuple[PilotDecision, ...]


def grade(run: Run, decisions: Sequence[PilotDecision]) -> Watch:
    """Return how a run was piloted; an alarm of the last day asks for nothing any more."""
    last = len(run.days)
    called = [alarm for alarm in alarms(run, decisions) if alarm.day < last]
    return Watch(
        # Where the run ends before the answer is due, there was still time.
        alarms=tuple((alarm, alarm.due > last or answered(alarm, run, decisions)) for alarm in called),
        weeks=weeks_watched(run, decisions),
        pace=pace(run),
        over=max(0.0, run.spent - run.market.planned),
        fidgets=fidgets(run, decisions),
    )
