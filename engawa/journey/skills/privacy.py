"""The vocabulary keeps nothing about anybody."""
from engawa.base.privacy import register
from engawa.journey.skills import models

for term in (models.Area, models.Group, models.Skill, models.RoleFamily, models.CareerRole, models.Cause,
             models.ToolKind, models.Tool):
    register(term, owner="", keeps="A word of the vocabulary; nothing about a person.")
for link in (models.Alias, models.Relation, models.RoleSkill):
    register(link, owner="", keeps="How words of the vocabulary belong together; nothing about a person.")
