"""What the bot does beyond a fixed answer: one module a capability, run by rasa-sdk."""
