"""From the books to the nine tables: units first, then the department, every figure traceable."""

from juesuan.prepare.department import prepare
from juesuan.prepare.prepared import Prepared, Problem, Unfit

__all__ = ["Prepared", "Problem", "Unfit", "prepare"]
