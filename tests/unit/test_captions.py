"""Captions: files as people bring them, what hinders their reading, and the corrected file."""

import io

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from tpelib import captions
from tpelib.captions import Cue
from tpelib.errors import TpeError

WORDS = st.lists(
    st.sampled_from(["pain", "levain", "four", "à", "samedi", "boulangerie"]), min_size=1, max_size=20
)
CUES = st.lists(
    st.builds(
        lambda start, lasts, words: Cue(start / 10, (start + lasts) / 10, " ".join(words)),
        st.integers(0, 3000),
        st.integers(1, 100),
        WORDS,
    ),
    min_size=1,
    max_size=12,
)


def kinds(*cues: Cue) -> list[str]:
    """Return the kinds of faults of captions."""
    return [fault.kind for fault in captions.faults(cues)]


def test_the_charter_gives_its_own_values() -> None:
    """Are 12, 20, 36 and 60 signs read in 1, 2, 3 and 4 seconds?"""
    assert [captions.comfortable_signs(seconds) for seconds in (0, 1, 2, 3, 4, 6)] == [0, 12, 20, 36, 60, 90]


def test_speed_holds_a_tolerance_of_a_fifth() -> None:
    """Is 24 signs in 2 seconds accepted, and 25 refused?"""
    assert kinds(Cue(0, 2, "a" * 24)) == []
    assert kinds(Cue(0, 2, "a" * 25)) == ["speed"]


def test_each_fault_is_named() -> None:
    """Are lines, widths, overlaps, order, one dash alone and empty captions each seen?"""
    assert kinds(Cue(0, 9, "a\nb\nc")) == ["lines"]
    assert kinds(Cue(0, 9, "a" * 43)) == ["width"]
    assert kinds(Cue(0, 3, "un"), Cue(2, 4, "deux")) == ["overlap"]
    assert kinds(Cue(5, 7, "un"), Cue(2, 4, "deux")) == ["order"]
    assert kinds(Cue(2, 2, "un")) == ["order"]
    assert kinds(Cue(0, 4, "- Bonjour\nBonjour")) == ["speaker"]
    assert kinds(Cue(0, 4, "- Bonjour\n- Bonjour")) == []
    assert kinds(Cue(0, 4, "")) == ["empty"]


@pytest.mark.parametrize(
    "data",
    [
        "1\n00:00:01,000 --> 00:00:03,000\nLe pain\nest chaud.\n\n2\n00:00:03,500 --> 00:00:05,000\nÀ table !\n",
        "WEBVTT\n\nNOTE essai\n\n00:01.000 --> 00:03.000 align:start\n<i>Le pain</i>\nest chaud.\n\n"
        "fin\n00:03.500 --> 00:05.000\nÀ table !\n",
        "1\r\n0:00:01.0 --> 0:00:03.0\r\nLe pain\r\nest chaud.\r\n2\r\n0:00:03.5 --> 0:00:05.0\r\nÀ table !",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_as_people_bring_them(data: str, encoding: str) -> None:
    """Do SRT, VTT and a sloppy file give the same captions, whatever the encoding?"""
    assert captions.read(data.encode(encoding)) == (
        Cue(1, 3, "Le pain\nest chaud."),
        Cue(3.5, 5, "À table !"),
    )


@given(st.binary(max_size=300) | st.text(max_size=300))
def test_any_file_gives_captions_or_a_sentence(data: bytes | str) -> None:
    """Can any file do worse than a French sentence?"""
    try:
        found = captions.read(data)
    except TpeError:
        return
    assert found
    assert captions.to_vtt(captions.correct(found)).startswith(b"WEBVTT")


def test_a_caption_as_long_as_a_book_is_refused() -> None:
    """Is a text that is no caption refused with a sentence, before anything slow is tried on it?"""
    timing = b"00:00:01,000 --> 00:00:02,000\n"
    for body in (b"<" * 200_000, b"a " * 200_000, b"<" * 3_000_000):
        with pytest.raises(TpeError, match="sous-titre"):
            captions.read(timing + body)
    with pytest.raises(TpeError, match="parties"):
        captions.read(timing * 2001)


def test_a_file_without_captions_says_what_one_looks_like() -> None:
    """Is a photo, or an empty file, answered with an example of what is expected?"""
    for data in (b"\xff\xd8\xff\xe0", b""):
        with pytest.raises(TpeError, match="-->"):
            captions.read(data)


@given(CUES)
def test_what_is_written_is_read_back_by_others(cues: list[Cue]) -> None:
    """Does a well-kept reader find the same captions in the files written, and do we?"""
    for data in (captions.to_srt(cues), captions.to_vtt(cues)):
        assert captions.read(data) == tuple(cues)
    for data, kind in ((captions.to_srt(cues), "srt"), (captions.to_vtt(cues), "vtt")):
        found = webvtt.from_buffer(io.BytesIO(data), format=kind)
        assert [caption.text for caption in found] == [cue.text for cue in cues]


@given(CUES)
def test_correcting_loses_no_word_and_settles(cues: list[Cue]) -> None:
    """Does the corrected file keep every word, in order, with no overlap, and is it stable?"""
    done = captions.correct(cues)
    assert sorted(word for cue in done for word in cue.text.split()) == sorted(
        word for cue in cues for word in cue.text.split()
    )
    assert captions.correct(done) == done
    starts = [cue.start for cue in done]
    assert starts == sorted(starts)
    if len(set(starts)) == len(starts):
        assert not {fault.kind for fault in captions.faults(done)} & {"overlap", "order", "lines"}


def test_speakers_are_kept() -> None:
    """Are speakers read, written, and told apart in the transcript?"""
    cues = captions.read(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Marie>Bonjour !\n\n00:02.000 --> 00:04.000\nC'est prêt.\n\n"
        "00:04.000 --> 00:05.000\n<v Paul>Merci &amp; à demain.\n"
    )
    assert [cue.speaker for cue in cues] == ["Marie", "", "Paul"]
    assert captions.read(captions.to_vtt(cues)) == cues
    assert "MARIE : Bonjour !" in captions.to_srt(cues).decode()
    told = captions.to_transcript(cues).split("\n\n")
    assert len(told) == 2
    assert told[0].startswith("Marie")
    assert told[1].endswith("Merci & à demain.")
