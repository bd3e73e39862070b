"""Public registers of non-profits, by country. Nothing is fetched: the desk follows the link and compares.

The addresses are those of the registers' own sites, as of November 2026; `{}` stands for the number or the name. A register whose
search takes no words from an address is opened at its search page.
"""
from dataclasses import dataclass
from urllib.parse import quote

from engawa.journey.organizations.models import LegalForm, Organization
from engawa.journey.organizations.names import plain_name


@dataclass(frozen=True)
class Register:
    name: str
    page: str
    by_number: str = ""
    by_name: str = ""


@dataclass(frozen=True)
class Lookup:
    """One link: to the entry of a number, to a search by the name, or (both False) to the search page."""

    name: str
    url: str
    is_number: bool = False
    is_name: bool = False


TAX_AGENCY = Register("国税庁 法人番号公表サイト", "https://www.houjin-bangou.nta.go.jp/",
                      by_number="https://www.houjin-bangou.nta.go.jp/henkorireki-johoto.html?selHouzinNo={}")
NPO_PORTAL = Register("内閣府 NPO法人ポータルサイト", "https://www.npo-homepage.go.jp/npoportal/",
                      by_name="https://www.npo-homepage.go.jp/npoportal/list?ket={}")
ABROAD = {
    "GB": Register("Charity Commission for England and Wales", "https://register-of-charities.charitycommission.gov.uk/",
                   by_number="https://register-of-charities.charitycommission.gov.uk/charity-details/?regid={}&subid=0"),
    "US": Register("IRS Tax Exempt Organization Search", "https://apps.irs.gov/app/eos/"),
    "AU": Register("Australian Charities and Not-for-profits Commission", "https://www.acnc.gov.au/charity/charities",
                   by_number="https://www.acnc.gov.au/charity/charities?search={}",
                   by_name="https://www.acnc.gov.au/charity/charities?search={}"),
    "NZ": Register("Charities Services, New Zealand", "https://register.charities.govt.nz/",
                   by_number="https://register.charities.govt.nz/Charity/{}"),
    "CA": Register("Canada Revenue Agency, List of charities", "https://apps.cra-arc.gc.ca/ebci/hacc/srch/pub/dsplyBscSrch"),
}

# The forms that say by themselves in whose register they stand, wherever the organization works.
LAW_OF = {LegalForm.UK_CHARITY.value: "GB", LegalForm.US_501C3.value: "US"}


def lookups(organization: Organization) -> list[Lookup]:
    """Return the links by which an organization is looked up, those by number first; none where no register is known."""
    country = LAW_OF.get(organization.legal_form, organization.country)
    if country != "JP":
        registers, number = [ABROAD[country]] if country in ABROAD else [], organization.foreign_number
    else:
        registers = [TAX_AGENCY, *([NPO_PORTAL] if organization.legal_form == LegalForm.NPO else [])]
        number = organization.corporate_number
    return [link for register in registers for link in _links(register, number, organization.name)]


def _links(register: Register, number: str, name: str) -> list[Lookup]:
    found = []
    if number and register.by_number:
        found.append(Lookup(register.name, register.by_number.format(quote(number, safe="")), is_number=True))
    if register.by_name:
        found.append(Lookup(register.name, register.by_name.format(quote(plain_name(name), safe="")), is_name=True))
    return found or [Lookup(register.name, register.page)]
