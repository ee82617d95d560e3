"""What all tests share."""

import os

from hypothesis import HealthCheck, settings

# Time is never what a test asks: a busy machine must not turn a right answer into a failure. The same run asks
# the same questions; HYPOTHESIS=explore asks new ones.
settings.register_profile(
    "tpe", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile("explore", settings.get_profile("tpe"), derandomize=False, max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS", "tpe"))

# What whoever runs the tests keeps for themselves (the survey of 2025) is not read.
os.environ["TPE_DONNEES"] = os.devnull
