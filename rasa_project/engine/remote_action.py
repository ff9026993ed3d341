"""What a custom action answers is checked as Rasa checks it, with a validator that is made once."""

from __future__ import annotations

from functools import cache
from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction


class CheckedAction(RemoteAction):
    """Rasa's remote action; Rasa itself checks the schema against the schema of schemas at each message.

    That took a third of a turn.
    """

    def _validate_action_result(self, result: dict[str, Any]) -> bool:
        """Whether events and responses have Rasa's form.

        Raises:
            jsonschema.ValidationError: they have not; the text is Rasa's.
        """
        return bool(_validator().is_valid(result) or super()._validate_action_result(result))


@cache
def _validator() -> Any:
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)
