"""REST: Rasa's own webhook, and an API for integrators beside it."""

from rasa_project.channels.rest.answers import WholeAnswers
from rasa_project.channels.rest.api import ApiInput
from rasa_project.channels.rest.webhook import RestInput

__all__ = ["ApiInput", "RestInput", "WholeAnswers"]
