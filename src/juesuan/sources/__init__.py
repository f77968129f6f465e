"""Files in, places kept; no knowledge of 决算."""
