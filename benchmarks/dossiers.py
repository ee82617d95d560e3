"""Checking a dossier, and saving an answer in it."""

from __future__ import annotations

import itertools
import json
import os
import tempfile
import time
from pathlib import Path

from benchmarks.measure import Row, pair, per_call
from tpelib.course.cases import all_cases
from tpelib.engine.dossier import Dossier
from tpelib.engine.dossier.content import Content, decode, encode
from tpelib.engine.registry import all_exercises, get
from tpelib.samples.references import reference_content

__all__ = ["TITLE", "rows"]

TITLE = "Checking and saving a dossier"
RUNS = 9


def rows() -> list[Row]:
    """Measure both on the reference dossier of the first fictional case."""
    content = reference_content(all_cases()[0])
    return [_check(content), _save(content)]


def _check(content: Content) -> Row:
    data = encode(content)
    exercises = all_exercises()

    def check() -> float:
        read = decode(data)
        read.files = content.files
        return sum(exercise.evaluate(read).points for exercise in exercises)

    return Row(
        "Check of a whole dossier",
        f"read and all {len(exercises)} exercises checked, in one process",
        "floor: `json.loads` of the same bytes",
        pair(per_call(check), per_call(lambda: json.loads(data)), RUNS).scaled(1000),
        "ms",
        f"{len(data) / 1000:.1f} kB, CPU, median of {RUNS} batches; no kernel, no code of the learner",
    )


def _save(content: Content) -> Row:
    from tpelib.screens.widgets.form import Form

    data = encode(content)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / Dossier.NAME).write_bytes(data)
        form = Form(get("c1-entreprise"), Dossier(folder))
        turns = itertools.count(1)

        def save() -> None:
            form.turn = next(turns)
            form.typed = {"basket": f"{20 + form.turn % 50},50"}

        def write() -> None:
            target, temporary = folder / "floor.json", folder / "floor.json.new"
            with temporary.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(target)

        figures = pair(per_call(save, time.perf_counter), per_call(write, time.perf_counter), RUNS).scaled(
            1000
        )
        if form.notice or form.acknowledged != form.turn:
            raise RuntimeError(form.notice or "the form did not save")
    return Row(
        "Save of one field of a form",
        "lock, read, change, keep the version before, write (fsync, rename, folder), read back",
        "floor: the same bytes written once (fsync, rename)",
        figures,
        "ms",
        f"wall, median of {RUNS} batches, in the folder of temporary files; the page adds its own 0.4 s of waiting",
    )
