"""Serve demos whose every answer fails: ``python -m tests.browser.demos_server PORT``."""

import sys

from tpelib.screens.lab import answers, demos


def fail(*question: object) -> str:
    raise RuntimeError("secret")


if __name__ == "__main__":
    answers.answer = fail
    raise SystemExit(demos.serve(port=int(sys.argv[1]), open_browser=False))
