"""C2 « Choisir mes réseaux »: from figures that are read with care to a choice that holds."""

from tpelib.course.c2.accounts import ACCOUNTS, ACCOUNTS_EXPLORER
from tpelib.course.c2.affinity import AFFINITY
from tpelib.course.c2.cards import CARDS
from tpelib.course.c2.choice import CHOICE, chosen_networks
from tpelib.course.c2.competitors import COMPETITORS
from tpelib.course.c2.decision import DECISION, DECISION_WEIGHTS
from tpelib.course.c2.positioning import POSITIONING
from tpelib.course.c2.public import PUBLIC, PUBLIC_EXPLORER
from tpelib.course.c2.survey import MARGIN_EXPLORER, SURVEY

__all__ = ["EXERCISES", "EXPLORATIONS", "chosen_networks"]

EXERCISES = (PUBLIC, ACCOUNTS, AFFINITY, SURVEY, COMPETITORS, POSITIONING, DECISION, CHOICE)
EXPLORATIONS = (CARDS, PUBLIC_EXPLORER, ACCOUNTS_EXPLORER, MARGIN_EXPLORER, DECISION_WEIGHTS)
