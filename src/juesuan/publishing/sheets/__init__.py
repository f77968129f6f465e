"""Workbooks: how cells, tables, sums, charts and texts are drawn on sheets."""
