"""Pages for everybody: what this is, who checks what, areas, postings, organizations, help, contact, the rules."""
