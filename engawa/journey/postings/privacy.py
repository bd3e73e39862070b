"""What postings keep: words of organizations, nothing about participants."""
from engawa.base.privacy import register
from engawa.journey.postings.models import Posting, PostingSkill, ReviewComment, Template, TemplateSkill

register(Template, owner="", keeps="Ready-made postings; nothing about people.")
register(TemplateSkill, owner="", keeps="What a template asks for; nothing about people.")
register(Posting, owner="made_by", keeps="What an organization asks for, with the name of its contact.", erase="keep")
register(PostingSkill, owner="", keeps="What a posting asks for; nothing about people.")
register(ReviewComment, owner="by", keeps="What the desk said about a posting.", erase="keep")
