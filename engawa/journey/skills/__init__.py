"""The vocabulary of the house: areas, skills, causes, tools, career roles, levels.

Everything here is reference data: it is written in `data/*.yaml`, loaded by `actions.load_vocabulary`,
and referred to by slug. A word that leaves the files is retired (`retired_at`), never deleted, because
somebody's inventory or agreement may still name it. Nothing here knows of people or organizations.
"""
