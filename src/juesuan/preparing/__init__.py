"""From the books to the nine tables: units first, then the department, every figure traceable."""

from juesuan.model.accounts import Obstacle, Prepared, Unfit
from juesuan.preparing.pipeline import prepare
from juesuan.preparing.tracing.postings import Trace, trace
from juesuan.preparing.tracing.prepared import Untraceable, manifest

__all__ = ["Obstacle", "Prepared", "Trace", "Unfit", "Untraceable", "manifest", "prepare", "trace"]
