"""juesuan (决算): reads and audits Chinese government department final accounts."""
