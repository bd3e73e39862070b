"""Papers for the check: sent, taken away, gone after the answer."""
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from engawa.base import history
from engawa.base.files import actions as files
from engawa.base.files.models import DataClass
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.organizations import queries, rules
from engawa.journey.organizations.actions._moving import locked
from engawa.journey.organizations.models import Organization, Paper


@transaction.atomic
def add_paper(*, by: User, organization: Organization, upload: "UploadedFile[Any]") -> Paper:
    """Keep a paper for the check: PDF, JPEG or PNG, looked at by `base/files`.

    Raises:
        Refused: not allowed now, or not a file we take.
    """
    organization = locked(organization)
    refuse_if(rules.why_not_add_paper(by, organization))
    file = files.store(by=by, upload=upload, allowed=rules.PAPER_KINDS, data_class=DataClass.PERSONAL)
    paper = Paper.objects.create(organization=organization, file=file)
    history.record(by=by, verb="organizations.paper_added", about=organization)
    return paper


@transaction.atomic
def remove_paper(*, by: User, paper: Paper) -> None:
    """Take a paper away, with its bytes."""
    paper = Paper.objects.select_for_update(of=("self",)).select_related("organization", "file").get(pk=paper.pk)
    refuse_if(rules.why_not_remove_paper(by, paper))
    history.record(by=by, verb="organizations.paper_removed", about=paper.organization)
    files.delete_file(by=by, file=paper.file)


@transaction.atomic
def drop_old_papers() -> int:
    """Take away what was sent for checks that are long answered; return how many papers."""
    papers = list(queries.papers_no_longer_needed())
    for paper in papers:
        history.record(by=None, verb="organizations.paper_removed", about=paper.organization)
        files.delete_file(by=None, file=paper.file)
    return len(papers)
