"""C1 « Définir ma stratégie »: from the business as it is to an action plan its means can hold."""

from tpelib.exercises.c1.arbitration import ARBITRATION
from tpelib.exercises.c1.business import BUSINESS
from tpelib.exercises.c1.campaign import CAMPAIGN, CAMPAIGN_SCENARIOS
from tpelib.exercises.c1.coherence import COHERENCE
from tpelib.exercises.c1.objective import OBJECTIVE
from tpelib.exercises.c1.periods import PERIODS
from tpelib.exercises.c1.plan import PLAN
from tpelib.exercises.c1.target import TARGET
from tpelib.exercises.c1.time import TIME

__all__ = ["EXERCISES", "EXPLORATIONS"]

EXERCISES = (BUSINESS, OBJECTIVE, TARGET, PERIODS, CAMPAIGN, TIME, PLAN, ARBITRATION, COHERENCE)
EXPLORATIONS = (CAMPAIGN_SCENARIOS,)
