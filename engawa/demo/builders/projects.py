"""Running projects with reports and hours."""
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from engawa.base.times import at_moment, now
from engawa.demo.builders.agreements import make_agreement, moment_before, sides_of
from engawa.journey.projects import actions
from engawa.journey.projects.models import Project

REPORTS: Sequence[Mapping[str, Any]] = (
    {"done": "団体の方に話を聞き、三つの名簿の項目を書き出しました。", "next": "項目の名前をそろえる案を作ります。", "minutes": 180,
     "reply": "ていねいに聞いてくださり、ありがとうございます。"},
    {"done": "項目の名前をそろえ終わりました。", "next": "重なりを調べ、候補を表にします。", "trouble": "フリガナのない方が140人います。",
     "minutes": 240, "reply": "フリガナは総会の葉書から拾えそうです。"},
    {"done": "重なりを調べ、86件の候補を表にしました。", "next": "迷う12件を、画面を見ながら一緒に決めます。", "minutes": 210},
)


def make_project(*, reports: int | Sequence[Mapping[str, Any]] = 0, days_ago: int | None = None, every: int = 7,
                 **facts: Any) -> Project:
    """Make a running project. `reports`: how many of the ready reports, or reports of one's own, one every `every` days.

    A report may carry `reply` (the organization's answer) or `read` (one click). Other facts go to `make_agreement`.
    """
    rows = REPORTS[:reports] if isinstance(reports, int) else reports
    began = days_ago if days_ago is not None else every * len(rows)
    with moment_before(began):
        agreement = make_agreement(**facts)
        project = actions.open_project(by=None, agreement=agreement)
        start = now()
    owner, participant = sides_of(agreement)
    for n, row in enumerate(rows, 1):
        said = {key: value for key, value in row.items() if key not in ("reply", "read")}
        with at_moment(min(start + timedelta(days=every * n), now())):
            report = actions.submit_report(by=participant, project=project, **said)
            if row.get("reply") or row.get("read"):
                actions.read_report(by=owner, report=report, reply=row.get("reply", ""))
    return Project.objects.select_related("organization", "agreement").get(pk=project.pk)
