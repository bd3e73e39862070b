"""The pages of completion and certificates; the check that is open to everybody; the paper."""
from io import BytesIO

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from engawa.demo.builders.agreements import sides_of
from engawa.demo.builders.outcomes import make_finished_project
from engawa.journey.outcomes import actions, queries, views
from engawa.journey.outcomes.models import Certificate, Completion
from engawa.journey.outcomes.paper import certificate_pdf
from tests.agreements.test_pages import client


def url(name, thing, *more):
    return reverse(f"outcomes:{name}", args=[thing.pk, *more])


@pytest.fixture
def finished(house):
    return make_finished_project()


def ask(project, by):
    return actions.ask_completion(by=by, project=project, delivered=queries.deliverables_of(project), data_returned=True)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_after_the_end_in_both_languages(finished, prefix):
    certificate = finished.certificates.get()
    pages = [url("close", finished), url("confirm", finished), url("done", finished), url("thanks", finished),
             url("certificate", certificate)]
    own = [*pages, reverse("outcomes:certificates")]
    owner, me = sides_of(finished.agreement)
    for who, shown in ((owner, pages), (me, own)):
        for page in shown:
            answer = client(who).get(prefix + page)
            html = answer.content.decode()
            assert answer.status_code == 200, page
            for raw in ("<c-", "{%", "{{"):
                assert raw not in html, page
            assert html.count("<h1") == 1, page


def test_a_stranger_sees_nothing(finished, stranger):
    certificate = finished.certificates.get()
    for page in [url("close", finished), url("confirm", finished), url("done", finished), url("thanks", finished),
                 url("certificate", certificate), url("certificate_pdf", certificate), reverse("outcomes:certificates")]:
        assert client(stranger).get(page).status_code == 404
    assert client(stranger).post(url("not_yet", finished), {"notyet-words": "a"}).status_code == 404


def test_asking_and_confirming_from_the_pages(project, sides):
    owner, me = sides
    assert client(me).get(url("done", project)).status_code == 302
    missing = client(me).post(url("close", project), {"delivered": queries.deliverables_of(project)})
    assert missing.status_code == 422  # the tick about the data
    sent = client(me).post(url("close", project), {"delivered": queries.deliverables_of(project), "data_returned": "on"})
    assert sent.status_code == 302
    assert Completion.objects.get().delivered == queries.deliverables_of(project)
    assert client(owner).get(url("close", project)).url == url("confirm", project)  # who is asked is led to the answer
    assert "すでにたのんであります" in client(me).get(url("close", project)).content.decode()
    assert client(owner).post(url("confirm", project), {}).status_code == 422
    done = client(owner).post(url("confirm", project), {"data_returned": "on"}, follow=True)
    assert "活動証明書ができました" in done.content.decode()
    thanked = client(me).post(url("thanks", project), {"words": "ありがとうございました。"}, follow=True)
    assert "ありがとうございました。" in thanked.content.decode()
    assert client(me).post(url("thanks", project), {"words": "もう一度"}).status_code == 422


def test_not_yet_from_the_page(project, sides):
    owner, me = sides
    ask(project, me)
    assert client(owner).post(url("not_yet", project), {"notyet-words": ""}).status_code == 422
    assert client(owner).post(url("not_yet", project), {"notyet-words": "手順書がまだです。"}).status_code == 302
    assert "手順書がまだです。" in client(me).get(url("close", project)).content.decode()
    assert client(owner).post(url("not_yet", project), {"notyet-words": "a"}).status_code == 422


def test_without_deliverables_nothing_is_asked_to_be_ticked(project, sides, monkeypatch):
    monkeypatch.setattr(queries, "deliverables_of", lambda project: [])
    assert client(sides[1]).post(url("close", project), {"data_returned": "on"}).status_code == 302
    assert Completion.objects.get().delivered == []


def test_anybody_checks_a_code(finished):
    certificate = finished.certificates.get()
    visitor = Client()
    assert visitor.get(reverse("outcomes:check")).status_code == 200
    sent = visitor.get(reverse("outcomes:check"), {"code": certificate.code.lower().replace("-", "")})
    assert sent.url == reverse("outcomes:checked", args=[certificate.code])
    page = visitor.get(sent.url)
    html = page.content.decode()
    assert page.status_code == 200
    for words in ("この活動証明書は本物です", certificate.name, certificate.title, certificate.organization_name):
        assert words in html
    assert certificate.participant.user.email not in html


def test_an_unknown_code_gets_a_calm_sentence(db):
    page = Client().get(reverse("outcomes:checked", args=["EN-AAAA-AAAA"]))
    html = page.content.decode()
    assert (page.status_code, "番号「EN-AAAA-AAAA」の活動証明書は見つかりませんでした" in html) == (404, True)
    assert Client().get(reverse("outcomes:check"), {"code": ""}).status_code == 422
    assert Client().get(reverse("outcomes:check"), {"code": "？"}).url == reverse("outcomes:checked", args=["-"])
    assert "<script" not in Client().get(reverse("outcomes:checked", args=["<script>"])).content.decode().split("<main")[1]


def test_a_machine_that_tries_codes_is_slowed_down(db, monkeypatch):
    monkeypatch.setattr(views, "CHECKS_AN_HOUR", 3)
    cache.clear()
    answers = [Client().get(reverse("outcomes:checked", args=["EN-AAAA-AAAA"])).status_code for _n in range(5)]
    assert answers == [404, 404, 404, 429, 429]
    monkeypatch.setattr(cache, "add", lambda *_: None)
    cache.clear()
    assert Client().get(reverse("outcomes:checked", args=["EN-AAAA-AAAA"])).status_code == 404


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_certificate_is_one_page_whose_words_come_back(finished, language):
    certificate = finished.certificates.get()
    made = PdfReader(BytesIO(certificate_pdf(certificate, language)))
    text = "".join(made.pages[0].extract_text().split())
    assert len(made.pages) == 1
    for words in (certificate.code, certificate.name, certificate.title, certificate.organization_name, "10.5",
                  *certificate.deliverables, {"ja": "活動証明書", "en": "Certificate of activity"}[language]):
        assert "".join(words.split()) in text


def test_a_certificate_with_everything_long_is_still_one_page(finished):
    certificate = Certificate.objects.get()
    certificate.name, certificate.organization_name, certificate.title = "長" * 40, "特定非営利活動法人" + "会" * 60, "題" * 120
    certificate.role, certificate.deliverables = "役" * 120, ["成果物の名前がとても長いもの" * 3] * 6
    assert len(PdfReader(BytesIO(certificate_pdf(certificate, "ja"))).pages) == 1


def test_the_page_sends_the_certificate(finished):
    certificate = finished.certificates.get()
    answer = client(certificate.participant.user).get(url("certificate_pdf", certificate))
    assert answer["Content-Disposition"] == f'attachment; filename="engawa-certificate-{certificate.code}.pdf"'
    assert answer.content.startswith(b"%PDF")
