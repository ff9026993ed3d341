"""One file with all that a restore needs: conversations, Telegram's file, keys and secrets, the office's desk."""
