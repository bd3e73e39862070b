"""参加者: a person who has left, or will leave, a career in IT, and their skill inventory (棚卸し).

Holds the profile, career entries, held skills with level and last use, tools, weekly hours and free times,
causes, languages and wishes to learn. Hidden from everybody until the person applies somewhere.
"""
