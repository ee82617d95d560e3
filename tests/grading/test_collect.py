"""« tpe relever »: the newest ZIP of each learner is in its place, and one that is damaged stops no other."""

import contextlib
import io
import stat
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from tpelib.assess.grading import collect as module
from tpelib.assess.grading.collect import (
    INBOX,
    CollectError,
    collect,
    collect_on_screen,
    unpack,
)
from tpelib.assess.grading.intake import handed_in_at
from tpelib.base.errors import TpeError
from tpelib.course.cases import all_cases
from tpelib.engine.dossier import Dossier
from tpelib.samples.references import save_reference
from tpelib.screens.lab.handin import hand_in
from tpelib.screens.lab.workspace import prepare

SOUND = {"dossier.json": b"{}", "fichiers/a.jpg": b"photo"}


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def named(learner: str, at: str = "20270101T100000Z") -> str:
    return f"parcours_{learner}_attempt_{at}_dossier.zip"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "nbgrader_config.py").write_text("")
    (tmp_path / INBOX).mkdir(parents=True)
    return tmp_path


def put(course: Path, name: str, data: bytes) -> Path:
    path = course / INBOX / name
    path.write_bytes(data)
    return path


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def plain(text: str) -> str:
    """Return a text with its no-break spaces as plain ones."""
    return " ".join(text.split())


def test_what_a_learner_hands_in_is_taken_whole(course: Path, tmp_path: Path) -> None:
    """Is the ZIP of « Remettre mon dossier » found whole in its place, with its hour?"""
    own = prepare(tmp_path / "zoe").course
    save_reference(all_cases()[0], Dossier(own))
    receipt = hand_in(own, learner="Zoé Martin")
    found = collect(course, [receipt.path.parent])
    assert (found.taken, found.troubles) == (("zoe_martin",), ())
    there = course / "submitted" / "zoe_martin" / "parcours"
    with zipfile.ZipFile(receipt.path) as archive:
        given_files = {name: archive.read(name) for name in archive.namelist()}
    assert {name: data for name, data in tree(there).items() if name != "timestamp.txt"} == given_files
    assert handed_in_at(there) == receipt.at.replace(tzinfo=None)


def test_a_bad_file_is_named_and_the_others_are_taken(course: Path) -> None:
    """Does each damaged or misnamed file get its sentence, stay where it is, and stop nobody?"""
    put(course, named("ali"), zipped(SOUND))
    put(course, named("nina"), zipped(SOUND)[:60])
    put(course, named("vide"), zipped({"notes.txt": b"?"}))
    put(course, "dossier louis.zip", zipped(SOUND))
    put(course, "photo.heic", b"photo")
    put(course, "parcours_x.recu.txt", b"a receipt is nothing to say a word about")
    before = tree(course / INBOX)
    found = collect(course)
    assert found.taken == ("ali",)
    assert tree(course / INBOX) == before
    assert [path.name for path in (course / "submitted").iterdir()] == ["ali"]
    for name, words in (
        (named("nina"), "est abîmé"),
        (named("vide"), "ne contient ni carnet ni dossier"),
        ("dossier louis.zip", "ne dit pas qui l’a remis"),
        ("photo.heic", "n’est pas un ZIP"),
    ):
        (said,) = [text for text in found.troubles if name in text]
        assert words in said
    assert len(found.troubles) == 4
    assert not [path for path in course.iterdir() if path.name.startswith(".")]


def test_the_newest_that_can_be_read_is_taken(course: Path) -> None:
    """Of three hand-ins, the last damaged, is the second taken, the first passed over?"""
    for hour, text in ((8, b"first"), (9, b"second")):
        put(course, named("zoe", f"20270101T{hour:02d}0000Z"), zipped(SOUND | {"notes.txt": text}))
    put(course, named("zoe", "20270101T100000Z"), b"PK")
    found = collect(course)
    assert (found.taken, found.known) == (("zoe",), 1)
    there = course / "submitted" / "zoe" / "parcours"
    assert (there / "notes.txt").read_bytes() == b"second"
    assert handed_in_at(there) == datetime(2027, 1, 1, 9)


def test_again_changes_nothing_and_a_newer_one_keeps_the_older(course: Path) -> None:
    """Can the command be run again, and is what a newer hand-in replaces kept?"""
    put(course, named("zoe"), zipped(SOUND | {"notes.txt": b"first"}))
    collect(course)
    again = collect(course)
    assert (again.taken, again.known, again.troubles) == ((), 1, ())
    put(course, named("zoe", "20270102T100000Z"), zipped(SOUND | {"notes.txt": b"second"}))
    newer = collect(course)
    assert (newer.taken, newer.replaced) == (("zoe",), ("zoe",))
    assert (course / "submitted" / "zoe" / "parcours" / "notes.txt").read_bytes() == b"second"
    assert (course / "remplacees" / "zoe" / "2027-01-01-100000" / "notes.txt").read_bytes() == b"first"


def test_a_platform_gives_all_in_one_zip(course: Path, tmp_path: Path) -> None:
    """Is the ZIP of ZIPs of a teaching platform opened by itself?"""
    whole = tmp_path / "Devoir 12.zip"
    inside = {f"{who}_42_file_/{named(who)}": zipped(SOUND) for who in ("ali", "zoe")}
    whole.write_bytes(zipped(inside | {"lisez-moi.txt": b""}))
    assert collect(course, [whole]).taken == ("ali", "zoe")


def test_nothing_leaves_the_place_of_its_learner(course: Path) -> None:
    """Are links, paths of elsewhere and hidden files left in the ZIP, and said?"""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in (
            "dossier.json",
            "../../../evil",
            "/evil",
            "fichiers/../../x",
            ".bashrc",
            "a/b",
            "fichiers/c:d",
        ):
            archive.writestr(name, "{}")
        link = zipfile.ZipInfo("lien.json")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/hostname")
    put(course, named("eve"), out.getvalue())
    found = collect(course)
    assert found.taken == ("eve",)
    (said,) = found.troubles
    assert "7 éléments n’ont pas leur place" in plain(said)
    assert set(tree(course / "submitted")) == {"eve/parcours/dossier.json", "eve/parcours/timestamp.txt"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 200), change=st.binary(max_size=8), at=st.integers(0, 200))
def test_any_damage_is_a_sentence(tmp_path: Path, cut: int, change: bytes, at: int) -> None:
    """Whatever happened to a ZIP on its way, is it taken or refused in words, and nothing else written?"""
    data = zipped(SOUND)
    damaged = data[:at] + change + data[at + len(change) : len(data) - cut]
    into = tmp_path / "into"
    into.mkdir(exist_ok=True)
    with contextlib.suppress(CollectError):
        unpack(damaged, into)
    assert set(tree(into)) <= set(SOUND)


@pytest.mark.parametrize("limit", ["_MAX_MEMBERS", "_MAX_BYTES"])
def test_a_zip_that_swells_is_left(course: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    """Is a ZIP that would fill the disk left where it is, with its sentence, and nothing of it kept?"""
    monkeypatch.setattr(module, limit, 1)
    put(course, named("zip"), zipped(SOUND))
    found = collect(course)
    assert found.taken == ()
    assert "trop gros" in found.troubles[0]
    assert not (course / "submitted").exists()
    assert not [path for path in course.iterdir() if path.name.startswith(".")]


def test_the_screen_says_what_was_done(course: Path) -> None:
    """Does the trainer read how many were taken, and where older ones went?"""
    put(course, named("zoe"), zipped(SOUND))
    collect(course)
    put(course, named("zoe", "20270102T100000Z"), zipped(SOUND))
    out = io.StringIO()
    collect_on_screen(course, [], console=Console(file=out, width=200))
    assert "1 remise relevée." in plain(out.getvalue())
    assert "1 remise plus ancienne dans « remplacees »." in plain(out.getvalue())
    assert "1 ZIP déjà relevé ou plus ancien" in plain(out.getvalue())


def test_a_place_that_is_not_there_is_a_sentence(tmp_path: Path, course: Path) -> None:
    """Are a folder that is no course, and ZIPs that are nowhere, said in French?"""
    with pytest.raises(TpeError, match="n’est pas un dossier de cours"):
        collect(tmp_path / "ailleurs")
    with pytest.raises(CollectError, match="n’existe pas"):
        collect(course, [tmp_path / "nulle-part"])
