"""Reference answers of C3."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tpelib.cases import Case
from tpelib.page.access import PLACES
from tpelib.page.identity import NO_HANDLE, propose
from tpelib.page.kit import CHECKLIST

__all__ = ["answers"]


def answers(case: Case) -> dict[str, dict[str, Any]]:
    """Return, per exercise of C3, what somebody would type who answers well for this case."""
    example = case.examples["c3"]
    networks = case.examples["c2"]["networks"]
    return {
        "c3-identite": _identity(case, example, networks),
        "c3-acces": _access(example),
        "c3-page": _page(example, networks),
    }


def _identity(case: Case, example: Mapping[str, Any], networks: list[str]) -> dict[str, Any]:
    main, on_main, paper, ink = example["colours"]
    named = [network for network in networks if network not in NO_HANDLE]
    return {
        "name": case.name,
        "handles": [{"network": network, "handle": propose(case.name, network)} for network in named],
        "tone": list(example["tone"]),
        "why": example["why"],
        "main": main,
        "on_main": on_main,
        "paper": paper,
        "ink": ink,
    }


def _access(example: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "address": example["address"],
        **dict(zip(PLACES, example["access"], strict=True)),
        "contacts": [
            {"kind": "phone", "value": example["phone"]},
            {"kind": "mail", "value": example["mail"]},
        ],
    }


def _page(example: Mapping[str, Any], networks: list[str]) -> dict[str, Any]:
    line = {key: example[key] for key in ("category", "bio", "button", "link")}
    return {
        "lines": [{"network": network, **line} for network in networks],
        "hours": example["hours"],
        "legal": example["legal"],
        "logo_alt": example["logo"],
        "photo_alt": example["photo"],
        "rights": example["rights"],
        "settings": [str(rank) for rank, _ in enumerate(CHECKLIST, 1)],
    }
