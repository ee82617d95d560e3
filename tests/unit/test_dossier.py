"""The dossier: nothing typed is ever lost, whatever happens to the file."""

import json
import multiprocessing
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpelib.engine.dossier import (
    Content,
    DamagedDossierError,
    Dossier,
    NewerDossierError,
    UnsavedError,
    decode,
    encode,
    file_answer,
    stored_name,
)

TEXT = st.text(st.sampled_from('aé€\u202f"\\\n😀<\x00 '), max_size=12)
VALUES = st.dictionaries(TEXT, TEXT | st.lists(TEXT, max_size=2), max_size=3)


def write_many(folder: str, name: str, count: int) -> None:
    """Save a field many times, as one window among several does."""
    for number in range(count):
        Dossier(folder).save("c1-x", {f"{name}{number}": str(number)})


def test_an_answer_is_found_again(tmp_path: Path) -> None:
    """Does a new kernel find what the last one saved?"""
    at = Dossier(tmp_path).save("c1-x", {"basket": "42,50"})
    assert Dossier(tmp_path).values("c1-x") == {"basket": "42,50"}
    assert at.tzinfo is not None
    assert Dossier(tmp_path).values("c1-y") == {}


def test_windows_open_at_once_lose_no_answer(tmp_path: Path) -> None:
    """Do four processes that write at once keep every field?"""
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write_many, args=(str(tmp_path), name, 12)) for name in "abcd"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0, 0]
    assert len(Dossier(tmp_path).values("c1-x")) == 48
    assert Dossier(tmp_path).content.revision == 48


def test_two_tabs_on_one_exercise_keep_each_its_field(tmp_path: Path) -> None:
    """Is a save a change of some fields, not of the whole form?"""
    first, second = Dossier(tmp_path), Dossier(tmp_path)
    first.save("c1-x", {"a": "1"})
    second.save("c1-x", {"b": "2"})
    first.save("c1-x", {"a": "3"})
    assert second.values("c1-x") == {"a": "3", "b": "2"}
    first.save("c1-x", {"a": None})
    assert second.values("c1-x") == {"b": "2"}


def test_the_version_before_is_kept(tmp_path: Path) -> None:
    """Is there always a step back?"""
    dossier = Dossier(tmp_path)
    dossier.save("c1-x", {"a": "1"})
    dossier.save("c1-x", {"a": "2"})
    assert decode((tmp_path / Dossier.PREVIOUS).read_bytes()).values("c1-x") == {"a": "1"}


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"format": "tpe-dossier"}',
        b'{"format": "tpe-dossier", "version": 1, "answers": {"a": 1}}',
        b'{"format": "tpe-dossier", "version": 1, "answers": {}, "answers": {}}',
        b'{"format": "tpe-dossier", "version": true, "answers": {}}',
        b'{"format": "tpe-dossier", "version": 1, "answers": {"a": {"values": {"x": NaN}}}}',
        b"[" * 100_000,
        b"\xff\xfe\x00",
    ],
)
def test_a_damaged_file_is_set_aside_and_said(tmp_path: Path, damage: bytes) -> None:
    """Is a damaged file kept under a dated name, reported, and the version before taken up?"""
    dossier = Dossier(tmp_path)
    dossier.save("c1-x", {"a": "1"})
    dossier.save("c1-x", {"a": "2"})
    dossier.path.write_bytes(damage)

    again = Dossier(tmp_path)
    assert again.values("c1-x") == {"a": "1"}
    (aside,) = tmp_path.glob("dossier.abime-*.json")
    assert aside.read_bytes() == damage
    assert aside.name in again.notices[0]
    again.save("c1-x", {"a": "3"})
    assert aside.read_bytes() == damage


def test_saving_over_a_damaged_file_keeps_it_too(tmp_path: Path) -> None:
    """Is a damaged file met on saving set aside as well?"""
    dossier = Dossier(tmp_path)
    dossier.path.write_bytes(b"oops")
    dossier.save("c1-x", {"a": "1"})
    assert [path.read_bytes() for path in tmp_path.glob("dossier.abime-*.json")] == [b"oops"]
    assert dossier.values("c1-x") == {"a": "1"}
    assert "repart vide" in dossier.notices[0]


def test_a_later_version_is_left_alone(tmp_path: Path) -> None:
    """Does an older course leave a newer dossier untouched, and say so?"""
    newer = b'{"format": "tpe-dossier", "version": 99, "answers": {}}'
    dossier = Dossier(tmp_path)
    dossier.path.write_bytes(newer)
    with pytest.raises(NewerDossierError, match="plus récente"):
        dossier.values("c1-x")
    with pytest.raises(NewerDossierError, match="plus récente"):
        dossier.save("c1-x", {"a": "1"})
    assert dossier.path.read_bytes() == newer


def test_an_older_version_is_brought_up_to_date() -> None:
    """Does a dossier of version 0 keep its answers?"""
    old = json.dumps({"format": "tpe-dossier", "version": 0, "answers": {"c1-x": {"a": "1"}}})
    assert decode(old.encode()).values("c1-x") == {"a": "1"}


@given(st.dictionaries(TEXT, VALUES, max_size=3))
def test_content_survives_the_file(answers: dict[str, dict[str, Any]]) -> None:
    """Does any text come back as it was typed?"""
    content = Content(answers={key: {"values": values} for key, values in answers.items()})
    assert decode(encode(content)) == content


@given(st.binary(max_size=300))
def test_any_bytes_are_a_dossier_or_a_sentence(raw: bytes) -> None:
    """Can any file make the reader fail otherwise than by its sentence?"""
    with pytest.raises(DamagedDossierError):
        decode(raw)


def test_a_full_disk_says_so_and_keeps_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is the old file whole when the new one cannot be written?"""
    import errno

    dossier = Dossier(tmp_path)
    dossier.save("c1-x", {"a": "1"})

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnsavedError, match="le disque est plein"):
        dossier.save("c1-x", {"a": "2"})
    monkeypatch.undo()
    assert Dossier(tmp_path).values("c1-x") == {"a": "1"}
    assert not list(tmp_path.glob(".ecriture-*"))


def test_a_file_where_the_folder_should_be_says_so(tmp_path: Path) -> None:
    """Does a folder that cannot be written to give a sentence?"""
    (tmp_path / "parcours").write_text("un fichier")
    with pytest.raises(UnsavedError, match="gardez cette page ouverte"):
        Dossier(tmp_path / "parcours").save("c1-x", {"a": "1"})


@pytest.mark.parametrize(
    "name", ["photo.jpg", "../../etc/passwd", "C:\\x\\a.png", ".", "a" * 400, "é ü.webp"]
)
def test_a_file_stays_inside_the_folder(tmp_path: Path, name: str) -> None:
    """Can a file name leave fichiers/?"""
    dossier = Dossier(tmp_path)
    answer = dossier.store_file(name, b"bytes")
    path = dossier.file_path(answer)
    assert path is not None
    assert path.parent == tmp_path / "fichiers"
    assert path.read_bytes() == b"bytes"
    assert dossier.file_path({"sha256": "../../../etc"}) is None


def test_the_learner_is_named_once(tmp_path: Path) -> None:
    """Is the learner's name part of the dossier, beside the answers?"""
    dossier = Dossier(tmp_path)
    dossier.save("c1-x", {"a": "1"})
    dossier.name_learner(name="Zoé Martin")
    assert Dossier(tmp_path).content.learner == {"name": "Zoé Martin"}
    assert dossier.values("c1-x") == {"a": "1"}


def test_a_dossier_in_memory_keeps_files_as_one_on_disk(tmp_path: Path) -> None:
    """Does the same file get the same answer in both, and is it found by that answer only?"""
    answer = file_answer("../photos/Vitrine d'été.JPG", b"photo")
    assert answer == Dossier(tmp_path).store_file("../photos/Vitrine d'été.JPG", b"photo")
    content = Content(files={answer["sha256"]: b"photo"})
    assert content.file(answer) == Dossier(tmp_path).file(answer) == b"photo"
    assert content.file(None) is None
    assert content.file({"sha256": "0" * 64}) is None
    assert (tmp_path / Dossier.FILES / stored_name(answer)).read_bytes() == b"photo"
