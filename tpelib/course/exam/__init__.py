"""The exam of C6: its subjects and its two exercises."""

from tpelib.course.exam.exercises import graded, sat
from tpelib.course.exam.subject import compose, draw, read_subject, write_subject
from tpelib.engine.course import Exam

__all__ = ["EXAM"]

EXAM = Exam("Épreuve C6", draw, compose, read_subject, write_subject, sat, graded)
