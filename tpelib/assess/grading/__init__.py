"""Grading with nbgrader: handing in, sample sessions."""
