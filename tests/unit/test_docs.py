"""The documentation as a site: whole, in French, and on its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import get_origin
from urllib.parse import unquote, urlsplit

import pytest
from PIL import Image

import tpelib
from tpelib.domain import sources

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
LOADED = {"img": "src", "script": "src", "link": "href", "iframe": "src", "source": "src", "video": "src"}

FETCHED = {"stylesheet", "preload", "icon", "preload stylesheet"}


class Addresses(HTMLParser):
    """What a page loads, what it leads to, its identifiers and the alternatives of its pictures."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.ids: set[str] = set()
        self.pictures: list[tuple[str, str]] = []
        self.language = ""
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids.add(found.get("id", ""))
        if tag == "html":
            self.language = found.get("lang", "")
        if tag == "img":
            self.pictures.append((found["src"], found.get("alt", "")))
        if (name := LOADED.get(tag)) and name in found and found.get("rel", "stylesheet") in FETCHED:
            self.loads.append(found[name])
        if tag == "a" and "href" in found:
            self.leads.append(found["href"])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site as ``make docs`` does: a warning is a failure."""
    folder = tmp_path_factory.mktemp("docs")
    options = ("--fail-on-warning", "--keep-going", "--quiet", "-d", str(folder / "trees"))
    command = [sys.executable, "-m", "sphinx", *options, str(DOCS), str(folder / "site")]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Addresses]:
    return {path: Addresses(path) for path in site.glob("*.html")}


def test_every_page_has_its_guide(pages: dict[Path, Addresses]) -> None:
    """Is there a page for each text of docs/, in the language of its readers?"""
    made = {path.stem for path in pages}
    assert {path.stem for path in DOCS.glob("*.md")} <= made
    families = {name for name in tpelib.__all__ if not name.startswith("_")}
    assert {path.stem.removeprefix("api-") for path in DOCS.glob("api-*.md")} == families
    assert {addresses.language for addresses in pages.values()} == {"fr"}


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[Path, Addresses]) -> None:
    """Does a page, opened from the disk, find all it loads in the site, styles and scripts included?"""
    for path, addresses in pages.items():
        for address in addresses.loads:
            parts = urlsplit(address)
            assert (parts.scheme, parts.netloc) == ("", ""), (path.name, address)
            assert (path.parent / unquote(parts.path)).is_file(), (path.name, address)
    for sheet in site.rglob("*.css"):
        for address in re.findall(
            r"(?:url\(|@import)\s*[\"']?([^\"')\s]+)", sheet.read_text(encoding="utf-8")
        ):
            assert not re.match(r"(?:https?:)?//", address), (sheet.name, address)


def test_every_link_leads_somewhere(pages: dict[Path, Addresses]) -> None:
    """Does each link of the site find its page and its heading, and is each other address well formed?"""
    for path, addresses in pages.items():
        for address in addresses.leads:
            parts = urlsplit(address)
            if parts.scheme:
                assert parts.scheme == "https", (path.name, address)
                assert re.fullmatch(r"[\w-]+(\.[\w-]+)+", parts.netloc), (path.name, address)
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), (path.name, address)
            if parts.fragment and target in pages:
                assert unquote(parts.fragment) in pages[target].ids, (path.name, address)


def test_every_picture_is_used_said_and_light(pages: dict[Path, Addresses]) -> None:
    """Has each picture an alternative and a page, and do they weigh little together?"""
    shown = [picture for addresses in pages.values() for picture in addresses.pictures]
    for source, alternative in shown:
        assert len(alternative) > 30, source
    kept = {path.name: path for path in (DOCS / "images").iterdir()}
    assert {Path(source).name for source, _ in shown} == set(kept)
    assert sum(path.stat().st_size for path in kept.values()) < 2_500_000
    for path in kept.values():
        if path.suffix == ".png":
            with Image.open(path) as picture:
                assert picture.width in range(200, 1281), path.name


def test_the_page_on_sources_says_what_the_index_says(pages: dict[Path, Addresses]) -> None:
    """Is each source named with where it is, and is a page that is behind the index found?"""
    (page,) = (addresses for path, addresses in pages.items() if path.stem == "donnees")
    assert {source.url for source in sources.all_sources()} <= set(page.leads)
    command = [sys.executable, str(ROOT / "tools" / "sources_page.py"), "--check"]
    assert subprocess.run(command, check=False).returncode == 0


def test_the_pages_of_the_library_say_every_public_name(site: Path, pages: dict[Path, Addresses]) -> None:
    """Has each function and class of a family its place, under the name that one types, its text said to be English?"""
    for path, addresses in pages.items():
        if path.stem.startswith("api-"):
            name = path.stem.removeprefix("api-")
            family = getattr(tpelib, name)
            told = {
                f"tpelib.{name}.{public}" for public in family.__all__ if callable(getattr(family, public))
            }
            assert told <= addresses.ids | _aliases(family, name), path.name
            assert '<div lang="en">' in path.read_text(encoding="utf-8")


def _aliases(family: object, name: str) -> set[str]:
    """Return the names of types that are no class of their own (``Filter``): a page has no entry for them."""
    return {
        f"tpelib.{name}.{public}"
        for public in family.__all__  # type: ignore[attr-defined]
        if get_origin(getattr(family, public)) is not None
    }


def commands() -> Iterator[tuple[str, str]]:
    for path in (*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "grading" / "README.md"):
        for found in re.findall(
            r"(?<![\w/])tpe ([a-z]+)(?: |`|$)", path.read_text(encoding="utf-8"), re.MULTILINE
        ):
            yield path.name, found


def test_the_commands_of_the_guides_exist() -> None:
    """Can every « tpe … » of the guides be typed, and is uv installed at one version everywhere?"""
    from typer.main import get_command

    from tpelib.cli.commands import app

    known = set(get_command(app).commands)  # type: ignore[attr-defined]
    assert {found for _, found in commands()} <= known
    version = re.search(r"UV_VERSION := (\S+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert version
    for path in (DOCS / "premiers-pas.md", ROOT / "README.md"):
        said = re.findall(r"setup_venv\.py (\S+)", path.read_text(encoding="utf-8"))
        assert set(said) == {version[1]}, path.name
