"""What operators see of the bot: logs, metrics. Never what parents wrote."""
