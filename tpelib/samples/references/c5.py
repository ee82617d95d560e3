"""Reference answers of C5."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tpelib.base import french
from tpelib.base.words import fold
from tpelib.course.c5.presented.exercise import CHECKS
from tpelib.course.cases import Case
from tpelib.domain.post.drafts import Idea, draft
from tpelib.samples.references import c4, c5_practice
from tpelib.samples.references.keyboard import typed

__all__ = ["answers"]


def answers(case: Case) -> dict[str, dict[str, Any]]:
    """Return, per exercise of C5, what somebody would type who answers well for this case."""
    example, networks = case.examples["c5"], case.examples["c2"]["networks"]
    return {
        **c5_practice.answers(case),
        "c5-publication": _studio(case, example, networks),
        "c5-presentation": _presented(case, example),
    }


def _studio(case: Case, example: Mapping[str, Any], networks: list[str]) -> dict[str, Any]:
    tags = tuple(tag.removeprefix("#") for tag in example["hashtags"].split())
    link = case.examples["c3"]["link"]
    idea = Idea(example["hook"], example["story"], example["action"], link, tags)
    planned = c4.answers(case)["c4-calendrier"]["posts"]
    theme = fold(example["theme"])
    day = next(post["day"] for post in planned if fold(post.get("pillar", "")) == theme)
    return {
        "day": day,
        **{key: example[key] for key in ("theme", "hook", "story", "action", "hashtags", "alt")},
        "link": link,
        "made": example["kind"],
        "variants": [{"network": network, "text": draft(idea, network)} for network in networks],
    }


def _presented(case: Case, example: Mapping[str, Any]) -> dict[str, Any]:
    target = french.parse_number(case.example["target_value"])
    return {
        "network": case.examples["c2"]["main"],
        "tone": example["tone"],
        "project": example["project"],
        "indicator": case.example["indicator"],
        "expected": typed(max(1.0, target // 12)),
        "checked": [option.value for option in CHECKS],
    }
