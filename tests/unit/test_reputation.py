"""Inboxes, answers, ratings and influencers: what one would ask before trusting them."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.course.cases import all_cases
from tpelib.domain.post.rules import rules
from tpelib.domain.reputation import (
    all_inboxes,
    find,
    inbox,
    is_excluding,
    needs,
    rating,
    review_reply,
)
from tpelib.domain.reputation.inbox import Message, sample
from tpelib.domain.reputation.influence import (
    CRITERIA,
    SCALE,
    SIGNALS,
    Influencer,
    benchmark_line,
    marks,
    needs_contract,
    profiles,
    signals,
    size_of,
    usual_choice,
)
from tpelib.domain.reputation.scores import pulled

MESSAGES = [message for own in all_inboxes().values() for message in own]
FLORIST = {message.id: message for message in inbox("fleuriste")}
GOOD = "Bonjour, écrivez-nous par SMS, nous répondons par écrit avant demain soir, c'est promis. Bien à vous, Mireille"


def spoken(text: str) -> str:
    """Return a text with plain spaces and apostrophes."""
    return str(text).replace(french.NBSP, " ").replace(french.NNBSP, " ").replace("’", "'")


def wrong(text: str, message: Message | None = FLORIST["sourde"], contacts: tuple[str, ...] = ()) -> set[str]:
    """Return the keys of what an answer lacks."""
    return {found.key for found in review_reply(text, message, contacts) if not found.ok}


# ── Inboxes ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
def test_each_trade_has_its_dozen(case: object) -> None:
    """Has each trade twelve messages of its own, with all the situations the course speaks of?"""
    own = inbox(case.id)  # type: ignore[attr-defined]  # a case
    assert len(own) == 12
    assert {message.kind for message in own} == {
        "access",
        "fair",
        "unfair",
        "fake",
        "unlawful",
        "blackmail",
        "praise",
        "crisis",
    }
    assert [message.need for message in own if message.need] == [
        "deaf",
        "blind",
        "dyslexic",
        "motor",
        "elderly",
    ]
    assert sum(message.answered for message in own) == 8
    for message in own:
        assert message.stars is None or 1 <= message.stars <= 5
        assert bool(message.reply) == message.answered
        assert message.text.endswith((".", "!", "?"))


def test_a_message_is_found_by_what_the_form_shows() -> None:
    """Is each message of the six inboxes recognised from its text, and the learner's own told apart?"""
    assert len({message.head for message in MESSAGES}) == len(MESSAGES)
    for message in MESSAGES:
        assert find(message.shown) is message
        assert find(spoken(message.shown).upper()) is message
    assert find("Une vraie cliente : votre pain est bon") is None
    assert find("") is None


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
def test_the_model_answers_lack_nothing(case: object) -> None:
    """Does the answer proposed for each message hold all that is looked for, and shut nobody out?"""
    page = case.answers["c3-acces"]  # type: ignore[attr-defined]  # a case
    contacts = (page["phone"], page["mail"])
    for message in inbox(case.id):  # type: ignore[attr-defined]  # a case
        if message.answered:
            reply = message.reply.format(phone=page["phone"], mail=page["mail"])
            assert wrong(reply, message, contacts) == set(), message.shown
            assert is_excluding(reply, message) == ""


# ── Answers ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        (GOOD, set()),
        (GOOD.replace("par SMS", "").replace("écrivez-nous", "venez").replace("par écrit", ""), {"adapted"}),
        (GOOD.replace("avant demain soir", "bientôt peut-être"), {"promise"}),
        (GOOD.replace("Bonjour, é", "É"), {"polite"}),
        (GOOD.replace(" Bien à vous, Mireille", ""), {"polite"}),
        ("Bonjour, un SMS demain. Merci", {"plain"}),
        (GOOD.replace(". Bien", ", " + "et encore une chose à vous dire " * 3 + ". Bien"), {"plain"}),
        (GOOD + " Bonne journée." * 60, {"plain"}),
        ("", {"adapted", "promise", "plain", "polite"}),
    ],
)
def test_each_thing_an_answer_lacks_is_told(text: str, lacking: set[str]) -> None:
    """Is each of channel, delay, plain language and politeness looked for by itself?"""
    assert wrong(text) == lacking


def test_an_answer_to_criticism_shows_it_was_read() -> None:
    """Does an answer that fits any message at all lack something?"""
    pasted = "Bonjour, nous sommes navrés et faisons au mieux chaque jour pour satisfaire tout le monde. Bien à vous, Mireille"
    assert wrong(pasted, FLORIST["lente"]) == {"specific"}
    assert wrong(pasted.replace("navrés", "navrés de cette attente"), FLORIST["lente"]) == set()
    assert "promise" in wrong(pasted.replace("chaque jour", ""), FLORIST["defaut"])


@pytest.mark.parametrize(
    ("added", "ok"),
    [
        ("05 36 49 10 01", True),
        ("+33 5 36 49 10 01", True),
        ("bonjour@millepetales.exemple.fr", True),
        ("06 12 34 56 78", False),
        ("cliente@exemple.fr", False),
        ("votre commande n° 4512", False),
        ("IBAN FR76 3000 4000 0312", False),
    ],
)
def test_no_personal_data_goes_into_an_answer(added: str, ok: bool) -> None:
    """Are the page's own number and address accepted, and those of others flagged?"""
    contacts = ("05 36 49 10 01", "bonjour@millepetales.exemple.fr")
    text = GOOD.replace(", c'est promis", f". Dites {added}")
    assert wrong(text, None, contacts) == (set() if ok else {"proper"})


def test_without_a_page_nobody_s_number_is_judged() -> None:
    """Is a number left alone while the page that holds one's own is not filled in?"""
    assert wrong(GOOD.replace("c'est promis", "au 06 12 34 56 78"), None) == set()


@pytest.mark.parametrize(
    ("text", "id_", "words"),
    [
        ("Appelez-nous au magasin.", "sourde", "« Appelez » exclut une personne sourde"),
        ("Regardez la photo, tout y est.", "aveugle", "exclut une personne aveugle"),
        ("Relisez la page, tout est écrit.", "dys", "exclut une personne dyslexique"),
        ("Nous vous porterons.", "fauteuil", "exclut une personne en fauteuil"),
        ("Téléchargez l'application.", "agee", "exclut une personne âgée"),
        ("À votre âge, c'est normal.", "agee", "blesse"),
        ("Malgré votre handicap, venez.", "fauteuil", "blesse"),
        ("Les handicapés passent derrière.", "fauteuil", "blesse"),
        ("Vous êtes un menteur.", "lente", "blesse"),
        ("Je vous offre un bouquet si vous retirez votre avis.", "lente", "jamais d'argent"),
        ("20 € de réduction contre cinq étoiles.", "defaut", "jamais d'argent"),
    ],
)
def test_an_answer_that_shuts_out_or_buys_is_refused(text: str, id_: str, words: str) -> None:
    """Is an answer that excludes, hurts or pays for a review told, with the words that do?"""
    assert words in spoken(is_excluding(text, FLORIST[id_]))


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Écrivez-nous par SMS, ou appelez si vous êtes entendant.", "sourde"),
        ("Je vous rembourse le bouquet.", "defaut"),
        ("Merci de votre avis, une place est offerte aux cyclistes.", "merci"),
        ("Nous corrigeons la publication demain : le menu est à 32 €.", "dys"),
        ("Nous réglons votre problème de fuite demain.", "defaut"),
        ("Une place est gardée pour chaque client handicapé, demandez-nous sa mesure en cm.", "fauteuil"),
    ],
)
def test_what_is_said_rightly_is_not_refused(text: str, id_: str) -> None:
    """Are a second channel, a refund for itself and a page that is mended let through?"""
    assert is_excluding(text, FLORIST[id_]) == ""


@given(st.text(max_size=300), st.sampled_from([None, *MESSAGES]))
def test_any_answer_is_looked_at(text: str, message: Message | None) -> None:
    """Can any text at all fail to be looked at, or get an advice that is no French?"""
    for found in review_reply(text, message, ("05 36 49 10 01",)):
        assert found.ok or found.todo
        assert not found.todo.endswith(".")
    assert not is_excluding(text, message).endswith(".")


def test_each_need_has_words_that_suit_and_words_that_do_not() -> None:
    """Do the words that exclude a person never count as suiting that person?"""
    for need in needs().values():
        assert need.suits.search("") is None
        assert need.barred.search("Bonjour, merci") is None
        assert need.advice


def test_the_rules_are_sourced_and_dated() -> None:
    """Does each rule on reviews and influence say what, where and when it was read, and warn after a year?"""
    found = rules("avis")
    assert set(found) == {"fake", "collected", "defamation", "personal", "contract"}
    for rule in found.values():
        assert rule.url.startswith("https://")
        assert rule.warning(rule.verified_on) == ""
        assert rule.warning(date(2028, 1, 1))
        assert "pas un conseil juridique" in rule.line(rule.verified_on)
    assert "1 000 €" in spoken(found["contract"].told)


# ── Ratings ───────────────────────────────────────────────────────────────────────────────────────


def test_a_rating_has_its_golden_values() -> None:
    """Do three reviews at 5.0 and 120 at 4.6 give the course's 4.304 and 4.543, and 18 of 20 its interval?"""
    assert pulled(5.0, 3) == pytest.approx(4.304, abs=0.001)
    assert pulled(4.6, 120) == pytest.approx(4.543, abs=0.001)
    found = rating([15, 3, 0, 1, 1])
    assert (found.n, found.happy) == (20, 0.9)
    assert (found.low, found.high) == (pytest.approx(0.699, abs=0.001), pytest.approx(0.972, abs=0.001))
    assert found.mean == pytest.approx(4.5)


@given(st.lists(st.integers(0, 500), min_size=5, max_size=5).filter(any))
def test_a_rating_stays_in_its_bounds(counts: list[int]) -> None:
    """Is the pulled mean between the mean and the usual one, and the share inside its interval?"""
    found = rating(counts)
    assert min(found.mean, 4.2) - 1e-9 <= found.pulled <= max(found.mean, 4.2) + 1e-9
    assert found.low - 1e-9 <= found.happy <= found.high + 1e-9


@pytest.mark.parametrize("counts", [[0] * 5, [1, 2], [-1, 2, 0, 0, 0]])
def test_reviews_that_cannot_be_counted_get_a_sentence(counts: list[int]) -> None:
    """Is one told what is expected?"""
    with pytest.raises(DomainError, match="chaque étoile"):
        rating(counts)


def test_the_samples_are_whole() -> None:
    """Has each trade reviews, delays and a rival?"""
    for case in all_cases():
        found = sample(case.id)
        assert sum(found.counts) >= len(found.hours) + found.unanswered
        assert 1 <= found.rival_mean <= 5
        assert found.rival_count > 0


# ── Influencers ───────────────────────────────────────────────────────────────────────────────────


def candidate(**changed: object) -> Influencer:
    """Return a sound little profile, some of it changed."""
    sound: dict[str, object] = {
        "name": "Lise",
        "network": "instagram",
        "followers": 4000,
        "reactions": 200,
        "price": 50,
        "said": "always",
        "target": 60,
        "local": 30,
        "gained": 50,
        "repeated": 10,
        "away": 2,
    }
    return Influencer(**{**sound, **changed})  # type: ignore[arg-type]  # a test's own words


def test_marks_follow_the_rule_that_is_written() -> None:
    """Is each mark the one that the rule of the course gives?"""
    assert marks(candidate()) == {"target": 5, "engagement": 3.5, "local": 2.5, "cost": 5, "said": 5}
    assert marks(candidate(reactions=0))["cost"] == 0
    assert marks(candidate(reactions=40))["engagement"] == 1
    assert marks(candidate(price=275))["cost"] == pytest.approx(2.5)
    assert marks(candidate(reactions=2000))["engagement"] == 3


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"reactions": 30}, "low"),
        ({"reactions": 700}, "high"),
        ({"gained": 600}, "gained"),
        ({"repeated": 51}, "repeated"),
        ({"away": 31}, "away"),
    ],
)
def test_each_sign_shows_by_itself(change: dict[str, float], key: str) -> None:
    """Does each sign appear for its own reason, none on a sound profile, and none in words of guilt?"""
    assert signals(candidate()) == ()
    assert signals(candidate(**change)) == (key,)
    assert not re.search(r"achet|faux|triche|fraude", " ".join(SIGNALS.values()))


def test_sizes_go_up_and_expect_less() -> None:
    """Is each size larger than the one before, and less expected of it?"""
    found = [size_of(followers) for followers in (500, 10_000, 100_000, 500_000, 5_000_000)]
    assert [size.key for size in found] == ["nano", "micro", "mid", "macro", "macro"]
    assert [size.low for size in found] == sorted((size.low for size in found), reverse=True)


def test_the_contract_is_written_from_a_thousand_euros() -> None:
    """Do money and gifts count together, the threshold included?"""
    assert needs_contract([600, 400])
    assert not needs_contract([600, 399.99])
    assert not needs_contract([])


@given(
    st.floats(1, 1e9),
    st.floats(0, 1e9),
    st.floats(0, 1e9),
    st.floats(0, 100),
    st.floats(0, 1e9),
    st.floats(0, 100),
)
def test_any_profile_has_marks_in_bounds(
    followers: float, reactions: float, price: float, share: float, gained: float, away: float
) -> None:
    """Can a profile of any size fall out of the scale?"""
    found = candidate(
        followers=followers, reactions=reactions, price=price, target=share, gained=gained, away=away
    )
    assert set(marks(found)) == set(CRITERIA)
    assert all(0 <= mark <= SCALE for mark in marks(found).values())
    assert set(signals(found)) <= set(SIGNALS)


def test_the_fictional_profiles_are_whole() -> None:
    """Has each trade four profiles, one of which asks for questions, and a choice that is argued?"""
    for case in all_cases():
        own = profiles(case.id)
        assert len(own) == 4
        assert [len(signals(one)) >= 3 for one in own].count(True) == 1
        assert usual_choice(case.id)["posts"] > 0
    with pytest.raises(DomainError):
        candidate(followers=0)
    assert benchmark_line().startswith("Source")
