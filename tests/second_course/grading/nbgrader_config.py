"""nbgrader on the second course."""

from pathlib import Path

from tpelib.assess.grading.configuration import configure

c = get_config()  # noqa: F821  # nbgrader gives it
configure(c, Path(__file__).resolve().parent)
