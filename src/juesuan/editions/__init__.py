"""The declarations: data only."""
