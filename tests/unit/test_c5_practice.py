"""The practice of C5: captions found faulty and mended, two versions compared, figures of 2014, posts written again."""

from collections.abc import Mapping
from typing import Any

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from tpelib.base.errors import TpeError
from tpelib.course.c5.ab.exercise import AB, AB_EXPLORER
from tpelib.course.c5.caption_table import MAX_ROWS, timed, typed_cues
from tpelib.course.c5.captions.exercise import MEND
from tpelib.course.c5.my_video.exercise import MY_VIDEO
from tpelib.course.c5.past_posts.exercise import PAST_POSTS, PAST_POSTS_EXPLORER
from tpelib.course.c5.rewriting.exercise import FAULTY_EXPLORER, REWRITING
from tpelib.course.cases import all_cases
from tpelib.domain import captions
from tpelib.domain.abtest import compare
from tpelib.domain.captions import Cue
from tpelib.domain.post.faulty import FAULTS, faulty_posts
from tpelib.engine.dossier import Content
from tpelib.engine.exercise import Exercise, Outcome
from tpelib.engine.marking import Result
from tpelib.samples.references import reference

CASES = {case.id: case for case in all_cases()}
EXERCISES = (REWRITING, MEND, MY_VIDEO, AB, PAST_POSTS)

every_case = pytest.mark.parametrize("case", CASES)


class WithFile(Content):
    """A dossier in memory that keeps one file."""

    data: bytes

    def file(self, answer: Mapping[str, Any] | None) -> bytes | None:
        return self.data if answer else None


def dossier(case: str = "fleuriste") -> Content:
    """Return what somebody holds who answers this part well."""
    return Content(answers={key: {"values": values} for key, values in reference(CASES[case]).items()})


def changed(exercise: Exercise[Any], case: str = "fleuriste", **values: Any) -> Result:
    """Return the result of the reference answer with some fields changed."""
    content = dossier(case)
    content.answers[exercise.id]["values"] |= values
    return exercise.evaluate(content)


def lost(result: Result) -> dict[str, float]:
    """Return, by field, the points that were not given."""
    found: dict[str, float] = {}
    for reason in result.reasons:
        if reason.points < reason.max:
            found[reason.field] = found.get(reason.field, 0) + reason.max - reason.points
    return found


def act(exercise: Exercise[Any], action_id: str, content: Content) -> Outcome:
    """Press a button of an exercise."""
    action = next(found for found in exercise.actions if found.id == action_id)
    return action.run(exercise.answer(content), content, lambda share, sentence: None)


def with_file(data: bytes, name: str = "video.srt") -> WithFile:
    """Return a dossier whose own video has this file of captions."""
    content = WithFile(answers={})
    content.data = data
    content.answers["c5-ma-video"] = {
        "values": {"file": {"name": name, "size": len(data), "sha256": "0" * 64}}
    }
    return content


# ─── Captions mended ──────────────────────────────────────────────────────────────────────────────


@every_case
def test_the_example_is_that_of_ones_own_trade(case: str) -> None:
    """Does the button bring the faulty captions of the learner's case, and those for any trade to others?"""
    content = dossier(case)
    outcome = act(MEND, "exemple", content)
    assert outcome.values["cues"] == typed_cues(captions.example_for(case).cues)
    content.answers["c1-entreprise"]["values"]["project"] = "mon-entreprise"
    assert act(MEND, "exemple", content).values["cues"] == typed_cues(captions.example_for("").cues)


@every_case
def test_the_example_left_as_it_is_earns_nothing_for_mending(case: str) -> None:
    """Is taking the example, and no more, worth nothing?"""
    content = dossier(case)
    content.answers[MEND.id]["values"] = dict(act(MEND, "exemple", content).values)
    assert MEND.evaluate(content).points == 0


@every_case
def test_the_proposal_mends_much_and_not_all(case: str) -> None:
    """Does the proposed correction earn part of the points, and leave what asks for words?"""
    content = dossier(case)
    values = content.answers[MEND.id]["values"]
    values |= act(MEND, "exemple", content).values
    outcome = act(MEND, "corriger", content)
    assert "vos mots" in outcome.sentence
    values |= outcome.values
    result = MEND.evaluate(content)
    assert 2 < sum(lost(result).values()) < 4
    assert {field.split(".")[0] for field in lost(result)} == {"cues"}


def test_each_caption_judged_wrongly_is_explained() -> None:
    """Does « rien » on a faulty caption cost half a point, with the sentence that says what hinders it?"""
    found = dossier().values(MEND.id)["found"]
    kinds = [row["kind"] for row in found]
    rank = kinds.index("overlap")
    result = changed(MEND, found=[*found[:rank], {"kind": "none"}, *found[rank + 1 :]])
    assert lost(result) == {f"found.{rank}.kind": 0.5}
    assert any("se chevauchent" in reason.text for reason in result.reasons if reason.state == "wrong")


def test_captions_emptied_of_their_words_are_not_mended() -> None:
    """Can one earn the points by deleting what is said?"""
    rows = dossier().values(MEND.id)["cues"]
    assert lost(changed(MEND, cues=[{**row, "text": "Oui."} for row in rows])) == {"cues": 6}
    assert sum(lost(changed(MEND, cues=rows[:2])).values()) > 3


def test_the_drawing_judges_only_once_the_learner_has() -> None:
    """Does the timeline keep its verdicts until the eight captions are judged?"""
    content = dossier()
    values = content.answers[MEND.id]["values"]
    values |= act(MEND, "exemple", content).values
    (told,) = MEND.pictures(content)
    assert "chevauche" in told.html
    values["found"] = values["found"][:-1]
    (silent,) = MEND.pictures(content)
    assert "chevauche" not in silent.html + silent.alternative + str(silent.table)
    assert "à vous de dire" in silent.reading


def test_nothing_typed_is_taken_for_code_in_the_drawing() -> None:
    """Is what somebody typed shown as typed?"""
    rows = [{"start": "0", "end": "3", "speaker": "<b>A</b>", "text": "<script>alert(1)</script>"}] * 5
    content = dossier()
    content.answers[MY_VIDEO.id]["values"]["cues"] = rows
    (picture,) = MY_VIDEO.pictures(content)
    assert "<script" not in picture.html
    assert "<b>" not in picture.html


# ─── One's own video ──────────────────────────────────────────────────────────────────────────────


def test_a_file_fills_the_table_and_comes_back_corrected() -> None:
    """Can one bring a file, have it put in order, and take it away in both formats with its transcript?"""
    cues = captions.example_for("boulangere").cues
    content = with_file(captions.to_srt(cues))
    content.answers[MY_VIDEO.id]["values"] |= act(MY_VIDEO, "relire", content).values
    assert timed(MY_VIDEO.answer(content)) == cues
    content.answers[MY_VIDEO.id]["values"] |= act(MY_VIDEO, "corriger", content).values
    vtt, srt = act(MY_VIDEO, "fichiers", content).files
    assert (vtt.name, srt.name) == ("sous-titres.vtt", "sous-titres.srt")
    assert captions.read(vtt.data) == captions.read(srt.data) == captions.correct(cues)
    assert len(webvtt.from_string(vtt.data.decode()).captions) == len(cues)
    text, page = act(MY_VIDEO, "transcription", content).files
    assert "trois heures du matin" in text.data.decode()
    assert "<h1>" in page.data.decode()


def test_a_file_too_long_for_the_table_is_corrected_all_the_same() -> None:
    """Does an hour of captions come back as files, with the table left alone?"""
    cues = [
        Cue(3 * rank, 3 * rank + 2, "Un pain, deux pains, trois pains au levain.") for rank in range(1000)
    ]
    outcome = act(MY_VIDEO, "relire", with_file(captions.to_vtt(cues), "long.vtt"))
    assert outcome.values == {}
    assert [file.name for file in outcome.files[:2]] == [
        "sous-titres-corriges.vtt",
        "sous-titres-corriges.srt",
    ]
    assert len(captions.read(outcome.files[0].data)) == 1000
    assert str(MAX_ROWS) in outcome.sentence


@given(st.binary(max_size=200))
def test_a_hostile_file_gets_a_sentence(data: bytes) -> None:
    """Can any bytes given as captions do worse than a French sentence?"""
    content = with_file(data)
    try:
        outcome = act(MY_VIDEO, "relire", content)
    except TpeError:
        return
    content.answers[MY_VIDEO.id]["values"] |= outcome.values
    assert MY_VIDEO.parse(content.values(MY_VIDEO.id)).errors == {}
    MY_VIDEO.pictures(content)


@pytest.mark.parametrize("action", ["relire", "corriger", "fichiers", "transcription"])
def test_a_button_without_what_it_needs_says_so(action: str) -> None:
    """Does each button ask for what comes first?"""
    with pytest.raises(TpeError, match=r"\.$"):
        act(MY_VIDEO, action, Content())


def test_several_voices_have_to_be_told_apart() -> None:
    """Is one point lost when two people speak and nothing says who, and is a name or a dash enough?"""
    rows = [{"start": str(3 * r), "end": str(3 * r + 3), "text": "Le pain est chaud."} for r in range(5)]
    assert lost(changed(MY_VIDEO, cues=rows)) == {"cues.0.speaker": 1}
    assert lost(changed(MY_VIDEO, cues=rows, voices="1")) == {}
    named = [{**row, "speaker": ("Anaïs", "Farid")[rank % 2]} for rank, row in enumerate(rows)]
    assert lost(changed(MY_VIDEO, cues=named)) == {}


def test_the_sentence_leads_to_the_row_that_is_wrong() -> None:
    """Does « Y aller » point at the faulty row, rows without times left aside?"""
    rows = [{"start": str(3 * r), "end": str(3 * r + 3), "text": "Le pain est chaud."} for r in range(6)]
    rows[0] = {"text": "sans moment"}
    rows[3]["text"] = "Un texte bien trop long pour trois secondes, que personne ne lira en entier."
    result = changed(MY_VIDEO, cues=rows, voices="1")
    assert set(lost(result)) == {"cues.3.text"}


# ─── Two versions ─────────────────────────────────────────────────────────────────────────────────


def test_the_six_cases_meet_every_verdict() -> None:
    """Do invented trials lead to A, to B, to « on ne sait pas » and to « trop peu » among the cases?"""
    verdicts = [reference(case)[AB.id]["verdict"] for case in CASES.values()]
    assert set(verdicts) == {"a", "b", "unknown", "few"}


@every_case
def test_the_invented_trial_is_that_of_the_reference(case: str) -> None:
    """Does the button give the same figures each time, at the scale of the campaign of C1?"""
    content = dossier(case)
    outcome = act(AB, "inventer", content)
    assert "campagne que vous avez chiffrée" in outcome.sentence
    assert lost(changed(AB, case, **outcome.values)) == {}
    assert act(AB, "inventer", content).values == outcome.values
    assert "petit essai" in act(AB, "inventer", Content()).sentence


def test_ones_own_figures_are_read_too() -> None:
    """Are other figures judged by what they say, and a wrong share told with the right one?"""
    own = {"views_a": "2400", "clicks_a": "48", "views_b": "2400", "clicks_b": "72"}
    right = {**own, "share_a": "2", "share_b": "3", "verdict": "b"}
    assert lost(changed(AB, **right)) == {}
    result = changed(AB, **right | {"verdict": "a", "share_a": "48"})
    assert lost(result) == {"verdict": 3, "share_a": 1}
    assert any("2,00" in reason.text for reason in result.reasons if reason.field == "share_a")


def test_more_clicks_than_people_cannot_be() -> None:
    """Are impossible figures asked again, the traps still graded?"""
    assert lost(changed(AB, clicks_a="999 999", views_a="10")) == {"views_a": 5}


def test_chance_is_shown_when_the_shares_are_computed_and_the_verdict_never() -> None:
    """Does the picture wait for both shares, and then say how often chance does as much, no more?"""
    content = dossier("boulangere")
    (picture,) = AB.pictures(content)
    assert "Si les deux se valaient" in picture.reading
    assert "trop peu" not in picture.reading + str(picture.table)
    del content.answers[AB.id]["values"]["share_b"]
    assert AB.pictures(content) == ()


def test_the_same_gap_seen_by_more_people_can_be_told() -> None:
    """Does the exploration change its mind when the same shares are seen by more people?"""
    few = AB_EXPLORER.show({}, Content())
    many = {"views_a": 16_000, "clicks_a": 480, "views_b": 12_000, "clicks_b": 450}
    assert "on ne peut pas dire" in few.sentence
    assert "la version B fait mieux" in AB_EXPLORER.show(many, Content()).sentence
    assert compare(480, 16_000, 450, 12_000).verdict == "b"


# ─── The posts of 2014 ────────────────────────────────────────────────────────────────────────────


def test_small_groups_are_shown_and_not_ranked() -> None:
    """Are seven videos drawn hollow, named as too few, and left out of the sentence that ranks?"""
    view = PAST_POSTS_EXPLORER.show({"by": "kind", "measure": "reach"}, Content())
    assert view.sentence.startswith("Texte")
    assert "Vidéo (7)" in view.sentence
    assert "2014" in view.picture.reading
    hollow = [trace for trace in view.picture.spec["data"] if trace["marker"]["symbol"] == "circle-open"]
    assert set(hollow[0]["y"]) == {"Vidéo", "Lien"}


def test_a_gap_is_called_one_only_when_intervals_part() -> None:
    """Are hours, whose intervals overlap, not ranked, and is a gap never given a cause?"""
    assert "se recouvrent" in PAST_POSTS_EXPLORER.show({"by": "hour"}, Content()).sentence
    apart = PAST_POSTS_EXPLORER.show({"by": "paid", "measure": "reach"}, Content()).sentence
    assert "on ne sait pas à quoi il est dû" in apart


def test_what_one_may_not_say_costs_with_its_reason() -> None:
    """Is « passons tous au texte » answered by what is missing to say it?"""
    result = changed(PAST_POSTS, text="yes", best="video", videos="9")
    assert lost(result) == {"text": 1, "best": 1, "videos": 1}
    assert not any("sept" in reason.text.lower() for reason in result.reasons)


# ─── Posts written again ──────────────────────────────────────────────────────────────────────────


def test_ticking_everything_earns_little() -> None:
    """Is a box ticked wrongly taken back from those ticked rightly?"""
    result = changed(REWRITING, found_1=list(FAULTS))
    assert lost(result) == {"found_1": 1}
    assert lost(changed(REWRITING, found_1=["price"])) == {"found_1": 2}


def test_each_fault_is_explained() -> None:
    """Does every fault of a post have its own line, with the rule or the advice, found or not?"""
    result = changed(REWRITING, found_2=["price"])
    posts = [post for post in faulty_posts() if post.graded]
    told = " ".join(reason.text for reason in result.reasons)
    for post in posts:
        for remark in post.faults.values():
            assert remark.text in told
    assert lost(result) == {"found_2": 1.5}


def test_the_faulty_text_copied_or_another_subject_earns_nothing() -> None:
    """Is a post left as it is, or replaced by anything else, worth nothing?"""
    first = next(post for post in faulty_posts() if post.graded)
    assert lost(changed(REWRITING, text_1=first.text)) == {"text_1": 2}
    assert lost(changed(REWRITING, text_1="Bonjour.")) == {"text_1": 2}
    other = "Nous ouvrons demain à neuf heures, avec du café pour tous, venez nombreux et contents."
    assert lost(changed(REWRITING, text_1=other)) == {"text_1": 2}


def test_a_fault_brought_by_the_new_text_counts_too() -> None:
    """Is a fault that the first text did not have seen in the second?"""
    mended = next(post for post in faulty_posts() if post.graded).mended
    result = changed(REWRITING, text_1=f"{mended} -20 % !")
    assert lost(result) == {"text_1": 0.5}
    assert any("prix d’avant" in reason.text for reason in result.reasons if reason.field == "text_1")


def test_the_questions_hold_the_posts_and_not_what_is_wrong_with_them() -> None:
    """Can the form be filled from its own text alone, without an answer in it?"""
    for rank, post in enumerate((post for post in faulty_posts() if post.graded), 1):
        errors = REWRITING.parse({f"found_{rank}": ["rien"]}).errors
        assert set(errors) == {f"found_{rank}"}
        schema = str(REWRITING.model.model_json_schema())
        assert post.mended not in schema


def test_practice_shows_before_and_after() -> None:
    """Does the exploration name the faults of each post that is not graded, and nothing of those that are?"""
    for post in faulty_posts():
        if post.graded:
            assert FAULTY_EXPLORER.model.read({"post": post.id}).errors
            continue
        before = FAULTY_EXPLORER.show({"post": post.id, "version": "faulty"}, Content())
        assert before.sentence.startswith(str(len(post.faults)))
        after = FAULTY_EXPLORER.show({"post": post.id, "version": "mended"}, Content())
        assert "rien à redire" in after.picture.reading


@every_case
def test_who_answers_well_earns_everything(case: str) -> None:
    """Is every point within reach, in each case, and for a business of one's own?"""
    content = dossier(case)
    for exercise in EXERCISES:
        assert lost(exercise.evaluate(content)) == {}
    content.answers["c1-entreprise"]["values"]["project"] = "mon-entreprise"
    for exercise in (REWRITING, MY_VIDEO, AB, PAST_POSTS):
        assert lost(exercise.evaluate(content)) == {}
