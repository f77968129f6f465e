"""Evaluated projects, whoever has them: from pages or from books."""
