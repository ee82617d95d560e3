"""The texts of the learner's posts, in the annexes of the report."""

from collections.abc import Sequence

from tpelib.course.c5.studio.exercise import Studio
from tpelib.course.report.parts import shown_value
from tpelib.documents.paper import Block, Heading, Paragraph

__all__ = ["annex"]


def annex(post: Studio) -> Sequence[Block]:
    """Return each text of the post under the network it is for."""
    return [
        block
        for row in post.variants
        if row.text
        for block in (
            Heading(f"Ma publication sur {shown_value(row, 'network') or 'un réseau'}", 2),
            Paragraph(row.text),
        )
    ]
