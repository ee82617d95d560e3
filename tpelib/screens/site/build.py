"""Write the static site: pages, look, scripts, and the Python that makes them live."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tpelib.base.errors import TpeError
from tpelib.base.resources import data_path
from tpelib.engine.course import current
from tpelib.screens.notebooks.demos import all_demos, parts, words
from tpelib.screens.site.look import look

__all__ = ["SiteError", "build"]

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",  # Python is WebAssembly
        "worker-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # drawings carry their own few styles
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
_HERE = Path(str(files("tpelib.screens.site")))
_SCREENS = _HERE.parent
_PACKAGE = _SCREENS.parent
_FRAME = _SCREENS / "lab" / "voila" / "nbconvert" / "templates" / "tpe"
_LIBRARIES = ("annotated_types", "markupsafe", "pydantic", "typing_extensions", "typing_inspection")
_ELSEWHERE = ("assess/", "cli/", "course/oral/", "course/report/", "documents/", "samples/", "screens/")
"""Parts of the package that a calculator does not load."""
_ASKED = ("screens/__init__.py", "screens/site/__init__.py", "screens/site/browser.py")
"""What it loads of them all the same."""
_UNUSED = ("pydantic/v1/", "pydantic/mypy.py")
"""Parts of the libraries that no calculator loads."""
_SAME_DAY = (2026, 1, 1, 0, 0, 0)
"""Date of all that is in the archive: same inputs, same bytes."""


class SiteError(TpeError):
    """The site cannot be written; the message says why and what to do."""


def build(folder: Path, runtime: Path) -> None:
    """Write the site.

    Parameters
    ----------
    folder : path
        Where to write it; emptied first when it is a site already.
    runtime : path
        Pyodide and its build of pydantic-core, as ``tools/pyodide.py`` fetches them.

    Raises
    ------
    SiteError
        The runtime is not there, the folder holds something else than a site, or the course is of another package.
    """
    demos = all_demos()
    if not current().package.startswith("tpelib."):
        raise SiteError(
            "Ces pages n’emportent que tpelib : ouvrez les calculateurs de ce cours par « tpe demos »."
        )
    wheels = list(runtime.glob("pydantic_core-*.whl"))
    if not wheels or not (runtime / "pyodide.mjs").is_file():
        raise SiteError(f"Le Python des pages manque dans « {runtime} » : lancez « make site ».")
    _empty(folder)
    folder.mkdir(parents=True, exist_ok=True)
    engine = _engine(folder, runtime, wheels[0])
    environment = Environment(
        loader=FileSystemLoader([_HERE / "templates", _FRAME]), autoescape=True, undefined=StrictUndefined
    )
    environment.globals |= words()
    gallery = environment.get_template("gallery.html").render(base_url="", demos=demos, home=True)
    (folder / "index.html").write_text(gallery, encoding="utf-8")
    page = environment.get_template("page.html.j2")
    for demo in demos:
        (folder / demo.slug).mkdir()
        text = page.render(
            base_url="../", home=False, demo=demo, parts=parts(demo), policy=POLICY, engine=engine
        )
        (folder / demo.slug / "index.html").write_text(text, encoding="utf-8")
    (folder / "style.css").write_text(look(), encoding="utf-8")


def _empty(folder: Path) -> None:
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not any(folder.glob("moteur-*/python.zip")):
        raise SiteError(f"« {folder} » contient autre chose qu'un site : choisissez un dossier vide.")
    shutil.rmtree(folder)


def _engine(folder: Path, runtime: Path, wheel: Path) -> str:
    """Write what makes pages live into a folder named after its contents, and return that name."""
    draft = folder / "moteur"
    shutil.copytree(runtime, draft / "pyodide", ignore=shutil.ignore_patterns("*.whl", "versions.txt"))
    shutil.copytree(_HERE / "static", draft, dirs_exist_ok=True)
    for name in ("controls.js", "dom.js"):
        shutil.copy(_SCREENS / "widgets" / name, draft)
    with zipfile.ZipFile(draft / "python.zip", "w") as archive:
        for name, data in sorted(_python(wheel).items()):
            archive.writestr(zipfile.ZipInfo(name, _SAME_DAY), data, zipfile.ZIP_DEFLATED)
    digest = hashlib.sha256()
    for path in sorted(draft.rglob("*")):
        if path.is_file():
            digest.update(path.read_bytes())
    name = f"moteur-{digest.hexdigest()[:10]}"
    draft.rename(folder / name)
    return name


def _python(wheel: Path) -> Mapping[str, bytes]:
    """Return the Python that pages load: the course's calculators, their data, and what they stand on."""
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(wheel) as packed:
        found |= {name: packed.read(name) for name in packed.namelist() if name.endswith((".py", ".so"))}
    for name in _LIBRARIES:
        origin = Path(str(import_module(name).__file__))
        root = origin.parent if origin.name == "__init__.py" else origin
        names = {str(path.relative_to(root.parent)): path for path in _sources(root)}
        found |= {name: path.read_bytes() for name, path in names.items() if not name.startswith(_UNUSED)}
    for path in _sources(_PACKAGE):
        inside = path.relative_to(_PACKAGE).as_posix()
        if inside in _ASKED or not inside.startswith(_ELSEWHERE):
            found[f"tpelib/{inside}"] = path.read_bytes()
    data = data_path()
    found |= {
        f"tpelib/_data/{path.relative_to(data).as_posix()}": path.read_bytes()
        for path in data.rglob("*")
        if path.suffix in {".toml", ".csv", ".json", ".txt"} and path.parent.name != "audience"
    }
    return found


def _sources(root: Path) -> Iterator[Path]:
    if root.is_file():
        yield root
    else:
        yield from (path for path in root.rglob("*") if path.suffix in {".py", ".css"})
