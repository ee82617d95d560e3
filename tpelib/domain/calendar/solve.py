"""The calendar builder: three integer programmes, each solved to proven optimality when time allows.

1. *Weeks*: how many posts of each cadence each week, within the hours, with every event announceable;
   the load of a week is as close as possible to that of the next.
2. *Days*: on which day each post goes. The sum of the squared gaps between the posts of a network is
   minimal; the number of posts and the span being given, so is their coefficient of variation.
3. *Themes*: which theme each post has. The shares of the whole calendar are the nearest possible to the
   target (largest remainders), those at the end of each month within one post of it, and a theme follows
   itself on a network as seldom as possible.

Each step keeps what the ones before it decided. OR-tools CP-SAT with one worker, a fixed seed and a limit in
deterministic time: the same wishes always give the same calendar, on any machine.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate, cycle, pairwise
from threading import Event as Signal
from threading import Thread
from typing import TYPE_CHECKING, Any

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.domain.calendar.model import (
    CalendarEvent,
    ImpossibleWishesError,
    Pillar,
    PostingCadence,
    Proposal,
    Relaxation,
    ScheduledPost,
    SolverProgress,
    SolverStep,
    Wishes,
)

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar

__all__ = ["build_calendar", "needed_hours"]

LINEARIZATION = 2
"""How much of the programme CP-SAT hands to its linear relaxation: at 2, squares and covers are tight."""
DETERMINISTIC_LIMIT = 8.0
"""Deterministic time each step may take; a year × four networks needs well under one."""
_ANY_MINUTES = 168 * 60
"""More minutes than a week could need."""
_SCALE = 10_000
"""Parts of a post, to round a part of a week without fractions."""
_PHASES = 12
"""Starting points tried for the fractions of a rate: halves, thirds, quarters and sixths find all of theirs."""
ALTERNATIVES = 4
"""How many smallest sets of wishes to give up are told at most."""

_TOO_LONG = "Aucun calendrier n’a été trouvé à temps : raccourcissez la période, ou publiez moins."


def _silent(share: float, sentence: str) -> None:
    """Say nothing."""


def build_calendar(wishes: Wishes, progress: SolverProgress = _silent) -> Proposal:
    """Build the calendar that meets the wishes best.

    Parameters
    ----------
    wishes : Wishes
        Hours, cadences, themes, closed days, events.
    progress : Progress
        Told how far it is, several times a second; what it raises stops the calculation and goes through.

    Returns
    -------
    Proposal
        The posts in order, and what is proven of each step.

    Raises
    ------
    DomainError
        The wishes are incomplete.
    ImpossibleWishesError
        They contradict each other; it tells the smallest sets of wishes to give up.
    """
    wishes.check()
    counts, first = _count(wishes, progress)
    slots, second = _place(wishes, counts, progress)
    pillars, third = _theme(wishes, slots, progress)
    progress(1.0, "Le calendrier est prêt.")
    return Proposal(_posts(wishes, slots, pillars), (first, second, third))


def needed_hours(wishes: Wishes, *, strong: bool = False) -> float:
    """Return the hours a week the cadences take, answers included, in a strong week or an ordinary one."""
    minutes = sum(line.rate(strong) * line.minutes for line in wishes.lines) + wishes.moderation
    return minutes / 60


# ─── Weeks ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Week:
    """A week: its open days (offsets from the start of the calendar), and whether it is a usual one."""

    open: tuple[int, ...]
    all: tuple[int, ...]
    usual: int
    strong: bool

    @property
    def full(self) -> bool:
        """True when the week has all the days on which one usually publishes."""
        return len(self.open) >= self.usual and len(self.all) == 7

    @property
    def share(self) -> float:
        """The part of a usual week that is open."""
        return min(1.0, len(self.open) / max(1, self.usual))


def _weeks(wishes: Wishes) -> list[_Week]:
    usual = 7 if wishes.publish_closed else 7 - len(wishes.closed_weekdays)
    found = []
    for monday in wishes.weeks:
        days = [monday + timedelta(days=rank) for rank in range(7)]
        within = [day for day in days if wishes.start <= day <= wishes.end]
        found.append(
            _Week(
                tuple((day - wishes.start).days for day in within if wishes.is_open(day)),
                tuple((day - wishes.start).days for day in within),
                usual,
                wishes.is_strong(monday),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class _Plan:
    """One way to hold a cadence: at which rate, and how many posts each week, from so many to so many."""

    rate: float
    weeks: tuple[tuple[int, int], ...]


def _plans(line: PostingCadence, weeks: Sequence[_Week], rates: Sequence[float]) -> list[_Plan]:
    """Return the ways to hold a cadence at one of some rates.

    A whole rate is held every full week; the half of 1.5 every other one, in even weeks or in odd ones: each
    starting point is a plan. A week cut by leave, a holiday or the edge of the calendar has its part of the
    posts, rounded down or up.
    """
    found: dict[tuple[float, tuple[tuple[int, int], ...]], None] = {}
    for rate in rates:
        own = [min(rate, line.rate(week.strong)) for week in weeks]
        parts = [
            r % 1 if week.full and 1e-9 < r % 1 < 1 - 1e-9 else 0.0
            for r, week in zip(own, weeks, strict=True)
        ]
        sums = [0.0, *accumulate(parts)]
        for phase in range(_PHASES if sums[-1] else 1):
            steps = [math.floor(total + phase / _PHASES + 1e-9) for total in sums]
            bounds = tuple(
                (whole := math.floor(r + 1e-9) + after - before, whole)
                if week.full
                else (math.floor(r * week.share + 1e-9), math.ceil(r * week.share - 1e-9))
                for r, week, (before, after) in zip(own, weeks, pairwise(steps), strict=True)
            )
            found[rate, bounds] = None
    return [_Plan(rate, bounds) for rate, bounds in found]


def _rates(line: PostingCadence) -> list[float]:
    """Return the highest rate of a line, then those it may be lowered to."""
    highest = max(line.per_week, line.strong_per_week or 0)
    lower = [*(float(step) for step in range(math.ceil(highest) - 1, 0, -1)), 0.5, 0.0]
    return [highest, *(rate for rate in lower if rate < highest)]


class _Model:
    """All that binds the wishes: cadences, hours, one post a day and network, every event announced.

    Parameters
    ----------
    wishes : Wishes
        Closed days are held as they are.
    free : bool
        True to let wishes be given up: ``given_up`` then says, for each key, whether it is.

    Attributes
    ----------
    counts : mapping
        (line, week) to the number of posts, a linear expression.
    limit : expression
        Minutes a week may take.
    """

    def __init__(self, wishes: Wishes, *, free: bool = False) -> None:
        from ortools.sat.python import cp_model

        self.model = cp_model.CpModel()
        self.wishes = wishes
        self.weeks = _weeks(wishes)
        self.given_up: dict[str, Any] = {}
        self.counts: dict[tuple[int, int], Any] = {}
        self.chosen: list[list[tuple[Any, _Plan]]] = []
        self.limit: Any = math.floor(wishes.hours * 60 + 1e-6)
        if free:
            self.given_up["hours"] = self.model.new_bool_var("hours")
            more = self.model.new_int_var(0, _ANY_MINUTES, "more")
            self.model.add(more == 0).only_enforce_if(self.given_up["hours"].negated())
            self.limit = self.limit + more
        for rank, line in enumerate(wishes.lines):
            self._line(rank, line, free)
        self._hours()
        places: list[tuple[Any, tuple[int]]] = []
        for network in wishes.networks:
            self._network([rank for rank, line in enumerate(wishes.lines) if line.network == network], places)
        if free:
            for rank in range(len(wishes.moments)):
                self.given_up[f"moment:{rank}"] = self.model.new_bool_var(f"moment:{rank}")

        def link(model: CpModel, place: int, literal: IntVar, low: int, high: int) -> None:
            model.add_implication(literal, places[place][0])

        _cover(self.model, wishes, places, link, self.given_up)

    def _line(self, rank: int, line: PostingCadence, free: bool) -> None:
        rates = _rates(line)
        plans = _plans(line, self.weeks, rates if free else rates[:1])
        literals = [self.model.new_bool_var("") for _ in plans]
        self.model.add_exactly_one(literals)
        self.chosen.append(list(zip(literals, plans, strict=True)))
        if free:
            self.given_up[f"line:{rank}"] = sum(
                literal for literal, plan in self.chosen[-1] if plan.rate < rates[0]
            )
        for number, week in enumerate(self.weeks):
            low = sum(plan.weeks[number][0] * literal for literal, plan in self.chosen[-1])
            if week.full:
                self.counts[rank, number] = low
                continue
            highest = max(plan.weeks[number][1] for plan in plans)
            count = self.counts[rank, number] = self.model.new_int_var(0, highest, "")
            self.model.add(count >= low)
            self.model.add(count <= sum(plan.weeks[number][1] * literal for literal, plan in self.chosen[-1]))

    def _hours(self) -> None:
        for number in range(len(self.weeks)):
            self.model.add(self.load(number) + math.ceil(self.wishes.moderation) <= self.limit)

    def load(self, number: int) -> Any:
        """Return the minutes that the posts of a week take."""
        return sum(
            round(line.minutes) * self.counts[rank, number] for rank, line in enumerate(self.wishes.lines)
        )

    def _network(self, ranks: Sequence[int], places: list[tuple[Any, tuple[int]]]) -> None:
        for number, week in enumerate(self.weeks):
            total = sum(self.counts[rank, number] for rank in ranks)
            days = [self.model.new_bool_var("") for _ in week.open]
            self.model.add(sum(days) == total)
            places += [(x, (day,)) for x, day in zip(days, week.open, strict=True)]
            if not week.full:
                # The network as a whole has its part of the week, rounded up once, not once per format.
                part = sum(
                    round(_SCALE * min(plan.rate, self.wishes.lines[rank].rate(week.strong)) * week.share)
                    * literal
                    for rank in ranks
                    for literal, plan in self.chosen[rank]
                )
                self.model.add(_SCALE * total <= part + _SCALE - 1)


def _cover(
    model: CpModel,
    wishes: Wishes,
    places: Sequence[tuple[IntVar | Any, Sequence[int]]],
    link: Any,
    given_up: Mapping[str, Any],
) -> dict[tuple[int, int], list[tuple[int, IntVar]]]:
    """Ask of each part of each event one post of its own, among places that may hold one.

    ``places`` are (variable, days it may take); ``link(model, place, literal, first, last)`` binds the
    literal « this post announces this part » to the post being there, between these days.
    Returns, for each (event, part), its candidates as (place, literal).
    """
    used: dict[int, list[IntVar]] = defaultdict(list)
    found: dict[tuple[int, int], list[tuple[int, IntVar]]] = {}
    for rank, moment in enumerate(wishes.moments):
        for part, (first, last) in enumerate(moment.parts):
            low, high = (first - wishes.start).days, (last - wishes.start).days
            candidates = []
            for place, (_, days) in enumerate(places):
                if any(low <= day <= high for day in days):
                    literal = model.new_bool_var("")
                    link(model, place, literal, low, high)
                    used[place].append(literal)
                    candidates.append((place, literal))
            literals = [literal for _, literal in candidates]
            model.add_bool_or([*literals, given_up[f"moment:{rank}"]] if given_up else literals)
            found[rank, part] = candidates
    for literals in used.values():
        model.add_at_most_one(literals)
    return found


def _count(wishes: Wishes, progress: SolverProgress) -> tuple[dict[tuple[int, int], int], SolverStep]:
    """Choose how many posts of each line each week."""
    from ortools.sat.python import cp_model

    built = _Model(wishes)
    model = built.model
    top = math.ceil(wishes.hours * 60) + 1
    jumps, missing = [], []
    for number, week in enumerate(built.weeks):
        if not week.full:
            # A cut week has as many posts as its part allows, before the load is smoothed.
            missing += [-built.counts[rank, number] for rank in range(len(wishes.lines))]
        elif number + 1 < len(built.weeks) and built.weeks[number + 1].full:
            jump = model.new_int_var(0, top, "")
            model.add(jump >= built.load(number + 1) - built.load(number))
            model.add(jump >= built.load(number) - built.load(number + 1))
            jumps.append(jump)
    model.minimize(sum(jumps) + top * len(built.weeks) * sum(missing))
    solver, status = _solve(model, progress, 0.0, "Étape 1 sur 3 : les semaines et les heures.")
    if status == cp_model.INFEASIBLE:
        raise _impossible(wishes, progress)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise TpeError(_TOO_LONG)
    counts = {key: solver.value(count) for key, count in built.counts.items()}
    return counts, _step("la charge des semaines", solver, status)


# ─── Wishes that contradict each other ────────────────────────────────────────────────────────────


def _impossible(wishes: Wishes, progress: SolverProgress) -> ImpossibleWishesError:
    """Find the smallest sets of wishes to give up, all of them up to a few, and what each comes to."""
    found, proven = _smallest(wishes, progress)
    if not wishes.publish_closed and any(wishes.is_closed(day) for day in wishes.days):
        # Publishing on closed days is one more wish to give up: the weeks are then others.
        also, too = _smallest(replace(wishes, publish_closed=True), progress)
        found += [(("closed", *keys), instead) for keys, instead in also]
        proven = proven and too
    if not found:
        return ImpossibleWishesError((), proven=False)
    least = min(len(keys) for keys, _ in found)
    sets = [(keys, instead) for keys, instead in found if len(keys) == least]
    sets.sort(key=lambda item: [_rank(key) for key in item[0]])
    return ImpossibleWishesError(
        tuple(
            Relaxation(keys, " et ".join(_advice(wishes, instead, key) for key in keys), instead)
            for keys, instead in sets[:ALTERNATIVES]
        ),
        proven,
    )


def _rank(key: str) -> tuple[int, int]:
    kind, _, number = key.partition(":")
    return ("hours", "closed", "line", "moment").index(kind), int(number or 0)


def _smallest(wishes: Wishes, progress: SolverProgress) -> tuple[list[tuple[tuple[str, ...], Wishes]], bool]:
    """Return the smallest sets of wishes to give up, each with the wishes changed as little as it takes."""
    from ortools.sat.python import cp_model

    sentence = "Vos souhaits se contredisent : recherche de ce qu’il suffit de changer."
    built = _Model(wishes, free=True)
    size = sum(built.given_up.values())
    built.model.minimize(size)
    solver, status = _solve(built.model, progress, 0.3, sentence)
    proven = status == cp_model.OPTIMAL
    sets: list[tuple[tuple[str, ...], Wishes]] = []
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return sets, False
    built.model.add(size == round(solver.objective_value))
    # Within a set: the highest cadences first, then the fewest hours.
    rates = sum(round(2 * plan.rate) * literal for lines in built.chosen for literal, plan in lines)
    built.model.minimize(built.limit - _ANY_MINUTES * rates)
    while len(sets) < ALTERNATIVES:
        solver, status = _solve(built.model, progress, 0.5, sentence)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
        keys = tuple(key for key, literal in built.given_up.items() if solver.value(literal))
        sets.append((keys, _changed(built, solver)))
        if not keys:
            break
        built.model.add(sum(built.given_up[key] for key in keys) <= len(keys) - 1)
    return sets, proven


def _changed(built: _Model, solver: CpSolver) -> Wishes:
    """Return the wishes as a solution changes them."""
    wishes = built.wishes
    lines = []
    for line, plans in zip(wishes.lines, built.chosen, strict=True):
        rate = next(plan.rate for literal, plan in plans if solver.value(literal))
        strong = None if line.strong_per_week is None else min(line.strong_per_week, rate)
        lines.append(replace(line, per_week=min(line.per_week, rate), strong_per_week=strong))
    minutes = solver.value(built.limit)
    return replace(
        wishes,
        lines=lines,
        # To the next five minutes: nobody plans a week to the minute.
        hours=math.ceil(minutes / 5) * 5 / 60 if solver.value(built.given_up["hours"]) else wishes.hours,
        moments=[
            m for rank, m in enumerate(wishes.moments) if not solver.value(built.given_up[f"moment:{rank}"])
        ],
    )


def _advice(wishes: Wishes, instead: Wishes, key: str) -> str:
    """Say what giving up one wish comes to, in French, with its figure."""
    if key == "closed":
        return "publier aussi vos jours de fermeture (une publication se programme d’avance)"
    if key == "hours":
        return f"prévoir {french.hours(instead.hours)} par semaine"
    kind, rank = key.split(":")
    if kind == "moment":
        moment = wishes.moments[int(rank)]
        if len(moment.parts) > 1 and _holds(
            replace(instead, moments=[*instead.moments, replace(moment, posts=1)])
        ):
            return f"n’annoncer qu’une fois « {moment.name} »"
        return (
            f"renoncer à annoncer « {moment.name} », ou en parler à d’autres dates que du "
            f"{french.day(moment.first, year=False)} au {french.day(moment.last, year=False)}"
        )
    line, lower = wishes.lines[int(rank)], instead.lines[int(rank)]
    rate = max(lower.per_week, lower.strong_per_week or 0)
    name = f"{line.network} ({line.format})" if line.format else line.network
    if rate == 0:
        return f"ne plus publier sur {name}"
    often = "une fois tous les quinze jours" if rate == 0.5 else f"{french.number(rate)} fois par semaine"
    return f"passer à {often} sur {name}"


def _holds(wishes: Wishes) -> bool:
    """Return True when the wishes can be met together."""
    from ortools.sat.python import cp_model

    _, status = _solve(_Model(wishes).model, _silent, 0.0, "")
    return status in (cp_model.OPTIMAL, cp_model.FEASIBLE)


# ─── Days ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Slot:
    """A post with its day, its line and, when it announces an event, which part of it."""

    day: date
    line: PostingCadence
    moment: CalendarEvent | None = None
    part: int = 0


def _place(
    wishes: Wishes, counts: Mapping[tuple[int, int], int], progress: SolverProgress
) -> tuple[list[_Slot], SolverStep]:
    """Choose the day of each post: the gaps as even as can be, each event announced in time."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    weeks = _weeks(wishes)
    places: list[tuple[IntVar, list[int]]] = []
    owners: list[tuple[str, int]] = []
    squares: list[IntVar] = []
    last_day = (wishes.end - wishes.start).days
    for network in wishes.networks:
        previous: tuple[Any, list[int]] = (-1, [-1])
        for number, week in enumerate(weeks):
            wanted = sum(
                counts[rank, number] for rank, line in enumerate(wishes.lines) if line.network == network
            )
            for rank in range(wanted):
                days = list(week.open[rank : len(week.open) - wanted + rank + 1])
                place = model.new_int_var_from_domain(cp_model.Domain.from_values(days), "")
                squares.append(_square_of_gap(model, previous, (place, days)))
                previous = (place, days)
                places.append(previous)
                owners.append((network, number))
        if previous[1] != [-1]:
            squares.append(_square_of_gap(model, previous, (last_day + 1, [last_day + 1])))

    def link(model: CpModel, place: int, literal: IntVar, low: int, high: int) -> None:
        variable, days = places[place]
        if days[0] < low or days[-1] > high:
            model.add_linear_constraint(variable, low, high).only_enforce_if(literal)

    announced = _cover(model, wishes, places, link, {})
    model.minimize(sum(squares))
    solver, status = _solve(model, progress, 0.35, "Étape 2 sur 3 : les jours, à écarts réguliers.")
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise TpeError(_TOO_LONG)
    chosen = {
        place: (wishes.moments[rank], part)
        for (rank, part), candidates in announced.items()
        for place, literal in candidates
        if solver.boolean_value(literal)
    }
    lines = _lines_of(wishes, counts, owners)
    slots = [
        _Slot(
            wishes.start + timedelta(days=solver.value(variable)), lines[place], *chosen.get(place, (None, 0))
        )
        for place, (variable, _) in enumerate(places)
    ]
    slots.sort(key=lambda slot: (slot.day, slot.line.at, wishes.networks.index(slot.line.network)))
    return slots, _step("la régularité des dates", solver, status)


def _square_of_gap(
    model: CpModel, before: tuple[Any, Sequence[int]], after: tuple[Any, Sequence[int]]
) -> IntVar:
    """Return a variable that, once minimised, is the square of the gap between two posts, in days².

    A square is the upper envelope of its tangents between whole numbers: g² ≥ (2j + 1)g − j(j + 1), with
    equality at j and j + 1. It keeps the programme linear, and its relaxation tight.
    """
    low = max(1, after[1][0] - before[1][-1])
    high = max(low, after[1][-1] - before[1][0])
    square = model.new_int_var(low * low, high * high, "")
    gap = after[0] - before[0]
    if not isinstance(gap, int):
        model.add(gap >= 1)
        for j in range(low, high):
            model.add(square >= (2 * j + 1) * gap - j * (j + 1))
    return square


def _lines_of(
    wishes: Wishes, counts: Mapping[tuple[int, int], int], owners: Sequence[tuple[str, int]]
) -> list[PostingCadence]:
    """Return the line of each place: within a week of a network, formats take turns."""
    queues: dict[tuple[str, int], list[PostingCadence]] = {}
    for owner in dict.fromkeys(owners):
        network, number = owner
        left = {
            rank: counts[rank, number] for rank, line in enumerate(wishes.lines) if line.network == network
        }
        queue: list[PostingCadence] = []
        previous = -1
        while any(left.values()):
            # The most numerous of what is left, another one than the last where possible.
            rank = max(left, key=lambda r: (left[r] > 0, r != previous, left[r], -r))
            left[rank] -= 1
            queue.append(wishes.lines[rank])
            previous = rank
        queues[owner] = queue
    return [queues[owner].pop(0) for owner in owners]


# ─── Themes ───────────────────────────────────────────────────────────────────────────────────────


def apportion(shares: Sequence[float], count: int) -> list[int]:
    """Return the whole numbers nearest to shares of a count, by largest remainders; they add up to it."""
    total = sum(shares)
    exact = [share / total * count for share in shares]
    found = [math.floor(value + 1e-9) for value in exact]
    by_remainder = sorted(range(len(shares)), key=lambda rank: (found[rank] - exact[rank], rank))
    for rank in by_remainder[: count - sum(found)]:
        found[rank] += 1
    return found


def _theme(
    wishes: Wishes, slots: Sequence[_Slot], progress: SolverProgress
) -> tuple[list[Pillar], SolverStep]:
    """Choose the theme of each post."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    pillars = [pillar for pillar in wishes.pillars if pillar.share > 0]
    shares = [pillar.share / sum(p.share for p in pillars) for pillar in pillars]
    z = [[model.new_bool_var("") for _ in pillars] for _ in slots]
    for row in z:
        model.add_exactly_one(row)
    for rank, wanted in enumerate(apportion(shares, len(slots))):
        model.add(sum(row[rank] for row in z) == wanted)
    ends = [n for n, (a, b) in enumerate(pairwise(slots), 1) if a.day.month != b.day.month]
    for end in ends:
        for rank, share in enumerate(shares):
            model.add_linear_constraint(
                sum(row[rank] for row in z[:end]),
                math.floor(share * end + 1e-9),
                math.ceil(share * end - 1e-9),
            )
    repeats = []
    for network in wishes.networks:
        own = [position for position, slot in enumerate(slots) if slot.line.network == network]
        for before, after in pairwise(own):
            repeat = model.new_bool_var("")
            for rank in range(len(pillars)):
                model.add(z[before][rank] + z[after][rank] <= 1 + repeat)
            repeats.append(repeat)
    model.minimize(sum(repeats))
    solver, status = _solve(model, progress, 0.7, "Étape 3 sur 3 : les thèmes, dans leurs proportions.")
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise TpeError(_TOO_LONG)
    chosen = [
        pillars[next(rank for rank, literal in enumerate(row) if solver.boolean_value(literal))] for row in z
    ]
    return chosen, _step("l’équilibre des thèmes", solver, status)


def _posts(wishes: Wishes, slots: Sequence[_Slot], pillars: Sequence[Pillar]) -> tuple[ScheduledPost, ...]:
    ideas = {pillar.name: cycle(pillar.ideas or ("",)) for pillar in wishes.pillars}
    posts = []
    for slot, pillar in zip(slots, pillars, strict=True):
        subject = _subject(slot.moment, slot.part) if slot.moment else next(ideas[pillar.name])
        posts.append(
            ScheduledPost(
                slot.day,
                slot.line.at,
                slot.line.network,
                pillar.name,
                slot.line.format,
                slot.line.minutes,
                subject,
            )
        )
    return tuple(posts)


def _subject(moment: CalendarEvent, part: int) -> str:
    count = len(moment.parts)
    if count == 1:
        return moment.name
    if part == 0:
        return f"{moment.name} : annonce"
    return f"{moment.name} : {'dernier rappel' if part == count - 1 else 'rappel'}"


# ─── The solver ───────────────────────────────────────────────────────────────────────────────────


def _solve(model: CpModel, progress: SolverProgress, base: float, sentence: str) -> tuple[CpSolver, Any]:
    """Solve in a thread of its own, while progress is told; stop at once when it raises."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.linearization_level = LINEARIZATION
    solver.parameters.max_deterministic_time = DETERMINISTIC_LIMIT
    progress(base, sentence)
    done = Signal()
    found: list[Any] = []

    def run() -> None:
        try:
            found.append(solver.solve(model))
        finally:
            done.set()

    thread = Thread(target=run, daemon=True)
    thread.start()
    waits = 0
    try:
        while not done.wait(0.1):
            waits += 1
            # Nobody knows how long a proof takes: the share grows ever more slowly within its step.
            progress(base + 0.3 * (1 - 0.97**waits), sentence)
    except BaseException:
        solver.stop_search()
        raise
    finally:
        thread.join()
    return solver, found[0]


def _step(name: str, solver: CpSolver, status: Any) -> SolverStep:
    from ortools.sat.python import cp_model

    value = solver.objective_value
    return SolverStep(name, value, solver.best_objective_bound, status == cp_model.OPTIMAL)
