"""A small vocabulary, organizations and postings for the tests of search and fit."""
from datetime import timedelta

from engawa.base.times import now
from engawa.base.users.models import User
from engawa.journey.matching import actions
from engawa.journey.organizations.models import Membership, Organization, Role
from engawa.journey.organizations.models import State as OrganizationState
from engawa.journey.participants.models import Career, HeldSkill, Participant
from engawa.journey.postings.models import Posting, PostingSkill
from engawa.journey.skills.models import Area, Cause, Group, Relation, Skill
from tests.reference import forget_reference

AREAS = {"web-sns": ("ウェブサイト・SNS", "Website and SNS"), "data": ("データの整理と分析", "Data"),
         "systems": ("業務の仕組みと道具", "Systems"), "strategy-security": ("IT計画と情報の安全", "Plans and security")}
SKILLS = {"list-cleaning": "名簿の整理", "database-design": "データベース設計", "excel": "Excel", "mainframe-dba": "汎用機のDB管理",
          "sns-operation": "SNSの更新"}


def vocabulary() -> None:
    """Four areas, two shelves, five skills, a transfer, a relation, three causes, and no others; twice is harmless."""
    if Skill.objects.filter(pk="list-cleaning").exists():
        return
    forget_reference()
    for n, (slug, (ja, en)) in enumerate(AREAS.items()):
        Area.objects.create(slug=slug, ja=ja, en=en, position=n, is_seed=True)
    Group.objects.create(slug="data-care", ja="データの手入れ", en="Data care", area_id="data")
    Group.objects.create(slug="web", ja="ウェブ", en="Web", area_id="web-sns")
    for n, (slug, ja) in enumerate(SKILLS.items()):
        Skill.objects.create(slug=slug, ja=ja, en=slug.replace("-", " "), position=n, npo_use=3,
                             group_id="web" if slug == "sns-operation" else "data-care")
    Relation.objects.create(source_id="mainframe-dba", target_id="database-design", kind="transfer", weight=.8)
    Relation.objects.create(source_id="excel", target_id="list-cleaning", kind="related", weight=.9)
    Relation.objects.create(source_id="list-cleaning", target_id="excel", kind="related", weight=.9)
    for n, (slug, ja) in enumerate({"welfare": "福祉", "children": "子ども", "nature": "環境"}.items(), 1):
        Cause.objects.create(slug=slug, ja=ja, en=slug, number=n, position=n)


def user(email: str, name: str = "佐伯和夫", **fields) -> User:
    return User.objects.create_user(email=email, name=name, **fields)


def organization(name: str = "里山の会 こなら", *causes: str, **fields) -> Organization:
    vocabulary()
    made = Organization.objects.create(name=name, legal_form="npo", state=OrganizationState.VERIFIED, verified_at=now(), **fields)
    made.causes.set(causes or ["nature"])
    return made


def member(of: Organization, email: str = "kobayashi@example.jp", name: str = "小林由美") -> User:
    made = user(email, name)
    Membership.objects.create(organization=of, user=made, role=Role.OWNER)
    return made


def posting(title: str = "三つに分かれた会員名簿を、一つにまとめたい", *, by: Organization | None = None,
            skills: tuple = (("list-cleaning", 3, True), ("excel", 2, False)), indexed: bool = True, age: int = 1, **fields) -> Posting:
    vocabulary()
    values = {"area_id": "data", "hours_per_week": 3, "weeks": 6, "state": "open", "confidentiality": "personal",
              "published_at": now() - timedelta(days=age), "need": "同じ方に会報が二通届きました。", "contact_times": [4, 5], **fields}
    made = Posting.objects.create(organization=by or organization(), title=title, **values)
    PostingSkill.objects.bulk_create(
        PostingSkill(posting=made, skill_id=skill, level=level, is_required=required) for skill, level, required in skills)
    if indexed:
        actions.index_posting(posting=made)
    return made


def participant(email: str = "saeki@example.jp", *, skills: tuple = (("list-cleaning", 4, "current"),), causes: tuple = ("nature",),
                wishes: tuple = ("excel",), **fields) -> Participant:
    vocabulary()
    values = {"hours_per_week": 4, "free_times": [4, 5, 6], "languages": [{"code": "ja", "level": "native"}], **fields}
    made = Participant.objects.create(user=user(email), **values)
    HeldSkill.objects.bulk_create(
        HeldSkill(participant=made, skill_id=skill, level=level, last_use=last) for skill, level, last in skills)
    made.causes.set(causes)
    made.wishes.set(wishes)
    Career.objects.create(participant=made, did="顧客ファイルの名寄せを担当しました。", place="製造業", from_year=1994, to_year=2003)
    return made
