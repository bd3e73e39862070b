"""A posting, or a question about it, that somebody asks the desk to look at; the desk answers."""
from datetime import timedelta

from django.db import transaction

from engawa.base import history, notices
from engawa.base.notices.actions import tell_address
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.postings import rules
from engawa.journey.postings.models import Posting, PostingReport, Question
from engawa.journey.postings.opened import in_open_words
from engawa.journey.postings.written import words_of


@transaction.atomic
def report_posting(*, by: User | None, posting: Posting, reason: str, words: str = "", question: Question | None = None,
                   email: str = "", language: str = "ja") -> PostingReport:
    """Ask the desk to look at a posting or at a question about it; the words are kept as they are now (security.md T5).

    The same report within the hour is the same report: visitors have no one-time keys, and press twice too.

    Args:
        by: who reports; None for a visitor.
        posting: a posting the person may read.
        reason: a code of `PostingReport.Reason`.
        words: what is wrong, in the person's words.
        question: what is reported, if it is not the posting itself.
        email: where a visitor wishes the answer.
        language: the reader's language, for the answer.

    Raises:
        Refused: five reports of a person on one day, or a question that is not shown to everybody.
    """
    posting = Posting.objects.select_related("organization").get(pk=posting.pk)
    said = {"by": by, "posting": posting, "question": question, "reason": reason, "words": words, "email": email, "language": language}
    if again := PostingReport.objects.filter(at__gt=now() - timedelta(hours=1), handled_at=None, **said).first():
        return again
    refuse_if(rules.why_not_report(by, posting, question))
    report = PostingReport.objects.create(**said, body=_body(posting, question), at=now())
    history.record(by=by, verb="postings.reported", about=report, reason=reason)
    notices.tell(to=User.objects.desk_officers(), by=by, kind="postings/reported", link=("desk:posting_report", {"pk": report.pk}),
                 title=posting.title, organization=posting.organization.name)
    return report


def _body(posting: Posting, question: Question | None) -> str:
    if question is not None:
        return f"{question.text}\n\n{question.answer}".strip()
    return "\n\n".join(text for section in words_of(posting).values() for text in section.values() if text)


@transaction.atomic
def handle_posting_report(*, by: User, report: PostingReport, answer: str) -> PostingReport:
    """The desk settles a report and answers the one who sent it, if there is an address.

    Raises:
        Refused: not a desk officer, a member of the organization, the reporter, or settled already.
    """
    report = PostingReport.objects.select_for_update(of=("self",)).select_related("posting__organization", "by").get(pk=report.pk)
    refuse_if(rules.why_not_handle_report(by, report))
    report.handled_at, report.handled_by, report.answer = now(), by, answer
    report.save(update_fields=["handled_at", "handled_by", "answer"])
    history.record(by=by, verb="postings.report_handled", about=report)
    if report.by:
        notices.tell(to=[report.by], by=by, kind="postings/report_answered", link=("postings:report", {"pk": report.pk}),
                     title=in_open_words(report.posting).title, answer="")
    elif report.email:
        tell_address(address=report.email, language=report.language, by=by, kind="postings/report_answered", link=("public:contact", {}),
                     title=in_open_words(report.posting).title, answer=answer)
    return report
