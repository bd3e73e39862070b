"""Links to meetings: what people really paste is accepted, what hides something is not."""
import inspect

import pytest

from engawa.base.integrations import meetings
from engawa.base.integrations.addresses import parts_of
from engawa.base.ui.refusal import Refused

REAL = {
    "https://zoom.us/j/98765432101?pwd=abc.1": "zoom",
    "https://us02web.zoom.us/j/81234567890": "zoom",
    "https://example.zoom.us/my/saeki.kazuo": "zoom",
    "https://zoom.us/wc/join/98765432101": "zoom",
    "https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0?context=%7b%7d": "teams",
    "https://teams.live.com/meet/9312345678901?p=abc": "teams",
    "https://meet.google.com/abc-defg-hij": "meet",
    "https://meet.google.com/lookup/abcdefg": "meet",
    "https://meet.jit.si/TsukimiMeeting2026": "jitsi",
    "https://MEET.google.com/abc-defg-hij": "meet",
    "  https://zoom.us/j/98765432101  ": "zoom",
    "ｈｔｔｐｓ：／／ｚｏｏｍ．ｕｓ／ｊ／９８７６５４３２１０１": "zoom",
    "https://zoom.us:443/j/98765432101": "zoom",
}
NOT_HTTPS = ["http://zoom.us/j/98765432101", "javascript:alert(1)", "zoom.us/j/98765432101", "", "ftp://zoom.us/j/1",
             "data:text/html,x", "//zoom.us/j/1", "zoommtg://zoom.us/join?confno=1"]
ODD = ["https://zoom.us@evil.example/j/1", "https://user:pw@zoom.us/j/98765432101", "https://zoom.us:8443/j/98765432101",
       "https://zoom.us\\@evil.example/j/1", "https://zoom.us/j/1 2", "https://zoom.us/j/1\n2", "https://zoom.us/j/1\u202e2",
       "https://zооm.us/j/98765432101", "https:///j/98765432101", "https://[zoom.us/j/1", "https://zoom.us:x/j/1",
       "https://zoom.us\t.evil.example/j/1"]
ELSEWHERE = ["https://evil.example/j/98765432101", "https://zoom.us.evil.example/j/1", "https://evilzoom.us/j/98765432101",
             "https://meet.google.com.evil.example/abc-defg-hij", "https://meet.google.com/", "https://zoom.us/",
             "https://zoom.us/oauth/authorize?redirect_uri=https://evil.example", "https://teams.microsoft.com/",
             "https://meet.jit.si/", "https://127.0.0.1/j/98765432101", "https://zoom.us./j/98765432101",
             "https://sub.meet.google.com/abc-defg-hij", "https://drive.google.com/abc-defg-hij"]


@pytest.mark.parametrize(("url", "code"), REAL.items())
def test_real_links_are_known(url, code):
    provider = meetings.check_link(url)
    assert provider.code == code
    assert str(provider) == provider.name == meetings.provider_name(provider.url) != ""
    assert provider.url == provider.url.strip()


@pytest.mark.parametrize(("urls", "words"), [(NOT_HTTPS, "https:// で始まります"), (ODD, "もう一度写して"),
                                             (ELSEWHERE, "使えるのは Zoom")])
def test_other_links_are_refused_with_what_to_do(urls, words):
    for url in urls:
        with pytest.raises(Refused) as refusal:
            meetings.check_link(url)
        assert words in refusal.value.reason, url
        assert meetings.provider_name(url) == "", url


def test_a_new_room_is_ours_and_cannot_be_guessed():
    rooms = {meetings.new_room() for _n in range(500)}
    assert len(rooms) == 500
    for room in rooms:
        assert meetings.check_link(room).code == "jitsi"
    letters = meetings.jitsi.GROUPS * meetings.jitsi.LETTERS_A_GROUP
    assert len(meetings.jitsi.LETTERS) ** letters > 2 ** 80


def test_all_services_are_made_alike():
    for service in meetings.SERVICES.values():
        assert isinstance(service.NAME, str)
        assert isinstance(service.HOSTS, tuple)
        assert list(inspect.signature(service.owns).parameters) == ["url"]


def test_only_plain_https_addresses_have_parts():
    assert parts_of("https://example.jp/a").hostname == "example.jp"
    assert parts_of("HTTPS://example.jp/a").scheme == "https"
    assert parts_of("https://example.jp/ä") is None
