"""困りごと診断: from the symptoms an organization feels to the work that would ease them.

A check-up (`CheckUp`) belongs to a visitor's session or to a person: areas are chosen, one question is
answered a page, and when none is open the result is there. It can be left and taken up again at any point.
A visitor's check-ups become theirs when they sign in. A member can give one to the organization: colleagues
then see the result. Questions come from `data/diagnosis.yaml`.
"""
