"""What the check-up keeps."""
from engawa.base.privacy import Until, register
from engawa.journey.diagnosis.models import Answer, CheckUp, Question

register(CheckUp, owner="user", until=Until(730, "started_at"), erase="delete",
         keeps="How an organization answered the check-up, so that it can go on and compare. Nothing about clients. "
               "What was given to the organization stays with it without the name.")
register(Question, owner="", keeps="A question of the check-up; nothing about a person.")
register(Answer, owner="", keeps="A possible answer; nothing about a person.")
