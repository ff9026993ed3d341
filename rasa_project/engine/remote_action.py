"""What a custom action answers is checked at a glance; only what looks wrong is checked as Rasa checks all."""

from __future__ import annotations

from typing import Any

from rasa.core.actions.action import RemoteAction


class CheckedAction(RemoteAction):
    """Rasa's remote action, whose answers come from this process.

    Rasa holds each answer against a JSON schema, and the schema against that of schemas: a third of a turn. What stands
    in an event is read, and refused, by :func:`rasa.shared.core.events.deserialise_events` behind it in any case.
    """

    def _validate_action_result(self, result: dict[str, Any]) -> bool:
        """Whether events and responses are lists of objects, the events each of a kind.

        Raises:
            jsonschema.ValidationError: they are not; the text is Rasa's.
        """
        return _looks_right(result) or bool(super()._validate_action_result(result))


def _looks_right(result: Any) -> bool:
    if not isinstance(result, dict):
        return False
    events, responses = result.get("events"), result.get("responses")
    return (
        isinstance(events, list)
        and isinstance(responses, list)
        and all(isinstance(event, dict) and event.get("event") == "slot" and "name" in event for event in events)
        and all(isinstance(response, dict) for response in responses)
    )
