"""From the books to the nine tables: units first, then the department, every figure traceable."""
