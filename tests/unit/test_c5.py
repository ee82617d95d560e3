"""C5: one idea, a text per network, seen as it is read; and the post that the jury will see."""

import io
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from PIL import Image

from tpelib.base.errors import TpeError
from tpelib.charts import Picture
from tpelib.course.c5.presented.exercise import PRESENTED
from tpelib.course.c5.studio.exercise import STUDIO, posts_of
from tpelib.course.c5.trials import CUT, ROOM
from tpelib.course.cases import all_cases
from tpelib.engine.dossier import Content
from tpelib.engine.exercise import Outcome
from tpelib.engine.marking import Result
from tpelib.samples.references import reference_content

CASES = {case.id: case for case in all_cases()}


class WithFile(Content):
    """A dossier in memory that holds one file."""

    held: bytes = b""

    def file(self, answer: Mapping[str, Any] | None) -> bytes | None:
        return self.held if answer else None


def answered(case: str = "fleuriste", **values: Any) -> WithFile:
    """Return a reference dossier, with some fields of the studio changed."""
    found = WithFile(answers=reference_content(CASES[case]).answers)
    found.answers["c5-publication"]["values"] |= values
    return found


def texts(**by_network: str) -> list[dict[str, str]]:
    """Return the rows of the variants."""
    return [{"network": network.replace("_", "-"), "text": text} for network, text in by_network.items()]


def lost(result: Result) -> dict[str, float]:
    """Return, by field, the points that were not given."""
    found: dict[str, float] = {}
    for reason in result.reasons:
        if reason.points < reason.max:
            found[reason.field] = found.get(reason.field, 0) + reason.max - reason.points
    return found


def act(action_id: str, content: Content) -> Outcome:
    """Press a button of the studio."""
    action = next(found for found in STUDIO.actions if found.id == action_id)
    return action.run(STUDIO.answer(content), content, lambda share, sentence: None)


def shown(content: Content, network: str) -> Picture:
    """Return the preview of the studio for one network."""
    posts = posts_of(STUDIO.answer(content), content)
    rank = [post.network for post in posts].index(network)
    return STUDIO.pictures(content)[rank]


# ── The idea and its place ────────────────────────────────────────────────────────────────────────


def test_a_theme_from_nowhere_costs_twice() -> None:
    """Is a theme that the line does not have worth less, and not planned on that day either?"""
    assert lost(STUDIO.evaluate(answered(theme="Politique locale"))) == {"theme": 1, "day": 1}
    assert lost(STUDIO.evaluate(answered(theme="bouquet de la SEMAINE"))) == {}


def test_the_calendar_says_when() -> None:
    """Does a day without that theme cost, and does the button bring the next one that has it?"""
    content = answered(day="2026-12-25")
    assert lost(STUDIO.evaluate(content)) == {"day": 1}
    outcome = act("calendrier", content)
    assert outcome.values["day"] > "2026-12-25"
    content.answers["c5-publication"]["values"] |= outcome.values
    assert lost(STUDIO.evaluate(content)) == {}


def test_after_the_calendar_its_last_day_is_proposed() -> None:
    """Does who comes after the last date still get one?"""
    assert act("calendrier", answered(day="2030-01-01")).values["day"] <= "2028-01-02"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("hook", "Long " * 40),
        ("hook", "Court"),
        ("story", "Un bouquet."),
        ("action", "Bouquets disponibles samedi."),
    ],
)
def test_each_part_of_the_idea_counts(field: str, value: str) -> None:
    """Does a first line too long or too short, no story, or nothing to do cost one point?"""
    assert lost(STUDIO.evaluate(answered(**{field: value}))) == {field: 1}


def test_a_question_is_a_call_to_action() -> None:
    """Is a question, or « dites », something to do?"""
    for action in ("Et vous, laquelle choisiriez-vous ?", "Dites en commentaire votre couleur."):
        assert lost(STUDIO.evaluate(answered(action=action))) == {}


def test_a_weak_description_costs_and_a_worse_one_more() -> None:
    """Does « image de » cost a point, and a file name that says nothing two?"""
    alt = "Image de deux mains qui lient un bouquet sur une table de bois."
    assert lost(STUDIO.evaluate(answered(alt=alt))) == {"alt": 1}
    assert lost(STUDIO.evaluate(answered(alt="IMG_2026.jpg"))) == {"alt": 2}


# ── The texts ─────────────────────────────────────────────────────────────────────────────────────

GOOD = "Nos renoncules sont arrivées ce matin. Venez les voir samedi."


def test_drafts_earn_everything_and_keep_what_was_written_elsewhere() -> None:
    """Does the button write a text per network chosen, that has all its points, and keep a text for another?"""
    content = answered(variants=texts(tiktok="Une vidéo de la halle au petit matin."))
    rows = act("decliner", content).values["variants"]
    assert [row["network"] for row in rows] == ["instagram", "facebook", "google-business", "tiktok"]
    content.answers["c5-publication"]["values"]["variants"] = rows
    assert lost(STUDIO.evaluate(content)) == {}


def test_a_network_left_out_costs_its_share() -> None:
    """Does one text for three networks earn a third of what is given for covering them?"""
    result = STUDIO.evaluate(answered(variants=texts(instagram=GOOD)))
    assert lost(result) == {"variants": 1.25}
    assert any("Facebook" in reason.text and "Google Business" in reason.text for reason in result.reasons)


def test_the_word_soldes_costs_outside_its_dates_only() -> None:
    """Is « soldes » a point of law on 5 January 2027 and nothing on the 6th, as the calendar of C4 has its department?"""
    variants = texts(instagram=f"Les soldes ! {GOOD}", facebook=GOOD + " À bientôt.", google_business=GOOD)
    for day, cost in (("2027-01-05", 2 / 3), ("2027-01-06", 0)):
        content = answered(day=day, variants=variants)
        reasons = [reason for reason in STUDIO.evaluate(content).reasons if "soldes" in reason.text]
        assert bool(reasons) == bool(cost)
        assert ("L310-3" in shown(content, "instagram").html) == bool(cost)


def test_a_rule_that_may_not_apply_is_shown_and_costs_nothing() -> None:
    """Is a gift told as something to look at, since no text says whether anybody was paid?"""
    gift = f"La maison Terre m'a offert ce bol. {GOOD}"
    content = answered(variants=texts(instagram=gift, facebook=GOOD + " À bientôt.", google_business=GOOD))
    assert lost(STUDIO.evaluate(content)) == lost(PRESENTED.evaluate(content)) == {}
    assert "Loi, à vérifier." in shown(content, "instagram").html


def test_a_text_too_long_for_its_network_costs_there() -> None:
    """Does a Google post of 1 600 signs lose its share of the limits, with the figure?"""
    long = "Nos fleurs sont là. " * 80
    variants = texts(instagram=GOOD, facebook=GOOD + " À bientôt.", google_business=long)
    result = STUDIO.evaluate(answered(variants=variants))
    assert lost(result) == {"variants": 0.75}
    assert any("Google Business" in reason.text and "retirez-en" in reason.text for reason in result.reasons)


def test_what_cannot_be_heard_costs() -> None:
    """Do disguised letters and hashtags in one block lose the points of who listens?"""
    bad = "𝐏𝐫𝐨𝐦𝐢𝐬, venez samedi ! #bouquetdesaison"
    variants = texts(instagram=bad, facebook=bad + " À bientôt.", google_business=GOOD)
    assert lost(STUDIO.evaluate(answered(variants=variants))) == {"variants": 1.25}


def test_the_same_text_everywhere_is_not_adapted() -> None:
    """Does a text copied on every network lose the point of its adaptation?"""
    assert lost(
        STUDIO.evaluate(answered(variants=texts(instagram=GOOD, facebook=GOOD, google_business=GOOD)))
    ) == {"variants": 1}


def test_points_do_not_hang_on_the_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a computer without Hunspell, are the points the same?"""
    content = answered(
        variants=texts(instagram="Bouqets ! Venez.", facebook=GOOD, google_business=GOOD + " Oui.")
    )
    with_it = STUDIO.evaluate(content)
    monkeypatch.setattr("tpelib.domain.post.spelling._dictionary", lambda: None)
    assert STUDIO.evaluate(content) == with_it


# ── Previews ──────────────────────────────────────────────────────────────────────────────────────


def test_a_preview_shows_the_text_as_typed_and_no_code() -> None:
    """Is the text shown as it would be pasted, whatever was typed, and said as a screen reader would?"""
    content = answered(variants=texts(instagram="<script>alert(1)</script> Bonjour  l'été ! #NosFleurs"))
    picture = shown(content, "instagram")
    assert "<script" not in picture.html
    assert "Bonjour  l&#x27;été !" in picture.html
    assert '<span class="tpe-mark">#NosFleurs</span>' in picture.html
    assert "Bonjour l'été" in picture.alternative
    assert "Image : Deux mains" in picture.alternative


def test_the_preview_looks_like_its_network() -> None:
    """Is the image first on Instagram, the text first on Facebook, a button on Google, and the name of C3 on top?"""
    content = answered()
    instagram, facebook, google = (
        shown(content, one).html for one in ("instagram", "facebook", "google-business")
    )
    assert instagram.index('tpe-shot"') < instagram.index('tpe-words"')
    assert facebook.index('tpe-words"') < facebook.index('tpe-shot"')
    assert "En savoir plus" in google
    assert "En savoir plus" not in instagram
    assert all("Aux Mille Pétales" in html for html in (instagram, facebook, google))


def test_law_limits_and_advice_are_told_apart() -> None:
    """Does each remark carry its own word, and does only the law carry its source and date?"""
    text = "Soldes ! Notre cidre. " + "a" * 2200 + " #fleursdelasaison"
    html = shown(answered(day="2027-01-05", variants=texts(instagram=text)), "instagram").html
    assert html.count('<li data-kind="law"') == 2
    assert html.count('<li data-kind="limit"') == 1
    assert html.count('<li data-kind="advice"') >= 1
    assert html.count("vérifié le") == 2
    assert html.count("pas un conseil juridique") == 2


def picture_file(colour: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (1200, 900), colour).save(stream, "JPEG")
    return stream.getvalue()


FILE = {"name": "photo.jpg", "size": 1, "sha256": "0" * 64}


def test_writing_on_the_learners_image_is_measured() -> None:
    """Is white writing on a pale photo told, with a way out, and left alone on a dark one?"""
    over = {"image": FILE, "on_image": "Portes ouvertes", "band": "top", "ink": "#ffffff"}
    content = answered(**over, alt="Deux mains lient un bouquet sur une table. On lit : portes ouvertes.")
    content.held = picture_file("#f4f0e8")
    assert "écrit en noir" in shown(content, "instagram").html
    content.held = picture_file("#0b3d39")
    html = shown(content, "instagram").html
    assert "Texte sur l" not in html
    assert "data:image/jpeg;base64," in html
    assert "Portes ouvertes" in html


def test_a_hostile_image_leaves_the_preview_whole() -> None:
    """Does a file that is no image still leave the text to see, and a sentence?"""
    content = answered(image=FILE, on_image="Ouvert", band="top", ink="#ffffff")
    content.held = b"not an image"
    html = shown(content, "instagram").html
    assert "data:image" not in html
    assert "Texte sur l’image. Ce" in html


# ── Buttons ───────────────────────────────────────────────────────────────────────────────────────


def test_words_to_look_at_come_with_near_ones() -> None:
    """Does the button tell a misspelt word and a near one, and say so when there is none?"""
    assert (
        "bouquets" in act("relire", answered(story="De beaux bouqets, faits ce matin par Mireille.")).sentence
    )
    assert "connaît tous vos mots" in act("relire", answered("plombier")).sentence


def test_texts_leave_with_their_description() -> None:
    """Is there one file per network, its text as written, then the description?"""
    files = act("emporter", answered()).files
    assert [file.name for file in files] == [
        "publication-instagram.txt",
        "publication-facebook.txt",
        "publication-google-business.txt",
    ]
    assert "Deux mains lient" in files[0].data.decode()


@pytest.mark.parametrize("action", ["calendrier", "decliner", "emporter"])
def test_a_button_without_what_it_needs_says_so(action: str) -> None:
    """Does an empty dossier get a sentence?"""
    with pytest.raises(TpeError, match="abord"):
        act(action, Content())


# ── The post for the jury ─────────────────────────────────────────────────────────────────────────


def presented(content: Content, **values: Any) -> dict[str, float]:
    content.answers["c5-presentation"]["values"] |= values
    return lost(PRESENTED.evaluate(content))


def test_a_network_out_of_the_project_costs() -> None:
    """Is a text for a network not chosen in C2 worth less, and one never written worth nothing?"""
    variants = texts(tiktok="Une vidéo de la halle, samedi matin.")
    assert presented(answered(variants=variants), network="tiktok") == {"network": 2}
    assert presented(answered(), network="tiktok") == {"network": 4}


def test_a_post_that_cannot_be_published_costs() -> None:
    """Does a point of law left in the text cost, and is the way to mend it told?"""
    variants = texts(instagram="-20 % sur les vases. Venez !")
    assert presented(answered(variants=variants)) == {"network": 2}


def test_the_figure_answers_the_objective() -> None:
    """Is a figure that another aim would need refused, and more than the whole objective expected refused?"""
    assert presented(answered(), indicator="reviews") == {"indicator": 2}
    assert presented(answered(), expected="4 000") == {"expected": 1}
    assert presented(answered(), expected="0") == {"expected": 1}


def test_reasons_and_checks_count() -> None:
    """Do half a reason and half the checks earn half?"""
    assert presented(answered(), tone="Un ton simple, du vrai, du beau") == {"tone": 1}
    assert presented(answered(), checked=["aloud", "other", "spelling"]) == {"checked": 1}


def test_the_jury_sees_the_post_chosen() -> None:
    """Is the one picture of the exercise the preview of the post chosen?"""
    content = answered()
    content.answers["c5-presentation"]["values"]["network"] = "facebook"
    assert [picture.title for picture in PRESENTED.pictures(content)] == ["Ma publication sur Facebook"]


# ── What if ───────────────────────────────────────────────────────────────────────────────────────


def test_an_emoji_weighs_two_on_x_and_one_elsewhere() -> None:
    """Does the room taken follow the rule of X, a link 23 and an emoji 2?"""
    view = ROOM.show({"signs": 100, "links": 1, "emoji": 3, "tags": 0}, Content())
    taken = {row[0]: row[1] for row in view.picture.table.rows}
    assert taken["X"] == "133 sur 280"  # 100 + space + 23 + 3 × (space + 2)
    assert taken["Bluesky"] == "145 sur 300"  # 100 + space + 38 + 3 × 2
    assert "tient partout" in view.sentence


def test_a_text_too_long_says_where() -> None:
    """Are the networks that refuse it named, and marked in the table?"""
    view = ROOM.show({"signs": 600, "links": 0, "emoji": 0, "tags": 0}, Content())
    assert "X, Bluesky, Pinterest et Threads" in view.sentence
    assert [row[0] for row in view.picture.table.rows if row[2]] == ["X", "Bluesky", "Pinterest", "Threads"]


def test_a_past_promotion_lowers_the_reference_for_thirty_days() -> None:
    """Is the recent low price the reference, and the usual one once thirty days have passed?"""

    def told(since: int, price: float) -> str:
        settings = {"usual": 20, "low": 15, "since": since, "price": price}
        return CUT.show(settings, Content()).sentence.replace("\u00a0", " ")

    recent, old = told(10, 12), told(31, 12)
    assert "12 € au lieu de 15 €" in recent
    assert "−20 %" in recent
    assert "trompeur" in recent
    assert "12 € au lieu de 20 €" in old
    assert "trompeur" not in old
    assert "pas une baisse" in told(10, 16)


def test_each_case_presents_a_post_of_its_calendar() -> None:
    """In the six cases, is the day of the reference one that the calendar plans for that theme?"""
    for case in CASES:
        content = answered(case)
        answer = STUDIO.answer(content)
        assert isinstance(answer.day, date)
        assert lost(STUDIO.evaluate(content)) == lost(PRESENTED.evaluate(content)) == {}
