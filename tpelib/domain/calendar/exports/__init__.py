"""A calendar written for the tools people use: each module here is one of them, and says what its button does."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tpelib.domain.calendar.exports.export import COLUMNS, PARIS, SHEET, Export, Exported, ExportFile, ToWrite

__all__ = ["COLUMNS", "PARIS", "SHEET", "Export", "ExportFile", "Exported", "ToWrite", "all_exports"]


@cache
def all_exports() -> tuple[Export, ...]:
    """Return the exports, in the order of their buttons: what a module of this package calls ``EXPORT``."""
    modules = [import_module(f"{__name__}.{child.name}") for child in iter_modules(__path__)]
    found = [module.EXPORT for module in modules if hasattr(module, "EXPORT")]
    return tuple(sorted(found, key=lambda export: (export.rank, export.id)))
