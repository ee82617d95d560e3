"""Paragraphs and tables of a Word document, written quickly however long it is."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.shared import Cm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from tpelib.base.look.variants import Variant
from tpelib.documents.word.elements import element

__all__ = ["Body"]


class Body:
    """Writes paragraphs and tables, one after the other.

    Parameters
    ----------
    document : Document
        Where; its styles are all set.
    variant : Variant
        How it is set.
    width_cm : float
        Width of what is written, between the margins.
    """

    def __init__(self, document: Document, variant: Variant, width_cm: float) -> None:
        self._document, self._variant, self._width = document, variant, width_cm
        self._styles = {style.name: style.style_id for style in document.styles}  # looking one up is slow

    def paragraph(self, text: str = "", style: str = "Normal") -> Paragraph:
        """Add a paragraph."""
        return self.restyle(self._document.add_paragraph(text), style)

    def restyle(self, paragraph: Paragraph, style: str) -> Paragraph:
        """Give a paragraph a style, by its name."""
        paragraph._p.style = self._styles[style]
        return paragraph

    def write(self, cell: _Cell, text: str, style: str) -> None:
        """Write the first paragraph of a cell."""
        self.restyle(cell.paragraphs[0], style).add_run(text)

    def new_table(
        self, title: str, rows: int, shares: Sequence[float], style: str, *, narrow: bool = False
    ) -> tuple[Table, list[list[_Cell]]]:
        """Add a table whose first row heads the columns: screen readers say it, each page repeats it.

        Parameters
        ----------
        title : str
            What a screen reader calls it.
        rows : int
            How many, the head included.
        shares : sequence of float
            What each column takes of the width, in any unit.
        style : str
            The name of its style.
        narrow : bool
            True to leave a millimetre beside the texts: many columns have no room to lose.

        Returns
        -------
        tuple
            The table, and its cells row by row, since looking one up is slow.
        """
        table: Table = self._document.add_table(rows, len(shares), style)
        table.autofit = False
        properties = table._tbl.tblPr
        if narrow:
            sides = (element(f"w:{side}", w=57, type="dxa") for side in ("left", "right"))
            properties.append(element("w:tblCellMar", *sides))
        properties.append(element("w:tblCaption", val=title))
        widths = [Cm(self._width * share / sum(shares)) for share in shares]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        cells = [list(row.cells) for row in table.rows]
        for row in cells:
            for cell, width in zip(row, widths, strict=True):
                cell.width = width
        table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
        return table, cells
