"""From the books to the nine tables: units first, then the department, every figure traceable."""

from juesuan.prepare.department import prepare
from juesuan.prepare.folder import Untraceable
from juesuan.prepare.prepared import Prepared, Problem, Unfit
from juesuan.prepare.trace import Trace, trace

__all__ = ["Prepared", "Problem", "Trace", "Unfit", "Untraceable", "prepare", "trace"]
