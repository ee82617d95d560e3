"""``tpe``: what is typed in a terminal."""

from tpelib.cli.commands import main

__all__ = ["main"]
