"""The photo of the public page: drawn anew, with words, shown only while the organization is verified."""
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from PIL import Image

from engawa.base import history
from engawa.base.files.models import DataClass, FileOpening, StoredFile
from engawa.base.notices.models import Notice
from engawa.base.ui.refusal import Refused
from engawa.demo.builders.organizations import make_organization
from engawa.journey.organizations import actions, queries
from engawa.journey.organizations.models import Photo
from tests import people
from tests.files import samples
from tests.organizations.test_checking import at_desk
from tests.organizations.test_pages import browser, go

WORDS = "林で落ち葉をかく人たち。"
PAGE = "/organization/profile/photo/"


def send(by, organization, content=None, words=WORDS, name="林.jpg"):
    return actions.save_photo(by=by, organization=organization, words=words, upload=samples.upload(name, content or samples.picture()))


@pytest.fixture
def photo(konara):
    return send(konara.owner, konara.organization)


def public_path(organization) -> str:
    return reverse("public:organization_photo", kwargs={"pk": organization.pk})


def own_path(organization) -> str:
    return reverse("organizations:photo_file", kwargs={"pk": organization.pk})


def test_the_photo_is_kept_small_upright_and_without_its_place(konara):
    assert send(konara.owner, konara.organization, samples.with_place()).file.data_class == DataClass.NONE
    photo = send(konara.owner, konara.organization, samples.picture(size=(3200, 1000)))
    assert (photo.width, photo.height, photo.words) == (1600, 500, WORDS)
    with default_storage.open(photo.file.path) as content:
        kept = Image.open(BytesIO(content.read()))
    assert (kept.size, dict(kept.getexif())) == ((1600, 500), {})
    assert history.of(konara.organization).last().data == {"is_new": True}


def test_a_small_palette_picture_stays_as_it_is_and_a_large_one_becomes_smaller(konara):
    small = send(konara.owner, konara.organization, samples.picture("PNG", mode="P"), name="a.png")
    assert (small.width, small.height) == (40, 30)
    large = send(konara.owner, konara.organization, samples.picture("PNG", size=(800, 2000), mode="P"), name="a.png")
    assert (large.width, large.height) == (640, 1600)


def test_a_new_photo_takes_the_place_of_the_former(konara, photo, django_capture_on_commit_callbacks):
    former = photo.file.path
    with django_capture_on_commit_callbacks(execute=True):
        send(konara.owner, konara.organization, samples.picture("PNG"), "別の写真。", "b.png")
    assert (Photo.objects.get().words, StoredFile.objects.count(), default_storage.exists(former)) == ("別の写真。", 1, False)


def test_the_words_alone_can_be_changed(konara, photo):
    assert browser(konara.owner).post(PAGE, {"words": "春の林。"}).status_code == 302
    assert (Photo.objects.get().words, Photo.objects.get().file_id) == ("春の林。", photo.file_id)


def test_the_first_time_needs_a_photo_and_always_words(konara):
    with pytest.raises(Refused, match="先に写真"):
        actions.save_photo(by=konara.owner, organization=konara.organization, words=WORDS)
    assert browser(konara.owner).post(PAGE, {"words": WORDS}).status_code == 422
    assert browser(konara.owner).post(PAGE, {"upload": samples.upload("a.jpg", samples.picture())}).status_code == 422
    assert browser(konara.owner).post(PAGE, {"words": WORDS, "upload": samples.upload("a.jpg", b"no picture")}).status_code == 422
    assert browser(konara.owner).post(PAGE, {"words": WORDS, "upload": samples.upload("a.pdf", samples.PDF)}).status_code == 422
    assert not Photo.objects.exists()


def test_only_representatives_save_and_remove(konara, photo):
    for wrong in (konara.member, konara.stranger, konara.desk):
        with pytest.raises(Refused):
            send(wrong, konara.organization)
    for wrong in (konara.member, konara.stranger):
        with pytest.raises(Refused):
            actions.remove_photo(by=wrong, organization=konara.organization)
    assert go(konara.member, "photo").text.count("<form method=\"post\" class=\"above-6\"") == 0
    assert go(konara.stranger, "photo").status == 404


def test_taking_it_away_takes_the_bytes(konara, photo, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert go(konara.owner, "remove_photo", "post").to == PAGE
    assert (Photo.objects.count(), StoredFile.objects.count(), default_storage.exists(photo.file.path)) == (0, 0, False)
    assert history.of(konara.organization).last().verb == "organizations.photo_removed"
    assert not Notice.objects.filter(kind="organizations/photo_removed").exists()
    actions.remove_photo(by=konara.owner, organization=konara.organization)
    assert history.of(konara.organization).filter(verb="organizations.photo_removed").count() == 1


def test_the_desk_takes_it_away_and_the_representative_is_told(konara, photo):
    assert at_desk(konara.desk, konara.organization)[1].count(WORDS) == 2
    assert at_desk(konara.desk, konara.organization, "photo")[0] == 302
    assert [row.user for row in Notice.objects.filter(kind="organizations/photo_removed")] == [konara.owner]
    assert not Photo.objects.exists()


def test_an_officer_who_is_a_member_needs_to_be_a_representative(konara, photo):
    officer = people.make_desk("colleague@example.jp")
    actions.accept_invitation(by=officer, invitation=actions.invite_member(
        by=konara.owner, organization=konara.organization, email=officer.email))
    with pytest.raises(Refused, match="代表"):
        actions.remove_photo(by=officer, organization=konara.organization)


# ------------------------------------------------------------ who sees it
def test_everybody_sees_it_on_the_public_page(konara, photo):
    page = Client().get(reverse("public:organization", kwargs={"pk": konara.organization.pk})).content.decode()
    assert page.count(f'src="{public_path(konara.organization)}" width="40" height="30" alt="{WORDS}"') == 1
    answer = Client().get(public_path(konara.organization))
    assert (answer.status_code, answer["Content-Type"], answer["X-Content-Type-Options"]) == (200, "image/jpeg", "nosniff")
    assert (answer["Cache-Control"], answer.get("Content-Disposition")) == ("private, no-cache", "inline")
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert not FileOpening.objects.exists()


def test_a_browser_that_has_it_is_only_told_so(konara, photo):
    etag = Client().get(public_path(konara.organization))["ETag"]
    again = Client().get(public_path(konara.organization), headers={"if-none-match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)


def test_nobody_outside_sees_it_before_the_verification_or_while_suspended(konara, photo):
    owner = people.make_user("murayama@example.jp", "村山 礼子")
    asking = make_organization("みどり町 見守りの会", owner=owner, verified=False)
    send(owner, asking)
    actions.suspend_organization(by=konara.desk, organization=konara.organization, words="連絡がつきません。")
    for organization in (konara.organization, asking):
        assert Client().get(public_path(organization)).status_code == 404
        assert browser(konara.stranger).get(own_path(organization)).status_code == 404
        assert browser(konara.desk).get(own_path(organization)).status_code == 200
    assert browser(konara.member).get(own_path(konara.organization)).status_code == 200
    assert browser(konara.member).get(own_path(asking)).status_code == 404


def test_lost_bytes_are_a_calm_page_and_no_photo_is_404(konara, photo):
    default_storage.delete(photo.file.path)
    assert 400 <= Client(raise_request_exception=False).get(public_path(konara.organization)).status_code < 500
    actions.remove_photo(by=konara.owner, organization=konara.organization)
    assert Client().get(public_path(konara.organization)).status_code == 404


@pytest.mark.parametrize(("language", "button", "example"), [
    ("ja", "写真を保存する", "落ち葉をかいています"), ("en", "Save the photo", "rake leaves")])
def test_the_page_shows_the_photo_and_an_example(konara, photo, language, button, example):
    page = go(konara.owner, "photo", language=language).text
    assert (page.count(button), page.count(example), page.count("<img ")) == (1, 1, 1)
    assert go(konara.owner, "profile", language=language).text.count("<img ") == 1
    assert queries.photo_of(konara.organization) == photo
    assert str(photo) == WORDS
