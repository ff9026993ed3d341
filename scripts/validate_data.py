"""Rasa's own data validation; every warning fails, and errors are shown as Rasa words them."""

from __future__ import annotations

import sys
import warnings

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.validator import Validator


def main() -> int:
    """Validate domain, intents, responses and rules; the exit status is 0 when all is well."""
    importer = RasaFileImporter(
        config_file="config.yml", domain_path="domain.yml", training_data_paths=["data"]
    )
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        validator = Validator.from_importer(importer)
        good = validator.verify_all(ignore_warnings=False) and validator.verify_domain_validity()
    own = [warning for warning in caught if issubclass(warning.category, UserWarning)]
    for warning in own:
        print(warning.message, file=sys.stderr)
    print("Data are valid." if good and not own else "Data are not valid.")
    return 0 if good and not own else 1


if __name__ == "__main__":
    sys.exit(main())
