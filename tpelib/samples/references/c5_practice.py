"""Reference answers of the practice of C5: captions, two versions, posts of 2014, posts written again."""

from __future__ import annotations

from typing import Any

from tpelib.base import french
from tpelib.course.c5.caption_table import typed_cues
from tpelib.course.cases import Case
from tpelib.domain import abtest, captions
from tpelib.domain.post.faulty import faulty_posts
from tpelib.domain.post.history import past_groups
from tpelib.samples.references.keyboard import typed

__all__ = ["answers"]


def answers(case: Case) -> dict[str, dict[str, Any]]:
    """Return, per exercise, what somebody would type who answers well for this case."""
    return {
        "c5-reecriture": _rewriting(),
        "c5-sous-titres": _mended(case),
        "c5-ma-video": _my_video(case),
        "c5-ab": _versions(case),
        "c5-lecture": _past_posts(),
    }


def _rewriting() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for rank, post in enumerate((post for post in faulty_posts() if post.graded), 1):
        found |= {f"found_{rank}": list(post.faults), f"text_{rank}": post.mended}
    return found


def _mended(case: Case) -> dict[str, Any]:
    example = captions.example_for(case.id)
    wrong = {fault.position: fault.kind for fault in captions.faults(example.cues)}
    return {
        "found": [{"kind": wrong.get(rank, "none")} for rank in range(len(example.cues))],
        "cues": typed_cues(captions.correct(example.rewritten)),
    }


def _my_video(case: Case) -> dict[str, Any]:
    cues = captions.correct(captions.example_for(case.id).rewritten)
    return {"cues": typed_cues(cues), "voices": "2"}


def _versions(case: Case) -> dict[str, Any]:
    budget, cpm, ctr = (
        french.parse_number(case.example["campaign"][key]) for key in ("budget", "cpm", "ctr")
    )
    trial = abtest.invented_trial(case.id, budget / cpm * 1000, ctr / 100)
    found = abtest.compare(trial.clicks_a, trial.views_a, trial.clicks_b, trial.views_b)
    return {
        "views_a": typed(trial.views_a),
        "clicks_a": typed(trial.clicks_a),
        "views_b": typed(trial.views_b),
        "clicks_b": typed(trial.clicks_b),
        "share_a": typed(100 * found.first, 2),
        "share_b": typed(100 * found.second, 2),
        "verdict": found.verdict,
        "change": "unknown",
        "peek": "wait",
        "lift": "one",
    }


def _past_posts() -> dict[str, Any]:
    groups = {group.name: group for group in past_groups("kind")}
    best = next(group.name for group in past_groups("kind") if group.enough)
    return {
        "videos": typed(groups["Vidéo"].posts),
        "photo": typed(100 * groups["Photo"].engagement, 1),
        "best": best,
        "video": "few",
        "text": "cause",
        "paid": "yes",
        "hour": "overlap",
        "mine": "other",
    }
