"""Words compared, and words made identifiers."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpelib.base.words import fold, is_transliterated, slug
from tpelib.engine import glossary

FRENCH = st.text("abcdefghijklmnopqrstuvwxyzABCZàâäçéèêëîïôöùûüÿÀÉÈÇ -'0123456789", min_size=1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Œuvre d’Été n° 2 ", "oeuvre d ete n 2"),
        ("ŒUVRE_D'ÉTÉ, N° 2 !", "oeuvre d ete n 2"),
        ("Lætitia", "laetitia"),
        ("e\u0301te\u0301", "ete"),
        ("Straße", "strasse"),
        ("МАРИЯ", "мария"),
        ("…", ""),
    ],
)
def test_words_that_differ_by_their_dress_fold_alike(text: str, expected: str) -> None:
    """Do accents, ligatures, case and punctuation make no difference?"""
    assert fold(text) == expected


def test_words_of_other_scripts_do_not_fold_alike() -> None:
    """Are two names without a Latin letter still two names?"""
    assert len({fold(name) for name in ("李", "里", "Мария", "")}) == 4


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """Is what was folded compared as it stands, long or short?"""
    assert fold(fold(text)) == fold(text)
    assert fold(text * 40) == fold(fold(text * 40))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’Œil & la Main", "l-oeil-la-main"),
        ("L'Œil  &  la Main", "l-oeil-la-main"),
        ("Łukasz Sørensen", "lukasz-sorensen"),
        ("Мария Иванова", "mariya-ivanova"),
        ("राम कुमार", "ram-kumar"),
        ("😀 !", ""),
    ],
)
def test_an_identifier_is_made_of_plain_letters(text: str, expected: str) -> None:
    """Is any text an address or a file's name, in every script, whatever its signs?"""
    assert slug(text) == expected


@given(st.text(), st.sampled_from(["-", "_", ""]))
def test_an_identifier_holds_nothing_else(text: str, separator: str) -> None:
    """Are letters, figures and single separators all that an identifier holds?"""
    assert re.fullmatch(rf"([a-z0-9]+({re.escape(separator)}[a-z0-9]+)*)?", slug(text, separator))


@given(FRENCH)
def test_an_ordinary_name_gives_what_it_always_gave(name: str) -> None:
    """Is the identifier of a French name still its letters without accents?"""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    assert slug(name, "_") == re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    assert not is_transliterated(name)


def test_a_name_of_another_script_is_told_from_one_that_only_has_accents() -> None:
    """Does one know when an identifier says less than the name?"""
    assert [is_transliterated(name) for name in ("Lœtitia Bœuf", "Đặng", "Ｚoé", "李", "Zoé И.")] == [
        *(False, False, False),
        *(True, True),
    ]


def test_no_two_words_of_the_glossary_share_an_address() -> None:
    """Does a link of a lesson lead to one definition?"""
    found = [term.id for term in glossary.load()]
    assert len(set(found)) == len(found)
    assert all(found)
