"""E-reputation: what people write, how one answers, what a rating is worth, who may speak for a shop."""

from tpelib.domain.reputation.inbox import (
    Message,
    Need,
    all_inboxes,
    find,
    inbox,
    needs,
)
from tpelib.domain.reputation.replies import ReplyFinding, is_excluding, review_reply
from tpelib.domain.reputation.scores import Rating, rating

__all__ = [
    "Message",
    "Need",
    "Rating",
    "ReplyFinding",
    "all_inboxes",
    "find",
    "inbox",
    "is_excluding",
    "needs",
    "rating",
    "review_reply",
]
