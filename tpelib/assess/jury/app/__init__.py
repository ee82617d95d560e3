"""``tpe jury``: the assessors' own pages, in French, by keyboard, without a script needed to grade.

Plain pages and forms, so that nothing typed is ever only in a browser: each press writes a line of the history.
"""
