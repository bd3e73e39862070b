"""The told story, only in demo mode and only on this machine: persons to come in as, and the mailbox.

One click signs in as anybody of the story, second factor included, and every mail the house sends stays in a
table that everybody may read. In production none of it exists: the pages answer 404 and the server does not start.
"""
