"""The web widget's channel (``rasa_project.channels.web.WebInput`` in credentials.yml)."""

from rasa_project.channels.web.channel import WebInput

__all__ = ["WebInput"]
