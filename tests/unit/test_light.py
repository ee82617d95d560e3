"""What the library loads, and which way its parts may look: both are held, not hoped for."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import tpelib

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

GROUND = {"errors", "french", "resources", "look", "paper", "stats", "tables", "__version__"}
SOURCES = {"sources"}
EXERCISES = {"exercises"}
BUILDERS = {"notebooks"}
FRONTS = {"widgets", "report", "grading"}
ORAL = {"docform", "oral"}
LAB = {"exam", "jury", "lab", "site"}
COMMANDS = {"cli", "_cli_exam", "_cli_french", "cours", "doctor"}


def name_of(path: Path) -> str:
    """Return the dotted name of a module of the library."""
    parts = [PACKAGE.name, *path.relative_to(PACKAGE).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part_of(module: str) -> str:
    """Return the part of the library a module belongs to: ``tpelib.exercises.c1.plan`` gives ``exercises``."""
    return module.split(".")[1] if "." in module else ""


def layer_of(part: str) -> int:
    """Return how high a part stands; what is not named is the domain."""
    order = (GROUND, SOURCES, set[str](), EXERCISES, BUILDERS, FRONTS, ORAL, LAB, COMMANDS)
    return next((rank for rank, parts in enumerate(order) if part in parts), 2)


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
        "from tpelib.exercises import all_exercises; all_exercises()",
        "import tpelib.cours",
        "import tpelib.cli",
        "import tpelib.docform",
        "import tpelib.grading.handin, tpelib.dossier, tpelib.pictures",
    ],
)
def test_defining_the_course_loads_nothing_heavy(code: str) -> None:
    """Do exercises, commands and documents load no pandas, no widget and no nbgrader until they are used?"""
    assert not loaded(code) & HEAVY


def test_help_answers_without_loading_the_course() -> None:
    """Does ``tpe --help`` load none of what the commands need?"""
    code = (
        "import contextlib, io, tpelib.cli\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    sys.argv = ['tpe', '--help']\n"
        "    tpelib.cli.main()"
    )
    assert not loaded(code) & (HEAVY | {"pydantic", "jupytext"})


def test_checking_a_whole_dossier_loads_no_widget() -> None:
    """Can a grader that starts no kernel check every answer without a widget, a frame or nbgrader?"""
    code = (
        "from tpelib.cases import all_cases\n"
        "from tpelib.exercises import all_exercises\n"
        "from tpelib.exercises.references import reference_content\n"
        "content = reference_content(all_cases()[0])\n"
        "for exercise in all_exercises():\n"
        "    assert exercise.evaluate(content).points == exercise.points\n"
        "    exercise.pictures(content)"
    )
    # The solver brings its own numpy and pandas: nothing else does.
    assert not loaded(code) & (HEAVY - {"ortools", "numpy", "pandas"})


# ── Which way the arrows go ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_looks_up(path: Path) -> None:
    """Does each part import only what stands below it: cli, fronts, exercises, domain, sources?"""
    own = part_of(name_of(path))
    for module in imports(path):
        other = part_of(module)
        if own and other not in ("", own):
            assert layer_of(other) <= layer_of(own), f"{own} imports {other}"
            assert {own, other} - FRONTS or own == other, f"{own} imports {other}"


def test_the_parts_are_the_ones_that_exist() -> None:
    """Is every part this test names still there, so that none is held by a name that means nothing?"""
    existing = {part_of(name_of(path)) for path in MODULES}
    named = (GROUND | SOURCES | EXERCISES | BUILDERS | FRONTS | ORAL | LAB | COMMANDS) - {
        "__version__",
        "report",
    }
    assert named <= existing


def test_no_part_of_the_domain_imports_another_in_a_circle() -> None:
    """Is there an order in which the parts can be read, each after what it uses?"""
    uses: dict[str, set[str]] = {}
    for path in MODULES:
        own = part_of(name_of(path))
        if own:
            uses.setdefault(own, set()).update(
                other for other in map(part_of, imports(path)) if other not in ("", own, "__version__")
            )
    while uses:
        free = {part for part, needed in uses.items() if not needed & uses.keys()}
        assert free, f"circle among {sorted(uses)}"
        uses = {part: needed for part, needed in uses.items() if part not in free}


# ── What is public ────────────────────────────────────────────────────────────────────────────────


def defined(path: Path) -> set[str]:
    """Return the names that stand at the top of a module: defined there, or imported."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
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
