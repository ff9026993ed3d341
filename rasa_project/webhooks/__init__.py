"""Webhooks out: what happens to an integrator's senders, told to the integrator's server (docs/decisions/0115)."""
