"""How what was found or prepared is shown."""
