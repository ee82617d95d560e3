"""Tests: unit, grading (the real nbgrader), browser (the real JupyterLab)."""
