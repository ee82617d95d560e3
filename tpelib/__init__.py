"""Course and workbook: run a very small business's presence on social networks."""

__version__ = "0.1.0"
