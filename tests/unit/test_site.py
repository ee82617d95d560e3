"""The static site as files: same bytes, nothing of a learner's, and nothing written where something else is."""

import io
import json
import py_compile
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pydantic_core
import pytest

from tpelib.engine.course import Course
from tpelib.engine.live import (
    NOBODY,
    answer,
    setting,
    shown,
)
from tpelib.engine.registry import exploration
from tpelib.screens.notebooks.demos import all_demos
from tpelib.screens.site.browser import bytecode
from tpelib.screens.site.build import SiteError, build

RUNTIME = Path(sys.prefix) / "pyodide"
EXPLORATION = "c1-campagne-scenarios"


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "pages"
    build(folder, RUNTIME)
    return folder


def test_the_same_course_gives_the_same_site(site: Path, tmp_path: Path) -> None:
    """Does writing it again, over itself or elsewhere, change no byte?"""
    before = files_of(site)
    build(site, RUNTIME)
    assert files_of(site) == before
    build(tmp_path / "ailleurs", RUNTIME)
    assert files_of(tmp_path / "ailleurs") == before


def test_each_page_is_whole_before_any_script(site: Path) -> None:
    """Are answer, drawing and table in the page as it comes, with one address for all that is outside of it?"""
    for demo in all_demos():
        page = (site / demo.slug / "index.html").read_text(encoding="utf-8")
        assert page.count('class="tpe-drawing"') == 3
        assert "<table" in page
        assert 'class="tpe-answer">' in page
        loaded = re.sub(r"<a [^>]*>", "", page)  # a source that may be read elsewhere is not loaded
        for address in re.findall(r'(?:src|href)="([^"]+)"', loaded):
            assert address.startswith(("../", "#", "data:")), address
            if address.startswith("../") and address != "../":
                assert (site / address.removeprefix("../")).is_file(), address


def test_the_gallery_has_a_drawing_for_each_calculator(site: Path) -> None:
    """Is no calculator of the gallery without its question and its own drawing?"""
    gallery = (site / "index.html").read_text(encoding="utf-8")
    drawings = re.findall(r"<svg[^>]*>(.*?)</svg>", gallery, re.DOTALL)
    assert len(drawings) == len(all_demos()) == len({*drawings})
    assert all(drawings)


def test_the_python_of_the_pages_holds_the_calculators_and_nothing_else(site: Path) -> None:
    """Are grading, jury and widgets left out of what any visitor receives?"""
    [archive] = site.glob("moteur-*/python.zip")
    names = zipfile.ZipFile(archive).namelist()
    assert "tpelib/engine/live.py" in names
    assert "tpelib/_data/sources.toml" in names
    for part in ("grading", "jury", "widgets", "lab", "site"):
        assert not [name for name in names if name.startswith(f"tpelib/{part}/")]
    assert not [name for name in names if name.endswith((".so", ".pyc")) and "wasm" not in name]


ALONE = """
import json, sys
sys.path[:0] = sys.argv[1:]
from tpelib.engine.live import answer
for line in sys.stdin:
    assert json.loads(answer(line.strip()))["figure"], line
print("tout répond", *sorted({name.split(".")[0] for name in sys.modules}))
"""


def test_what_a_page_loads_is_enough_for_every_calculator(site: Path, tmp_path: Path) -> None:
    """With nothing but the archive of the pages, does each calculator answer?"""
    [archive] = site.glob("moteur-*/python.zip")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(
            tmp_path, [name for name in packed.namelist() if not name.startswith("pydantic_core")]
        )
    # the one part of it that is not Python is built for browsers: this machine's takes its place
    shutil.copytree(Path(pydantic_core.__file__).parent, tmp_path / "pydantic_core")
    wanted = [cell["id"] for demo in all_demos() for cell in demo.cells if cell["cell_type"] == "code"]
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-W", "error", "-c", ALONE, str(tmp_path)],
        input="\n".join(wanted),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("tout répond")


def test_compiled_modules_are_used_beside_sources_of_another_date(tmp_path: Path) -> None:
    """Unpacked over the same sources, does what Python compiled spare it from compiling again?"""
    kept, other = tmp_path / "kept", tmp_path / "other"
    for folder, source in ((kept, "word = 'compiled'\n"), (other, "word = 'compiled again'\n")):
        folder.mkdir()
        (folder / "once.py").write_text(source, encoding="utf-8")
    py_compile.compile(str(kept / "once.py"), doraise=True)
    zipfile.ZipFile(io.BytesIO(bytecode(str(kept)))).extractall(other)
    told = subprocess.run(
        [sys.executable, "-c", "import once; print(once.word)"], cwd=other, capture_output=True, check=True
    )
    assert told.stdout.strip() == b"compiled"


def test_a_folder_that_is_no_site_is_left_alone(tmp_path: Path) -> None:
    """Does a wrong folder, or a missing runtime, get a sentence and lose nothing?"""
    (tmp_path / "photo.jpg").write_bytes(b"1")
    with pytest.raises(SiteError, match="contient autre chose"):
        build(tmp_path, RUNTIME)
    assert (tmp_path / "photo.jpg").read_bytes() == b"1"
    with pytest.raises(SiteError, match="make site"):
        build(tmp_path / "neuf", tmp_path)
    assert not (tmp_path / "neuf").exists()


def test_a_course_whose_python_no_page_carries_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is a course of another package told where its calculators open, and nothing written that would not run?"""
    other = Course(package="ailleurs", competencies=())
    monkeypatch.setattr("tpelib.screens.site.build.current", lambda: other)
    with pytest.raises(SiteError, match="tpe demos"):
        build(tmp_path / "neuf", RUNTIME)
    assert not (tmp_path / "neuf").exists()


def test_a_page_answers_as_the_course_does() -> None:
    """Is the sentence of a page the one of the course, for settings as they are sent, wrong ones included?"""
    found = exploration(EXPLORATION)
    for values in ({}, {"budget": "150"}, {"budget": "<b>"}, {"rien": 1}):
        said = json.loads(answer(EXPLORATION, json.dumps(values)))
        assert said["sentence"] == shown(found, values, NOBODY).sentence
        assert said["figure"].count("<svg") == 1
    assert set(setting(found, NOBODY)) == {"schema", "start"}
    narrow, wide = (json.loads(answer(EXPLORATION, width=width))["figure"] for width in (1, 9999))
    assert 'width="320"' in narrow
    assert 'width="960"' in wide
