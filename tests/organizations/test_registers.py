"""Where the desk looks an organization up: by number, by name, at home and abroad."""
import pytest
from django.urls import reverse

from engawa.base.ui.refusal import Refused
from engawa.demo.builders.organizations import make_organization, verify
from engawa.journey.organizations import actions, queries
from engawa.journey.organizations.models import Organization, Point
from engawa.journey.organizations.registers import ABROAD, lookups
from tests.organizations.test_checking import at_desk
from tests.organizations.test_pages import browser, go

NTA = "https://www.houjin-bangou.nta.go.jp/"
PORTAL = "https://www.npo-homepage.go.jp/npoportal/list?ket=%E3%81%93%E3%81%AA%E3%82%89"
GB = "https://register-of-charities.charitycommission.gov.uk/"
AU = "https://www.acnc.gov.au/charity/charities"


@pytest.mark.parametrize(("facts", "links"), [
    ({"legal_form": "npo"}, [NTA, PORTAL]),
    ({"legal_form": "npo", "corporate_number": "7000012050002"},
     [f"{NTA}henkorireki-johoto.html?selHouzinNo=7000012050002", PORTAL]),
    ({"legal_form": "general"}, [NTA]),
    ({"country": "GB"}, [GB]),
    ({"country": "GB", "foreign_number": "1188192"}, [f"{GB}charity-details/?regid=1188192&subid=0"]),
    ({"country": "AU"}, [f"{AU}?search=%E3%81%93%E3%81%AA%E3%82%89"]),
    ({"country": "AU", "foreign_number": "41 936/390"}, [f"{AU}?search=41%20936%2F390", f"{AU}?search=%E3%81%93%E3%81%AA%E3%82%89"]),
    ({"country": "NZ", "foreign_number": "CC57025"}, ["https://register.charities.govt.nz/Charity/CC57025"]),
    ({"country": "US", "foreign_number": "12-3456789"}, ["https://apps.irs.gov/app/eos/"]),
    ({"country": "CA"}, ["https://apps.cra-arc.gc.ca/ebci/hacc/srch/pub/dsplyBscSrch"]),
    ({"country": "PH", "foreign_number": "1"}, []),
    ({"country": "JP", "legal_form": "uk_charity", "foreign_number": "1188192"}, [f"{GB}charity-details/?regid=1188192&subid=0"]),
    ({"country": "KE", "legal_form": "us_501c3"}, ["https://apps.irs.gov/app/eos/"]),
])
def test_the_links_of_an_organization(facts, links):
    assert [link.url for link in lookups(Organization(name="NPO法人 こなら", **facts))] == links


def test_every_address_is_safe_and_of_the_register_itself():
    for register in ABROAD.values():
        host = register.page.split("/")[2]
        assert [url.split("/")[:3] for url in (register.page, register.by_number, register.by_name) if url] == [
            ["https:", "", host] for url in (register.page, register.by_number, register.by_name) if url]


@pytest.fixture
def abroad(new):
    new.abroad = make_organization("Hope Bridge", owner=new.stranger, country="GB", language="en", legal_form="overseas", verified=False)
    return new


def test_the_desk_finds_them_on_its_page(abroad):
    Organization.objects.filter(pk=abroad.organization.pk).update(corporate_number="7000012050002")
    shown = at_desk(abroad.desk, abroad.organization)[1]
    link = f'href="{NTA}henkorireki-johoto.html?selHouzinNo=7000012050002" target="_blank" rel="noopener noreferrer"'
    assert (link in shown, "現地の登録番号" in shown) == (True, False)
    shown = at_desk(abroad.desk, abroad.abroad, language="en")[1]
    assert (f'href="{GB}"' in shown, "Register number abroad" in shown, "search page" in shown) == (True, True, True)
    Organization.objects.filter(pk=abroad.abroad.pk).update(country="KE")
    assert "No public register of this country is known here" in at_desk(abroad.desk, abroad.abroad, language="en")[1]


def test_an_organization_abroad_gives_its_number_and_it_is_looked_at_again(abroad):
    facts = {"summary": "x", "phone": "+44 20 7946 0000", "causes": ["environment"], "foreign_number": " １１８８１９２ "}
    assert 'name="foreign_number"' not in go(abroad.owner, "basics").text
    assert 'name="foreign_number"' in go(abroad.stranger, "basics").text
    actions.tick_points(by=abroad.desk, organization=abroad.abroad, points=Point.values)
    assert go(abroad.stranger, "basics", "post", facts).status == 302
    abroad.abroad.refresh_from_db()
    assert (abroad.abroad.foreign_number, queries.points_left(abroad.abroad)) == ("1188192", [Point.REGISTER, Point.PHONE])


def test_one_in_japan_cannot_send_it(abroad):
    facts = {"summary": "x", "phone": "0480001201", "causes": ["environment"], "foreign_number": "1188192"}
    assert go(abroad.owner, "basics", "post", facts).status == 302
    assert Organization.objects.get(pk=abroad.organization.pk).foreign_number == ""


def test_once_verified_the_number_is_corrected_by_the_desk_only(abroad):
    verify(abroad.abroad)
    assert 'name="foreign_number"' not in go(abroad.stranger, "basics").text
    with pytest.raises(Refused):
        actions.save_organization(by=abroad.stranger, organization=abroad.abroad, foreign_number="FAKE-99")
    client, facts = browser(abroad.desk), reverse("desk:organization_facts", kwargs={"pk": abroad.abroad.pk})
    assert 'name="foreign_number"' in client.get(facts).content.decode()
    assert client.post(facts, {"name": "Hope Bridge", "legal_form": "overseas", "place": "GB", "foreign_number": "1188192"}).status_code == 302
    assert Organization.objects.get(pk=abroad.abroad.pk).foreign_number == "1188192"


def test_the_desk_is_shown_who_carries_the_same_number_abroad(abroad):
    other = make_organization("Quite Another Name", owner=abroad.owner, country="GB", legal_form="overseas", verified=False)
    Organization.objects.filter(pk__in=[abroad.abroad.pk, other.pk]).update(foreign_number="1188192")
    other.refresh_from_db()
    assert list(queries.similar_for_desk(other)) == [abroad.abroad]
    Organization.objects.filter(pk=other.pk).update(country="NZ")
    other.refresh_from_db()
    assert list(queries.similar_for_desk(other)) == []
