"""The steps that participant and organization take together: application, interview, sheet, room, completion."""
from urllib.parse import urlsplit

from django.core import mail

from engawa.journey.agreements import models as agreements
from engawa.journey.agreements.models import Agreement
from engawa.journey.applications import models as applications
from engawa.journey.applications import tasks as asking
from engawa.journey.applications.models import Answer, Application
from engawa.journey.outcomes.models import Certificate
from engawa.journey.projects import models as projects
from engawa.journey.projects import tasks as reminding
from engawa.journey.projects.models import Mood, Project
from tests.journey.person import Person
from tests.journey.steps import Cast, come_back, mails


# ------------------------------------------------------------------ the application
def find_and_apply(kazuo: Person, yumi: Person) -> Application:
    """Search by a word, read, apply in three forms: experience, times, check."""
    kazuo.open(kazuo.url("matching:search"))
    kazuo.press(("この条件でさがす", "Search with these conditions"), {"q": kazuo.say(("会員名簿", "member lists"))})
    kazuo.follow(("会員・寄付者名簿の整理と一本化", "Clean up and merge member and donor lists"))
    kazuo.sees(("一致する点", "What you have in common"))
    before = kazuo.submits
    kazuo.follow(("応募する", "Apply"))
    kazuo.press(("候補日時へ進む", "Go on to the times"), {
        "message": kazuo.say(("名簿の引っ越しを、長くしてきました。", "I have moved many lists from one system to another."))})
    slots = [c.get("value") for c in kazuo.main.iter("input") if c.get("name") == "slots"]
    assert len(slots) == 2
    kazuo.press(("確かめるページへ進む", "Go on to the check"), {"slots": slots[:1]})
    kazuo.sees(("名簿の引っ越しを", "I have moved many lists"), ("10月6日（火）午前10時～10時30分", "Tuesday 6 October"))
    kazuo.press(("応募を送る", "Send the application"))
    application = Application.objects.get()
    kazuo.sees(application.receipt)
    assert (application.state, kazuo.submits - before) == (applications.State.SENT, 3)
    came = mails((yumi, "applications/submitted"), (kazuo, "applications/receipt"))
    yumi.open_link_of(came["applications/submitted"])
    yumi.sees("佐伯 和夫", ("名簿の引っ越しを", "I have moved many lists"))
    return application


def meet(cast: Cast, application: Application) -> None:
    """The organization fixes the time that was ticked; after the hour both are asked, and both wish to go on."""
    kazuo, yumi = cast.kazuo, cast.yumi
    yumi.press(("面談の日時を決める", "Fix the interview at this time"), {"candidate": str(application.candidates.get().pk)})
    application.refresh_from_db()
    assert application.state == applications.State.MEETING
    mails((kazuo, "applications/interview_fixed"), (yumi, "applications/interview_fixed"))
    assert [[a[0] for a in m.attachments] for m in mail.outbox[-2:]] == [["interview.ics"]] * 2
    kazuo.open(urlsplit(kazuo.url("applications:interview", pk=application.pk)).path)
    assert application.interview.link in {a.get("href") for a in kazuo.main.iter("a")}
    assert b"BEGIN:VCALENDAR" in kazuo.client.get(kazuo.url("applications:calendar", pk=application.pk)).content
    cast.clock.move_to(application.interview.starts_at.replace(minute=50))
    asking.mind_applications.call()
    mails(*((person, "applications/how_was_it") for person in (kazuo, yumi)))
    for person in (yumi, kazuo):
        person.open(person.url("applications:interview", pk=application.pk))
        person.follow(("どうしたいかを答える", "Say how to go on"))
        person.press(("答えを送る", "Send the answer"), {"answer": Answer.GO_ON.value})
    application.refresh_from_db()
    assert application.state == applications.State.ACCEPTED


# ------------------------------------------------------------------ the sheet
def align(kazuo: Person, yumi: Person) -> Agreement:
    """What is open is written; the other side reads what changed; both agree to the same version."""
    agreement = Agreement.objects.get()
    mails((kazuo, "applications/answer_arrived"), (yumi, "postings/filled"),
          *((person, "agreements/opened") for person in (kazuo, yumi)))
    yumi.open(yumi.url("agreements:sheet", pk=agreement.pk))
    yumi.follow(("読んで直す：情報の扱い・個人情報", "Read and correct: Handling of information"))
    yumi.press(("保存してシートへ戻る", "Save and go back to the sheet"), {
        "personal-data__data_items": yumi.say(("氏名\n住所", "name\naddress")),
        "personal-data__data_place": yumi.say(("団体の共有フォルダー", "our shared folder"))})
    assert agreement.versions.count() == 2
    kazuo.open_link_of(mails((kazuo, "agreements/changed"))["agreements/changed"])
    kazuo.follow(("変わったところを見る", "See what changed")).sees(("団体の共有フォルダー", "our shared folder"))
    digests = []
    for person in (kazuo, yumi):
        person.open(person.url("agreements:agree", pk=agreement.pk))
        digests.append(person.control("digest").get("value"))
        person.sees(("会員・寄付者名簿", "member"), ("団体の共有フォルダー", "our shared folder"))
        assert not Project.objects.exists()
        person.press(("この内容で同意する", "I agree to this text"), {"read": True})
    agreement.refresh_from_db()
    assert (agreement.state, agreement.agreed_version.number) == (agreements.State.AGREED, 2)
    assert digests == [agreement.agreed_version.digest] * 2
    answer = yumi.client.get(yumi.url("agreements:pdf", pk=agreement.pk))
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    mails((yumi, "agreements/consented"), *((person, kind) for person in (kazuo, yumi)
                                            for kind in ("agreements/concluded", "projects/opened")))
    return agreement


# ------------------------------------------------------------------ the room
def work(cast: Cast) -> Project:
    """A report on its day, an answer to it, and hours by hand."""
    kazuo, yumi, project = cast.kazuo, cast.yumi, Project.objects.get()
    assert project.report_due is not None
    cast.clock.move_to(f"{project.report_due}T00:30:00Z")
    reminding.remind_report_days.call()
    come_back(kazuo)
    kazuo.open_link_of(mails((kazuo, "projects/report_day"))["projects/report_day"])
    kazuo.press(("報告を送る", "Send the report"), {
        "done": kazuo.say(("三つの名簿の項目を書き出しました。", "I wrote down the columns of the three lists.")),
        "next": kazuo.say(("重なりを調べます。", "I look for doubles.")), "minutes": "２時間半", "mood": Mood.ON_TRACK.value})
    report = project.reports.get()
    assert (report.number, report.minutes, report.mood) == (1, 150, Mood.ON_TRACK)
    come_back(yumi)
    yumi.open_link_of(mails((yumi, "projects/reported"))["projects/reported"])
    yumi.sees(("三つの名簿の項目", "the columns of the three lists"))
    yumi.press(("読みました", "I have read it"))
    kazuo.open_link_of(mails((kazuo, "projects/read"))["projects/read"])
    kazuo.open(kazuo.url("projects:hours", pk=project.pk))
    kazuo.press(("この時間を加える", "Add this time"), {"minutes": "90分"})
    assert sum(project.hours.values_list("minutes", flat=True)) == 240
    project.refresh_from_db()
    assert project.state == projects.State.RUNNING
    return project


# ------------------------------------------------------------------ the end
def complete(cast: Cast, project: Project) -> Certificate:
    """One side asks, the other confirms; thanks from both; the certificate is there at once."""
    kazuo, yumi = cast.kazuo, cast.yumi
    cast.clock.move_to(f"{project.ends_on}T00:30:00Z")
    come_back(kazuo), come_back(yumi)
    kazuo.open(kazuo.url("projects:room", pk=project.pk))
    kazuo.follow(("完了を確認する", "Confirm the completion"))
    delivered = [c.get("value") for c in kazuo.main.iter("input") if c.get("name") == "delivered"]
    kazuo.press(("相手に確認をたのむ", "Ask the other side to confirm"), {"delivered": delivered, "data_returned": True})
    assert delivered == list(project.agreement.agreed_version.content["deliverables"]["fields"]["deliverable_list"])
    yumi.open_link_of(mails((yumi, "outcomes/asked"))["outcomes/asked"])
    yumi.press(("完了を確認する", "Confirm the completion"), {"data_returned": True})
    project.refresh_from_db()
    assert project.state == projects.State.FINISHED
    certificate = Certificate.objects.get()
    mails(*((person, "outcomes/finished") for person in (kazuo, yumi)))
    yumi.press(("お礼の言葉を送る", "Send the thanks"), {"words": yumi.say(("名簿が一つになりました。", "We have one list now."))})
    kazuo.open(kazuo.url("outcomes:done", pk=project.pk)).sees(("名簿が一つになりました。", "We have one list now."), certificate.code)
    kazuo.press(("お礼の言葉を送る", "Send the thanks"), {"words": kazuo.say(("よい秋でした。", "It was a good autumn."))})
    mails((kazuo, "outcomes/thanked"), (yumi, "outcomes/thanked"))
    kazuo.follow(("活動証明書を開く", "Open the certificate")).sees("佐伯 和夫", certificate.code, ("4時間", "4 hours"))
    pdf = kazuo.client.get(kazuo.url("outcomes:certificate_pdf", pk=certificate.pk))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    return certificate


def check(visitor: Person, certificate: Certificate) -> None:
    """Somebody with the paper in hand types its code: genuine. With a wrong letter: a calm sentence."""
    visitor.open(visitor.url("outcomes:check"))
    visitor.press(("この番号を調べる", "Check this code"), {"code": certificate.code.replace("-", " ").lower()})
    visitor.sees(("この活動証明書は本物です", "This certificate is genuine"), "佐伯 和夫", certificate.organization_name)
