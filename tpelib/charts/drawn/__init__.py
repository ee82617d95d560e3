"""Charts drawn as SVG without a browser, for pages that run no script, for print and for a page's first instant.

A picture's ``spec`` is drawn by plotly.js where a page is alive. Here the same mapping is drawn by Python: the
marks and attributes of the grammar, all of them. What is not in it is an error, not a blank.
"""

from tpelib.charts.drawn.chart import svg

__all__ = ["svg"]
