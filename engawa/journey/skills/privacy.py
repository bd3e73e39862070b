"""The vocabulary keeps nothing about anybody but who of the desk changed it."""
from engawa.base.privacy import register
from engawa.journey.skills import models

for term in (models.Area, models.Group, models.Skill, models.RoleFamily, models.CareerRole, models.Level, models.Cause,
             models.ToolKind, models.Tool):
    register(term, owner="", keeps="A word of the vocabulary; nothing about a person.")
for link in (models.Alias, models.Relation, models.RoleSkill):
    register(link, owner="", keeps="How words of the vocabulary belong together; nothing about a person.")
register(models.Edition, owner="by", keeps="What a word or a template said from when on, who of the desk wrote it, and why.", erase="keep")
