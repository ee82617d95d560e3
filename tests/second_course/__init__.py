"""A second course, as small as one can be: one competency, one exercise, one criterion, and nothing else."""

from tpelib.engine.course import Course

__all__ = ["COURSE"]

COURSE = Course(package="tests.second_course", competencies=("k1",))
