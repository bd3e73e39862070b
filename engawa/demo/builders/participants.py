"""Participants with an inventory."""
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engawa.base.users.models import User
from engawa.demo.builders.people import make_user
from engawa.journey.participants import actions, week
from engawa.journey.participants.models import Participant
from engawa.journey.skills.models import Area, CareerRole, Cause, Skill, Term

DEFAULT_SKILLS = {"cobol": (5, "over10"), "data-cleaning": (4, "over10"), "excel-basic": (3, "current"),
                  "manual-writing": (4, "within10")}
DEFAULT_CAREER = {"from_year": 1982, "to_year": 1994, "role": "mainframe-se", "place": "銀行",
                  "did": "預金の夜間処理をCOBOLで作り、顧客ファイルの名寄せを担当しました。",
                  "result": "移行のリハーサルを4回行い、止めずに切りかえました。"}


def make_participant(  # because a whole inventory is many facts, each with a sensible default
        email: str = "saeki@example.jp", name: str = "佐伯 和夫", *, furigana: str = "さえき かずお", user: User | None = None,
        areas: Iterable[str] = ("data",), roles: Iterable[str] = ("mainframe-se",),
        skills: Mapping[str, tuple[int, str]] | None = None, careers: Sequence[Mapping] = (DEFAULT_CAREER,),
        tools: Mapping[str, str] | None = None, hours: int = 4, parts: Iterable[str] = ("week-day",),
        causes: Iterable[str] = (), languages: list[dict[str, str]] | None = None, wishes: Iterable[str] = (),
        place: str = "東京都", language: str = "ja", finish: bool = True) -> Participant:
    """Make a participant whose inventory is finished (unless `finish` is False); a word outside the vocabulary is an error."""
    me = user or make_user(email, name, furigana=furigana, language=language)
    participant = actions.start_inventory(by=me)
    actions.save_areas(by=me, participant=participant, areas=_words(Area, areas), roles=_words(CareerRole, roles),
                       place=place)
    held = dict(DEFAULT_SKILLS if skills is None else skills)
    _words(Skill, held)
    actions.save_skills(by=me, participant=participant, held=held, offered=held)
    for entry in careers:
        role = entry.get("role")
        facts = {**entry, "role": CareerRole.objects.get(pk=role) if role else None}
        actions.save_career(by=me, participant=participant, **facts)
    actions.save_tools(by=me, participant=participant, comfort={"zoom": "able"} if tools is None else tools)
    free = set().union(*[week.indices_of(part) for part in parts]) if parts else set()
    actions.save_time(by=me, participant=participant, hours_per_week=hours, free_times=free,
                      causes=_words(Cause, causes), wishes=_words(Skill, wishes),
                      languages=languages or [{"code": language, "level": "native"}])
    if finish:
        return actions.finish_inventory(by=me, participant=participant)
    participant.refresh_from_db()
    return participant


def _words(model: type[Term], slugs: Iterable[str]) -> list[Any]:
    """Fetch words of the vocabulary in the order given. The actions leave out unknown ones; a story must not."""
    found = model.objects.in_bulk(list(slugs))
    return [found[slug] for slug in slugs]
