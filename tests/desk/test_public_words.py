"""The desk reads the words it vouches for, and what is changed in them later."""
from django.urls import reverse

from engawa.demo.builders.applications import owner_of
from engawa.demo.builders.organizations import make_organization, verify
from engawa.front.desk.happened import changed_since_verified
from engawa.journey.organizations import actions
from engawa.journey.skills.queries import causes
from tests.participants.reading import words
from tests.people import make_user


def of(client, organization):
    return words(client.get(reverse("desk:organization", args=[organization.pk])))


def test_vision_story_and_staff_stand_on_the_page_before_anybody_vouches_for_them(client, desk):
    owner = make_user("m@example.jp", "村山 礼子")
    new = make_organization("みどり町の図書室", owner=owner, verified=False)
    actions.save_organization(by=owner, organization=new, vision="本のある町にします。", story="六人で始めました。", staff_size=0)
    page = of(client, new)
    assert [said in page for said in ("本のある町にします。", "六人で始めました。", "職員の人数 0", "確認が済むと、だれでも読めます。", "確認のあとに、団体が変えたところ")] == [
        True, True, True, True, False]
    assert changed_since_verified(new) == []


def test_what_was_changed_after_the_check_is_listed(client, desk):
    found = make_organization(verified=False)
    owner = owner_of(found)
    actions.save_organization(by=owner, organization=found, vision="前の言葉")
    found = verify(found)
    actions.save_organization(by=owner, organization=found, vision="前の言葉")
    assert changed_since_verified(found) == []
    actions.save_organization(by=owner, organization=found, vision="あとの言葉", story="始まり")
    actions.save_organization(by=owner, organization=found, causes=list(causes()[:2]))
    assert [(one.words, one.by) for one in changed_since_verified(found)] == [("活動の分野", owner.name), ("始まりの話、めざすこと", owner.name)]
    page = of(client, found)
    assert [said in page for said in ("確認のあとに、団体が変えたところ", "あとの言葉", "いま、だれでも読めます。")] == [True, True, True]
