"""Where a candidate stands: what the events of the jury add up to.

Nothing here touches a database or a clock: a :class:`CandidateSheet` is made from the events of one candidate, in their
order. :mod:`tpelib.assess.jury.conduct` says which act may come next.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from tpelib.assess.jury.rule import Decision
from tpelib.assess.jury.session import (
    SEATS,
    Assessor,
    JuryError,
    Session,
)
from tpelib.base import french

__all__ = ["Act", "ActKind", "CandidateSheet", "JuryEvent", "Mark", "MinutesFacts", "Standing", "sheets_of"]


class ActKind(StrEnum):
    """What an assessor can do."""

    DECLARE = "declare"
    """Declare no conflict of interest (about no candidate)."""
    RECUSE = "recuse"
    """Step aside from a candidate."""
    FACTS = "facts"
    """Note what the minutes must say: identity, accommodations applied, incidents."""
    MARK = "mark"
    """Give a level and its reason to a criterion."""
    DONE = "done"
    """Say that one's own grading is finished."""
    RESUME = "resume"
    """Take one's own grading up again, as long as the other has not finished."""
    AGREE = "agree"
    """Write the level both agree on."""
    CONFIRM = "confirm"
    """Confirm the levels agreed; once both have, the candidate is decided."""
    REOPEN = "reopen"
    """Open a decision again, with a reason."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something an assessor does.

    Parameters
    ----------
    kind : Kind
        What.
    assessor, candidate : str
        Who, about whom; no candidate for a declaration.
    data : mapping
        ``criterion``, ``level`` and ``reason`` of a mark or an agreed level; ``reason`` of a reopening;
        the fields of :class:`MinutesFacts`; of a confirmation, ``artefacts``, the digest of what was handed in, and
        the editions of the ``rubric`` and of the ``rule``.
    """

    kind: ActKind
    assessor: str
    candidate: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JuryEvent:
    """An act as the history keeps it: its place in it, when it was done, and the chain of digests."""

    position: int
    at: datetime
    act: Act
    digest: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A level and its reason."""

    level: int
    reason: str


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """What the minutes must say beside the levels. A measure is kept, never the reason for it.

    Parameters
    ----------
    identity : bool
        True once it was checked.
    measures : tuple of str
        Ids of the accommodations applied.
    incidents : str
        What happened, in French; empty when nothing did.
    subject, seal : str
        The exam at the certifier's: which subject was drawn, and the SHA-256 that closing it gave.
    """

    identity: bool = False
    measures: tuple[str, ...] = ()
    incidents: str = ""
    subject: str = ""
    seal: str = ""


class Standing(StrEnum):
    """Where a candidate stands for one assessor."""

    REFUSED = "refused"
    TAKEN = "taken"
    FREE = "free"
    STARTED = "started"
    WAITING = "waiting"
    COMPARING = "comparing"
    CONFIRMED = "confirmed"
    DECIDED = "decided"


@dataclass
class CandidateSheet:
    """What the events of one candidate add up to.

    Attributes
    ----------
    marks : dict
        Assessor to criterion to mark, in the order in which the seats were taken.
    done, confirmed, recused : set of str
        The assessors who finished grading, who confirmed the agreed levels, who stepped aside.
    agreed : dict
        Criterion to the mark both agreed on, where they wrote one.
    artefacts : str
        Digest of what was handed in, as it was when the levels were confirmed.
    decided_at : datetime or None
        When the second assessor confirmed.
    editions : (str, str)
        Of the rubric and of the rule, as they were then.
    """

    marks: dict[str, dict[str, Mark]] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    confirmed: set[str] = field(default_factory=set)
    recused: set[str] = field(default_factory=set)
    agreed: dict[str, Mark] = field(default_factory=dict)
    facts: MinutesFacts = field(default_factory=MinutesFacts)
    artefacts: str = ""
    decided_at: datetime | None = None
    editions: tuple[str, str] = ("", "")

    @property
    def seats(self) -> tuple[str, ...]:
        """The assessors of this candidate, in the order they came."""
        return tuple(self.marks)

    @property
    def compared(self) -> bool:
        """True once both have finished: only then does each see the other's marks."""
        return len(self.done) == SEATS

    @property
    def decided(self) -> bool:
        """True once both have confirmed."""
        return len(self.confirmed) == SEATS

    def copy(self) -> CandidateSheet:
        """Return a sheet of its own with the same content."""
        return copy.deepcopy(self)

    def add(self, event: JuryEvent) -> None:
        """Take one more event into account."""
        who, data = event.act.assessor, event.act.data
        match event.act.kind:
            case ActKind.MARK:
                self.marks.setdefault(who, {})[data["criterion"]] = Mark(data["level"], data["reason"])
            case ActKind.DONE:
                self.done.add(who)
            case ActKind.RESUME:
                self.done.discard(who)
            case ActKind.AGREE:
                self.agreed[data["criterion"]] = Mark(data["level"], data["reason"])
                self.confirmed.clear()
            case ActKind.CONFIRM:
                self.confirmed.add(who)
                self.artefacts = data.get("artefacts", "")
                self.editions = (data.get("rubric", ""), data.get("rule", ""))
                self.decided_at = event.at if self.decided else None
            case ActKind.REOPEN:
                self.confirmed.clear()
                self.decided_at = None
            case ActKind.FACTS:
                self.facts = MinutesFacts(**{**data, "measures": tuple(data["measures"])})
                self.confirmed.clear()
            case ActKind.RECUSE:
                self.recused.add(who)
                self.marks.pop(who, None)
                self.done.discard(who)
                self.agreed.clear()
                self.confirmed.clear()
            case ActKind.DECLARE:
                pass

    def pairs(self) -> Mapping[str, tuple[int, int]]:
        """Return the two levels of each criterion, once both have finished; nothing before."""
        if not self.compared:
            return {}
        one, other = (self.marks[who] for who in self.seats)
        return {key: (one[key].level, other[key].level) for key in one}

    def gaps(self) -> Mapping[str, int]:
        """Return how many levels apart the two are, criterion by criterion, where they differ."""
        return {key: abs(one - other) for key, (one, other) in self.pairs().items() if one != other}

    def final(self) -> Mapping[str, Mark]:
        """Return the mark of each criterion both stand behind: agreed in writing, or the same from the start."""
        found = {}
        for key, (one, other) in self.pairs().items():
            if key in self.agreed:
                found[key] = self.agreed[key]
            elif one == other:
                reasons = dict.fromkeys(self.marks[who][key].reason for who in self.seats)
                found[key] = Mark(one, "\n".join(reason for reason in reasons if reason))
        return found

    def decision(self, session: Session) -> Decision | None:
        """Return the decision, once both have confirmed."""
        levels = {key: mark.level for key, mark in self.final().items()}
        return session.rule.decide(levels) if self.decided else None

    def settled(self, session: Session) -> tuple[Decision, datetime]:
        """Return the decision that stands, and when it was taken: what minutes and letters say.

        Raises
        ------
        JuryError
            There is none yet, or the session no longer has the rubric or the rule it was taken by.
        """
        decision = self.decision(session)
        if decision is None or self.decided_at is None:
            raise JuryError("Ce document se fait une fois la décision arrêtée par les deux évaluateurs.")
        now = (session.rubric.version, session.rule.version)
        for what, before, after in zip(
            ("La grille", "La règle de décision"), self.editions, now, strict=True
        ):
            if before not in ("", after):
                told = (
                    f"{what} a changé depuis la décision : édition {before} alors, édition {after} maintenant. Remettez "
                    "l'édition d'alors dans le dossier de la session, ou rouvrez la décision."
                )
                raise JuryError(french.typography(told))
        return decision, self.decided_at

    def place(self, assessor: Assessor, candidate: str) -> Standing:
        """Return where this candidate stands for one assessor."""
        who = assessor.id
        if candidate in assessor.trained or who in self.recused:
            return Standing.REFUSED
        if who not in self.marks:
            return Standing.TAKEN if len(self.marks) == SEATS else Standing.FREE
        if who not in self.done:
            return Standing.STARTED
        if not self.compared:
            return Standing.WAITING
        if self.decided:
            return Standing.DECIDED
        return Standing.CONFIRMED if who in self.confirmed else Standing.COMPARING


def sheets_of(events: Iterable[JuryEvent]) -> dict[str, CandidateSheet]:
    """Return the sheet of each candidate of a history."""
    found: dict[str, CandidateSheet] = {}
    for event in events:
        if event.act.candidate:
            found.setdefault(event.act.candidate, CandidateSheet()).add(event)
    return found
