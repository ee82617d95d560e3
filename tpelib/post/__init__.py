"""The post: its length, its parts, its reading, the law it meets. Pure functions over its text."""

from tpelib.post.law import LawFlag, law_flags
from tpelib.post.length import X_LIMIT, length, links, weighted_length
from tpelib.post.parts import Parts, parts
from tpelib.post.reading import Reading, reading, syllables
from tpelib.post.review import Remark, review
from tpelib.post.sheet import Post, Sheet, sheet

__all__ = [
    "X_LIMIT",
    "LawFlag",
    "Parts",
    "Post",
    "Reading",
    "Remark",
    "Sheet",
    "law_flags",
    "length",
    "links",
    "parts",
    "reading",
    "review",
    "sheet",
    "syllables",
    "weighted_length",
]
