"""What is prepared, to be kept: the workbook it begins with, the folder, its receipt, the trace."""
