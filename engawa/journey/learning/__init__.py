"""Getting ready: the four points of care of online work, with lessons, checklists and a quiz on security.

Everything is text in `data/orientation.yaml`, read once. The guide (/guide/) is open to everybody and made
to be read, printed and come back to. This step has no tables yet: nothing is kept about who read what.
"""
