"""Measures of the course, each beside a peer in one run: ``python -m benchmarks`` writes RESULTS.md.

A module of this package that has a ``TITLE`` takes part, with ``rows()`` or, where a table of its own says more,
``section()``; nothing else is to be registered.
"""
