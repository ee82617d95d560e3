"""The law of a post: what calls a rule, what is only a word alike, and the date of each rule."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.domain.post import law_flags
from tpelib.domain.post.prices import announced_cut, reference_price
from tpelib.domain.post.review import review
from tpelib.domain.post.rules import rule, rules

START = date(2026, 6, 1)


def keys(text: str, day: date | None = None, department: str = "", image: str = "") -> set[str]:
    """Return the keys of the flags of a text."""
    return {flag.key for flag in law_flags(text, day, department, image)}


@pytest.mark.parametrize(
    "text",
    [
        "-20 % sur les orchidées",
        "Moins 20 % samedi",
        "Toute la vitrine en promotion !",
        "Une remise de 10 % pour les nouveaux",
        "20 % de réduction jusqu'à dimanche",
        "Les bougies à moitié prix",
        "-20 % sur les vases. Venez nombreux. Bouquet à 12 € au lieu de 15 €.",
        "-20 % : du thé au lieu de 3 cafés",
        "Prix cassés, rendez-vous au 3 rue Haute au lieu de 5 rue Basse",
    ],
)
def test_a_cut_without_its_price_before_is_seen(text: str) -> None:
    """Is each way to announce a cut seen, when another « au lieu de » in the text answers nothing?"""
    assert keys(text) == {"price"}


@pytest.mark.parametrize(
    "text",
    [
        "Orchidée à 12 € au lieu de 15 €",
        "-20 % sur ce vase : 16 €, notre prix le plus bas des 30 derniers jours était 20 €.",
        "-20 % sur ce vase. Il était à 20 €.",
        "Du miel au lieu de sucre dans nos madeleines",
        "Ouvert de 10-20 h, humidité 60–70 %",
        "La remise en route du chauffage, c'est maintenant",
        "Remise des diplômes au CFA samedi",
        "Bravo à la promotion de l'école de coiffure",
        "Un bouquet rangé dans la remise du jardin",
    ],
)
def test_a_cut_with_its_price_or_a_word_alike_is_left_alone(text: str) -> None:
    """Is a text that follows the rule, or speaks of something else, free of any flag?"""
    assert keys(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nos abricots ont eu la médaille d'or au concours agricole", set()),
        ("Lina prépare son concours, elle vous coiffe le mardi", set()),
        ("Avec le concours de la mairie, la halle est fleurie", set()),
        ("Jeu-concours : un bouquet à gagner. Règlement par carte accepté.", {"contest"}),
        ("Jeu-concours : un bouquet à gagner. Règlement sur exemple.fr/jeu", set()),
        ("Une bouteille de gin à l'apéritif", {"alcohol"}),
        ("Un gin tonic vous attend", {"alcohol"}),
        ("Voilà Gin, le chat de l'atelier", set()),
        ("Un mojito sans alcool à la menthe du jardin", set()),
        ("Six verres à vin en grès, tournés à la main", set()),
        ("Un coq au vin, comme chez nous", set()),
        ("Nos vins du pays vous attendent en Champagne", {"alcohol"}),
        ("Un blond champagne, sans décoloration", set()),
        ("Publication sans publicité : la maison Terre m'a offert ce bol", {"paid"}),
        ("Publicité. La maison Terre m'a offert ce bol", set()),
        ("Ma voisine m'a offert ce rosier", set()),
        ("Avec le code promo de mai, le bouquet est à 12 € au lieu de 15 €", set()),
        ("Farid participe au concours de la meilleure baguette", set()),
        ("Notre pain est inscrit au concours du village", set()),
        ("Participez à notre concours de dessin", {"contest"}),
    ],
)
def test_a_word_is_read_with_its_neighbours(text: str, expected: set[str]) -> None:
    """Are words of the law told from the same words about something else?"""
    assert keys(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deux bouquets achetés, le troisième à -50 %", set()),
        ("La deuxième plante offerte : 3 pour le prix de 2 !", set()),
        ("-10 % dès 50 € d'achat", set()),
        ("-10 % dès 50 €", set()),
        ("Avec votre carte de fidélité, -10 % toute l'année", set()),
        ("-10 % pour tous avec le code MAI", {"price"}),
        ("Le deuxième samedi du mois, -20 % sur tout", {"price"}),
        ("Bouquets à -20 %, dès 12 €", {"price"}),
    ],
)
def test_an_offer_with_a_condition_is_outside_the_rule(text: str, expected: set[str]) -> None:
    """Is a joint offer, a threshold or a loyalty advantage left alone, and a cut for all still seen?"""
    assert keys(text) == expected


ALCOHOL = "Notre cidre fermier, 4 degrés, 5 € la bouteille. L'abus d'alcool est dangereux pour la santé."


@pytest.mark.parametrize(
    "words",
    [
        "Venez faire la fête !",
        "Pour les jeunes du village.",
        "Soirée étudiante jeudi.",
        "Cocktails à volonté.",
    ],
)
def test_an_alcohol_post_keeps_to_facts_even_with_its_mention(words: str) -> None:
    """Does the health message excuse neither the party nor the young, and are plain facts free?"""
    assert keys(ALCOHOL) == set()
    (flag,) = law_flags(f"{ALCOHOL} {words}")
    assert flag.key == "alcohol"
    assert "faits" in flag.text
    assert keys(words) == set()


def test_rules_of_a_game_are_an_advice_and_no_law() -> None:
    """Is a contest without its conditions told as an advice that blocks nothing, with what was repealed?"""
    (remark,) = review("Grand concours de dessin", "facebook")
    assert (remark.kind, remark.blocks) == ("advice", False)
    assert remark.rule is not None
    assert "Aucune loi n’impose plus de règlement écrit" in remark.rule.told
    assert "2014-1545" in remark.rule.source


def test_an_image_of_an_ai_is_the_law_since_august_2026_for_what_may_pass_for_true() -> None:
    """Is the rule given with its day and its condition, and is nothing blocked on what no text tells?"""
    (remark,) = review("Nos pivoines arrivent.", "facebook", image="generated")
    assert (remark.kind, remark.blocks) == ("law", False)
    assert remark.rule is not None
    assert "2 août 2026" in remark.rule.told.replace(french.NBSP, " ")
    assert "article 50" in remark.rule.source.replace(french.NBSP, " ")


@pytest.mark.parametrize(
    ("folder", "key", "named"),
    [
        ("publications", "sales", "arrêté du 27 mai 2019"),
        ("publications", "price", "C-330/23"),
        ("publications", "alcohol", "L3323-2 à L3323-4"),
        ("avis", "collected", "D111-9 à D111-12"),
        ("avis", "contract", "2025-1137"),
    ],
)
def test_a_rule_names_the_text_in_force(folder: str, key: str, named: str) -> None:
    """Is the text cited the one in force, and none that was repealed or renumbered?"""
    found = rule(key, folder)
    assert named in found.source.replace(french.NBSP, " ")
    cited = " ".join(one.source for name in ("publications", "avis") for one in rules(name).values())
    for dead in ("D310-15-2", "D111-16", "L121-36"):
        assert dead not in cited


def test_an_image_made_by_an_ai_is_said() -> None:
    """Is a generated or retouched image flagged until the text says it, and a plain photo never?"""
    text = "Nos pivoines arrivent samedi."
    assert keys(text, image="generated") == {"generated"}
    assert keys(f"{text} Image générée par IA.", image="generated") == set()
    assert keys(text, image="retouched") == {"retouched"}
    assert keys(f"{text} Image retouchée.", image="retouched") == set()
    assert keys(text, image="plain") == keys(text) == set()


def test_every_flag_carries_its_rule_and_its_date() -> None:
    """Does each say which text of law, what was read, where and when, and that it is no legal advice?"""
    flag = law_flags("Les soldes commencent !", date(2027, 1, 5))[0]
    assert "L310-3" in flag.rule.line(date(2026, 12, 1))
    for one in (*rules().values(), *rules("avis").values()):
        said = one.line(date(2026, 12, 1))
        assert french.day(one.verified_on) in said
        assert len(one.read) > 20
        assert one.read in said
        assert "pas un conseil juridique" in said
        assert one.url.startswith("https://")
        assert one.told.endswith(".")


def test_a_rule_nobody_read_again_says_so() -> None:
    """Does a rule unverified for more than twelve months carry a warning, and a fresh one none?"""
    read = rule("price").verified_on
    assert rule("price").warning(read + timedelta(days=365)) == ""
    assert "relisez la règle" in rule("price").line(read + timedelta(days=366))


def test_the_typographic_apostrophe_and_spaces_change_nothing() -> None:
    """Is a text flagged alike as a keyboard and as a typesetter write it?"""
    typed = "L'abus d'alcool est dangereux pour la santé. Notre cidre est arrivé."
    assert keys(typed) == keys(typed.replace("'", "’")) == set()
    assert keys("-20 % samedi") == keys("-20\u202f% samedi") == keys("−20\u00a0% samedi") == {"price"}


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text: str) -> None:
    """Can any text make the flags fail, and does the same text always give the same?"""
    assert law_flags(text, START) == law_flags(text, START)


def test_the_cut_that_may_be_announced() -> None:
    """Is the announced rate counted from the lowest price of thirty days, and 0 when nothing is taken off?"""
    prices = [
        (START - timedelta(days=200), 30.0),
        (START - timedelta(days=20), 20.0),
        (START - timedelta(days=5), 30.0),
    ]
    cut = announced_cut(prices, START, 16)
    assert (cut.reference, cut.rate) == (20, pytest.approx(0.2))
    assert announced_cut(prices, START, 25).rate == 0
    with pytest.raises(DomainError):
        announced_cut([], START, 10)


@given(
    st.lists(st.tuples(st.integers(1, 120), st.floats(0.5, 500)), min_size=1, max_size=8),
    st.integers(0, 60),
)
def test_the_reference_is_a_price_charged_and_never_above_the_last(changes: list, later: int) -> None:
    """Is the reference one of the prices charged, no higher than the one in force just before the cut?"""
    prices = [(START - timedelta(days=days), price) for days, price in changes]
    found = reference_price(prices, START + timedelta(days=later))
    assert found in [price for _, price in prices]
    assert found <= sorted(prices)[-1][1]
