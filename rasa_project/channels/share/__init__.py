"""Pages to pass on: an answer, a child's calendar, what to watch for after a contact (docs/share.md)."""
