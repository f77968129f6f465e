"""The checks of the tables."""
