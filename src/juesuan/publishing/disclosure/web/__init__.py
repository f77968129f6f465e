"""The disclosure as a web page."""
