"""A jury at work, for tests: its session file, and what its members do."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tpelib import referential
from tpelib.jury import session
from tpelib.jury.session import Session
from tpelib.jury.sheet import Act, Kind
from tpelib.jury.store import Store
from tpelib.resources import grading_path

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
    return [Act(Kind.DECLARE, assessor) for assessor in jury.assessors]


def facts(
    who: str, candidate: str, *, identity: bool = True, measures: Sequence[str] = (), incidents: str = ""
) -> Act:
    data = {"identity": identity, "measures": list(measures), "incidents": incidents}
    return Act(Kind.FACTS, who, candidate, data)


def mark(
    who: str,
    candidate: str,
    criterion: str,
    level: int,
    reason: str = "Voir le dossier.",
    kind: Kind = Kind.MARK,
) -> Act:
    return Act(kind, who, candidate, {"criterion": criterion, "level": level, "reason": reason})


def grading(who: str, candidate: str, levels: Mapping[str, int] | int) -> list[Act]:
    """Return the acts of a whole grading: eight levels, and « terminé »."""
    given = dict.fromkeys(CRITERIA, levels) if isinstance(levels, int) else levels
    acts = [mark(who, candidate, key, level, f"{who} : niveau {level}.") for key, level in given.items()]
    return [*acts, Act(Kind.DONE, who, candidate)]


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
        store.record([Act(Kind.CONFIRM, who, candidate)], jury)
