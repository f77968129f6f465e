"""One command, one page: what each does, from file to report."""
