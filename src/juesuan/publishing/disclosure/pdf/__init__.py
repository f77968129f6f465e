"""The disclosure as PDF: one template, set by typst in faces that come along.

The typesetter keeps what it has worked out: a process takes 150 MB for one document, twice as much
after five. Whoever sets many lets others do it and replaces them after a few.
"""

from juesuan.publishing.disclosure.pdf.typesetting import Typeset, typeset, write_pdf

__all__ = ["Typeset", "typeset", "write_pdf"]
