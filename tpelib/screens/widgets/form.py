"""The form of an exercise: one widget, drawn from the answer model, saving as the learner types."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import anywidget
import traitlets
from IPython import get_ipython

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.look import packaged, stylesheet
from tpelib.engine.answer import Answer, questions_of
from tpelib.engine.dossier import Dossier
from tpelib.engine.exercise import Action, CancelledError, Deliverable, Exercise, Outcome, schema_of
from tpelib.engine.questions import File
from tpelib.screens.widgets.scripts import script

__all__ = ["Form"]

_LOG = logging.getLogger(__name__)
_UNCHECKED = "Vos réponses sont enregistrées, mais un imprévu empêche de les vérifier."


class Form(anywidget.AnyWidget):
    """The form of one exercise over a dossier.

    Parameters
    ----------
    exercise : Exercise
        What to draw.
    dossier : Dossier
        Where the answers are read and saved.
    on_saved : callable, optional
        Called after each save that changed something.
    checks : bool
        False for an exam: nothing is checked before it is handed in.

    Notes
    -----
    The widget holds no state that matters: ``values`` is what the dossier holds, ``typed`` what the page
    last sent, for the ``turn``-th time, and ``acknowledged`` the last turn that was dealt with. Only fields
    that changed are saved, so two pages open on one exercise keep each its own.

    An action computes in a thread of its own, and touches nothing there: traits are not made for threads, so
    what it says and finds is handed to the kernel's own thread.
    """

    _esm = script("form")
    _css = stylesheet(packaged("tpelib.screens.widgets", "form.css"))

    schema = traitlets.Dict().tag(sync=True)
    checks = traitlets.Bool(True).tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    typed = traitlets.Dict().tag(sync=True)
    turn = traitlets.Int().tag(sync=True)
    acknowledged = traitlets.Int().tag(sync=True)
    errors = traitlets.Dict().tag(sync=True)
    result = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)
    saved = traitlets.Unicode().tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)
    activity = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        exercise: Exercise[Any],
        dossier: Dossier,
        on_saved: Callable[[], None] | None = None,
        *,
        checks: bool = True,
    ) -> None:
        self._exercise = exercise
        self._dossier = dossier
        self._on_saved = on_saved
        self._stop = threading.Event()
        self._worker: threading.Thread | None = None
        self._loop = _kernel_loop()
        self._before: dict[str, Any] = {}
        self._unsaved: set[str] = set()
        notice, values, saved = "", {}, ""
        try:
            values = dict(dossier.values(exercise.id))
            saved = _saved(dossier.content.answers.get(exercise.id, {}).get("saved_at"))
            notice = " ".join(dossier.notices)
        except TpeError as problem:
            notice = str(problem)
        super().__init__(
            schema=schema_of(exercise),
            checks=checks,
            values=values,
            typed={},
            errors=dict(exercise.parse(values).errors),
            saved=saved,
            notice=notice,
        )
        self.on_msg(self._receive)

    def wait(self) -> None:
        """Wait until the action under way, if any, has ended."""
        if self._worker:
            self._worker.join()

    @traitlets.observe("typed")
    def _save(self, change: Mapping[str, Any]) -> None:
        try:
            self._save_changes(change["old"])
        finally:
            self.acknowledged = self.turn

    def _save_changes(self, before: Mapping[str, Any]) -> None:
        """Save the fields that the page changed since it last sent them, and those that could not be saved.

        A field that differs from the dossier but not from what the page sent before was changed in another
        window: the page shows it a moment later.
        """
        known = self.values
        changed = {
            name: value
            for name, value in self.typed.items()
            if name in self._exercise.model.model_fields
            and value != known.get(name)
            and (name not in before or value != before[name] or name in self._unsaved)
            and not (name not in known and _is_empty(value))
        }
        if changed and self._write(changed):
            self._unsaved -= changed.keys()
        else:
            self._unsaved |= changed.keys()

    def _write(self, changed: Mapping[str, Any]) -> bool:
        """Write fields and show what follows from them; return False when they could not be saved."""
        try:
            at = self._dossier.save(self._exercise.id, changed)
            self.values = dict(self._dossier.values(self._exercise.id))
        except Exception as problem:
            self.notice = self._told(
                problem, "Un imprévu a empêché l’enregistrement : gardez cette page ouverte et réessayez."
            )
            return False
        self.notice = ""
        self.saved = french.typography(f"Enregistré à {french.clock(at)}")
        try:
            self.errors = dict(self._exercise.parse(self.values).errors)
            if self.result is not None:
                self.result = self._exercise.evaluate(self._dossier).as_dict()
            if self._on_saved:
                self._on_saved()
        except Exception as problem:
            self.notice = self._told(problem, _UNCHECKED)
        return True

    def _told(self, problem: Exception, otherwise: str) -> str:
        """Return the sentence of a problem of the course; log any other, and return ``otherwise``."""
        if isinstance(problem, TpeError):
            return french.typography(str(problem))
        _LOG.error("exercise %s", self._exercise.id, exc_info=problem)
        return otherwise

    def _receive(self, _widget: object, content: Mapping[str, Any], buffers: list[memoryview]) -> None:
        kind = content.get("type")
        if kind == "check" and self.checks:
            self._check()
        elif kind == "action":
            self._start(str(content.get("id")))
        elif kind == "stop":
            self._stop.set()
        elif kind == "undo":
            back = self._write(self._before)
            self.activity = (
                {"sentence": "Votre version d’avant est revenue."} if back else {"problem": self.notice}
            )
        elif kind == "file" and buffers:
            name = str(content.get("field"))
            try:
                self._keep(name, str(content.get("name")), bytes(buffers[0]))
            finally:
                self.send({"type": "received", "field": name})

    def _check(self) -> None:
        self._save_changes(self.typed)  # what could not be saved is tried again
        try:
            found = self._exercise.evaluate(self._dossier).as_dict()
        except Exception as problem:
            self.notice = self._told(problem, _UNCHECKED)
            return
        self.set_trait("result", None)  # the same result twice is announced twice
        self.result = found

    def _start(self, action_id: str) -> None:
        """Run an action in a thread of its own: the page stays alive, and can stop it."""
        action = next((found for found in self._exercise.actions if found.id == action_id), None)
        if action is None or self.activity.get("running"):
            return
        self._stop.clear()
        self.activity = {"running": action_id, "share": 0.0, "sentence": ""}
        self._worker = threading.Thread(target=self._run, args=(action,), daemon=True)
        self._worker.start()

    def _run(self, action: Action[Any]) -> None:
        try:
            outcome = action.run(self._exercise.answer(self._dossier), self._dossier, self._progress)
        except Exception as problem:
            self._hand_over(self._give_up, problem)
        else:
            self._hand_over(self._finish, outcome)

    def _hand_over(self, call: Callable[..., None], *given: Any) -> None:
        """Call in the kernel's own thread; at once where no kernel runs."""
        if self._loop:
            self._loop.add_callback(call, *given)
        else:
            call(*given)

    def _give_up(self, problem: Exception) -> None:
        told = self._told(problem, "Un imprévu a arrêté le calcul : vos réponses n’ont pas changé.")
        self.activity = {"problem": told}

    def _progress(self, share: float, sentence: str) -> None:
        if self._stop.is_set():
            raise CancelledError("Arrêté à votre demande : rien n’a changé.")
        shown = {"share": round(min(1.0, max(0.0, share)), 2), "sentence": french.typography(sentence)}
        self._hand_over(self._tell, shown)

    def _tell(self, shown: Mapping[str, Any]) -> None:
        self.activity = {**self.activity, **shown}

    def _finish(self, outcome: Outcome) -> None:
        try:
            self._take_in(outcome)
        except Exception as problem:
            self._give_up(problem)

    def _take_in(self, outcome: Outcome) -> None:
        held = self._dossier.values(self._exercise.id)
        kept = {name: self._dossier.store_file(file.name, file.data) for name, file in outcome.keep.items()}
        filled = {**outcome.values, **kept}
        self._before = {name: held.get(name) for name in filled}
        if filled and not self._write(filled):
            self.activity = {"problem": self.notice}
            return
        replaced = any(not _is_empty(value) for value in self._before.values())
        listed = [
            {"text": french.typography(one.text), "note": french.typography(one.note), "file": one.file}
            for one in outcome.listed
        ]
        told = {"sentence": french.typography(outcome.sentence), "undo": replaced}
        self.activity = told | ({"listed": listed} if listed else {})
        if outcome.files:
            self.send(*_download(outcome.files))

    def _keep(self, name: str, filename: str, data: bytes) -> None:
        model: type[Answer] = self._exercise.model
        question = questions_of(model).get(name)
        if not isinstance(question, File):
            return
        try:
            question.check(data)
        except TpeError as problem:
            self.errors = {**self.errors, name: french.typography(str(problem))}
            return
        try:
            answer = self._dossier.store_file(filename, data)
        except TpeError as problem:
            self.notice = str(problem)
            return
        self._write({name: answer})


def _kernel_loop() -> Any:
    """Return the loop of the kernel that shows the form; None in a plain program."""
    return getattr(getattr(get_ipython(), "kernel", None), "io_loop", None)


def _download(files: Sequence[Deliverable]) -> tuple[dict[str, Any], list[bytes]]:
    """Return the message and the buffers that hand files to the page."""
    named = [{"name": file.name, "type": file.media_type} for file in files]
    return {"type": "files", "files": named}, [file.data for file in files]


def _is_empty(value: Any) -> bool:
    """Return True for what an untouched control sends: nothing is saved for it."""
    if isinstance(value, Mapping):
        return all(_is_empty(item) for item in value.values())
    if isinstance(value, list):
        return all(_is_empty(item) for item in value)
    return value is None or value == ""


def _saved(at: object) -> str:
    """Return « Enregistré le … » for an answer found on opening."""
    try:
        moment = datetime.fromisoformat(str(at)).astimezone()
    except ValueError:
        return ""
    if moment.date() == datetime.now().astimezone().date():
        return french.typography(f"Enregistré à {french.clock(moment)}")
    return french.typography(f"Enregistré le {french.day(moment.date())} à {french.clock(moment)}")
