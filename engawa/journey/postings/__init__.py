"""募集: what an organization asks for, usually started from a template (ひな形), reviewed by the desk.

States: draft → in_review → open, or back to draft with comments; open ⇄ paused; open → filled when its
seats are taken; open, paused or filled → closed. Only open postings are seen by everybody.
"""
