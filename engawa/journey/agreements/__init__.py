"""すり合わせ: the sheet both sides write together, and the agreement it becomes.

Fifteen sections in five groups, prefilled. Every change is a new version that never changes again; all parties
agree to one and the same version, named by its digest, or nothing starts.
"""
