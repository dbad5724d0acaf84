"""The life of one technology, firm, university, loan or yuan: what happened, who decided it, on what numbers."""
