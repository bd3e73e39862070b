"""The steps of the journey, one folder a step, in the order a person walks them.

skills, participants | organizations, learning, postings, diagnosis, matching, applications, agreements,
projects, outcomes. A later step knows the earlier ones; an earlier step never knows the later ones.
"""
