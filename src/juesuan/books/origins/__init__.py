"""Where books lie: a workbook, a folder, a database; what their sheets say of their own columns."""
