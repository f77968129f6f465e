"""The numbers of the disclosure as data."""
