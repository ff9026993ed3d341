"""What is taken out of messages before they are stored, and how what is stored is deleted."""
