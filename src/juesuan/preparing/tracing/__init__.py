"""From a cell of a prepared folder back to the postings behind it."""
