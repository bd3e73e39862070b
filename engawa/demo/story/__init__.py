"""The told story: forty-odd people, thirty organizations and what happened between them, counted back from today.

The words are in `data/`; `cast.py` brings the people and their postings, `scenes.py` what they do together. All of it
calls the builders, so every state is one that real people could have reached. Loading sends no mail.
"""
