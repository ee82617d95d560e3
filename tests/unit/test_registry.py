"""What holds for every exercise of the course, those to come included: the registry itself is asked."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, fields
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tpelib.base import french
from tpelib.charts import Picture
from tpelib.course.cases import BusinessCase, all_cases
from tpelib.engine.answer import Rows, fields_schema, questions_of
from tpelib.engine.dossier import Content
from tpelib.engine.exercise import Exercise, Exploration, schema_of
from tpelib.engine.marking import Reason
from tpelib.engine.questions import Choice, Choices, Date, File, LongText, Number, Question
from tpelib.engine.referential import load
from tpelib.engine.registry import (
    UnknownExerciseError,
    all_exercises,
    all_explorations,
    exploration,
    get,
    of_competency,
)
from tpelib.samples.references import reference, reference_content, reference_files
from tpelib.screens.widgets.charts import Chart

EXERCISES = all_exercises()
REFERENCES = {case.id: reference(case) for case in all_cases()}
FILES = {digest: data for case in all_cases() for digest, data in reference_files(case).items()}
COMPETENCIES = {found.id: found for found in load().competencies}
EXPLORATIONS = all_explorations()

NO_PICTURE = next(field.default for field in fields(Exercise) if field.name == "draw")

every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
every_case = pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
every_exploration = pytest.mark.parametrize("explored", EXPLORATIONS, ids=lambda found: found.id)

WORDS = ("Photo du jour", "Familles du canton", "<b>gras</b>", "L'été : « oui » ; 40 €", "x" * 200)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def dossier(answers: dict[str, Any]) -> Content:
    """Return a dossier in memory: exercise id to the values typed, and the files of the references."""
    return Content(answers={key: {"values": values} for key, values in answers.items()}, files=FILES)


def one_of(question: Question) -> st.SearchStrategy[Any]:
    """Return what a hand may put into a question: mostly sound, at the bounds, or anything at all."""
    if isinstance(question, Rows):
        rows = len(question.row_labels) if question.row_labels else 4
        sound: st.SearchStrategy[Any] = st.lists(some_of(questions_of(question.row)), max_size=rows)
    elif isinstance(question, Choices):
        sound = st.lists(st.sampled_from([option.value for option in question.options]))
    elif isinstance(question, Choice):
        sound = st.sampled_from([option.value for option in question.options])
    elif isinstance(question, Number):
        low = -1e6 if question.minimum is None else question.minimum
        high = 1e6 if question.maximum is None else question.maximum
        whole = st.integers(int(low), int(high))
        sound = whole if question.integer else whole | st.floats(low, high) | st.sampled_from([low, high])
    elif isinstance(question, Date):
        sound = st.dates(date(2026, 1, 1), date(2028, 12, 31)).map(str)
    elif isinstance(question, File):
        sound = st.just({"name": f"photo{question.accept[0]}", "size": 1, "sha256": "0" * 64})
    else:
        sound = st.text(max_size=200) | st.sampled_from(WORDS)
    return st.one_of(sound, sound, sound, JSON)


def some_of(questions: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Return answers to some of the questions."""
    return st.fixed_dictionaries({}, optional={name: one_of(found) for name, found in questions.items()})


def blank_of(question: Question) -> Any:
    """Return what a form that was only walked through may hold."""
    if isinstance(question, Rows):
        row = {name: blank_of(found) for name, found in questions_of(question.row).items()}
        return [row, {}]
    if isinstance(question, Choices):
        return []
    return None if isinstance(question, File) else " \u00a0\u200b "


def shown_texts(schema: Any) -> Iterator[str]:
    """Yield every text of a schema that is shown as it stands."""
    for key, value in schema.items() if isinstance(schema, dict) else enumerate(schema):
        if isinstance(value, (dict, list)):
            yield from shown_texts(value)
        elif isinstance(value, str) and key not in ("id", "name", "kind", "value"):
            yield value


def check_set(text: str) -> None:
    """Hold a text to French typography."""
    assert french.typography(text) == text
    assert not re.search(r"\w'\w", text), text
    assert "  " not in text
    assert not re.search(r"\w [;!?»]|« \w|\w :( |$)", text), text  # plain spaces where none may break
    assert text == text.strip(" ")


def check_reason(reason: Reason) -> None:
    """Hold a reason to be a French sentence, with points in its bounds."""
    check_set(reason.text)
    assert reason.text.endswith((".", "!", "?")), reason.text
    assert 0 <= reason.points <= reason.max


# ── Points ────────────────────────────────────────────────────────────────────────────────────────


@every_exercise
def test_a_blank_answer_is_worth_nothing(exercise: Exercise[Any]) -> None:
    """Can one earn a point without answering, even when all the rest is right?"""
    others = {key: values for key, values in REFERENCES["fleuriste"].items() if key != exercise.id}
    blanks = {name: blank_of(question) for name, question in questions_of(exercise.model).items()}
    for answers in ({}, others, {**others, exercise.id: {}}, {**others, exercise.id: blanks}):
        result = exercise.evaluate(dossier(answers))
        assert result.points == 0
        assert result.max == exercise.points
        assert [reason.state for reason in result.reasons] == ["missing"]
        check_reason(result.reasons[0])


@every_case
@every_exercise
def test_a_good_answer_earns_everything(exercise: Exercise[Any], case: BusinessCase) -> None:
    """Does somebody who answers well have all the points, in each of the six cases?"""
    content = dossier(REFERENCES[case.id])
    result = exercise.evaluate(content)
    assert [reason.text for reason in result.reasons if reason.state != "right"] == []
    assert result.points == result.max == exercise.points
    assert type(result.points) is float
    assert exercise.is_complete(content)
    for reason in result.reasons:
        check_reason(reason)


@every_exercise
def test_each_question_that_is_required_counts(exercise: Exercise[Any]) -> None:
    """Does leaving out a required question cost points, and is each loss said in a sentence?"""
    good = REFERENCES["fleuriste"]
    for name, question in questions_of(exercise.model).items():
        own = {key: value for key, value in good[exercise.id].items() if key != name}
        result = exercise.evaluate(dossier({**good, exercise.id: own}))
        for reason in result.reasons:
            check_reason(reason)
        if question.required:
            assert result.points < result.max, name
            assert any(reason.points < reason.max for reason in result.reasons)


@every_exercise
def test_an_exercise_alone_in_the_dossier_says_what_to_do_first(exercise: Exercise[Any]) -> None:
    """Does an exercise answered before the others say what it waits for, without failing?"""
    result = exercise.evaluate(dossier({exercise.id: REFERENCES["fleuriste"][exercise.id]}))
    assert 0 <= result.points <= result.max
    for reason in result.reasons:
        check_reason(reason)


@pytest.mark.parametrize("position", range(len(EXERCISES)), ids=[exercise.id for exercise in EXERCISES])
@settings(max_examples=25)
@given(data=st.data())
def test_whatever_is_typed_gives_points_in_bounds_and_sentences(position: int, data: st.DataObject) -> None:
    """Can anything typed, here or in another exercise, make a check or a picture fail?"""
    exercise = EXERCISES[position]
    case = data.draw(st.sampled_from(sorted(REFERENCES)))
    other = data.draw(st.sampled_from(EXERCISES))
    answers = dict(REFERENCES[case])
    answers[other.id] = {**answers[other.id], **data.draw(some_of(questions_of(other.model)))}
    answers[exercise.id] = {**answers[exercise.id], **data.draw(some_of(questions_of(exercise.model)))}
    content = dossier(answers)
    result = exercise.evaluate(content)
    assert 0 <= result.points <= result.max == exercise.points
    assert sum(reason.max for reason in result.reasons) == pytest.approx(exercise.points)
    assert sum(reason.points for reason in result.reasons) == pytest.approx(result.points)
    assert result.points == exercise.evaluate(content).points
    for reason in result.reasons:
        assert 0 <= reason.points <= reason.max
        assert reason.text
    for picture in exercise.pictures(content):
        check_picture(picture)
    json.dumps(result.as_dict(), allow_nan=False)


# ── Definitions ───────────────────────────────────────────────────────────────────────────────────


def test_every_exercise_has_its_own_sound_id() -> None:
    """Is each exercise found under one id, that the dossier, the notebooks and the gradebook can hold?"""
    ids = [exercise.id for exercise in EXERCISES]
    assert len(set(ids)) == len(ids) > 0
    for exercise in EXERCISES:
        assert re.fullmatch(rf"{exercise.competency.lower()}-[a-z0-9]+(-[a-z0-9]+)*", exercise.id)
        assert get(exercise.id) is exercise
        assert exercise in of_competency(exercise.competency)
    with pytest.raises(UnknownExerciseError, match="Aucun exercice ne s’appelle « c9-rien »"):
        get("c9-rien")
    with pytest.raises(UnknownExerciseError, match="Aucune exploration"):
        exploration("c9-rien")


def test_the_exercises_of_a_competency_stand_together() -> None:
    """Is the path in the order of the competencies?"""
    order = [exercise.competency for exercise in EXERCISES]
    assert order == sorted(order)


def test_who_alters_a_reference_alters_his_own() -> None:
    """Is a reference answer still whole after somebody emptied his copy of it?"""
    case = all_cases()[0]
    for values in reference(case).values():
        for value in values.values():
            if isinstance(value, list):
                value.clear()
    assert reference(case) == REFERENCES[case.id]


def test_references_answer_every_exercise_and_nothing_else() -> None:
    """Is there a good answer for each exercise, whose every field is one of its questions?"""
    for answers in REFERENCES.values():
        assert set(answers) == {exercise.id for exercise in EXERCISES}
        for exercise in EXERCISES:
            assert set(answers[exercise.id]) <= set(questions_of(exercise.model))
    assert (
        reference_content(all_cases()[0]).values("c1-entreprise") == REFERENCES["fleuriste"]["c1-entreprise"]
    )


@every_exercise
def test_an_exercise_gives_evidence_for_criteria_that_exist(exercise: Exercise[Any]) -> None:
    """Is each criterion one that the referential gives to this competency?"""
    assert set(exercise.criteria) <= set(COMPETENCIES[exercise.competency].criteria)


@every_exercise
def test_points_are_positive_and_can_be_earned_by_quarters(exercise: Exercise[Any]) -> None:
    """Is each exercise worth something, in quarters of a point?"""
    assert exercise.points > 0
    assert (exercise.points * 4).is_integer()


@every_exercise
def test_the_schema_is_json_and_every_text_is_set_as_french_is(exercise: Exercise[Any]) -> None:
    """Can the form be drawn from JSON alone, and are all its texts typographically right?"""
    schema = schema_of(exercise)
    assert json.loads(json.dumps(schema, allow_nan=False)) == schema
    for text in shown_texts(schema):
        check_set(text)
    assert schema["title"]
    assert schema["prompt"].endswith((".", "?", "!"))
    check_set(french.typography(exercise.blank))


def all_questions(model: Any) -> Iterator[tuple[str, Question, Any]]:
    """Yield (name, question, default) of a model, the columns of its tables included."""
    for name, question in questions_of(model).items():
        yield name, question, model.model_fields[name].get_default()
        if isinstance(question, Rows):
            yield from all_questions(question.row)


@every_exercise
def test_nothing_is_chosen_beforehand(exercise: Exercise[Any]) -> None:
    """Does every question start blank, so that no point is given with the form?"""
    for name, question, default in all_questions(exercise.model):
        assert default in (None, "", []), name
        assert question.label, name
        if isinstance(question, Choice):
            values = [option.value for option in question.options]
            assert len(set(values)) == len(values) > 1, name
            assert "" not in values, name
            labels = [option.label.casefold() for option in question.options]
            assert len(set(labels)) == len(labels), name
    keys = {key for field in schema_of(exercise)["fields"] for key in field}
    assert not keys & {"value", "default", "selected", "checked"}


@every_exercise
def test_every_action_has_a_button_in_words(exercise: Exercise[Any]) -> None:
    """Is each thing a form can do for the learner named, once, in French?"""
    ids = [action.id for action in exercise.actions]
    assert len(set(ids)) == len(ids)
    for action in exercise.actions:
        check_set(french.typography(action.label))
        check_set(french.typography(action.hint))
        assert action.label


@every_exercise
def test_a_bound_that_is_passed_is_said_with_its_unit(exercise: Exercise[Any]) -> None:
    """Does a number out of bounds get a sentence that gives the bounds, in every exercise?"""
    for name, question in questions_of(exercise.model).items():
        if isinstance(question, Number) and question.maximum is not None:
            text = exercise.parse({name: question.maximum * 2 + 1}).errors[name]
            check_set(text)
            assert french.number(question.maximum) in text
            assert question.unit in text


# ── Pictures ──────────────────────────────────────────────────────────────────────────────────────


def check_picture(picture: Picture) -> None:
    """Hold a picture to be whole: a sentence, a text alternative, a table, data a browser can take."""
    json.dumps(asdict(picture), allow_nan=False)
    assert picture.title
    assert picture.reading
    assert picture.alternative
    assert picture.table.caption
    assert picture.table.rows
    for row in picture.table.rows:
        assert len(row) == len(picture.table.header)
    assert bool(picture.spec) != bool(picture.html)


@every_case
@every_exercise
def test_pictures_come_with_their_sentence_and_their_table(
    exercise: Exercise[Any], case: BusinessCase
) -> None:
    """Does who cannot see a chart get as much as who can, in French typography?"""
    pictures = exercise.pictures(dossier(REFERENCES[case.id]))
    assert bool(pictures) == (exercise.draw is not NO_PICTURE)
    for picture in pictures:
        check_picture(picture)
        shown = Chart(picture).picture
        for text in (shown["title"], shown["reading"], shown["alternative"], shown["source"]):
            check_set(text)
        assert shown["reading"].endswith(".")
        assert not shown["source"] or shown["source"].startswith("Source")
        for text in shown_texts(shown["table"]):
            check_set(text)


@every_exercise
def test_a_blank_answer_draws_nothing(exercise: Exercise[Any]) -> None:
    """Is there no empty chart before the first answer?"""
    assert exercise.pictures(Content()) == ()


# ── Explorations ──────────────────────────────────────────────────────────────────────────────────


def check_view(explored: Exploration[Any], values: dict[str, Any], content: Content) -> None:
    """Hold what an exploration shows to be whole."""
    view = explored.show(values, content)
    check_set(french.typography(view.sentence))
    assert view.sentence.endswith(".")
    check_picture(view.picture)


@every_exploration
def test_an_exploration_has_sliders_with_bounds(explored: Exploration[Any]) -> None:
    """Can each setting be drawn as a slider or a choice, in French?"""
    for name, question in questions_of(explored.model).items():
        if isinstance(question, Number):
            assert question.minimum is not None, name
            assert question.maximum is not None, name
            assert question.step, name
        else:
            assert isinstance(question, (Choice, Date, LongText)), name
    texts = [explored.title, explored.prompt]
    for text in map(french.typography, texts):
        check_set(text)
    for text in shown_texts(fields_schema(explored.model)):
        check_set(text)
    assert exploration(explored.id) is explored


@every_exploration
def test_an_exploration_starts_from_the_learners_own_figures(explored: Exploration[Any]) -> None:
    """Does it open at once, for who answered nothing and for each case, on settings its sliders can show?"""
    for content in (Content(), *(dossier(answers) for answers in REFERENCES.values())):
        start = explored.start(content)
        assert set(start) == set(questions_of(explored.model))
        assert explored.model.read(start).errors == {}
        check_view(explored, {}, content)


def ends_of(question: Question) -> tuple[Any, ...]:
    """Return the furthest that a setting goes."""
    if isinstance(question, Number):
        return (question.minimum, question.maximum)
    if isinstance(question, Choice):
        return tuple(option.value for option in question.options)
    if isinstance(question, Date):
        return ("2020-01-01", "2040-12-31")
    assert isinstance(question, LongText)
    return (".", "é " * (question.max_length // 2))


@every_exploration
def test_an_exploration_answers_at_both_ends_of_each_slider(explored: Exploration[Any]) -> None:
    """Is there a sentence and a picture wherever a slider is pushed?"""
    for name, question in questions_of(explored.model).items():
        for end in ends_of(question):
            check_view(explored, {name: end}, Content())


@pytest.mark.parametrize("position", range(len(EXPLORATIONS)), ids=[found.id for found in EXPLORATIONS])
@settings(max_examples=25)
@given(data=st.data())
def test_an_exploration_takes_anything(position: int, data: st.DataObject) -> None:
    """Does a setting that cannot be read, or a dossier out of its bounds, leave a whole view?"""
    explored = EXPLORATIONS[position]
    answers = dict(REFERENCES["fleuriste"])
    other = data.draw(st.sampled_from(EXERCISES))
    answers[other.id] = data.draw(some_of(questions_of(other.model)))
    content = dossier(answers)
    assert explored.model.read(explored.start(content)).errors == {}
    view = explored.show(data.draw(some_of(questions_of(explored.model))), content)
    assert view.sentence
    check_picture(view.picture)
