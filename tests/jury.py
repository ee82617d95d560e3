"""A jury at work, for tests: its session file, and what its members do."""

import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from tpelib.assess.grading.course import CONFIG
from tpelib.assess.jury import session
from tpelib.assess.jury.desk import Desk
from tpelib.assess.jury.session import Session
from tpelib.assess.jury.sheet import Act, ActKind
from tpelib.assess.jury.store import Store
from tpelib.base.resources import grading_path
from tpelib.course.cases import all_cases
from tpelib.engine import referential
from tpelib.engine.books import ASSIGNMENT
from tpelib.engine.dossier import Content, Dossier, encode
from tpelib.samples.references import reference

CRITERIA = tuple(criterion.id for criterion in referential.load().criteria)
THIRD = """
[[assessor]]
id = "moreau"
name = "Inès Moreau"
quality = "Formatrice du parcours"
trained = ["zoe", "tom"]
"""


def seated(folder: Path) -> Session:
    """Write the example session, with a third assessor who trained zoe and tom, and read it."""
    folder.mkdir(parents=True, exist_ok=True)
    example = grading_path(session.EXAMPLE).read_text(encoding="utf-8")
    (folder / session.FILE).write_text(example + THIRD, encoding="utf-8")
    return session.load(folder)


def declarations(jury: Session) -> list[Act]:
    return [Act(ActKind.DECLARE, assessor) for assessor in jury.assessors]


def facts(
    who: str,
    candidate: str,
    *,
    identity: bool = True,
    measures: Sequence[str] = (),
    incidents: str = "",
    subject: str = "",
    seal: str = "",
) -> Act:
    data = {
        "identity": identity,
        "measures": list(measures),
        "incidents": incidents,
        "subject": subject,
        "seal": seal,
    }
    return Act(ActKind.FACTS, who, candidate, data)


def mark(
    who: str,
    candidate: str,
    criterion: str,
    level: int,
    reason: str = "Voir le dossier.",
    kind: ActKind = ActKind.MARK,
) -> Act:
    return Act(kind, who, candidate, {"criterion": criterion, "level": level, "reason": reason})


def grading(who: str, candidate: str, levels: Mapping[str, int] | int) -> list[Act]:
    """Return the acts of a whole grading: eight levels, and « terminé »."""
    given = dict.fromkeys(CRITERIA, levels) if isinstance(levels, int) else levels
    acts = [mark(who, candidate, key, level, f"{who} : niveau {level}.") for key, level in given.items()]
    return [*acts, Act(ActKind.DONE, who, candidate)]


def decide(
    store: Store,
    jury: Session,
    candidate: str,
    levels: Mapping[str, int] | int,
    pair: Sequence[str] = ("durand", "petit"),
) -> None:
    """Have two assessors give the same levels and confirm them."""
    for who in pair:
        store.record([facts(who, candidate), *grading(who, candidate, levels)], jury)
    for who in pair:
        store.record([Act(ActKind.CONFIRM, who, candidate)], jury)


def handed_in(folder: Path, *learners: str) -> None:
    """Put reference answers in the submissions of some learners, one case after the other."""
    cases = all_cases()
    for rank, who in enumerate(learners):
        place = folder / "submitted" / who / ASSIGNMENT
        place.mkdir(parents=True)
        content = Content(
            answers={key: {"values": values} for key, values in reference(cases[rank % len(cases)]).items()},
            learner={"name": who.title(), "id": who},
        )
        (place / Dossier.NAME).write_bytes(encode(content))
        (place / "timestamp.txt").write_text("2027-03-31 10:00:00 UTC\n", encoding="utf-8")


def name_learners(database: Path, names: Mapping[str, tuple[str, str]]) -> None:
    """Give learners their names where nbgrader keeps them."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE student (id TEXT PRIMARY KEY, first_name TEXT, last_name TEXT)")
        connection.executemany(
            "INSERT INTO student VALUES (?, ?, ?)", [(who, *parts) for who, parts in names.items()]
        )


def opened(folder: Path, *learners: str, declared: bool = True) -> Desk:
    """Open the desk of a session with these learners, everybody having declared no conflict of interest."""
    seated(folder)
    shutil.copy(grading_path(CONFIG), folder)
    handed_in(folder, *learners)
    desk = Desk(folder)
    if declared:
        desk.store.record(declarations(desk.session), desk.session)
    return desk
