"""A picture as the scripts that draw it receive it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from tpelib.base import french
from tpelib.charts.picture import Picture

__all__ = ["as_json"]


def as_json(picture: Picture | None) -> dict[str, Any]:
    """Return a picture as JSON, the typography of its texts set; empty when there is nothing to draw."""
    if picture is None:
        return {}
    return {key: value if key == "html" else _set(value) for key, value in asdict(picture).items()}


def _set(value: Any) -> Any:
    """Return JSON with the typography of all its texts set: sentences, table, axes, what stands on bars."""
    if isinstance(value, Mapping):
        return {key: _set(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_set(item) for item in value]
    return french.typography(value) if isinstance(value, str) else value
