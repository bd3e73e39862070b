"""Telling the whole story, in the order of the journey."""
from datetime import timedelta

from django.db import transaction
from django.utils import translation

from engawa.base.notices.actions import mark_story_delivered
from engawa.base.times import now
from engawa.base.users.models import User
from engawa.demo import actions
from engawa.demo.story import cast, scenes

KINDS = {"finished": scenes.finished, "running": scenes.running, "sheets": scenes.aligning, "meetings": scenes.meeting,
         "offering": scenes.offering, "sent": scenes.sent, "ended": scenes.ended, "other_postings": scenes.other_posting,
         "talks": scenes.talk, "questions": scenes.question, "reports": scenes.report, "watching": scenes.watching}
# Whom one can come in as: mail address, who it is in Japanese, in English.
PERSONS = [
    ("uchida@example.jp", "参加者。活動の途中で、今日が報告の日です", "Participant, in the middle of a project; today is a report day"),
    ("saeki@example.jp", "参加者。一つ終えて、次の返事を待っています", "Participant; has finished one project and waits for an answer"),
    ("matsuda@example.jp", "参加者。すり合わせシートの新しい版が届いています", "Participant; a new version of the alignment sheet has come"),
    ("kawabata@example.jp", "参加者。棚卸しを始めたばかりです", "Participant; has only begun the inventory"),
    ("davis@example.jp", "参加者。英語で使っています", "Participant who reads English"),
    ("takada@example.jp", "団体の代表（里山の会 こなら）", "Representative of an organization"),
    ("kobayashi@example.jp", "団体の担当（里山の会 こなら）", "Staff in charge at the same organization"),
    ("hopebridge@example.org", "海外の団体の代表。英語で使っています", "Representative of an organization in Manila"),
    ("shinmachi@example.jp", "団体の代表。確認を待っています", "Representative; the organization is being checked"),
    ("desk@example.jp", "事務局", "Coordinator team"),
    ("shimada@example.jp", "事務局の二人目。確認を待つ決定があります", "Coordinator team, the second person; a decision waits"),
]


@transaction.atomic
def tell() -> cast.Stage:
    """Tell everything; the mails of the story count as delivered, so nothing is sent."""
    stage, told = cast.Stage(), cast.read("scenes")
    with translation.override("ja"):
        cast.enter_people(stage)
        cast.enter_organizations(stage, scenes.earliest(told))
        for kind, scene in KINDS.items():
            for row in told[kind]:
                scene(stage, row)
        scenes.agreeing(stage)
        scenes.before_the_desk(stage, told)
    mark_story_delivered(read_before=now() - timedelta(days=2))
    for position, (email, line_ja, line_en) in enumerate(PERSONS):
        actions.add_persona(user=User.objects.get(email=email), line_ja=line_ja, line_en=line_en, position=position)
    return stage
