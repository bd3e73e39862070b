"""What work from a template took in truth: told from three finished projects on, to the desk and to organizations."""
import pytest
from django.urls import reverse

from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.outcomes import make_finished_project
from engawa.demo.builders.people import make_desk, make_user
from engawa.demo.builders.projects import make_project
from engawa.journey.projects import queries
from tests.people import make_participant

SLUG = "member-list-cleanup"


def people(n):
    return {"organization": make_organization(f"団体{n}", owner=make_user(f"owner{n}@example.jp", f"団体 {n}"), phone=f"04800013{n:02}"),
            "participant": make_participant(f"person{n}@example.jp", f"参加 {n}")}


def hours(project):
    return sum(row.minutes for row in project.hours.all()) / 60


@pytest.mark.django_db
def test_real_hours_of_a_template(house, client):
    finished = [make_finished_project(**people(n), reports=n, thanks=None) for n in (1, 2)]
    make_project(**people(3), reports=3)                                         # still running: not counted
    client.force_login(make_desk("desk2@example.jp"))
    found = queries.hours_by_template([SLUG, "website-checkup"])
    assert (list(found), found[SLUG].count, found[SLUG].is_enough) == ([SLUG], 2, False)
    desk, seen = reverse("desk:list_thing", args=["template", SLUG]), reverse("postings:template", args=[SLUG])
    assert client.get(desk).content.decode().count("まだ実績が少ない") == 1
    assert client.get(seen).content.decode().count("実績") == 0
    finished.append(make_finished_project(**people(4), reports=3, thanks=None))
    least, typical, most = sorted(map(hours, finished))
    assert queries.hours_by_template([SLUG]) == {SLUG: queries.RealHours(3, round(typical), round(least), round(most))}
    words = f"3件、中央値 {round(typical)}時間（{round(least)}〜{round(most)}）"
    assert [client.get(page).content.decode().count(words) for page in (desk, seen)] == [1, 1]
