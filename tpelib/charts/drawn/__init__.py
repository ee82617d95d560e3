"""Charts drawn as SVG without a browser, for pages that run no script, for print and for a page's first instant.

A picture's ``spec`` is drawn by plotly.js where a page is alive. Here the same mapping is drawn by Python: the
kinds of marks that the course's pictures use, no more. A kind it does not know is an error, not a blank.
"""

from tpelib.charts.drawn.chart import UnknownMarkError, svg

__all__ = ["UnknownMarkError", "svg"]
