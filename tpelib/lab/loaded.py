"""What answers need, loaded by answering once: imported by the process that the others are forked from."""

import gc

from tpelib.exercises.live import answer
from tpelib.notebooks.demos import all_demos

__all__: list[str] = []

for _demo in all_demos():
    for _exploration in _demo.explorations:
        answer(_exploration)
gc.collect()
gc.freeze()  # the collector would otherwise write into each page of memory that is shared
