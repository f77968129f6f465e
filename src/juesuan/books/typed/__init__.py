"""The cells of a sheet with the types of their columns: small tables by row, large ones whole."""
