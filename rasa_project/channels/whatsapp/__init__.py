"""WhatsApp over Meta's Cloud API: docs/whatsapp.md says how to switch it on."""

from rasa_project.channels.whatsapp.channel import WhatsAppInput

__all__ = ["WhatsAppInput"]
