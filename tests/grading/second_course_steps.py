"""What a test does in a process where the second course is the one in use: each step says what it saw, as JSON.

``python -m tests.grading.second_course_steps STEP FOLDER [ANSWERS]``, with ``TPE_COURSE=tests.second_course``.
"""

import json
import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import tpelib.cours as cells
from tpelib.engine.dossier import Dossier
from tpelib.engine.progress import progress
from tpelib.engine.registry import all_exercises, of_competency
from tpelib.screens.lab.server import path_of
from tpelib.screens.lab.workspace import prepare


def course() -> dict[str, Any]:
    """Say what the course holds."""
    return {
        "exercises": [exercise.id for exercise in all_exercises()],
        "of the competency": [exercise.id for exercise in of_competency("K1")],
    }


def form() -> dict[str, Any]:
    """Show the form as its notebook's cell does, type into it, and press its button."""
    import IPython.display

    shown: list[Any] = []
    IPython.display.display = shown.append
    cells.exercice("k1-caisse")
    [view] = shown
    form = view.form
    with form.hold_trait_notifications():
        form.typed = json.loads(sys.argv[3])
        form.turn += 1
    form._handle_custom_msg({"type": "check"}, [])
    return {
        "schema": form.schema,
        "result": form.result,
        "kept": dict(Dossier().values("k1-caisse")),
        "note": repr(cells.note("k1-caisse")),
    }


def pages() -> dict[str, Any]:
    """Show the pages that any notebook may call, and what course mode tells its page."""
    import IPython.display

    shown: list[Any] = []
    IPython.display.display = shown.append
    for show in (cells.parcours, cells.savoirs, cells.cas, cells.manques, cells.rapport):
        show()
    cells.soutenance("presentation")
    cells.epreuve("campagne")
    return {
        "pages": [re.sub("<style>.*?</style>", "", page.data, flags=re.DOTALL) for page in shown],
        "path": path_of(Path().resolve().parent),
        "done": [step.state for step in progress(Dossier())],
    }


STEPS: Mapping[str, Callable[[], dict[str, Any]]] = {step.__name__: step for step in (course, form, pages)}


def main() -> None:
    """Run a step in a workspace, which is made first."""
    os.chdir(prepare(Path(sys.argv[2])).course)
    print(json.dumps(STEPS[sys.argv[1]](), ensure_ascii=False))


if __name__ == "__main__":
    main()
