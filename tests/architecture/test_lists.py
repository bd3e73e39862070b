"""200 organizations, 2,000 postings and many of everything else: every list page asks the database as little as before.

The pages are taken from the matrix of permissions, which names every address: a list is a page that shows more rows when there are
more. The rows are made in bulk, not by actions: at this size only the numbers count.
"""
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from engawa.journey.matching import actions as matching
from engawa.journey.organizations.models import Organization
from engawa.journey.postings.models import Posting
from tests.architecture import cast
from tests.architecture.test_permissions import MATRIX, allowed
from tests.crowd import multiply

MOST = 15
READERS = ("owner", "participant", "desk", "visitor")  # the first of them that gets a page reads it
ROW = re.compile(rb"<(?:li|tr|article)[ >]")
BOOKKEEPING = ("SAVEPOINT", "RELEASE")  # a test is inside a transaction
NAMES = [name for name, entry in MATRIX.items() if "*" not in name and "GET" in entry]
# What asks more often, and how often at most; each of them as often with many rows as with few.
SEVERAL_LISTS = {"home:home": 45, "home:organization": 30, "participants:career": 18, "participants:sheet": 18}
ONE_THING_WITH_ITS_PARTS = {**dict.fromkeys((
    "agreements:sheet", "agreements:version", "agreements:versions", "agreements:print", "agreements:agree", "agreements:end", "public:posting",
    "postings:posting", "desk:posting", "desk:organization", "organizations:close", "applications:apply", "participants:hub", "participants:skills",
    "participants:career_change", "participants:check"), 25), "outcomes:done": 32}
WORKED_OUT_FOR_THE_READER = {"matching:suggestions": 18, "matching:carries_over": 22, "matching:opened": 32, "matching:cards": 24,
                             "desk:match": 28, "desk:plan": 28}
MORE = {**SEVERAL_LISTS, **ONE_THING_WITH_ITS_PARTS, **WORKED_OUT_FOR_THE_READER}
ASKED = {"desk:postings": ("?state=open&page=3", "?q=名簿&page=2"), "matching:search": ("?q=名簿", "?page=3"), "postings:list": ("?page=2",),
         "desk:queue": ("?page=2",), "public:organization": ("?page=2",), "postings:questions": ("?page=2",)}
LISTS = {  # what has to be among them, whatever else is
    "postings:list", "postings:questions", "postings:history", "desk:organizations", "desk:postings", "desk:queue", "public:area",
    "public:organization", "matching:search", "matching:organizations", "applications:inbox", "organizations:members"}


def look(client, path):
    """Return how often a page asks the database, and how many rows it shows; nothing for what is no page."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    assert answer.status_code < 500, path
    is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    count = sum(not one["sql"].startswith(BOOKKEEPING) for one in asked)
    return (count, len(ROW.findall(answer.content))) if is_page else None


def read_all(world, names):
    """{address: (client, path, how often it asks, its rows)} of every page, read by one who may."""
    clients, found = world.clients(), {}
    for name in names:
        entry = MATRIX[name]
        path = reverse(name, kwargs=world.things[entry["with"]] if "with" in entry else {})
        for role in (role for role in READERS if role in allowed(entry, "GET")):
            # Twice: what is kept in memory is read once.
            if look(clients[role], path) and (seen := look(clients[role], path)):
                found[name] = (clients[role], path, *seen)
                break
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("half", [0, 1])  # in two, so that two workers share it
def test_every_list_keeps_its_number_of_queries(half, record_property):
    names = NAMES[half::2]
    world = cast.build()
    few, lists, wrong = read_all(world, names), {}, {}
    multiply()
    assert (Organization.objects.count(), Posting.objects.count()) == (200, 2000)
    matching.rebuild_index()
    for name, (client, path, before, rows_before) in few.items():
        seen = look(client, path)
        if seen and seen[0] > before:
            seen = look(client, path)  # the first reader after a change reads anew what is kept in memory
        if seen is None:
            continue  # with so many it leads elsewhere: who has applied already does not apply again
        asked, rows = seen
        if rows > rows_before:
            lists[name] = asked
        if asked > before or (rows > rows_before and asked > MORE.get(name, MOST)):
            wrong[name] = (before, asked, rows)
        for more in ASKED.get(name, ()):
            if look(client, path + more)[0] > MOST + 3:  # words that are looked for ask what they mean
                wrong[name + more] = look(client, path + more)
    assert (wrong, LISTS & set(names) - set(lists)) == ({}, set())
    record_property("figure", f"lists with 2,000 postings: {len(lists)} of {len(few)} pages, {sum(n <= MOST for n in lists.values())} of them "
                    f"within {MOST} queries, the others within ceilings of their own")
