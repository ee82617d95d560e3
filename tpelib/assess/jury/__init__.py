"""The jury: rubric, rule, two blind assessors, their agreement, and the documents that come out of it.

A session of the jury is an nbgrader course folder with a ``jury.toml``. All that assessors do is a line of an
append-only history in the gradebook's database (:mod:`tpelib.assess.jury.store`); where a candidate stands is what
these lines add up to (:mod:`tpelib.assess.jury.sheet`). Automatic results are evidence shown to people: nothing here
turns them into a level.
"""
