"""nbgrader on this course. It serves as it stands in grading/, and in every session `tpe sample` writes."""

from pathlib import Path

from tpelib.assess.grading.configuration import configure

c = get_config()  # noqa: F821  # nbgrader gives it
configure(c, Path(__file__).resolve().parent)

# Your own settings, such as c.CourseDirectory.db_url or c.Exchange.root, go below.
