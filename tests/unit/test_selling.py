"""Selling by message: who may withdraw, what is said before, what is written back."""

from datetime import date
from html import escape

import pytest

from tpelib.base import french
from tpelib.course.c5.selling import SELLING
from tpelib.course.cases import all_cases
from tpelib.domain.selling import Order, kinds, law_line, order_message, selling_page, steps, ways
from tpelib.engine.dossier import Content
from tpelib.samples.references import reference_content

ORDER = Order(32, 6, "Aux Mille Pétales", "Place de la Halle", "05 36 49 10 01", "bonjour@exemple.fr")


def plain(text: str) -> str:
    """Return a text with plain spaces."""
    return text.replace(french.NBSP, " ").replace(french.NNBSP, " ")


@pytest.mark.parametrize(
    ("kind", "may", "article"),
    [
        ("goods", True, "L221-18"),
        ("perishable", False, "4°"),
        ("made", False, "3°"),
        ("hygiene", True, "5°"),
        ("service", True, "1°"),
        ("dated", False, "12°"),
        ("urgent", False, "8°"),
    ],
)
def test_who_may_change_their_mind(kind: str, may: bool, article: str) -> None:
    """Is each kind of sale told as the code has it, to the customer too, with its paragraph?"""
    found = kinds()[kind]
    assert found.may is may
    assert article in plain(found.rule)
    assert ("14 jours" in plain(found.told)) is may


def test_the_message_says_all_that_comes_before_the_order() -> None:
    """Are price, delivery, total, seller, withdrawal, guarantees, mediator and the duty to pay in the message?"""
    said = plain(order_message(ORDER, kinds()["perishable"], ways()["messages"]))
    for word in (
        "32 € toutes taxes comprises",
        "livraison 6 €",
        "Total : 38 €",
        "Aux Mille Pétales, Place de la Halle, 05 36 49 10 01, bonjour@exemple.fr",
        "L221-28, 4°",
        "vices cachés",
        "médiateur",
        "j’accepte de payer 38 €",
    ):
        assert word in said
    assert "…" in order_message(
        Order(32, 6), kinds()["goods"], ways()["messages"]
    )  # what is not known is left blank


def test_a_sale_made_in_the_shop_is_no_distance_sale() -> None:
    """Does a reservation promise nothing of withdrawal, and ask for no payment?"""
    said = plain(order_message(ORDER, kinds()["goods"], ways()["counter"]))
    assert "sans engagement" in said
    assert "14 jours" not in said
    assert "payer" not in said
    assert not ways()["counter"].distance


def test_the_list_covers_the_order_from_before_to_after() -> None:
    """Does the list say what comes before, with and after the order, each with its article, and the mediator?"""
    assert [step.when for step in steps()] == sorted(
        (step.when for step in steps()),
        key=["Avant le oui", "Au moment du oui", "Après le oui", "Si le client change d’avis"].index,
    )
    assert {step.id for step in steps()} >= {
        "offer",
        "seller",
        "withdrawal",
        "mediator",
        "yes",
        "durable",
        "answer",
    }
    assert all("L" in step.rule for step in steps())


def test_the_button_of_june_2026_is_asked_of_interfaces_and_left_open_for_messages() -> None:
    """Is the duty told for sites and shops, and the open question told as open?"""
    assert "renoncer au contrat ici" in ways()["shop"].told
    assert "19 juin 2026" in plain(ways()["shop"].told)
    assert "n’est pas tranchée" in ways()["messages"].told


def test_the_texts_are_cited_with_what_was_read() -> None:
    """Are the texts of 2026 cited, with what was read and when, and is an old reading told?"""
    said = plain(law_line(date(2026, 12, 1)))
    for word in ("2026-2", "2026-3", "30 novembre 2026", "3 avril 2026", "pas un conseil juridique"):
        assert word in said
    assert "relisez" not in said
    assert "relisez" in law_line(date(2028, 1, 1))


def test_the_page_to_print_is_whole_and_escaped() -> None:
    """Has the page its list, its message, a sentence per kind and the form, and is nothing typed taken for code?"""
    page = selling_page(Order(seller="Chez <b>Léa</b>"))
    assert page.count("<h2>") == 5
    assert "<b>" not in page
    assert "Je vous notifie" in plain(page)
    assert all(escape(kind.told) in page for kind in kinds().values())
    assert "payer …" in plain(page)  # an amount that is not known is left blank


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
def test_the_exploration_starts_from_the_dossier(case: object) -> None:
    """Is the seller the one that C3 knows, and does each choice give its sentence?"""
    content = reference_content(case)  # type: ignore[arg-type]
    view = SELLING.show({}, content)
    mail = content.answers["c3-acces"]["values"]["contacts"]
    assert any(row["value"] in plain(view.picture.html) for row in mail if row["kind"] == "mail")
    for key, kind in kinds().items():
        said = SELLING.show({"kind": key}, content).sentence
        assert ("ne peut pas changer d'avis" in said) is not kind.may
    assert "boutique" in SELLING.show({"way": "counter"}, Content()).sentence
