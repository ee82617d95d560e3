"""A picture as the scripts that draw it receive it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from tpelib.base import french
from tpelib.charts.grammar import checked
from tpelib.charts.picture import Picture

__all__ = ["as_json", "page_spec"]


def as_json(picture: Picture | None) -> dict[str, Any]:
    """Return a picture as JSON, the typography of its texts set; empty when there is nothing to draw.

    Raises
    ------
    GrammarError
        It has a mark or an attribute that is not in the grammar.
    """
    if picture is None:
        return {}
    words = {name: _set(getattr(picture, name)) for name in ("title", "reading", "alternative", "source")}
    return {**words, "table": _set(asdict(picture.table)), "spec": page_spec(picture), "html": picture.html}


def page_spec(picture: Picture) -> dict[str, Any]:
    """Return a chart as plotly draws it with the course's template; empty for a picture made of words."""
    return {name: _set(part) for name, part in checked(picture.spec).items()} if picture.spec else {}


def _set(value: Any) -> Any:
    """Return JSON with the typography of all its texts set: sentences, table, axes, what stands on bars."""
    if isinstance(value, Mapping):
        return {key: _set(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_set(item) for item in value]
    return french.typography(value) if isinstance(value, str) else value
