"""The prices of mistakes: what a sample says to expect is what the exercises give."""

import copy
import random

import pytest

from tpelib.course.cases import BusinessCase, all_cases
from tpelib.engine.dossier import Content
from tpelib.engine.exercise import ReadOnce
from tpelib.engine.registry import all_exercises, get
from tpelib.samples.faults import Fault, all_faults
from tpelib.samples.hostile import FREE_TEXT
from tpelib.samples.references import reference, reference_files
from tpelib.samples.retyping import (
    HOSTILE_TEXT,
    hostile_texts,
    retyped,
    wrong_shapes,
)
from tpelib.samples.submissions import path_until

FILES = {digest: data for case in all_cases() for digest, data in reference_files(case).items()}
CASES = pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)


def lost(answers: dict) -> dict[str, float]:
    """Return the points lost among the exercises answered, where there are some."""
    content = ReadOnce(
        Content(answers={key: {"values": values} for key, values in answers.items()}, files=FILES)
    )
    losses = {key: get(key).points - get(key).evaluate(content).points for key in answers}
    return {key: loss for key, loss in losses.items() if loss}


def answered_until(competency: str, case: BusinessCase) -> dict:
    answers = reference(case)
    return copy.deepcopy({exercise_id: answers[exercise_id] for exercise_id in path_until(competency)})


@CASES
@pytest.mark.parametrize("fault", all_faults(), ids=lambda fault: f"{fault.exercise}: {fault.why}")
def test_a_fault_costs_what_it_says(case: BusinessCase, fault: Fault) -> None:
    """Does each mistake cost the same on each case, there and wherever the competency takes it up?"""
    answers = answered_until(get(fault.exercise).competency, case)
    fault.change(answers[fault.exercise])
    assert lost(answers) == dict(fault.losses)


@CASES
@pytest.mark.parametrize("competency", sorted({get(fault.exercise).competency for fault in all_faults()}))
def test_faults_that_touch_different_exercises_add_up(case: BusinessCase, competency: str) -> None:
    """Can mistakes be combined when none touches what another costs?"""
    draw = random.Random(case.id)  # noqa: S311  # nothing secret
    faults = [fault for fault in all_faults() if get(fault.exercise).competency == competency]
    for _ in range(8):
        answers, losses = answered_until(competency, case), {}
        for fault in draw.sample(faults, k=len(faults)):
            if losses.keys().isdisjoint(fault.losses):
                fault.change(answers[fault.exercise])
                losses |= fault.losses
        assert lost(answers) == losses


@CASES
def test_an_exercise_takes_up_only_what_comes_before_it(case: BusinessCase) -> None:
    """Does who stops on the way keep all the points so far?"""
    answers = reference(case)
    order = [exercise.id for exercise in all_exercises()]
    for done in range(len(order) + 1):
        kept = {exercise_id: answers[exercise_id] for exercise_id in order[:done]}
        assert lost(kept) == {}


@CASES
def test_a_french_keyboard_costs_nothing(case: BusinessCase) -> None:
    """Are commas, units, spaces and days in words all read alike?"""
    for seed in range(6):
        draw = random.Random(seed)  # noqa: S311  # nothing secret
        assert lost({key: retyped(get(key).model, v, draw) for key, v in reference(case).items()}) == {}


@CASES
def test_html_in_a_text_is_a_text(case: BusinessCase) -> None:
    """Do texts full of HTML earn what they say, neither more nor less?"""
    good = answered_until(FREE_TEXT, case)
    answers = {key: hostile_texts(get(key).model, values) for key, values in good.items()}
    assert lost(answers) == {}
    assert answers["c1-entreprise"]["name"].startswith(HOSTILE_TEXT)


@CASES
def test_wrong_shapes_earn_nothing(case: BusinessCase) -> None:
    """Is an object where a word goes worth nothing, anywhere?"""
    answers = {key: wrong_shapes(get(key).model, values) for key, values in reference(case).items()}
    assert lost(answers) == {exercise.id: exercise.points for exercise in all_exercises()}
