"""Where conversations are kept and how their messages are put in line (named in endpoints.yml)."""

from rasa_project.stores.conversation_store import ConversationStore
from rasa_project.stores.locks import ConversationLocks

__all__ = ["ConversationLocks", "ConversationStore"]
