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

from tpelib import french
from tpelib.calendar.model import (
    ImpossibleWishesError,
    Line,
    Moment,
    Pillar,
    Post,
    Progress,
    Proposal,
    Relaxation,
    Step,
    Wishes,
)
from tpelib.errors import TpeError

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar

__all__ = ["build_calendar", "needed_hours"]

DETERMINISTIC_LIMIT = 8.0
"""Deterministic time each step may take; a year × four networks needs well under one."""
_ANY_HOURS = 168.0
_PHASES = 12
"""Starting points tried for the fractions of a rate: halves, thirds, quarters and sixths find all of theirs."""
ALTERNATIVES = 4
"""How many smallest sets of wishes to give up are told at most."""

_TOO_LONG = "Aucun calendrier n’a été trouvé à temps : raccourcissez la période, ou publiez moins."


def _silent(share: float, sentence: str) -> None:
    """Say nothing."""


def build_calendar(wishes: Wishes, progress: Progress = _silent) -> Proposal:
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

    def share(self) -> float:
        """Return the part of a usual week that is open."""
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


class _Counts:
    """How many posts of each line each week: variables, and the cadences that bind them.

    A whole rate is held every full week, the half of 1.5 every other one. A week cut by leave, a holiday or
    the edge of the calendar has its part of the posts, rounded up, as far as it has days.

    Parameters
    ----------
    given_up : mapping
        Wish to the literal that gives it up; empty when all wishes are to be held.
    limit : variable or int
        Minutes that a week may take.
    """

    def __init__(
        self,
        model: CpModel,
        wishes: Wishes,
        weeks: Sequence[_Week],
        given_up: Mapping[str, IntVar],
        limit: IntVar | int,
    ) -> None:
        self.q: dict[tuple[int, int], IntVar] = {}
        for rank, line in enumerate(wishes.lines):
            self._line(model, rank, line, weeks, given_up.get(f"line:{rank}"))
        for network in wishes.networks:
            ranks = [rank for rank, line in enumerate(wishes.lines) if line.network == network]
            for number, week in enumerate(weeks):
                if week.full:
                    continue
                rate = sum(wishes.lines[rank].rate(week.strong) for rank in ranks)
                wanted = min(len(week.open), math.ceil(rate * week.share() - 1e-9))
                constraint = model.add(sum(self.q[rank, number] for rank in ranks) == wanted)
                if given_up:
                    keys = ["closed", *(f"line:{rank}" for rank in ranks)]
                    constraint.only_enforce_if([given_up[key].negated() for key in keys])
        for number in range(len(weeks)):
            load = sum(round(line.minutes) * self.q[rank, number] for rank, line in enumerate(wishes.lines))
            constraint = model.add(load + math.ceil(wishes.moderation) <= limit)
            if given_up:
                constraint.only_enforce_if(given_up["hours"].negated())

    def _line(
        self, model: CpModel, rank: int, line: Line, weeks: Sequence[_Week], given_up: IntVar | None
    ) -> None:
        rates = [line.rate(week.strong) for week in weeks]
        extras = _extras(
            model, [rate % 1 if week.full else 0.0 for rate, week in zip(rates, weeks, strict=True)]
        )
        for number, (rate, week) in enumerate(zip(rates, weeks, strict=True)):
            if not week.full:
                self.q[rank, number] = model.new_int_var(0, math.ceil(rate - 1e-9), "")
                continue
            wanted = math.floor(rate + 1e-9) + extras[number]
            q = self.q[rank, number] = model.new_int_var(0, math.ceil(rate - 1e-9), "")
            if given_up is None:
                model.add(q == wanted)
            else:
                model.add(q <= wanted)
                model.add(q == wanted).only_enforce_if(given_up.negated())


def _extras(model: CpModel, parts: Sequence[float]) -> list[Any]:
    """Return what the fractions of a rate add to each week: 0 or 1, as evenly as a fraction allows.

    A half is every other week, in even weeks or in odd ones: the solver only chooses the phase.
    """
    sums = [0.0, *accumulate(part if 1e-9 < part < 1 - 1e-9 else 0.0 for part in parts)]
    if not sums[-1]:
        return [0] * len(parts)
    patterns = {
        tuple(
            math.floor(after + phase / _PHASES + 1e-9) - math.floor(before + phase / _PHASES + 1e-9)
            for before, after in pairwise(sums)
        )
        for phase in range(_PHASES)
    }
    ordered = sorted(patterns)
    chosen = [model.new_bool_var("") for _ in ordered]
    model.add_exactly_one(chosen)
    return [
        sum(literal for literal, pattern in zip(chosen, ordered, strict=True) if pattern[number])
        for number in range(len(parts))
    ]


def _cover(
    model: CpModel,
    wishes: Wishes,
    places: Sequence[tuple[IntVar | Any, Sequence[int]]],
    link: Any,
    given_up: Mapping[str, IntVar],
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
            constraint = model.add_bool_or([literal for _, literal in candidates])
            if given_up:
                constraint.only_enforce_if(given_up[f"moment:{rank}"].negated())
            found[rank, part] = candidates
    for literals in used.values():
        model.add_at_most_one(literals)
    return found


def _week_model(
    model: CpModel,
    wishes: Wishes,
    weeks: Sequence[_Week],
    given_up: Mapping[str, IntVar],
    limit: IntVar | None = None,
) -> _Counts:
    """Write all that binds the wishes: cadences, hours, one post a day and network, every event announced."""
    allowed = math.floor(wishes.hours * 60 + 1e-6) if limit is None else limit
    counts = _Counts(model, wishes, weeks, given_up, allowed)
    places: list[tuple[IntVar, tuple[int]]] = []
    for network in wishes.networks:
        ranks = [rank for rank, line in enumerate(wishes.lines) if line.network == network]
        for number, week in enumerate(weeks):
            posted = []
            for day in week.all if given_up else week.open:
                x = model.new_bool_var("")
                if given_up and day not in week.open:
                    model.add_implication(x, given_up["closed"])
                posted.append(x)
                places.append((x, (day,)))
            model.add(sum(posted) == sum(counts.q[rank, number] for rank in ranks))

    def link(model: CpModel, place: int, literal: IntVar, low: int, high: int) -> None:
        model.add_implication(literal, places[place][0])

    _cover(model, wishes, places, link, given_up)
    return counts


def _count(wishes: Wishes, progress: Progress) -> tuple[dict[tuple[int, int], int], Step]:
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    weeks = _weeks(wishes)
    counts = _week_model(model, wishes, weeks, {})
    top = math.ceil(wishes.hours * 60) + 1
    jumps = []
    for number, (week, after) in enumerate(pairwise(weeks)):
        if not (week.full and after.full):
            continue
        jump = model.new_int_var(0, top, "")
        difference = sum(
            round(line.minutes) * (counts.q[rank, number + 1] - counts.q[rank, number])
            for rank, line in enumerate(wishes.lines)
        )
        model.add(jump >= difference)
        model.add(jump >= -difference)
        jumps.append(jump)
    model.minimize(sum(jumps))
    solver, status = _solve(model, progress, 0.0, "Étape 1 sur 3 : les semaines et les heures.")
    if status == cp_model.INFEASIBLE:
        raise _impossible(wishes, weeks, progress)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise TpeError(_TOO_LONG)
    step = _step("la charge des semaines", solver, status)
    return {key: solver.value(q) for key, q in counts.q.items()}, step


# ─── Wishes that contradict each other ────────────────────────────────────────────────────────────


def _impossible(wishes: Wishes, weeks: Sequence[_Week], progress: Progress) -> ImpossibleWishesError:
    """Find the smallest sets of wishes to give up, all of them up to a few, and what each comes to."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    keys = ["hours", "closed"]
    keys += [f"line:{rank}" for rank in range(len(wishes.lines))]
    keys += [f"moment:{rank}" for rank in range(len(wishes.moments))]
    given_up = {key: model.new_bool_var(key) for key in keys}
    if wishes.publish_closed or not (wishes.closed_weekdays or wishes.closed_days):
        model.add(given_up["closed"] == 0)
    _week_model(model, wishes, weeks, given_up)
    size = sum(given_up.values())
    model.minimize(size)
    sentence = "Vos souhaits se contredisent : recherche de ce qu’il suffit de changer."
    solver, status = _solve(model, progress, 0.3, sentence)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return ImpossibleWishesError((), proven=False)
    proven = status == cp_model.OPTIMAL
    smallest = round(solver.objective_value)
    model.clear_objective()  # type: ignore[no-untyped-call]  # ortools leaves it untyped
    model.add(size == smallest)
    sets: list[tuple[str, ...]] = []
    while status in (cp_model.OPTIMAL, cp_model.FEASIBLE) and len(sets) < ALTERNATIVES:
        chosen = tuple(key for key, literal in given_up.items() if solver.boolean_value(literal))
        sets.append(chosen)
        model.add_bool_or([given_up[key].negated() for key in chosen])
        solver, status = _solve(model, progress, 0.5, sentence)
    sets.sort(key=lambda chosen: [keys.index(key) for key in chosen])
    relaxations = tuple(
        Relaxation(chosen, " et ".join(_advice(wishes, chosen, key) for key in chosen)) for chosen in sets
    )
    return ImpossibleWishesError(relaxations, proven)


def _advice(wishes: Wishes, chosen: Sequence[str], key: str) -> str:
    """Say what giving up one wish comes to, in French, with its figure; the rest of the set is given up."""
    if key == "closed":
        return "publier aussi vos jours de fermeture (une publication se programme d’avance)"
    others = [other for other in chosen if other != key]
    if key == "hours":
        least = _least_minutes(_without(wishes, others))
        # To the next five minutes: nobody plans his week to the minute.
        return f"prévoir {french.hours(math.ceil(least / 5) * 5 / 60)} par semaine"
    kind, rank = key.split(":")
    if kind == "moment":
        moment = wishes.moments[int(rank)]
        once = [replace(m, posts=1) if m is moment else m for m in wishes.moments]
        if len(moment.parts) > 1 and _holds(_without(replace(wishes, moments=once), others)):
            return f"n’annoncer qu’une fois « {moment.name} »"
        return (
            f"renoncer à annoncer « {moment.name} », ou en parler à d’autres dates que du "
            f"{french.day(moment.first, year=False)} au {french.day(moment.last, year=False)}"
        )
    line = wishes.lines[int(rank)]
    lower = _lower_rate(_without(wishes, others), int(rank))
    name = f"{line.network} ({line.format})" if line.format else line.network
    if lower == 0:
        return f"ne plus publier sur {name}"
    often = "une fois tous les quinze jours" if lower == 0.5 else f"{french.number(lower)} fois par semaine"
    return f"passer à {often} sur {name}"


def _without(wishes: Wishes, given_up: Sequence[str]) -> Wishes:
    """Return the wishes without those of a set; a cadence given up becomes none at all."""
    lines = [
        replace(line, per_week=0.0, strong_per_week=None) if f"line:{rank}" in given_up else line
        for rank, line in enumerate(wishes.lines)
    ]
    return replace(
        wishes,
        lines=lines,
        moments=[m for rank, m in enumerate(wishes.moments) if f"moment:{rank}" not in given_up],
        hours=_ANY_HOURS if "hours" in given_up else wishes.hours,
        publish_closed=wishes.publish_closed or "closed" in given_up,
    )


def _lower_rate(wishes: Wishes, rank: int) -> float:
    """Return the highest cadence of a line that can be held; 0 is always one, since the set is enough."""
    line = wishes.lines[rank]
    highest = max(line.per_week, line.strong_per_week or 0)
    for lower in [*(float(step) for step in range(math.ceil(highest) - 1, 0, -1)), 0.5]:
        if lower >= highest:
            continue
        lines = list(wishes.lines)
        strong = None if line.strong_per_week is None else min(line.strong_per_week, lower)
        lines[rank] = replace(line, per_week=min(line.per_week, lower), strong_per_week=strong)
        if _holds(replace(wishes, lines=lines)):
            return lower
    return 0.0


def _holds(wishes: Wishes) -> bool:
    """Return True when the wishes can be met together."""
    return _least_minutes(wishes) <= wishes.hours * 60 + 1e-6


def _least_minutes(wishes: Wishes) -> float:
    """Return the minutes of the heaviest week when it is as light as can be; infinity when nothing can."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    limit = model.new_int_var(0, round(_ANY_HOURS * 60), "")
    _week_model(model, wishes, _weeks(wishes), {}, limit)
    model.minimize(limit)
    solver, status = _solve(model, _silent, 0.0, "")
    return solver.value(limit) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else math.inf


# ─── Days ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Slot:
    """A post with its day, its line and, when it announces an event, which part of it."""

    day: date
    line: Line
    moment: Moment | None = None
    part: int = 0


def _place(
    wishes: Wishes, counts: Mapping[tuple[int, int], int], progress: Progress
) -> tuple[list[_Slot], Step]:
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
) -> list[Line]:
    """Return the line of each place: within a week of a network, formats take turns."""
    queues: dict[tuple[str, int], list[Line]] = {}
    for owner in dict.fromkeys(owners):
        network, number = owner
        left = {
            rank: counts[rank, number] for rank, line in enumerate(wishes.lines) if line.network == network
        }
        queue: list[Line] = []
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


def _theme(wishes: Wishes, slots: Sequence[_Slot], progress: Progress) -> tuple[list[Pillar], Step]:
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


def _posts(wishes: Wishes, slots: Sequence[_Slot], pillars: Sequence[Pillar]) -> tuple[Post, ...]:
    ideas = {pillar.name: cycle(pillar.ideas or ("",)) for pillar in wishes.pillars}
    posts = []
    for slot, pillar in zip(slots, pillars, strict=True):
        subject = _subject(slot.moment, slot.part) if slot.moment else next(ideas[pillar.name])
        posts.append(
            Post(
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


def _subject(moment: Moment, part: int) -> str:
    count = len(moment.parts)
    if count == 1:
        return moment.name
    if part == 0:
        return f"{moment.name} : annonce"
    return f"{moment.name} : {'dernier rappel' if part == count - 1 else 'rappel'}"


# ─── The solver ───────────────────────────────────────────────────────────────────────────────────


def _solve(model: CpModel, progress: Progress, base: float, sentence: str) -> tuple[CpSolver, Any]:
    """Solve in a thread of its own, while progress is told; stop at once when it raises."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.linearization_level = 2
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


def _step(name: str, solver: CpSolver, status: Any) -> Step:
    from ortools.sat.python import cp_model

    value = solver.objective_value
    return Step(name, value, solver.best_objective_bound, status == cp_model.OPTIMAL)
