"""Typst, with the course's own fonts and no other: the same input gives the same bytes on every machine."""

from __future__ import annotations

import threading
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typst import Compiler

__all__ = ["compiled"]

_TURN = threading.Lock()


def compiled(source: bytes, inputs: dict[str, str], **how: Any) -> bytes:
    """Return what Typst makes of a source; ``how`` is the format and its options.

    Raises
    ------
    TypstError
        A character has no drawing in our fonts, where the source allows no other.
    """
    with _TURN:
        done = _compiler().compile(input=source, sys_inputs=inputs, **how)
    assert isinstance(done, bytes)  # noqa: S101  # one file is asked for, in memory
    return done


@cache
def _compiler() -> Compiler:
    from typst import Compiler, Fonts

    # Typst brings DejaVu Sans Mono, which draws what the course's font lacks; no font of the machine is used.
    own = str(files("tpelib.base.look").joinpath("fonts"))
    return Compiler(
        font_paths=Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[own])
    )
