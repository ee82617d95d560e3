"""The page: one file that works without a network, native inputs, and a script only to save a copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from tpelib.base import french
from tpelib.base.look import packaged, stylesheet
from tpelib.base.look.variants import Variant
from tpelib.documents.docform._common import (
    FORMAT,
    GIVEN,
    VERSION,
    Address,
    Field,
    Occasion,
    Sheet,
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


def write_html(sheets: Sequence[Sheet], answers: Answers, variant: Variant, occasion: Occasion) -> bytes:
    """Return the page, filled with the answers already given.

    Parameters
    ----------
    sheets : sequence of Sheet
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
    writer = _Writer(variant)
    body = (writer.sheet(sheet, answers.values(sheet.exercise.id)) for sheet in sheets)
    page = _tag(
        "html",
        _tag(
            "head",
            '<meta charset="utf-8">',
            _void("meta", name="viewport", content="width=device-width, initial-scale=1"),
            _void("meta", http_equiv="Content-Security-Policy", content=_POLICY),
            _void("meta", name=FORMAT, content=str(VERSION)),
            _tag("title", escape(occasion.title)),
            f"<style>{css}</style>",
        ),
        _tag(
            "body",
            _tag("a", "Aller aux exercices", class_="skip", href="#exercices"),
            _cover(sheets, occasion),
            _tag("main", _tag("form", *body, _bar(), autocomplete="off"), id="exercices"),
            f"<script>{script}</script>",
            class_=f"v-{variant.name}",
        ),
        lang="fr",
    )
    return f"<!doctype html>\n{page}\n".encode()


def _cover(sheets: Sequence[Sheet], occasion: Occasion) -> str:
    told = (*occasion.instructions, _HOW, occasion.take_back)
    lines = (_tag("p", escape(french.typography(line))) for line in told)
    links = (
        _tag(
            "li",
            _tag("a", escape(french.typography(sheet.exercise.title)), href=f"#{_id(sheet.exercise.id)}"),
        )
        for sheet in sheets
    )
    return _tag(
        "header",
        _tag("h1", escape(occasion.title)),
        *lines,
        _tag("p", escape(_NO_SCRIPT), class_="notice", data_no_script=""),
        _tag("nav", _tag("h2", "Sommaire", id="sommaire"), _tag("ol", *links), aria_labelledby="sommaire"),
        _cases(list(cases_told(sheets, occasion))),
    )


def _cases(cases: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return the fictional businesses, a fold each, for who has none."""
    if not cases:
        return ""
    folds = (
        _tag("details", _tag("summary", escape(name)), *(_tag("p", escape(line)) for line in lines))
        for name, lines in cases
    )
    return _tag(
        "section",
        _tag("h2", escape(french.typography(current().cases_title)), id="cas"),
        _tag("p", escape(french.typography(current().cases_lead))),
        *folds,
        aria_labelledby="cas",
    )


_NO_SCRIPT = french.typography(
    "Votre navigateur n'exécute pas les scripts : vous pouvez remplir cette page et l'imprimer, mais pas en "
    "enregistrer une copie. Demandez plutôt le document Word."
)


def _bar() -> str:
    """Return the bar that saves, which the script shows."""
    return _tag(
        "div",
        _tag("button", "Enregistrer ma copie", type="button", class_="primary", id="copie"),
        _tag("button", "Mes réponses seules (.json)", type="button", class_="secondary", id="reponses"),
        _tag("p", "", role="status", id="etat"),
        class_="bar",
        hidden="",
        data_script="",
    )


class _Writer:
    """Writes the exercises of the page."""

    def __init__(self, variant: Variant) -> None:
        self._variant = variant

    def sheet(self, sheet: Sheet, values: Mapping[str, Any]) -> str:
        own = _id(sheet.exercise.id)
        groups = []
        for title, fields in sheet.groups():
            inside = [self._field(sheet, field, values.get(field.name)) for field in fields]
            legend = _tag("legend", escape(title)) if title else ""
            groups.append(_tag("fieldset" if title else "div", legend, *inside, class_="group"))
        unfold = (
            _tag("details", _tag("summary", "Un coup de main"), *_paragraphs(sheet.help))
            if sheet.help
            else ""
        )
        return _tag(
            "section",
            _tag("h2", escape(sheet.heading), id=f"{own}-titre"),
            _tag("p", escape(sheet.worth), class_="worth") if sheet.worth else "",
            *_paragraphs(sheet.prompt),
            unfold,
            *groups,
            id=own,
            aria_labelledby=f"{own}-titre",
        )

    def _field(self, sheet: Sheet, field: Field, value: Any) -> str:
        place = Address(sheet.exercise.id, field.name)
        own = _id(place.name)
        hint = _tag("p", escape(field.hint), class_="hint", id=f"{own}-aide") if field.hint else ""
        about = f"{own}-aide" if field.hint else None
        question = field.question
        if isinstance(question, Rows):
            frame = _tag("legend", _caption(field)) + hint + self._rows(place, field, _rows_of(value))
            return _tag("fieldset", frame, class_="question", aria_describedby=about)
        if _is_group(field):
            frame = _tag("legend", _caption(field)) + hint + _buttons(place.name, field, value)
            return _tag("fieldset", frame, class_="question", aria_describedby=about)
        control = _control(place.name, field, value, described_by=about)
        return _tag(
            "div",
            _tag("label", _caption(field), for_=own),
            hint,
            control,
            _on_paper(field),
            class_="question",
        )

    def _rows(self, place: Address, field: Field, rows: Sequence[Mapping[str, Any]]) -> str:
        shown = field.rows_shown(len(rows), spare=_SPARE)
        filled = [rows[row] if row < len(rows) else {} for row in range(shown)]
        grid = fits_in_a_grid(field, _PAGE_EMS[self._variant.name])
        one = _grid_row if grid else _card
        written = [one(place, field, str(row), values) for row, values in enumerate(filled)]
        paper = "".join(_on_paper(column, column.label) for column in field.columns)
        if field.row_labels:
            model = more = ""
        else:
            model = _tag("template", one(place, field, _ROW_MARK, {}))
            more = _tag(
                "button",
                escape(f"+ {field.add_label}"),
                type="button",
                class_="secondary",
                hidden="",
                data_script="",
                data_more=str(field.most_rows),
            )
        if grid:
            head = _tag("th", "Ligne", scope="col")
            heads = (_tag("th", _caption(column), _hint_of(column), scope="col") for column in field.columns)
            body = _tag("tbody", *written, data_rows="")
            narrow = "narrow" if len(field.columns) == 1 else None
            table = _tag(
                "table", _tag("thead", _tag("tr", head, *heads)), body, aria_label=field.label, class_=narrow
            )
            return table + model + more + paper
        return _tag("div", *written, class_="cards", data_rows="") + model + more + paper


def _grid_row(place: Address, field: Field, row: str, values: Mapping[str, Any]) -> str:
    """Return a row as a line of the table."""
    name = _row_name(field, row)
    shown = name if field.row_labels else _number_of(row)
    cells = [
        _tag("td", _cell(place, row, column, values, f"{column.caption}, {name}"), data_label=column.caption)
        for column in field.columns
    ]
    return _tag("tr", _tag("th", escape(shown), scope="row"), *cells)


def _card(place: Address, field: Field, row: str, values: Mapping[str, Any]) -> str:
    """Return a row as a frame of its own, with a label for each question."""
    parts = []
    for column in field.columns:
        own = _id(_name(place, row, column))
        about = f"{own}-aide" if column.hint else None
        hint = _tag("p", escape(column.hint), class_="hint", id=about) if column.hint else ""
        if isinstance(column.question, Choices):  # in a row, one answer among several is a list
            inside = _tag("legend", _caption(column)) + hint + _cell(place, row, column, values)
            parts.append(_tag("fieldset", inside, class_="question", aria_describedby=about))
        else:
            inside = _tag("label", _caption(column), for_=own) + hint
            control = _cell(place, row, column, values, described_by=about)
            wide = isinstance(column.question, Text) and column.question.max_length >= _WIDE
            parts.append(_tag("div", inside, control, class_="question wide" if wide else "question"))
    legend = _tag("legend", escape(_row_name(field, row)))
    return _tag("fieldset", legend, _tag("div", *parts, class_="fields"), class_="card")


def _cell(
    place: Address,
    row: str,
    column: Field,
    values: Mapping[str, Any],
    label: str | None = None,
    *,
    described_by: str | None = None,
) -> str:
    name, value = _name(place, row, column), values.get(column.name)
    if isinstance(column.question, Choices):
        return _buttons(name, column, value, label)
    return _control(name, column, value, label=label, described_by=described_by, in_row=True)


def _is_group(field: Field) -> bool:
    """Return True where the question is the legend of several buttons rather than the label of one input."""
    if isinstance(field.question, Choices):
        return True
    return isinstance(field.question, Choice) and len(field.options) <= _RADIOS


def _buttons(name: str, field: Field, value: Any, label: str | None = None) -> str:
    """Return radio buttons, or boxes where several answers are possible."""
    several = isinstance(field.question, Choices)
    chosen = texts_of(field.question, value) if several else [text_of(field.question, value)]
    lines = []
    for rank, (option, words, hint) in enumerate(field.options):
        own = f"{_id(name)}-{rank}"
        about = f"{own}-aide" if hint else None
        box = _void(
            "input",
            type="checkbox" if several else "radio",
            id=own,
            name=name,
            value=option,
            checked="" if option in chosen else None,
            aria_describedby=about,
            aria_label=f"{words}, {label}" if label else None,
        )
        more = _tag("span", escape(hint), class_="hint", id=about) if hint else ""
        lines.append(
            _tag("div", box, _tag("span", _tag("label", escape(words), for_=own), more), class_="option")
        )
    return _tag("div", *lines, class_="options")


def _control(
    name: str,
    field: Field,
    value: Any,
    *,
    label: str | None = None,
    described_by: str | None = None,
    in_row: bool = False,
) -> str:
    """Return the one input of a question."""
    question = field.question
    text = clean(text_of(question, value))
    common = {"id": _id(name), "name": name, "aria_describedby": described_by, "aria_label": label}
    if isinstance(question, Choice):
        options = [_tag("option", "Choisissez…", value="")]
        options += [
            _tag("option", escape(words), value=option, selected="" if option == text else None)
            for option, words, _ in field.options
        ]
        return _tag("select", *options, **common)
    if isinstance(question, File):
        return _file(name, field, value, common)
    if isinstance(question, LongText) or "\n" in text:
        # A reader of HTML drops the first line end of a text area.
        return _tag("textarea", f"\n{escape(text)}", rows="2" if in_row else "4", **common)
    if isinstance(question, Date) and (not text or _is_day(text)):
        return _void("input", type="date", value=text or None, **common)
    box = _void(
        "input",
        type="text",
        value=text or None,
        inputmode="decimal" if isinstance(question, Number) else None,
        class_="number" if isinstance(question, Number) else None,
        **common,
    )
    unit = french.typography(question.unit) if isinstance(question, Number) else ""
    if unit and not in_row:
        return _tag(
            "span", box, _tag("span", escape(unit), class_="unit", aria_hidden="true"), class_="with-unit"
        )
    return box


def _file(name: str, field: Field, value: Any, common: Mapping[str, str | None]) -> str:
    """Return the input of a file; the script joins the file itself to the copy."""
    question = field.question
    if not isinstance(question, File):
        return ""
    given = value.get("name") if isinstance(value, Mapping) else None
    said = f"{GIVEN}{french.NBSP}: {clean(str(given))}" if given else ""
    chooser = _void(
        "input",
        type="file",
        accept=",".join(question.accept),
        data_file=name,
        data_most=str(question.max_bytes),
        **{key: attribute for key, attribute in common.items() if key != "name"},
    )
    return chooser + _tag("p", escape(said), class_="given", role="status")


def _is_day(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-"


def _on_paper(field: Field, label: str = "") -> str:
    """Return the possible answers for who prints the page, where a list that unfolds would hide them."""
    if not isinstance(field.question, Choice) or (not label and _is_group(field)):
        return ""
    line = f"{label}{french.NBSP}: {field.choices_line}" if label else field.choices_line
    return _tag("p", escape(line), class_="paper")


def _caption(field: Field) -> str:
    unit = field.question.unit if isinstance(field.question, Number) else ""
    words = escape(field.label)
    if unit:
        words += _tag("span", escape(french.typography(f" (en {unit})")), class_="unit-head")
    return words if field.question.required else words + _tag("span", " (facultatif)", class_="optional")


def _hint_of(column: Field) -> str:
    return _tag("span", escape(column.hint), class_="hint") if column.hint else ""


def _paragraphs(parts: Sequence[str]) -> list[str]:
    return [_tag("p", escape(part)) for part in parts]


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


def _attributes(given: Mapping[str, str | None]) -> str:
    """Return attributes; ``class_``, ``aria_label`` and the like lose what Python needs, ``None`` is left out."""
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value).replace(chr(10), "&#10;")}"'
        for name, value in given.items()
        if value is not None
    )


def _void(kind: str, **attributes: str | None) -> str:
    return f"<{kind}{_attributes(attributes)}>"


def _tag(kind: str, *children: str, **attributes: str | None) -> str:
    return f"<{kind}{_attributes(attributes)}>{''.join(children)}</{kind}>"
