"""Fictional learners: good answers, mistakes, hostile hand-ins, whole sessions to try."""
