"""さがす: the list of postings, search that understands Japanese, and fit with reasons in words.

People never see a score. `fit.py` is pure arithmetic after shared rules of the skills data; the page turns
its reasons into sentences, including what is missing. Kept postings (あとで見る) and demand live here too.
"""
