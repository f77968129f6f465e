"""The guard against state secrets, for documents and books."""
