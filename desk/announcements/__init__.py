"""A few sentences of the office that hold for some days: a mobile team's tour, changed hours."""
