"""The disclosure, in every format."""
