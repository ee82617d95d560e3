"""The version of the course, as its documents and folders say it."""

__all__ = ["__version__"]

__version__ = "0.1.0"
