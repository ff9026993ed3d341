"""What all pages of the desk share: frame, navigation, languages, the database's address."""
