"""Finished projects with certificates and thanks."""
from typing import Any

from engawa.demo.builders.agreements import sides_of
from engawa.demo.builders.projects import make_project
from engawa.journey.outcomes import actions, queries
from engawa.journey.outcomes.models import Certificate
from engawa.journey.projects.models import Project

THANKS = ("名簿を開くのが、こわくなくなりました。職員だけで更新を続けられています。",
          "皆さんの仕事ぶりに、こちらが元気をもらいました。ありがとうございました。")


def make_finished_project(project: Project | None = None, *, thanks: tuple[str, str] | None = THANKS, shown: bool = True,
                          on_page: bool = False, words: str = "約束したものは、すべて渡しました。", **facts: Any) -> Project:
    """Make a project that both sides confirmed as complete. `thanks`: of the organization and of the participant.

    With `on_page` both sides agree that it stands on the organization's public page.
    """
    project = project or make_project(**{"reports": 3, **facts})
    owner, participant = sides_of(project.agreement)
    actions.ask_completion(by=participant, project=project, delivered=queries.deliverables_of(project), data_returned=True,
                           words=words)
    actions.confirm_completion(by=owner, project=project, data_returned=True)
    for by, said in zip((owner, participant), thanks or (), strict=False):
        actions.write_thanks(by=by, project=project, words=said, may_be_shown=shown)
    for by in (owner, participant) if on_page else ():
        actions.agree_to_show(by=by, project=project)
    return Project.objects.select_related("organization", "agreement").get(pk=project.pk)


def make_certificate(**facts: Any) -> Certificate:
    """Make a certificate."""
    return make_finished_project(**facts).certificates.get()
