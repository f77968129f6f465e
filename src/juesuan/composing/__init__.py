"""Facts, projects and texts to a disclosure."""
