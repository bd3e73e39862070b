"""Questions before applying: asked without a name, answered by the organization, shown to everybody only if it agrees."""
from django.db import transaction

from engawa.base import history, notices
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.organizations import queries as organizations
from engawa.journey.postings import rules
from engawa.journey.postings.actions._announcing import tell_organization
from engawa.journey.postings.actions.postings import locked
from engawa.journey.postings.models import Posting, Question
from engawa.journey.postings.opened import in_open_words


def _locked(question: Question) -> Question:
    """Re-read a question under a lock, with its organization."""
    return Question.objects.select_for_update(of=("self",)).select_related("posting__organization", "by").get(pk=question.pk)


@transaction.atomic
def ask_question(*, by: User, posting: Posting, text: str) -> Question:
    """Ask the organization about an open posting; it never learns who asked.

    Raises:
        Refused: not signed in, of the organization or the desk, not open, or five questions on one day.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_ask(by, posting))
    question = Question.objects.create(posting=posting, by=by, text=text, language=by.language, at=now())
    history.record(by=by, verb="postings.asked", about=question)
    notices.tell(to=organizations.people_of(posting.organization), kind="postings/asked",
                 link=("postings:question", {"pk": question.pk}), title=posting.title)
    return question


@transaction.atomic
def answer_question(*, by: User, question: Question, answer: str, may_be_shown: bool = False) -> Question:
    """Answer a question; the one who asked is told. Answering again mends the answer, or whether it is shown.

    Args:
        by: a member of the organization.
        question: one about a posting of that organization.
        answer: the words.
        may_be_shown: whether question and answer stand on the posting's page for everybody, without a name.

    Raises:
        Refused: not a member, or the desk has hidden the question.
    """
    question = _locked(question)
    refuse_if(rules.why_not_answer_question(by, question))
    is_same = question.answer == answer
    question.answer, question.may_be_shown = answer, may_be_shown
    question.answered_at, question.answered_by = now(), by
    question.save(update_fields=["answer", "may_be_shown", "answered_at", "answered_by"])
    history.record(by=by, verb="postings.question_answered", about=question, shown=may_be_shown)
    if question.by and not is_same:
        notices.tell(to=[question.by], by=by, kind="postings/question_answered", link=("public:posting", {"pk": question.posting_id}),
                     title=in_open_words(question.posting).title, organization=question.posting.organization.name, shown=may_be_shown)
    return question


@transaction.atomic
def hide_question(*, by: User, question: Question) -> Question:
    """The desk takes a question with its answer off every page; the organization is told.

    Raises:
        Refused: not a desk officer, a member of the organization, or hidden already.
    """
    question = _locked(question)
    refuse_if(rules.why_not_hide_question(by, question))
    question.hidden_at, question.hidden_by = now(), by
    question.save(update_fields=["hidden_at", "hidden_by"])
    history.record(by=by, verb="postings.question_hidden", about=question)
    tell_organization(by, question.posting, "question_hidden", "postings:posting")
    return question


@transaction.atomic
def show_question(*, by: User, question: Question) -> Question:
    """The desk takes the hiding back: the question stands again where the organization lets it stand, and the organization is told.

    Raises:
        Refused: not a desk officer, a member of the organization, or not hidden.
    """
    question = _locked(question)
    refuse_if(rules.why_not_show_question(by, question))
    question.hidden_at = question.hidden_by = None
    question.save(update_fields=["hidden_at", "hidden_by"])
    history.record(by=by, verb="postings.question_shown", about=question)
    tell_organization(by, question.posting, "question_shown", "postings:posting")
    return question
