"""What the library loads, and which way its parts may look: both are held, not hoped for."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import tpelib
from tools.layers import LAYERS

PACKAGE = Path(tpelib.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
HEAVY = {
    "pandas",
    "numpy",
    "plotly",
    "ipywidgets",
    "anywidget",
    "IPython",
    "nbgrader",
    "nbformat",
    "jupyterlab",
    "ortools",
}

COURSELESS = {*LAYERS} - {"course", "samples"}
"""Parts that any course uses: they are told of one by ``tpelib.engine.course``, and import none."""
WORDLESS = COURSELESS - {"charts", "domain"}
"""Those that hold no word of this course either: neither in their code, nor in their pages, scripts and styles."""
OF_THIS_COURSE = re.compile(
    r"\b[Cc]r?[1-6]\b|\bC\\d|\(cr\[|\bc[1-6][-_]|\bE1\b|[Rr]éseaux sociaux|\bsa TPE\b"
)
"""Its competencies and criteria, as a text, an id or a pattern names them; its evaluation, its title."""
WRITTEN = sorted(
    path
    for path in PACKAGE.rglob("*")
    if path.suffix in {".py", ".html", ".j2", ".js", ".css", ".json", ".typ"}
)


def name_of(path: Path) -> str:
    """Return the dotted name of a module of the library."""
    parts = [PACKAGE.name, *path.relative_to(PACKAGE).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part_of(module: str) -> str:
    """Return the part of the library a module belongs to: ``tpelib.course.c1.plan.exercise`` gives ``exercises``."""
    return module.split(".")[1] if "." in module else ""


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Return every module of the library that a module imports, wherever it does."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: relative import"
            module = node.module or ""
            found += [f"{module}.{alias.name}" for alias in node.names] if module == "tpelib" else [module]
    return tuple(module for module in found if module.split(".")[0] == "tpelib")


def loaded(code: str) -> set[str]:
    """Return the top packages that a bare Python has loaded after running some code."""
    told = f"import sys; before = set(sys.modules)\n{code}\nprint(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return {module.split(".")[0] for module in done.stdout.splitlines()[-1].split()}


# ── What is loaded ────────────────────────────────────────────────────────────────────────────────


def test_importing_the_library_loads_nothing_else() -> None:
    """Is ``import tpelib`` as quick as Python itself?"""
    assert loaded("import tpelib") == {"tpelib"}


@pytest.mark.parametrize(
    "code",
    [
        "from tpelib.engine.registry import all_exercises; all_exercises()",
        "import tpelib.cours",
        "import tpelib.cli",
        "import tpelib.documents.docform",
        "import tpelib.screens.lab.handin, tpelib.engine.dossier, tpelib.charts",
    ],
)
def test_defining_the_course_loads_nothing_heavy(code: str) -> None:
    """Do exercises, commands and documents load no pandas, no widget and no nbgrader until they are used?"""
    assert not loaded(code) & HEAVY


def test_help_answers_without_loading_the_course() -> None:
    """Does ``tpe --help`` load none of what the commands need?"""
    code = (
        "import contextlib, io, tpelib.cli.commands\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    sys.argv = ['tpe', '--help']\n"
        "    tpelib.cli.commands.main()"
    )
    assert not loaded(code) & (HEAVY | {"pydantic", "jupytext"})


def test_checking_a_whole_dossier_loads_no_widget() -> None:
    """Can a grader that starts no kernel check every answer without a widget, a frame or nbgrader?"""
    code = (
        "from tpelib.course.cases import all_cases\n"
        "from tpelib.engine.registry import all_exercises\n"
        "from tpelib.samples.references import reference_content\n"
        "content = reference_content(all_cases()[0])\n"
        "for exercise in all_exercises():\n"
        "    assert exercise.evaluate(content).points == exercise.points\n"
        "    exercise.pictures(content)"
    )
    # The solver brings its own numpy and pandas: nothing else does.
    assert not loaded(code) & (HEAVY - {"ortools", "numpy", "pandas"})


def test_no_check_asks_for_a_frame_or_a_chart() -> None:
    """Does a check, whatever the solver loads for itself, ever make our own code ask for pandas or plotly?"""
    code = (
        "import builtins\n"
        "real, askers = builtins.__import__, set()\n"
        "def spy(name, globals=None, *rest, **more):\n"
        "    if name.split('.')[0] in ('pandas', 'plotly'):\n"
        "        askers.add((globals or {}).get('__name__', ''))\n"
        "    return real(name, globals, *rest, **more)\n"
        "builtins.__import__ = spy\n"
        "from tpelib.course.cases import all_cases\n"
        "from tpelib.engine.registry import all_exercises\n"
        "from tpelib.engine.sheet import sheet\n"
        "from tpelib.samples.references import reference_content\n"
        "content = reference_content(all_cases()[0])\n"
        "for exercise in all_exercises():\n"
        "    sheet(exercise, content)\n"
        "assert not [name for name in askers if name.startswith('tpelib')], askers\n"
        "assert 'plotly' not in sys.modules"
    )
    loaded(code)


@pytest.mark.parametrize(
    "code",
    [
        "import tpelib; [getattr(tpelib, name) for name in tpelib.__all__]",
        "import tpelib; tpelib.audience.breakdown(by='age').sentence; repr(tpelib.audience.accounts())",
        "import tpelib.assess.grading.fast.marking",
    ],
)
def test_the_library_and_the_grader_load_no_frame_until_asked(code: str) -> None:
    """Do all families together, an answer read as text, and ``tpe grade`` load neither pandas nor plotly?"""
    assert not loaded(code) & {"pandas", "numpy", "plotly"}


# ── Which way the arrows go ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_looks_up(path: Path) -> None:
    """Does each part import only from those below it, a part that is not in the list being an error?"""
    own = part_of(name_of(path))
    for module in imports(path):
        other = part_of(module)
        if own:
            assert LAYERS.index(other) <= LAYERS.index(own), f"{own} imports {module}"
            assert own not in COURSELESS or other != "course", f"{own} imports {module}"


def test_the_tree_is_the_layers() -> None:
    """Does the folder of the library hold the layers, what a cell calls, and nothing else?"""
    found = {path.name.removesuffix(".py") for path in PACKAGE.iterdir() if not path.name.startswith("_")}
    assert found == {*LAYERS, "py.typed"}


def own_part(path: Path) -> str:
    """Return the part of the library that a file of it belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize(
    "path",
    [path for path in WRITTEN if own_part(path) in WORDLESS],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_what_any_course_uses_knows_no_word_of_this_one(path: Path) -> None:
    """Could another course, with another referential, use these parts as they are?"""
    assert not OF_THIS_COURSE.findall(path.read_text(encoding="utf-8"))


def test_no_module_imports_another_in_a_circle() -> None:
    """Is there an order in which the modules of a part can be read, each after what it uses?"""
    names = {name_of(path) for path in MODULES}
    uses = {name_of(path): {module for module in imports(path) if module in names} for path in MODULES}
    while uses:
        free = {name for name, needed in uses.items() if not needed & (uses.keys() - {name})}
        assert free, f"circle among {sorted(uses)}"
        uses = {name: needed for name, needed in uses.items() if name not in free}


# ── What is public ────────────────────────────────────────────────────────────────────────────────


def defined(path: Path) -> set[str]:
    """Return the names that stand at the top of a module: defined there, or imported (for type checkers too)."""
    found: set[str] = set()
    body = ast.parse(path.read_text(encoding="utf-8")).body
    typed = [node for node in body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    for node in [*body, *(inner for block in typed for inner in block.body)]:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {
                name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)
            }
    return found


def public(path: Path) -> list[str] | None:
    """Return ``__all__`` of a module."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            names: list[str] = ast.literal_eval(node.value)
            return names
    return None


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_what_is_public_is_said(path: Path) -> None:
    """Does each module name what others may use, each name once and all of them there?"""
    names = public(path)
    if names is None:
        assert defined(path) <= {"__version__", "annotations"}, f"{path.name} has no __all__"
        return
    assert set(names) <= defined(path)
    assert len(set(names)) == len(names)
