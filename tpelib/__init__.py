"""Course and workbook: run a very small business's presence on social networks."""

from tpelib.base.version import __version__

__all__ = ["__version__"]
