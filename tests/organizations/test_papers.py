"""Papers for the check: who sends, who opens, when they go."""
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from engawa.base import history
from engawa.base.files.models import DataClass, FileOpening, StoredFile
from engawa.base.times import at_moment, now
from engawa.base.ui.refusal import Refused
from engawa.demo.builders.organizations import verify
from engawa.journey.organizations import actions, queries, rules
from engawa.journey.organizations.models import Organization, Paper, State
from engawa.journey.organizations.tasks import drop_papers
from tests.files import samples
from tests.organizations.test_checking import at_desk
from tests.organizations.test_pages import browser, go


def send(by, organization, name="会則.png"):
    return actions.add_paper(by=by, organization=organization, upload=samples.upload(name, samples.picture("PNG")))


@pytest.fixture
def paper(new):
    return send(new.owner, new.organization)


def opened(user, paper):
    return browser(user).get(reverse("organizations:paper", kwargs={"pk": paper.pk}))


def test_a_representative_sends_a_paper_and_opens_it(new, paper):
    assert (paper.file.name, paper.file.data_class, paper.organization) == ("会則.png", DataClass.PERSONAL, new.organization)
    assert history.of(new.organization).last().verb == "organizations.paper_added"
    answer = opened(new.owner, paper)
    assert (answer.status_code, answer["Content-Type"], answer["X-Content-Type-Options"]) == (200, "image/png", "nosniff")
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_desk_opens_it_and_that_is_noted(new, paper):
    assert "会則.png" in at_desk(new.desk, new.organization)[1]
    assert opened(new.desk, paper).status_code == 200
    assert list(FileOpening.objects.values_list("by", flat=True)) == [new.desk.pk]


def test_strangers_and_visitors_do_not_open_it(new, paper):
    assert opened(new.stranger, paper).status_code == 404
    assert Client().get(reverse("organizations:paper", kwargs={"pk": paper.pk})).status_code == 302
    assert not FileOpening.objects.exists()
    assert go(new.stranger, "remove_paper", "post", pk=paper.pk).status == 404
    assert Paper.objects.exists()


def test_a_member_neither_opens_nor_sends_nor_removes(konara):
    Organization.objects.update(state=State.ASKED)
    paper = send(konara.owner, konara.organization)
    assert rules.why_not_open_paper(konara.member, paper)
    assert opened(konara.member, paper).status_code != 200
    assert "会則.png" not in go(konara.member, "papers").text
    for wrong in (lambda: send(konara.member, konara.organization), lambda: send(konara.desk, konara.organization),
                  lambda: actions.remove_paper(by=konara.member, paper=paper),
                  lambda: actions.remove_paper(by=konara.desk, paper=paper)):
        with pytest.raises(Refused):
            wrong()
    assert Paper.objects.count() == 1


def test_five_papers_before_the_answer_and_none_after(new):
    for _ in range(rules.PAPERS_LIMIT):
        send(new.owner, new.organization)
    with pytest.raises(Refused, match="5つ"):
        send(new.owner, new.organization)
    actions.remove_paper(by=new.owner, paper=queries.papers_of(new.organization).first())
    send(new.owner, new.organization)
    actions.remove_paper(by=new.owner, paper=queries.papers_of(new.organization).first())
    verify(new.organization)
    with pytest.raises(Refused, match="確認"):
        send(new.owner, new.organization)


def test_only_papers_are_taken(new):
    with pytest.raises(Refused):
        actions.add_paper(by=new.owner, organization=new.organization, upload=samples.upload("会則.md", b"# rules"))
    with pytest.raises(Refused):
        actions.add_paper(by=new.owner, organization=new.organization, upload=samples.upload("a.pdf", samples.picture("PNG")))
    assert not StoredFile.objects.exists()


def test_removing_takes_the_bytes(new, paper, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert go(new.owner, "remove_paper", "post", pk=paper.pk).status == 302
    assert (Paper.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert not default_storage.exists(paper.file.path)


@pytest.mark.parametrize("answer", ["verify", "refuse"])
def test_papers_go_thirty_days_after_the_answer(new, paper, answer):
    if answer == "verify":
        verify(new.organization)
    else:
        actions.refuse_organization(by=new.desk, organization=new.organization, words="営利です。")
    with at_moment(now() + timedelta(days=29)):
        assert actions.drop_old_papers() == 0
    with at_moment(now() + timedelta(days=31)):
        drop_papers.call()
    assert not StoredFile.objects.exists()


def test_papers_stay_while_it_is_asked_again(new):
    o = actions.refuse_organization(by=new.desk, organization=new.organization, words="会則がありません。")
    send(new.owner, o)
    actions.ask_verification(by=new.owner, organization=o)
    with at_moment(now() + timedelta(days=60)):
        assert actions.drop_old_papers() == 0


@pytest.mark.parametrize(("language", "line"), [("ja", "書類を送る"), ("en", "Send the paper")])
def test_the_page_takes_a_paper_and_says_what_is_wrong(new, language, line):
    assert line in go(new.owner, "papers", language=language).text
    path = "/organization/verification/papers/"
    assert browser(new.owner).post(path, {"upload": samples.upload("a.png", samples.picture("PNG"))}).status_code == 302
    assert "a.png" in go(new.owner, "papers", language=language).text
    assert browser(new.owner).post(path, {"upload": samples.upload("a.png", b"no picture")}).status_code == 422
    assert browser(new.owner).post(path).status_code == 422
    assert Paper.objects.count() == 1


# ------------------------------------------------------------ the yearly confirmation
YEAR = timedelta(days=365)


def test_papers_are_sent_while_the_yearly_confirmation_is_due(konara):
    o = konara.organization
    with pytest.raises(Refused, match="年に一度の確認の時期に"):
        send(konara.owner, o)
    assert "確認のための書類" not in go(konara.owner, "verification").text
    with at_moment(now() + YEAR - timedelta(days=20)):
        assert ("確認のための書類" in go(konara.owner, "verification").text, "書類を送る" in go(konara.owner, "renewal").text) == (True, True)
        send(konara.owner, o)
        with pytest.raises(Refused):
            send(konara.member, o)
        actions.ask_renewal(by=konara.owner, organization=o, words="会則を改めました。")
        send(konara.owner, o)
        shown = at_desk(konara.desk, o)[1]
        assert (shown.count("会則.png"), shown.index("会則.png") < shown.index("会則を改めました。")) == (2, True)
        actions.ask_about_renewal(by=konara.desk, organization=o, words="どこが変わりましたか。")
        send(konara.owner, o)
        actions.ask_renewal(by=konara.owner, organization=o)
        o = actions.renew_organization(by=konara.desk, organization=o)
        with pytest.raises(Refused, match="確認は済んでいます"):
            send(konara.owner, o)
        assert at_desk(konara.desk, o)[1].count("会則.png") == 3


def test_papers_of_the_yearly_confirmation_go_thirty_days_after_its_answer(konara):
    o, due = konara.organization, now() + YEAR - timedelta(days=20)
    with at_moment(due):
        send(konara.owner, o)
        actions.ask_renewal(by=konara.owner, organization=o)
    with at_moment(due + timedelta(days=60)):
        assert actions.drop_old_papers() == 0
        actions.renew_organization(by=konara.desk, organization=o)
    with at_moment(due + timedelta(days=89)):
        assert actions.drop_old_papers() == 0
    with at_moment(due + timedelta(days=91)):
        assert actions.drop_old_papers() == 1


def test_papers_are_still_reached_after_the_answer_and_read_while_suspended(new, paper):
    papers = reverse("organizations:papers")
    verify(new.organization)
    assert f'href="{papers}"' in go(new.owner, "verification").text
    assert ("会則.png" in go(new.owner, "papers").text, "書類を取り除く" in go(new.owner, "papers").text) == (True, True)
    actions.suspend_organization(by=new.desk, organization=new.organization, words="お電話をください。")
    assert ("会則.png" in go(new.owner, "papers").text, "書類を取り除く" in go(new.owner, "papers").text) == (True, False)
