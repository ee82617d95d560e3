"""Captions: files as people bring them, what hinders their reading, and the corrected file."""

import io
from html.parser import HTMLParser

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from tpelib.base.errors import DomainError, TpeError
from tpelib.course.cases import all_cases
from tpelib.domain import captions
from tpelib.domain.captions import Cue, Example

WORDS = st.lists(
    st.sampled_from(["pain", "levain", "four", "à", "samedi", "boulangerie"]), min_size=1, max_size=20
)
PIECES = (
    *("00:00:01,000 --> 00:00:02,000\n", "0:59.5-->1:00.0 line:0\n", "99:99:99,999 --> 00:00:00,000\n"),
    *(
        "\n",
        "\r",
        "7\n",
        "NOTE x\n",
        "WEBVTT\n",
        "<v Ana> ",
        "<",
        "&amp;lt;",
        "ANA : ",
        "- Oui",
        "\u00a0",
        "À ",
    ),
    *("mot " * 30, "anticonstitutionnellement" * 3, "{\\an8}", "<i>", "\x00", "🥐"),
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
    assert kinds(Cue(0, 4, "- Prêt ? - Oui !")) == ["speaker"]
    assert kinds(Cue(0, 4, "- Un demi-litre - pas plus")) == []
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
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
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


def test_accents_read_twice_are_mended() -> None:
    """Is « Ã€ table » read as « À table »?"""
    data = "1\n00:00:01,000 --> 00:00:03,000\nÇa, c'est l'été".encode().decode("cp1252").encode()
    assert captions.read(data)[0].text == "Ça, c'est l'été"


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_mix_of_pieces_of_a_file_is_read_or_refused(data: str) -> None:
    """Can times, marks and blank lines put together in any order do worse than a sentence?"""
    try:
        found = captions.read(data)
    except TpeError:
        return
    done = captions.correct(found)
    assert captions.correct(done) == done
    if done:
        times = [(cue.start, cue.end) for cue in done]
        assert [(cue.start, cue.end) for cue in captions.read(captions.to_vtt(done))] == times
        assert [(cue.start, cue.end) for cue in captions.read(captions.to_srt(done))] == times


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


@given(st.integers(0, 24 * 3_600_000))
def test_a_moment_is_read_as_it_is_shown(milliseconds: int) -> None:
    """Is what the course shows read back, to the millisecond?"""
    seconds = milliseconds / 1000
    assert captions.read_time(captions.time_text(seconds)) == seconds


def test_moments_as_people_type_them() -> None:
    """Are seconds, minutes and the times of a file understood, and the rest refused with an example?"""
    for text in ("63,5", "63.5 s", "1:03,5", "1 min 3,5 s", "00:01:03,500", "0 h 1:03.5", "1m03.5"):
        assert captions.read_time(text) == 63.5
    assert captions.read_time("2 min") == 120
    for text in ("", "midi", "1:75", "-3", "25:00:00", "1e9", "nan"):
        with pytest.raises(DomainError, match="1:03,5"):
            captions.read_time(text)


def test_a_long_caption_is_cut_in_two() -> None:
    """Is a text of three lines and more cut into captions that follow each other, each with its time?"""
    text = " ".join(["Le levain travaille toute la nuit dans la cave de la rue du Puits."] * 2)
    done = captions.correct([Cue(0, 12, text, "Anaïs")])
    assert len(done) == 2
    assert done[0].end == done[1].start
    assert {cue.speaker for cue in done} == {"Anaïs"}
    assert captions.faults(done) == ()


def test_marks_stay_with_their_word() -> None:
    """Does a line never begin with « ! », where the space before it may not break?"""
    done = captions.correct([Cue(0, 5, "Voilà ce que vous attendiez tous depuis hier\u202f!")])
    assert done[0].text.endswith("hier\u202f!")


class _Page(HTMLParser):
    """Collects the tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)


def test_the_transcript_is_a_page_that_stands_alone() -> None:
    """Is the page in French, with one title, who speaks in words, and nothing that was typed taken for code?"""
    page = captions.to_transcript_page([Cue(1, 2, "<script>x</script> & fin", "A<b>")], "Ma vidéo : « Pain »")
    found = _Page()
    found.feed(page)
    assert "script" not in found.tags
    assert "b" not in found.tags
    assert [found.tags.count(tag) for tag in ("title", "main", "h1", "time", "strong")] == [1] * 5
    assert '<html lang="fr">' in page
    assert "&amp; fin" in page


every_example = pytest.mark.parametrize("example", captions.examples(), ids=lambda e: e.case or "any")


@every_example
def test_a_faulty_example_meets_every_fault_once_a_caption(example: Example) -> None:
    """Does each video make the learner meet each kind, one a caption, and one caption that reads well?"""
    found = captions.faults(example.cues)
    assert len(example.cues) == 8
    assert sorted(fault.kind for fault in found) == sorted([*(set(captions.KINDS) - {"empty"}), "speed"])
    assert len({fault.position for fault in found}) == 7
    assert "fictive" in example.video


@every_example
def test_an_example_can_be_mended_and_not_by_the_machine_alone(example: Example) -> None:
    """Does the proposal leave what only a person can mend, and is nothing left once it is?"""
    left = captions.faults(captions.correct(example.cues))
    assert sorted(fault.kind for fault in left) == ["speaker", "speed"]
    assert captions.faults(captions.correct(example.rewritten)) == ()
    assert {fault.position for fault in left} == set(example.words)


def test_each_case_has_its_video_and_so_has_any_trade() -> None:
    """Is there one for each fictional business, and one for who has their own?"""
    assert [captions.example_for(case.id).case for case in all_cases()] == [case.id for case in all_cases()]
    assert captions.example_for("mon-entreprise").case == ""
    order = {tuple(fault.kind for fault in captions.faults(e.cues)) for e in captions.examples()}
    assert len(order) == len(captions.examples())
