"""Kinds of signs for Python's ``re``, which knows no Unicode property, and names as one pattern."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache

from tpelib.base.resources import data_path

__all__ = ["any_name", "signs"]


def signs(*kinds: str) -> str:
    """Return what stands between ``[`` and ``]`` for these kinds of signs.

    Parameters
    ----------
    kinds : str
        ``letter``, ``mark``, ``number``, ``emoji``, ``base``, ``skin`` or ``pictograph``.
    """
    known = _known()
    return "".join(f"{chr(low)}-{chr(high)}" for kind in kinds for low, high in known[kind])


@cache
def _known() -> Mapping[str, list[list[int]]]:
    found: Mapping[str, list[list[int]]] = json.loads(
        data_path("publications", "signes.json").read_text(encoding="utf-8")
    )
    return found


def any_name(names: Iterable[str]) -> str:
    """Return the pattern of any of these names, the longest first; names that begin alike share their beginning."""
    tree: dict[str, dict[str, object]] = {}
    for name in names:
        node = tree
        for sign in name:
            node = node.setdefault(sign, {})  # type: ignore[assignment]  # a tree of trees
        node[""] = {}
    return _pattern(tree)


def _pattern(node: Mapping[str, object]) -> str:
    branches = [
        re.escape(sign) + _pattern(child)  # type: ignore[arg-type]  # a tree of trees
        for sign, child in sorted(node.items())
        if sign
    ]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)}){'?' if '' in node else ''}"
