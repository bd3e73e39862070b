"""Pages of matching: finding postings, what experience opens, organizations left out."""
