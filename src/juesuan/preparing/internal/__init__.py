"""Flows inside the department: those registered are taken out, those that are not are found."""
