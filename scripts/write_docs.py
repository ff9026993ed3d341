"""Write the OpenAPI document and the page at /api/docs, which the server reads as files: ``make docs``.

A test fails where the files are not what their sources say: rest/openapi.yml, data/channels/refusals.yml,
docs/examples.
"""

from __future__ import annotations

import json

from rasa_project.channels.rest.documents import DOCS_PAGE, OPENAPI
from scripts.api_description import description
from scripts.api_page import docs_page


def texts() -> dict[str, str]:
    """What each file has to hold, by its path."""
    return {
        str(OPENAPI): json.dumps(description(), ensure_ascii=False, indent=1) + "\n",
        str(DOCS_PAGE): docs_page(description()) + "\n",
    }


def main() -> None:
    """Write both files."""
    for path, text in texts().items():
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
    print(f"Written: {OPENAPI.name} and {DOCS_PAGE.name} in {OPENAPI.parent}")


if __name__ == "__main__":
    main()
