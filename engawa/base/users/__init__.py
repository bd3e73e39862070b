"""Who a person is: mail address, name, reading preferences and the two roles that stand on the person.

Being a participant or a member of an organization is not a role here: it follows from rows of the journey.
`is_desk` makes a desk officer (事務局); `is_superuser` looks after the installation.
"""
