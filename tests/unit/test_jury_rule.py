"""The files a certifier changes — levels, rule, comments — and what follows from levels."""

from itertools import product
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpelib.assess.jury import agreement, comments, rule
from tpelib.assess.jury.agreement import weighted_kappa
from tpelib.base.errors import DomainError
from tpelib.base.resources import grading_path
from tpelib.base.settings import SettingsError
from tpelib.engine import referential, rubric

CRITERIA = [criterion.id for criterion in referential.load().criteria]
PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=60)


def changed(name: str, at: Path, *changes: tuple[str, str]) -> Path:
    """Return a copy of a file of the course, changed the way a certifier would in a text editor."""
    text = grading_path(name).read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    path = at / name
    path.write_text(text, encoding="utf-8")
    return path


# ── The rubric ────────────────────────────────────────────────────────────────────────────────────


def test_every_criterion_has_four_levels_in_words() -> None:
    """Does the assessor find what each level looks like, level 0 included, for each criterion?"""
    found = rubric.load()
    assert list(found.criteria) == CRITERIA
    for levels in found.levels.values():
        assert [level.rank for level in levels] == [0, 1, 2, 3]
        assert len({level.text for level in levels}) == 4
        assert all(level.text.endswith(".") and level.name for level in levels)
    assert found.levels["Cr1"][2].heading == "2 · Conforme"


def test_a_certifier_changes_the_words(tmp_path: Path) -> None:
    """Can a certifier put other words and another version, in a file?"""
    path = changed(
        "rubrique.toml", tmp_path, ('version = "1"', 'version = "2028"'), ('"Partiel"', '"En partie"')
    )
    found = rubric.load(path)
    assert (found.version, found.levels["Cr4"][1].name) == ("2028", "En partie")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('id = "Cr2"', 'id = "Cr9"', "rubrique.toml : il manque le critère Cr2."),
        ('id = "Cr2"', 'id = "Cr1"', "critère Cr1 : ce critère est décrit deux fois."),
        ('"Partiel", ', "", "« level_names » attend 4 textes, il y en a 3."),
        ('version = "1"', 'version = ""', "« version » attend un texte"),
        ('version = "1"', 'version = "1"\nseuil = 2', "« seuil » n’est pas attendu ici."),
        ("level_names = [", "level_names = ", "n’est pas un fichier TOML lisible"),
        ('format = "tpe-grille"', 'format = "tpe-regle"', "« format » doit être « tpe-grille »"),
        ('format = "tpe-grille"', "", "il manque « format »."),
    ],
)
def test_a_mistake_in_the_rubric_is_told_where_it_stands(
    tmp_path: Path, before: str, after: str, told: str
) -> None:
    """Does a mistyped file say in French what is wrong, and where?"""
    with pytest.raises(SettingsError) as problem:
        rubric.load(changed("rubrique.toml", tmp_path, (before, after)))
    assert told in str(problem.value).replace("\u00a0", " ")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """Does a file that is not there get a sentence?"""
    with pytest.raises(SettingsError, match="n’a pas pu être lu"):
        rubric.load(tmp_path / "rubrique.toml")


# ── The rule ──────────────────────────────────────────────────────────────────────────────────────


def test_every_combination_of_levels_obeys_the_rule() -> None:
    """Over all 65 536 combinations: is a competency acquired when, and only when, each criterion is 2 or 3?"""
    found = rule.load()
    groups = {"C1": [0], "C2": [1], "C3": [2, 3], "C4": [4], "C5": [5], "C6": [6, 7]}
    certified = 0
    for levels in product(range(4), repeat=len(CRITERIA)):
        decision = found.decide(dict(zip(CRITERIA, levels, strict=True)))
        expected = [all(levels[rank] >= 2 for rank in ranks) for ranks in groups.values()]
        assert [verdict.acquired for verdict in decision.verdicts] == expected
        assert decision.certified == all(expected)
        certified += decision.certified
    assert certified == 2 ** len(CRITERIA)


def test_what_is_short_is_named() -> None:
    """Does a competency that is not acquired name the criteria to work on again?"""
    levels = dict.fromkeys(CRITERIA, 2) | {"Cr3.2": 1}
    decision = rule.load().decide(levels)
    assert {v.competency: v.short for v in decision.verdicts if not v.acquired} == {"C3": ("Cr3.2",)}
    assert decision.words == "Certification non obtenue\u00a0: 5\u00a0compétences acquises sur 6."


@pytest.mark.parametrize("levels", [{}, dict.fromkeys(CRITERIA, 4), dict.fromkeys(CRITERIA, -1)])
def test_nothing_is_decided_without_every_level(levels: dict[str, int]) -> None:
    """Is a missing or a strange level refused rather than taken for a zero?"""
    with pytest.raises(DomainError, match="Il manque un niveau de 0 à 3 au critère Cr1"):
        rule.load().decide(levels)


def test_a_certifiers_own_rule_prevails(tmp_path: Path) -> None:
    """Can a certifier ask 3 in one competency, and five competencies, without touching code?"""
    path = changed(
        "regle.toml",
        tmp_path,
        ("# minimum = 3 ", "minimum = 3 "),
        ("certified_from = 6", "certified_from = 5"),
    )
    decision = rule.load(path).decide(dict.fromkeys(CRITERIA, 2))
    assert [verdict.acquired for verdict in decision.verdicts] == [False, True, True, True, True, True]
    assert decision.certified
    assert rule.load(path).minimum("Cr1") == 3


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('criteria = ["Cr2"]', 'criteria = ["Cr1"]', "ne donne pas le critère Cr1 à cette compétence"),
        ('criteria = ["Cr2"]', "criteria = []", "il faut au moins un critère"),
        ('["Cr3.1", "Cr3.2"]', '["Cr3.1"]', "il manque le critère Cr3.2"),
        ('["Cr3.1", "Cr3.2"]', '["Cr3.1", "Cr3.1", "Cr3.2"]', "le critère Cr3.1 y est deux fois"),
        ('id = "C2"', 'id = "C9"', "le référentiel n’a pas cette compétence"),
        ("threshold = 2", "threshold = 4", "« threshold » attend un nombre entier entre 1 et 3"),
        ("threshold = 2", "threshold = true", "« threshold » attend un nombre entier entre 1 et 3"),
        ("certified_from = 6", "certified_from = 7", "entre 1 et 6"),
    ],
)
def test_a_mistake_in_the_rule_is_told_where_it_stands(
    tmp_path: Path, before: str, after: str, told: str
) -> None:
    """Is a rule that forgets or doubles something refused before anybody is judged by it?"""
    with pytest.raises(SettingsError) as problem:
        rule.load(changed("regle.toml", tmp_path, (before, after)))
    assert told in str(problem.value).replace("\u00a0", " ")


# ── The comment bank ──────────────────────────────────────────────────────────────────────────────


def test_each_criterion_has_words_for_each_level() -> None:
    """Does the assessor find a sentence to start from, whatever the level?"""
    bank = comments.load()
    assert list(bank) == CRITERIA
    for found in bank.values():
        assert {comment.level for comment in found} == {0, 1, 2, 3}
        assert len({comment.text for comment in found}) == len(found)
        assert all(comment.text.endswith(".") for comment in found)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('criterion = "Cr2"', 'criterion = "Cr7"', "n’a pas de critère « Cr7 »"),
        ("level = 3", "level = 5", "attend un nombre entier entre 0 et 3"),
    ],
)
def test_a_mistake_in_the_bank_is_told(tmp_path: Path, before: str, after: str, told: str) -> None:
    """Is a sentence filed under nothing refused?"""
    with pytest.raises(SettingsError) as problem:
        comments.load(changed("commentaires.toml", tmp_path, (before, after)))
    assert told in str(problem.value).replace("\u00a0", " ")


# ── Agreement ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([(0, 0), (1, 1), (2, 2), (3, 2)], 0.875),
        ([(0, 0), (3, 3)], 1.0),
        ([(0, 3), (3, 0)], -1.0),
        ([(0, 0), (0, 3), (3, 0), (3, 3)], 0.0),
        ([(2, 2), (2, 2)], None),
        ([], None),
    ],
)
def test_kappa_of_known_cases(pairs: list[tuple[int, int]], expected: float | None) -> None:
    """Is kappa 1 for agreement, 0 for chance, -1 for the contrary, nothing where it means nothing?"""
    found = weighted_kappa(pairs)
    assert found == (None if expected is None else pytest.approx(expected, abs=1e-12))


@given(PAIRS)
def test_kappa_by_another_road(pairs: list[tuple[int, int]]) -> None:
    """Is it the concordance of Lin (1989) with population moments, as theory says of quadratic weights?"""
    found = weighted_kappa(pairs)
    n = len(pairs)
    if found is None:
        assert len({level for pair in pairs for level in pair}) <= 1
        return
    one, other = sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
    spread = sum((a - one) ** 2 + (b - other) ** 2 for a, b in pairs) / n
    shared = sum((a - one) * (b - other) for a, b in pairs) / n
    assert found == pytest.approx(2 * shared / (spread + (one - other) ** 2), abs=1e-12)


@given(PAIRS, st.randoms(use_true_random=False))
def test_agreement_does_not_depend_on_who_is_first(pairs: list[tuple[int, int]], draw: Random) -> None:
    """Does the order of assessors or of candidates change anything?"""
    turned = [(other, one) for one, other in pairs]
    draw.shuffle(turned)
    assert agreement.agreement(turned) == agreement.agreement(pairs)


def test_gaps_are_counted() -> None:
    """Are equal levels, neighbours and wide gaps told apart, and is the sentence right?"""
    found = agreement.agreement([(2, 2), (2, 3), (0, 3)])
    assert (found.pairs, found.same, found.near, found.wide) == (3, 1, 1, 1)
    assert (
        found.words == "Même niveau 1 fois sur 3\u202f; kappa pondéré\u00a0: \u22120,15, accord nul."
    )  # 1 - 3 × 10 / 26
    assert agreement.agreement([]).words.startswith("Aucun travail")


def test_a_level_out_of_bounds_is_refused() -> None:
    """Is a level that does not exist an error, not a weight?"""
    with pytest.raises(DomainError, match="de 0 à 3"):
        weighted_kappa([(0, 4)])
