"""How things are declared, each usable in both directions."""
