"""Charts as data: what to draw, how to say it in a sentence, and the same figures as a table.

A picture is made by a pure function and drawn later by whoever shows it (widget, report, assessor's view).
"""

from tpelib.charts.picture import Picture, Table

__all__ = ["Picture", "Table"]
