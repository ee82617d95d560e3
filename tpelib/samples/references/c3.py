"""Reference answers of C3."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tpelib.course.c3.photos import needed_images
from tpelib.course.cases import Case
from tpelib.domain.page.access import PLACES
from tpelib.domain.page.identity import has_handle, propose
from tpelib.domain.page.kit import checklist
from tpelib.samples.references.drawn import image_answer, images

__all__ = ["answers", "files"]


def answers(case: Case) -> dict[str, dict[str, Any]]:
    """Return, per exercise of C3, what somebody would type who answers well for this case."""
    example = case.examples["c3"]
    networks = case.examples["c2"]["networks"]
    return {
        "c3-identite": _identity(case, example, networks),
        "c3-acces": _access(example),
        "c3-images": _images(case, example, networks),
        "c3-droits": _rights(example, networks),
        "c3-page": _page(example, networks),
    }


def files(case: Case) -> list[bytes]:
    """Return the files that the answers of a case stand for."""
    drawn = images(case.id, tuple(case.examples["c3"]["colours"]))
    return [drawn[name] for name in needed_images(case.examples["c2"]["networks"])]


def _identity(case: Case, example: Mapping[str, Any], networks: list[str]) -> dict[str, Any]:
    main, on_main, paper, ink = example["colours"]
    named = [network for network in networks if has_handle(network)]
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


def _images(case: Case, example: Mapping[str, Any], networks: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in needed_images(networks):
        found |= {
            name: image_answer(case, name),
            f"{name}_alt": example[name],
            f"{name}_centre": "middle",
        }
    return found


def _rights(example: Mapping[str, Any], networks: list[str]) -> dict[str, Any]:
    lines = [
        {
            "kind": name,
            "author": example["author"],
            "people": "none" if name == "logo" else example["people"],
            "proof": "" if name == "logo" else example["proof"],
        }
        for name in needed_images(networks)
    ]
    return {
        "lines": lines,
        "music": "none",
        "collected": list(example["collected"]),
        "privacy": example["privacy"],
    }


def _page(example: Mapping[str, Any], networks: list[str]) -> dict[str, Any]:
    line = {key: example[key] for key in ("category", "bio", "button", "link")}
    return {
        "lines": [{"network": network, **line} for network in networks],
        "hours": example["hours"],
        "legal": example["legal"],
        "settings": [str(rank) for rank, _ in enumerate(checklist(), 1)],
    }
