"""The disclosure as PDF: one template, set by typst in faces that come along.

A process takes about 100 MB more with each document it sets: whoever sets many lets others do it
and replaces them after a few.
"""

from juesuan.publishing.disclosure.pdf.typesetting import outline, write_pdf

__all__ = ["outline", "write_pdf"]
