"""People, what they may see, and in whose clock."""
import pytest
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from engawa.base.users import access, actions, middleware
from engawa.base.users.models import User

pytestmark = pytest.mark.django_db


def test_an_address_is_one_account_in_any_spelling():
    user = User.objects.create_user(" Kazuo@Example.jp ")
    assert user.email == "kazuo@example.jp"
    assert not user.has_usable_password()
    assert User.objects.get_by_natural_key("KAZUO@example.jp ") == user
    with pytest.raises(IntegrityError):
        User(email="KAZUO@example.jp").save()


def test_a_person_is_called_by_name_else_by_address():
    user = User.objects.create_user("kazuo@example.jp")
    assert str(user) == "kazuo@example.jp"
    user.name = "佐伯 和夫"
    assert str(user) == user.get_full_name() == "佐伯 和夫"


@pytest.mark.parametrize(("roles", "needed"), [({}, False), ({"is_desk": True}, True), ({"is_superuser": True}, True),
                                               ({"is_staff": True}, False)])
def test_who_needs_a_second_factor(roles, needed):
    assert User(**roles).needs_second_factor is needed


def test_display_and_basics_are_kept():
    user = User.objects.create_user("kazuo@example.jp")
    actions.save_display(by=user, text_size="max", theme="dark", line_spacing="wide")
    actions.save_basics(by=user, name="佐伯 和夫", furigana="さえき かずお", phone="0312345678", language="en",
                        time_zone="Asia/Manila")
    kept = User.objects.get()
    assert (kept.text_size, kept.theme, kept.line_spacing, kept.name, kept.furigana, kept.phone, kept.language,
            kept.time_zone) == ("max", "dark", "wide", "佐伯 和夫", "さえき かずお", "0312345678", "en", "Asia/Manila")


def test_an_account_keeps_the_display_settings_for_the_next_device(client):
    client.force_login(User.objects.create_user("kazuo@example.jp"))
    client.post("/display/", {"text_size": "max", "theme": "dark", "line_spacing": "wide"})
    client.cookies.pop("display")
    assert 'data-size="max" data-theme="dark" data-leading="wide"' in client.get("/display/").content.decode()


def test_a_visitor_is_sent_to_the_door_and_back(client):
    assert client.get("/account/settings/?x=1")["Location"] == "/account/sign-in/?next=/account/settings/%3Fx%3D1"
    assert client.get("/en/account/settings/")["Location"] == "/en/account/sign-in/?next=/en/account/settings/"
    assert client.get("/display/").status_code == 200


@pytest.mark.parametrize(("roles", "sees"), [({}, False), ({"is_desk": True}, True), ({"is_superuser": True}, True)])
def test_a_page_of_the_desk_does_not_exist_for_others(roles, sees):
    @access.desk_only
    def view(request):
        """A page."""
        return HttpResponse()
    request = RequestFactory().get("/")
    request.user = User(email="x@example.jp", **roles)
    assert (view.desk_only, view.__doc__) == (True, "A page.")
    if sees:
        assert view(request).status_code == 200
    else:
        with pytest.raises(Http404):
            view(request)


def test_marks_are_marks():
    assert access.public(lambda request: None).public
    assert access.without_key(lambda request: None).without_key


@pytest.mark.parametrize(("signed_in", "zone"), [(True, "Europe/Berlin"), (False, "Asia/Tokyo")])
def test_times_are_shown_in_the_readers_own_zone(signed_in, zone):
    from django.contrib.auth.models import AnonymousUser
    request, seen = RequestFactory().get("/"), []
    request.user = User(email="x@example.jp", time_zone="Europe/Berlin") if signed_in else AnonymousUser()
    middleware.ReaderSettings(lambda request: seen.append(timezone.get_current_timezone_name()))(request)
    assert seen == [zone]
