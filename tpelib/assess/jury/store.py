"""The history of a jury, in tables of its own in the gradebook's database: lines are added, never changed.

Every line holds the digest of the one before, so that a line changed or taken out afterwards shows. Writers
take turns on the head of the history: what an act is checked against is what stands when it is written, and two
acts never take each other's place. It is the same on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Executable,
    Index,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    Text,
    create_engine,
    insert,
    make_url,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.schema import CreateIndex, CreateTable

from tpelib.assess.grading.schema import refusal, stamp
from tpelib.assess.jury import gradebook
from tpelib.assess.jury.conduct import check
from tpelib.assess.jury.session import Session
from tpelib.assess.jury.sheet import (
    Act,
    ActKind,
    CandidateSheet,
    JuryEvent,
    sheets_of,
)
from tpelib.base import french
from tpelib.base.errors import TpeError

__all__ = ["Store", "StoreError"]

_PATIENCE_SECONDS = 60
_tables = MetaData()
_event = Table(
    "tpe_jury_event",
    _tables,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("assessor", String(128), nullable=False),
    Column("candidate", String(128), nullable=False),
    Column("data", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Index("tpe_jury_event_candidate", "candidate", "position"),
)
_head = Table(
    "tpe_jury_head",
    _tables,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
)
_START = hashlib.sha256(b"tpe-jury").hexdigest()


class StoreError(TpeError):
    """The gradebook's database cannot be used, or its history was tampered with."""


class Store:
    """The history of a jury.

    Parameters
    ----------
    url : str
        Address of the gradebook's database, as SQLAlchemy writes it.
    assignment : str
        nbgrader's assignment.
    clock : callable
        Gives the time, with its zone.

    Raises
    ------
    StoreError
        The database does not answer, or is the gradebook of another nbgrader.
    """

    def __init__(
        self, url: str, assignment: str, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._assignment = assignment
        self._clock = clock
        self._lock = threading.Lock()
        self._turn = threading.Lock()  # SQLite makes waiters try again, the same one may lose each time
        self._seen: list[JuryEvent] = []
        self._sheets: dict[str, CandidateSheet] = {}
        try:
            is_file = make_url(url).get_backend_name() == "sqlite"
            self._engine = create_engine(url, connect_args={"timeout": _PATIENCE_SECONDS} if is_file else {})
            refused = refusal(self._engine)
            if not refused:
                stamp(self._engine)
                self._create()
        except (SQLAlchemyError, ImportError) as problem:
            raise StoreError(
                french.typography(f"Le carnet de notes ne répond pas ({_first_line(problem)}).")
            ) from problem
        if refused:
            self.close()
            raise StoreError(refused)

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()

    def record(self, acts: Sequence[Act], session: Session) -> None:
        """Add acts to the history, all of them or none.

        Parameters
        ----------
        acts : sequence of Act
            What one assessor does in one go, in order.
        session : Session
            By whose rules.

        Raises
        ------
        JuryError
            The rules do not allow one of them: nothing was written.
        StoreError
            The database did not take them: nothing was written.
        """
        try:
            with self._turn, self._engine.begin() as connection:
                self._record(connection, acts, session)
        except SQLAlchemyError as problem:
            raise StoreError(
                french.typography(f"Rien n'a été enregistré : {_first_line(problem)}. Réessayez.")
            ) from problem

    def mirror_all(self) -> list[str]:
        """Write every decision on nbgrader's rubric cells again; return who has no graded submission yet."""
        sheets = self.sheets()
        with self._engine.begin() as connection:
            return [
                candidate
                for candidate, sheet in sheets.items()
                if sheet.decided
                and not gradebook.mirror(connection, self._assignment, candidate, sheet.final())
            ]

    def history(self, candidate: str | None = None) -> Sequence[JuryEvent]:
        """Return the events of the whole session, or of one candidate, in their order."""
        with self._lock:
            self._catch_up()
            return [event for event in self._seen if candidate is None or event.act.candidate == candidate]

    def sheets(self) -> Mapping[str, CandidateSheet]:
        """Return the sheet of each candidate somebody has touched, as it stands now."""
        with self._lock:
            self._catch_up()
            return dict(self._sheets)

    def sheet(self, candidate: str) -> CandidateSheet:
        """Return the sheet of one candidate, as it stands now."""
        return self.sheets().get(candidate, CandidateSheet())

    def declared(self) -> frozenset[str]:
        """Return the assessors who have declared no conflict of interest."""
        return frozenset(
            event.act.assessor for event in self.history("") if event.act.kind is ActKind.DECLARE
        )

    def names(self) -> Mapping[str, str]:
        """Return the learners' names, by id."""
        with self._engine.connect() as connection:
            return gradebook.names(connection)

    def verify(self) -> str:
        """Return the digest of the whole history, once it is sure that nothing in it was changed.

        Raises
        ------
        StoreError
            A line was changed, added or taken out by other means; the sentence says from which on.
        """
        with self._engine.connect() as connection:
            events = _read(connection)
            position, last = connection.execute(select(_head.c.position, _head.c.digest)).one()
        digest = _START
        for rank, event in enumerate(events, 1):
            if event != _chained(digest, rank, event.at, event.act):
                raise StoreError(french.typography(f"L'historique du jury a été modifié à la ligne {rank}."))
            digest = event.digest
        if (position, last) != (len(events), digest):
            raise StoreError("La fin de l’historique du jury a été modifiée.")
        return digest

    def _record(self, connection: Connection, acts: Sequence[Act], session: Session) -> None:
        # The first statement takes the turn: SQLite locks its file, PostgreSQL this row.
        connection.execute(update(_head).values(position=_head.c.position))
        position, digest = connection.execute(select(_head.c.position, _head.c.digest)).one()
        touched: dict[str, CandidateSheet] = {}
        decided: dict[str, bool] = {}
        for act in acts:
            if act.candidate not in touched:
                sheet = sheets_of(_read(connection, act.candidate)).get(act.candidate, CandidateSheet())
                touched[act.candidate], decided[act.candidate] = sheet, sheet.decided
            declared = act.kind is ActKind.DECLARE or _has_declared(connection, act.assessor)
            check(act, touched[act.candidate], session, declared=declared)
            position += 1
            event = _chained(digest, position, self._clock(), act)
            connection.execute(insert(_event).values(_row(event)))
            touched[act.candidate].add(event)
            digest = event.digest
        connection.execute(update(_head).values(position=position, digest=digest))
        for candidate, sheet in touched.items():
            if sheet.decided or decided[candidate]:
                marks = sheet.final() if sheet.decided else None
                gradebook.mirror(connection, self._assignment, candidate, marks)

    def _create(self) -> None:
        """Make what is missing; another assessor's server may be making it at this very moment."""
        index = next(iter(_event.indexes))
        for make in (
            CreateTable(_event, if_not_exists=True),
            CreateIndex(index, if_not_exists=True),
            CreateTable(_head, if_not_exists=True),
        ):
            try:
                self._execute(make)
            except DBAPIError:  # PostgreSQL waits for the other, then says that it is there
                self._execute(make)
        with self._engine.connect() as connection:
            missing = connection.execute(select(_head.c.id)).first() is None
        if missing:
            with contextlib.suppress(IntegrityError):
                self._execute(insert(_head).values(id=1, position=0, digest=_START))

    def _execute(self, statement: Executable) -> None:
        with self._engine.begin() as connection:
            connection.execute(statement)

    def _catch_up(self) -> None:
        """Read the events added since last time: they are numbered in the order they were committed."""
        with self._engine.connect() as connection:
            fresh = _read(connection, after=len(self._seen))
        changed: dict[str, CandidateSheet] = {}
        for event in fresh:
            candidate = event.act.candidate
            if candidate and candidate not in changed:
                # A sheet that was given out is never changed under its reader.
                changed[candidate] = (
                    self._sheets[candidate].copy() if candidate in self._sheets else CandidateSheet()
                )
            if candidate:
                changed[candidate].add(event)
        self._seen += fresh
        self._sheets |= changed


def _read(connection: Connection, candidate: str | None = None, after: int = 0) -> list[JuryEvent]:
    wanted = select(_event).where(_event.c.position > after).order_by(_event.c.position)
    if candidate is not None:
        wanted = wanted.where(_event.c.candidate == candidate)
    return [_read_row(row) for row in connection.execute(wanted)]


def _has_declared(connection: Connection, assessor: str) -> bool:
    wanted = select(_event.c.position).where(
        _event.c.candidate == "", _event.c.kind == ActKind.DECLARE.value, _event.c.assessor == assessor
    )
    return connection.execute(wanted.limit(1)).first() is not None


def _row(event: JuryEvent) -> dict[str, Any]:
    act = event.act
    return {
        "position": event.position,
        "at": event.at.isoformat(),
        "kind": act.kind.value,
        "assessor": act.assessor,
        "candidate": act.candidate,
        "data": json.dumps(act.data, ensure_ascii=False, sort_keys=True),
        "digest": event.digest,
    }


def _read_row(row: Row[Any]) -> JuryEvent:
    act = Act(ActKind(row.kind), row.assessor, row.candidate, json.loads(row.data))
    return JuryEvent(row.position, datetime.fromisoformat(row.at), act, row.digest)


def _chained(before: str, position: int, at: datetime, act: Act) -> JuryEvent:
    content = json.dumps(
        [before, position, at.isoformat(), act.kind.value, act.assessor, act.candidate, dict(act.data)],
        ensure_ascii=False,
        sort_keys=True,
    )
    return JuryEvent(position, at, act, hashlib.sha256(content.encode()).hexdigest())


def _first_line(problem: Exception) -> str:
    return str(problem).splitlines()[0][:200] if str(problem) else type(problem).__name__
