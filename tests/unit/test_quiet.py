"""Reading silently: what a library says on the way reaches nobody, and nobody else is silenced."""

import contextlib
import io
import logging
import sys
import threading
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tpelib.base.quiet import quietly

PATIENCE = 20


def chatter(words: str) -> None:
    """Say something in each way that a library has."""
    warnings.warn(words, stacklevel=1)
    print(words, file=sys.stderr)
    logging.getLogger(words).warning(words)


def together(*tasks: Callable[[threading.Barrier], None]) -> None:
    """Run each task in a thread of its own, with a meeting point that all must reach."""
    meeting = threading.Barrier(len(tasks), timeout=PATIENCE)
    with ThreadPoolExecutor(len(tasks)) as pool:
        for done in [pool.submit(task, meeting) for task in tasks]:
            done.result()


def test_nothing_is_heard_and_all_is_put_back(capsys: pytest.CaptureFixture[str]) -> None:
    """Is reading silent even where warnings are errors, and is the stream of errors as before?"""
    before = sys.stderr
    with quietly():
        chatter("read")
        with quietly():
            chatter("read inside")
        chatter("read after")
    assert sys.stderr is before
    assert capsys.readouterr().err == ""
    print("heard", file=sys.stderr)
    with pytest.warns(UserWarning, match="heard"):
        warnings.warn("heard", stacklevel=1)
    assert capsys.readouterr().err == "heard\n"


def test_a_problem_ends_the_silence(capsys: pytest.CaptureFixture[str]) -> None:
    """Is a file that cannot be read the end of the silence too?"""
    with contextlib.suppress(ValueError), quietly():
        raise ValueError
    print("heard", file=sys.stderr)
    assert capsys.readouterr().err == "heard\n"


def test_two_read_at_once_and_a_third_is_heard(capsys: pytest.CaptureFixture[str]) -> None:
    """While two threads read, each ending in its own time, is what a third says heard and nothing else?"""

    def first(meeting: threading.Barrier) -> None:
        with quietly():
            meeting.wait()
            chatter("first")
            meeting.wait()
        meeting.wait()

    def last(meeting: threading.Barrier) -> None:
        meeting.wait()
        with quietly():
            meeting.wait()
            meeting.wait()
            chatter("last")

    def third(meeting: threading.Barrier) -> None:
        meeting.wait()
        with pytest.raises(UserWarning, match="third"):
            warnings.warn("third", stacklevel=1)
        print("third", file=sys.stderr)
        meeting.wait()
        meeting.wait()

    before = sys.stderr
    together(first, last, third)
    assert sys.stderr is before
    assert capsys.readouterr().err == "third\n"


def test_a_library_may_move_the_stream_meanwhile(capsys: pytest.CaptureFixture[str]) -> None:
    """Does a redirection made while reading, with another reading inside, lose nothing of either stream?"""
    moved = io.StringIO()
    with quietly(), contextlib.redirect_stderr(moved), quietly():
        chatter("read")
    print("heard", file=sys.stderr)
    assert moved.getvalue() == ""
    assert capsys.readouterr().err == "heard\n"
