"""What was not understood or did not help: read, labelled by one tap, exported, and tried before it is learnt."""
