"""Tests mirror the tree."""

from hypothesis import HealthCheck, settings

#: On a loaded machine an example takes its time; that says nothing of the code.
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")
