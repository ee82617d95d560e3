"""What answers need, loaded by answering once: imported by the process that the others are forked from."""

import gc

from tpelib.engine.live import answer
from tpelib.screens.notebooks.demos import all_demos

__all__ = ["EXPLORATIONS"]

EXPLORATIONS = tuple(asked for demo in all_demos() for asked in demo.explorations)
"""What has been answered about."""

for _asked in EXPLORATIONS:
    answer(_asked)
gc.collect()
gc.freeze()  # the collector would otherwise write into each page of memory that is shared
