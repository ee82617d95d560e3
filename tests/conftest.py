"""What all tests share."""

from hypothesis import HealthCheck, settings

# Time is never what a test asks: a busy machine must not turn a right answer into a failure.
settings.register_profile("tpe", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tpe")
