"""C1 « Définir ma stratégie »: from the business as it is to an action plan its means can hold."""

from tpelib.course.c1.arbitration import ARBITRATION
from tpelib.course.c1.business import BUSINESS
from tpelib.course.c1.campaign import CAMPAIGN, CAMPAIGN_SCENARIOS
from tpelib.course.c1.coherence import COHERENCE
from tpelib.course.c1.objective import OBJECTIVE
from tpelib.course.c1.periods import PERIODS
from tpelib.course.c1.plan import PLAN
from tpelib.course.c1.target import TARGET
from tpelib.course.c1.time import TIME

__all__ = ["EXERCISES", "EXPLORATIONS"]

EXERCISES = (BUSINESS, OBJECTIVE, TARGET, PERIODS, CAMPAIGN, TIME, PLAN, ARBITRATION, COHERENCE)
EXPLORATIONS = (CAMPAIGN_SCENARIOS,)
