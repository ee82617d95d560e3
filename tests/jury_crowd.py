"""Many assessors at once: each machine has its own server, and a few of them at it."""

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

from tpelib.assess.jury import session as sessions
from tpelib.assess.jury.session import Session
from tpelib.assess.jury.sheet import Act, ActKind
from tpelib.assess.jury.store import Store
from tpelib.engine import referential

WRITERS, PROCESSES, CANDIDATES = 20, 4, 2
CRITERIA = tuple(criterion.id for criterion in referential.load().criteria)


def level_of(writer: int, candidate: int, criterion: int) -> int:
    """Return a level that tells who gave it."""
    return (writer + candidate + criterion) % 4


def write(store: Store, jury: Session, writer: int) -> None:
    """Grade as one assessor, one mark at a time; two write on each candidate at the same moment."""
    who = f"e{writer}"
    store.record([Act(ActKind.DECLARE, who)], jury)
    for candidate, (rank, key) in product(range(CANDIDATES), enumerate(CRITERIA)):
        data = {"criterion": key, "level": level_of(writer, candidate, rank), "reason": "Voir le dossier."}
        store.record([Act(ActKind.MARK, who, f"c{writer // 2}-{candidate}", data)], jury)
    for candidate in range(CANDIDATES):
        store.record([Act(ActKind.DONE, who, f"c{writer // 2}-{candidate}")], jury)


def main(url: str, folder: str, rank: str) -> None:
    """Run one machine: every fourth assessor."""
    store, jury = Store(url, "parcours"), sessions.load(Path(folder))
    own = range(int(rank), WRITERS, PROCESSES)
    with ThreadPoolExecutor(len(own)) as threads:
        list(threads.map(lambda writer: write(store, jury, writer), own))
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
