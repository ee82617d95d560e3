"""The page: one file that works without a network, native inputs, and a script only to save a copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from tpelib.base import french
from tpelib.base.html import NOTHING, as_typed, element, joined, set_text, trusted, void
from tpelib.base.look import packaged, stylesheet
from tpelib.base.look.variants import Variant
from tpelib.documents.docform._common import (
    FORMAT,
    GIVEN,
    SUBJECT_TITLE,
    VERSION,
    Address,
    Field,
    FormSheet,
    Occasion,
    cases_told,
)
from tpelib.documents.docform._fitting import fits_in_a_grid
from tpelib.documents.docform._values import clean, text_of, texts_of
from tpelib.engine.answer import Rows
from tpelib.engine.course import current
from tpelib.engine.exercise import Answers
from tpelib.engine.questions import Choice, Choices, Date, File, LongText, Number, Text

__all__ = ["write_html"]

_SPARE = 2
_RADIOS = 7
"""Choices above which a list that unfolds replaces buttons."""

_WIDE = 150
"""Characters a text may have from which it takes the whole width of its frame."""

_ROW_MARK = "__N__"
_PAGE_EMS: Mapping[str, float] = {"normal": 52, "grand": 38, "contraste": 48, "dyslexie": 44}
_HOW = (
    "Une fois la page remplie, choisissez « Enregistrer ma copie » : le fichier obtenu contient vos réponses."
)
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "script-src 'unsafe-inline'",
        "font-src data:",
        "img-src data:",
        "form-action 'none'",
        "base-uri 'none'",
    )
)


def write_html(sheets: Sequence[FormSheet], answers: Answers, variant: Variant, occasion: Occasion) -> bytes:
    """Return the page, filled with the answers already given.

    Parameters
    ----------
    sheets : sequence of FormSheet
        The exercises, in order.
    answers : Answers
        The dossier.
    variant : Variant
        How it is set.
    occasion : Occasion
        What it is filled for.
    """
    css = stylesheet(packaged("tpelib.documents.docform", "form.css"))
    script = packaged("tpelib.documents.docform", "form.js")
    writer = _PageWriter(variant)
    body = (writer.sheet(sheet, answers.values(sheet.exercise.id)) for sheet in sheets)
    page = element(
        "html",
        element(
            "head",
            void("meta", charset="utf-8"),
            void("meta", name="viewport", content="width=device-width, initial-scale=1"),
            void("meta", http_equiv="Content-Security-Policy", content=_POLICY),
            void("meta", name=FORMAT, content=str(VERSION)),
            element("title", as_typed(occasion.title)),
            element("style", trusted(css)),
        ),
        element(
            "body",
            element("a", set_text("Aller aux exercices"), class_="skip", href="#exercices"),
            _cover(sheets, occasion),
            element("main", element("form", *body, _bar(), autocomplete="off"), id="exercices"),
            element("script", trusted(script)),
            class_=f"v-{variant.name}",
        ),
        lang="fr",
    )
    return f"<!doctype html>\n{page}\n".encode()


def _cover(sheets: Sequence[FormSheet], occasion: Occasion) -> Markup:
    told = (*occasion.instructions, _HOW, occasion.take_back)
    lines = (element("p", set_text(line)) for line in told)
    links = (
        element(
            "li",
            element("a", set_text(sheet.exercise.title), href=f"#{_id(sheet.exercise.id)}"),
        )
        for sheet in sheets
    )
    return element(
        "header",
        element("h1", as_typed(occasion.title)),
        *lines,
        element("p", as_typed(_NO_SCRIPT), class_="notice", data_no_script=""),
        element(
            "nav",
            element("h2", set_text("Sommaire"), id="sommaire"),
            element("ol", *links),
            aria_labelledby="sommaire",
        ),
        _cases(list(cases_told(sheets, occasion))),
    )


def _cases(cases: Sequence[tuple[str, Sequence[str]]]) -> Markup:
    """Return the fictional businesses, a fold each, for who has none."""
    if not cases:
        return NOTHING
    folds = (
        element(
            "details", element("summary", as_typed(name)), *(element("p", as_typed(line)) for line in lines)
        )
        for name, lines in cases
    )
    return element(
        "section",
        element("h2", set_text(current().cases_title), id="cas"),
        element("p", set_text(current().cases_lead)),
        *folds,
        aria_labelledby="cas",
    )


_OPTIONAL = element("span", set_text(" (facultatif)"), class_="optional")
_NO_SCRIPT = french.typography(
    "Votre navigateur n'exécute pas les scripts : vous pouvez remplir cette page et l'imprimer, mais pas en "
    "enregistrer une copie. Demandez plutôt le document Word."
)


def _bar() -> Markup:
    """Return the bar that saves, which the script shows."""
    return element(
        "div",
        element("button", set_text("Enregistrer ma copie"), type="button", class_="primary", id="copie"),
        element(
            "button",
            set_text("Mes réponses seules (.json)"),
            type="button",
            class_="secondary",
            id="reponses",
        ),
        element("p", role="status", id="etat"),
        class_="bar",
        hidden="",
        data_script="",
    )


class _PageWriter:
    """Writes the exercises of the page."""

    def __init__(self, variant: Variant) -> None:
        self._variant = variant

    def sheet(self, sheet: FormSheet, values: Mapping[str, Any]) -> Markup:
        own = _id(sheet.exercise.id)
        groups = []
        for title, fields in sheet.groups():
            inside = [self._field(sheet, field, values.get(field.name)) for field in fields]
            legend = element("legend", as_typed(title)) if title else NOTHING
            groups.append(element("fieldset" if title else "div", legend, *inside, class_="group"))
        unfold = (
            element("details", element("summary", set_text("Un coup de main")), *_paragraphs(sheet.help))
            if sheet.help
            else NOTHING
        )
        return element(
            "section",
            element("h2", as_typed(sheet.heading), id=f"{own}-titre"),
            element("p", as_typed(sheet.worth), class_="worth") if sheet.worth else NOTHING,
            *_paragraphs(sheet.prompt),
            _subject(sheet),
            unfold,
            *groups,
            id=own,
            aria_labelledby=f"{own}-titre",
        )

    def _field(self, sheet: FormSheet, field: Field, value: Any) -> Markup:
        place = Address(sheet.exercise.id, field.name)
        own = _id(place.name)
        hint = element("p", as_typed(field.hint), class_="hint", id=f"{own}-aide") if field.hint else NOTHING
        about = f"{own}-aide" if field.hint else None
        question = field.question
        if isinstance(question, Rows):
            rows = self._rows(place, field, _rows_of(value))
            frame = (element("legend", _caption(field)), hint, rows)
            return element("fieldset", *frame, class_="question", aria_describedby=about)
        if _is_group(field):
            frame = (element("legend", _caption(field)), hint, _buttons(place.name, field, value))
            return element("fieldset", *frame, class_="question", aria_describedby=about)
        control = _control(place.name, field, value, described_by=about)
        return element(
            "div",
            element("label", _caption(field), for_=own),
            hint,
            control,
            _on_paper(field),
            class_="question",
        )

    def _rows(self, place: Address, field: Field, rows: Sequence[Mapping[str, Any]]) -> Markup:
        shown = field.rows_shown(len(rows), spare=_SPARE)
        filled = [rows[row] if row < len(rows) else {} for row in range(shown)]
        grid = fits_in_a_grid(field, _PAGE_EMS[self._variant.name])
        one = _grid_row if grid else _card
        written = [one(place, field, str(row), values) for row, values in enumerate(filled)]
        paper = joined(_on_paper(column, column.label) for column in field.columns)
        if field.row_labels:
            model = more = NOTHING
        else:
            model = element("template", one(place, field, _ROW_MARK, {}))
            more = element(
                "button",
                as_typed(f"+ {field.add_label}"),
                type="button",
                class_="secondary",
                hidden="",
                data_script="",
                data_more=str(field.most_rows),
            )
        if grid:
            head = element("th", set_text("Ligne"), scope="col")
            heads = (
                element("th", _caption(column), _hint_of(column), scope="col") for column in field.columns
            )
            body = element("tbody", *written, data_rows="")
            narrow = "narrow" if len(field.columns) == 1 else None
            table = element(
                "table",
                element("thead", element("tr", head, *heads)),
                body,
                aria_label=field.label,
                class_=narrow,
            )
        else:
            table = element("div", *written, class_="cards", data_rows="")
        return joined((table, model, more, paper))


def _subject(sheet: FormSheet) -> Markup:
    """Return what there is to work on."""
    if not sheet.given:
        return NOTHING
    lines = (
        part  # line ends are kept by the style
        for title, text in sheet.given
        for part in (element("dt", as_typed(title)), element("dd", as_typed(clean(text))))
    )
    return joined((element("h3", set_text(SUBJECT_TITLE)), element("dl", *lines, class_="subject")))


def _grid_row(place: Address, field: Field, row: str, values: Mapping[str, Any]) -> Markup:
    """Return a row as a line of the table."""
    name = _row_name(field, row)
    shown = name if field.row_labels else _number_of(row)
    cells = [
        element(
            "td", _cell(place, row, column, values, f"{column.caption}, {name}"), data_label=column.caption
        )
        for column in field.columns
    ]
    return element("tr", element("th", as_typed(shown), scope="row"), *cells)


def _card(place: Address, field: Field, row: str, values: Mapping[str, Any]) -> Markup:
    """Return a row as a frame of its own, with a label for each question."""
    parts = []
    for column in field.columns:
        own = _id(_name(place, row, column))
        about = f"{own}-aide" if column.hint else None
        hint = element("p", as_typed(column.hint), class_="hint", id=about) if column.hint else NOTHING
        if isinstance(column.question, Choices):  # in a row, one answer among several is a list
            inside = (element("legend", _caption(column)), hint, _cell(place, row, column, values))
            parts.append(element("fieldset", *inside, class_="question", aria_describedby=about))
        else:
            asked = element("label", _caption(column), for_=own)
            control = _cell(place, row, column, values, described_by=about)
            wide = isinstance(column.question, Text) and column.question.max_length >= _WIDE
            parts.append(element("div", asked, hint, control, class_="question wide" if wide else "question"))
    legend = element("legend", as_typed(_row_name(field, row)))
    return element("fieldset", legend, element("div", *parts, class_="fields"), class_="card")


def _cell(
    place: Address,
    row: str,
    column: Field,
    values: Mapping[str, Any],
    label: str | None = None,
    *,
    described_by: str | None = None,
) -> Markup:
    name, value = _name(place, row, column), values.get(column.name)
    if isinstance(column.question, Choices):
        return _buttons(name, column, value, label)
    return _control(name, column, value, label=label, described_by=described_by, in_row=True)


def _is_group(field: Field) -> bool:
    """Return True where the question is the legend of several buttons rather than the label of one input."""
    if isinstance(field.question, Choices):
        return True
    return isinstance(field.question, Choice) and len(field.options) <= _RADIOS


def _buttons(name: str, field: Field, value: Any, label: str | None = None) -> Markup:
    """Return radio buttons, or boxes where several answers are possible."""
    several = isinstance(field.question, Choices)
    chosen = texts_of(field.question, value) if several else [text_of(field.question, value)]
    lines = []
    for rank, (option, words, hint) in enumerate(field.options):
        own = f"{_id(name)}-{rank}"
        about = f"{own}-aide" if hint else None
        box = void(
            "input",
            type="checkbox" if several else "radio",
            id=own,
            name=name,
            value=option,
            checked="" if option in chosen else None,
            aria_describedby=about,
            aria_label=f"{words}, {label}" if label else None,
        )
        more = element("span", as_typed(hint), class_="hint", id=about) if hint else NOTHING
        lines.append(
            element(
                "div",
                box,
                element("span", element("label", as_typed(words), for_=own), more),
                class_="option",
            )
        )
    return element("div", *lines, class_="options")


def _control(
    name: str,
    field: Field,
    value: Any,
    *,
    label: str | None = None,
    described_by: str | None = None,
    in_row: bool = False,
) -> Markup:
    """Return the one input of a question."""
    question = field.question
    text = clean(text_of(question, value))
    common = {"id": _id(name), "name": name, "aria_describedby": described_by, "aria_label": label}
    if isinstance(question, Choice):
        options = [element("option", set_text("Choisissez…"), value="")]
        options += [
            element("option", as_typed(words), value=option, selected="" if option == text else None)
            for option, words, _ in field.options
        ]
        return element("select", *options, **common)
    if isinstance(question, File):
        return _file(name, field, value, common)
    if isinstance(question, LongText) or "\n" in text:
        # A reader of HTML drops the first line end of a text area.
        return element("textarea", as_typed(f"\n{text}"), rows="2" if in_row else "4", **common)
    if isinstance(question, Date) and (not text or _is_day(text)):
        return void("input", type="date", value=text or None, **common)
    box = void(
        "input",
        type="text",
        value=text or None,
        inputmode="decimal" if isinstance(question, Number) else None,
        class_="number" if isinstance(question, Number) else None,
        **common,
    )
    unit = french.typography(question.unit) if isinstance(question, Number) else ""
    if unit and not in_row:
        return element(
            "span",
            box,
            element("span", as_typed(unit), class_="unit", aria_hidden="true"),
            class_="with-unit",
        )
    return box


def _file(name: str, field: Field, value: Any, common: Mapping[str, str | None]) -> Markup:
    """Return the input of a file; the script joins the file itself to the copy."""
    question = field.question
    if not isinstance(question, File):
        return NOTHING
    given = value.get("name") if isinstance(value, Mapping) else None
    said = f"{GIVEN}{french.NBSP}: {clean(str(given))}" if given else ""
    chooser = void(
        "input",
        type="file",
        accept=",".join(question.accept),
        data_file=name,
        data_most=str(question.max_bytes),
        **{key: attribute for key, attribute in common.items() if key != "name"},
    )
    return joined((chooser, element("p", as_typed(said), class_="given", role="status")))


def _is_day(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-"


def _on_paper(field: Field, label: str = "") -> Markup:
    """Return the possible answers for who prints the page, where a list that unfolds would hide them."""
    if not isinstance(field.question, Choice) or (not label and _is_group(field)):
        return NOTHING
    line = f"{label}{french.NBSP}: {field.choices_line}" if label else field.choices_line
    return element("p", as_typed(line), class_="paper")


def _caption(field: Field) -> Markup:
    unit = field.question.unit if isinstance(field.question, Number) else ""
    words = as_typed(field.label)
    if unit:
        words = joined((words, element("span", set_text(f" (en {unit})"), class_="unit-head")))
    return words if field.question.required else joined((words, _OPTIONAL))


def _hint_of(column: Field) -> Markup:
    return element("span", as_typed(column.hint), class_="hint") if column.hint else NOTHING


def _paragraphs(parts: Sequence[str]) -> list[Markup]:
    return [element("p", as_typed(part)) for part in parts]


def _rows_of(value: Any) -> list[Mapping[str, Any]]:
    if not isinstance(value, (list, tuple)):
        return []
    return [row if isinstance(row, Mapping) else {} for row in value]


def _row_name(field: Field, row: str) -> str:
    return field.row_name(int(row)) if row.isdigit() else f"{field.row_noun} {row}"


def _number_of(row: str) -> str:
    return str(int(row) + 1) if row.isdigit() else row


def _name(place: Address, row: str, column: Field) -> str:
    return f"{place.name}.{row}.{column.name}"


def _id(name: str) -> str:
    """Return the id of an element: a letter first, no dot to trip a selector."""
    return f"q-{name.replace('.', '-')}"
