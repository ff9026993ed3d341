"""What is checked of the texts, one file for each kind of fault."""
