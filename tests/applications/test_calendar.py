"""The calendar file, read as calendars read it."""
import os
import shutil
import subprocess

import pytest
from django.urls import reverse
from icalendar import Calendar

from engawa.base.notices.models import Mail
from engawa.demo.builders.applications import make_interview
from engawa.journey.applications import actions


def event(text):
    return Calendar.from_ical(text).walk("VEVENT")[0]


def test_each_side_gets_the_file_in_the_own_language(sent, client):
    sent.owner.language = "en"
    sent.owner.save()
    application = make_interview(sent.application)
    titles = {mail.user.email: str(event(mail.attachments[0]["text"])["summary"])
              for mail in Mail.objects.filter(kind="applications/interview_fixed").select_related("user")}
    assert titles == {sent.owner.email: "Interview with 佐伯 和夫", sent.participant.user.email: "里山の会 こならとの面談"}
    client.force_login(sent.participant.user)
    answer = client.get(reverse("applications:calendar", args=[application.pk]))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    read = event(answer.content)
    assert read["dtstart"].dt == application.interview.starts_at
    assert read["dtend"].dt == application.interview.ends_at
    assert str(read["location"]) == application.interview.link


def test_one_meeting_keeps_one_name_through_its_changes(sent):
    application = make_interview(sent.application)
    actions.change_link(by=sent.owner, application=application, link="")
    actions.withdraw_application(by=sent.participant.user, application=application)
    kinds = ["interview_fixed", "link_changed", "interview_cancelled"]
    files = [event(Mail.objects.filter(kind=f"applications/{kind}").first().attachments[0]["text"]) for kind in kinds]
    assert len({str(file["uid"]) for file in files}) == 1
    assert [(file["sequence"], str(file["status"])) for file in files] == [(0, "CONFIRMED"), (1, "CONFIRMED"), (2, "CANCELLED")]


@pytest.mark.skipif(not shutil.which("khal"), reason="khal is not installed")
def test_khal_reads_the_file(sent, tmp_path):
    make_interview(sent.application)
    mail = Mail.objects.filter(kind="applications/interview_fixed", user=sent.participant.user).get()
    (tmp_path / "interview.ics").write_text(mail.attachments[0]["text"])
    (tmp_path / "home").mkdir()
    (tmp_path / "config").write_text(
        f"[calendars]\n[[home]]\npath = {tmp_path / 'home'}\n[locale]\nlocal_timezone = Asia/Tokyo\ndefault_timezone = Asia/Tokyo\n"
        f"timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        f"longdatetimeformat = %Y-%m-%d %H:%M\n[sqlite]\npath = {tmp_path / 'db'}\n")

    def khal(*arguments):
        return subprocess.run(["khal", "-c", str(tmp_path / "config"), *arguments], check=True, capture_output=True, text=True,
                              env={**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(tmp_path)}).stdout
    khal("import", "--batch", str(tmp_path / "interview.ics"))
    shown = khal("list", "--format", "{start-time}-{end-time} {title}", "2026-10-03", "1d")
    assert "10:00-10:30 里山の会 こならとの面談" in shown
