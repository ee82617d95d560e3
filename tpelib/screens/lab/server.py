"""The small server extension behind course mode: where the learner is, documents to fill, handing in."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import tempfile
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web
from tornado.ioloop import IOLoop

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.look import packaged, stylesheet
from tpelib.base.resources import course_title
from tpelib.engine.dossier import Dossier
from tpelib.engine.progress import Step, progress, remaining
from tpelib.screens.lab.workspace import (
    COURSE,
    EXAM,
    course_notebooks,
    kind_of,
)

__all__ = ["path_of"]

_LOG = logging.getLogger(__name__)
_HIDDEN_ROLES = ("grade", "rubric")


def path_of(root: Path) -> dict[str, Any]:
    """Return the path as course mode shows it.

    Parameters
    ----------
    root : path
        The folder that JupyterLab serves.

    Returns
    -------
    dict
        ``course`` (is this a learner's workspace), ``title`` (of the course), ``exam`` (is it an exam: no path, no handing in),
        ``learner``, ``notebooks`` (path, title, done, total, and what is left in a sentence) and
        ``runnable``, the sources of the cells that may run by themselves.
    """
    kind = kind_of(root)
    if not kind:
        return {"course": False, "notebooks": [], "runnable": [], "learner": ""}
    dossier = Dossier(root / kind)
    steps: tuple[Step, ...] = ()
    learner, notice = "", ""
    try:
        steps = progress(dossier, graded=False) if kind == COURSE else ()
        learner = dossier.content.learner.get("name", "")
    except TpeError as problem:
        notice = str(problem)
    books = []
    runnable: set[str] = set()
    for name, notebook in course_notebooks(kind).items():
        about = notebook["metadata"]["tpe"]
        own = [step for step in steps if step.competency == about.get("competency")]
        books.append(
            {
                "path": f"{kind}/{name}",
                "title": french.typography(about["title"]),
                "done": sum(step.state == "done" for step in own),
                "total": len(own),
                "left": remaining(own),
            }
        )
        runnable.update(
            "".join(cell["source"]).strip()
            for cell in notebook["cells"]
            if cell["cell_type"] == "code" and cell["metadata"]["tpe"]["role"] not in _HIDDEN_ROLES
        )
    return {
        "course": True,
        "title": course_title(),
        "exam": kind == EXAM,
        "notebooks": books,
        "runnable": sorted(runnable),
        "learner": learner,
        "notice": notice,
    }


class _ApiHandler(APIHandler):
    """What both calls share: the workspace, and errors as French sentences."""

    @property
    def root(self) -> Path:
        return Path(self.contents_manager.root_dir).expanduser().resolve()

    @property
    def course(self) -> Path:
        """The folder of the learner's notebooks and dossier; refused anywhere but in a workspace."""
        if kind_of(self.root) != COURSE:
            raise TpeError("Ce dossier n’est pas un espace de travail du cours.")
        return self.root / COURSE

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        problem = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(problem, TpeError):
            self.set_status(400)
            message = str(problem)
        else:
            message = "Le cours a rencontré un imprévu : rechargez la page. Vos réponses sont enregistrées."
        self.finish(json.dumps({"message": french.typography(message)}))


class _PathHandler(_ApiHandler):
    @web.authenticated
    async def get(self) -> None:
        found = await asyncio.to_thread(path_of, self.root)  # kernels and pages go on meanwhile
        self.finish(json.dumps(found))


class _HandInHandler(_ApiHandler):
    @web.authenticated
    async def post(self) -> None:
        from tpelib.screens.lab.handin import hand_in

        asked = self.get_json_body() or {}
        name = str(asked.get("name", "")).strip() or None
        receipt = await asyncio.to_thread(hand_in, self.course, learner=name)
        self.finish(json.dumps({"sentence": receipt.sentence, "sha256": receipt.sha256}))


class _FormHandler(_ApiHandler):
    """The exercises as a document to fill, with the answers already given."""

    @web.authenticated
    async def get(self) -> None:
        kind = "html" if self.get_query_argument("format", "docx") == "html" else "docx"
        variant = self.get_query_argument("variante", "normal")
        data = await asyncio.to_thread(_document, self.course, kind, variant)
        self.set_header("Content-Type", "application/octet-stream")
        self.set_header("Content-Disposition", f'attachment; filename="mon-cours-{variant}.{kind}"')
        self.finish(data)


class _DocumentHandler(_ApiHandler):
    """A filled document, taken back into the dossier."""

    @web.authenticated
    async def post(self) -> None:
        name = Path(self.get_query_argument("name", "")).name or "document"
        report = await asyncio.to_thread(_take_back, self.course, name, self.request.body)
        self.finish(json.dumps({"lines": report}))


def _document(course: Path, kind: str, variant: str) -> bytes:
    from tpelib.documents.docform import whole_course, write_form

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"mon-cours.{kind}"
        write_form(whole_course(), Dossier(course), path, variant=variant)
        return path.read_bytes()


def _take_back(course: Path, name: str, data: bytes) -> list[str]:
    from tpelib.documents.docform import import_form

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name[-100:]
        path.write_bytes(data)
        return import_form(path, Dossier(course)).lines()


class _StyleHandler(JupyterHandler):
    @web.authenticated
    def get(self) -> None:
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.finish(stylesheet(packaged("tpelib.screens.lab", "course.css")))


class _ScriptHandler(JupyterHandler):
    """The one helper that the course's page shares with the forms."""

    @web.authenticated
    def get(self) -> None:
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish(packaged("tpelib.screens.widgets", "dom.js"))


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "tpelib.screens.lab.server"}]


def _say_address(app: Any) -> None:
    told = "Si votre navigateur ne s'est pas ouvert, ouvrez-y cette adresse :"
    address = app.public_url.replace("token=...", f"token={app.identity_provider.token}")
    sys.stderr.write(f"{french.typography(told)}\n    {address}\n")
    sys.stderr.flush()


def _load_jupyter_server_extension(app: Any) -> None:
    if app.log_level > logging.WARNING:
        IOLoop.current().add_callback(_say_address, app)  # once it listens
    base = app.web_app.settings["base_url"]
    app.web_app.add_handlers(
        ".*$",
        [
            (url_path_join(base, "tpe/api/parcours"), _PathHandler),
            (url_path_join(base, "tpe/api/remise"), _HandInHandler),
            (url_path_join(base, "tpe/api/formulaire"), _FormHandler),
            (url_path_join(base, "tpe/api/document"), _DocumentHandler),
            (url_path_join(base, "tpe/api/style.css"), _StyleHandler),
            (url_path_join(base, "tpe/api/dom.js"), _ScriptHandler),
        ],
    )
