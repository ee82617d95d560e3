"""Measures of the course, each beside a peer in one run: ``python -m benchmarks`` writes RESULTS.md.

A module of this package that defines ``rows()`` takes part; nothing else is to be registered.
"""
