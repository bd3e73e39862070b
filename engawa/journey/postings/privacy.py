"""What postings keep: words of organizations, and what people ask and report about them."""
from engawa.base.privacy import Until, register
from engawa.journey.postings.models import (
    Posting,
    PostingReport,
    PostingSkill,
    Question,
    ReviewComment,
    Submission,
    Template,
    TemplateSkill,
)

register(Template, owner="", keeps="Ready-made postings; nothing about people.")
register(TemplateSkill, owner="", keeps="What a template asks for; nothing about people.")
register(Posting, owner="made_by", keeps="What an organization asks for, with the name of its contact.", erase="keep")
register(PostingSkill, owner="", keeps="What a posting asks for; nothing about people.")
register(ReviewComment, owner="by", keeps="What the desk said about a posting.", erase="keep")
register(Submission, owner="by", keeps="The words of a posting each time it went to the desk.", erase="keep")
register(Question, owner="by", keeps="What people ask about a posting; the name is shown to nobody, and goes when the account closes.",
         until=Until(3 * 365, "at"), erase="anonymise")
register(PostingReport, owner="by", keeps="Postings reported to the desk, as evidence, with the address for the answer.",
         until=Until(3 * 365, "at"), erase="anonymise", blank=("email",))
