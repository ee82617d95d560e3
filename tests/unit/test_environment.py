"""What is installed: exactly what the lock says, from nowhere in particular, and in step with pyproject."""

import json
import re
import subprocess
import sys
import sysconfig
import tomllib
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tpelib.base.version import __version__

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
WANTED = [
    *PROJECT["dependencies"],
    *(r for extra in PROJECT["optional-dependencies"].values() for r in extra),
]


@cache
def locked() -> dict[str, list[tuple[Requirement, str]]]:
    """Return what the lock holds: canonical name to its requirements, each with its hashes."""
    found: dict[str, list[tuple[Requirement, str]]] = {}
    for entry in re.split(r"\n(?=\S)", LOCK.strip()):
        head, *hashes = entry.replace("\\\n", "\n").split("\n")
        requirement = Requirement(head.strip())
        found.setdefault(canonicalize_name(requirement.name), []).append((requirement, " ".join(hashes)))
    return found


def version_of(requirement: Requirement) -> str:
    """Return the one version that a locked requirement accepts."""
    (specifier,) = requirement.specifier
    assert specifier.operator == "=="
    return specifier.version


# ── The lock ──────────────────────────────────────────────────────────────────────────────────────


def test_the_lock_names_no_host() -> None:
    """Can the lock be used with any registry, since it names none?"""
    for line in LOCK.splitlines():
        assert re.match(r"[A-Za-z0-9]|    --hash=sha256:", line), line
    for word in ("://", "index-url", "find-links", "trusted-host", "@ "):
        assert word not in LOCK


def test_every_version_is_exact_and_has_its_hashes() -> None:
    """Is each file that is installed one whose digest was seen when locking?"""
    for entries in locked().values():
        for requirement, hashes in entries:
            assert version_of(requirement)
            assert re.fullmatch(r"(\s*--hash=sha256:[0-9a-f]{64})+\s*", hashes), requirement


def test_what_checks_the_scripts_is_locked_too() -> None:
    """Is each npm package one exact version, with its digest, from any registry?"""
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert packages.pop("")["devDependencies"] == wanted
    assert (
        wanted.items()
        <= {name.removeprefix("node_modules/"): p["version"] for name, p in packages.items()}.items()
    )
    for package in packages.values():
        assert package["integrity"].startswith("sha512-")
        assert "resolved" not in package


@pytest.mark.parametrize("line", sorted(WANTED))
def test_the_lock_answers_what_the_project_asks(line: str) -> None:
    """Is each dependency of pyproject in the lock, at a version it accepts?"""
    wanted = Requirement(line)
    for requirement, _ in locked()[canonicalize_name(wanted.name)]:
        assert wanted.specifier.contains(version_of(requirement), prereleases=True)


# ── This environment ──────────────────────────────────────────────────────────────────────────────


def test_what_is_installed_is_what_is_locked() -> None:
    """Do the tests run on the very versions that learners get?"""
    wrong = {}
    # setuptools, once imported, puts the copies it carries on the path: they are not what is installed
    for distribution in metadata.distributions(path=[sysconfig.get_path("purelib")]):
        name = canonicalize_name(distribution.metadata["Name"])
        wanted = [
            version_of(requirement)
            for requirement, _ in locked().get(name, [])
            if requirement.marker is None or requirement.marker.evaluate()
        ]
        if wanted and distribution.version not in wanted:
            wrong[name] = (distribution.version, wanted)
    assert wrong == {}, "run « make lab » or « make test »: the environment is behind the lock"


def test_grammars_that_nobody_uses_are_left_out() -> None:
    """Is rfc3987-syntax, which costs every process 0.8 s of CPU, locked for no platform and not installed?"""
    for requirement, _ in locked().get("rfc3987-syntax", []):
        assert str(requirement.marker) == 'sys_platform == "never"'
    with pytest.raises(metadata.PackageNotFoundError):
        metadata.version("rfc3987-syntax")


def test_nothing_installed_lacks_what_it_needs() -> None:
    """Is the environment sound all the same?"""
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "No broken requirements found.")


def test_files_are_checked_without_the_grammars() -> None:
    """Does what needed them go on: a notebook is validated, and a wrong one refused?"""
    import nbformat

    sound = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
    nbformat.validate(sound)
    sound.cells[0]["cell_type"] = "autre"
    with pytest.raises(nbformat.ValidationError):
        nbformat.validate(sound)


# ── environment.yml ───────────────────────────────────────────────────────────────────────────────


def test_the_version_is_said_once() -> None:
    """Does what is installed bear the version that the course itself says?"""
    assert metadata.version("tpelib") == __version__
    assert "version" not in PROJECT


def test_the_conda_environment_is_derived_from_pyproject() -> None:
    """Do conda and Binder users get the same dependencies, and is a stale file found?"""
    done = subprocess.run([sys.executable, str(ROOT / "tools" / "environment.py"), "--check"], check=False)
    assert done.returncode == 0
    found = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    python, pip, inside = found["dependencies"]
    assert python == f"python {PROJECT['requires-python']}"
    assert pip == "pip"
    assert inside["pip"] == [*sorted(PROJECT["dependencies"]), "--editable ."]


def test_a_stale_conda_environment_is_found(tmp_path: Path) -> None:
    """Does the check fail, with what to run, when one dependency is missing?"""
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "environment.py").write_bytes((ROOT / "tools" / "environment.py").read_bytes())
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").replace("      - pandas>=3\n", "")
    (tmp_path / "environment.yml").write_text(lines, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "tools" / "environment.py")]
    late = subprocess.run([*command, "--check"], capture_output=True, text=True, check=False)
    assert late.returncode == 1
    assert "make environment" in late.stdout
    subprocess.run(command, check=True)
    assert subprocess.run([*command, "--check"], check=False).returncode == 0
