"""Very many documents in one run: each once, whatever some of them do to the process reading it."""
