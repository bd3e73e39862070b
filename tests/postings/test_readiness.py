"""What the seven answers say. Pure sentences, no database."""
import itertools

import pytest

from engawa.demo.builders.postings import READY
from engawa.journey.postings import readiness
from engawa.journey.postings.readiness import Outcome


def say(own_hours=2, several=False, **answers):
    found = readiness.verdict({**READY, **answers}, own_hours=own_hours, several=several)
    assert found is not None
    return found.outcome, [reason.words for reason in found.reasons], found.days


def test_every_key_has_a_question_with_three_answers_and_its_own_words():
    asked = readiness.questions()
    assert tuple(question.key for question in asked) == readiness.KEYS
    assert {len(question.answers) for question in asked} == {3}
    assert len({question.words for question in asked}) == len(asked)
    assert readiness.in_words({"board": "no", "keeps": "nonsense"}) == [
        ("手伝いを頼むことに、理事会は賛成していますか", "反対がある、または意見が分かれている")]


def test_who_has_everything_is_ready_without_a_word():
    assert say() == (Outcome.READY, [], 0)


@pytest.mark.parametrize("key", readiness.KEYS)
def test_an_open_question_leaves_it_open(key):
    assert readiness.verdict({**READY, key: ""}) is None
    assert readiness.verdict({name: answer for name, answer in READY.items() if name != key}) is None


@pytest.mark.parametrize(("answers", "words"), [
    ({"decides": "board"}, "決めるのは、理事会の日になります。"),
    ({"material": "partly"}, "使うものの一部が、まだそろっていません。"),
    ({"urgent": "soon"}, "2か月は短めです。"),
    ({"keeps": "learn"}, "世話をする人が、これから覚えます。"),
    ({"funding": "company"}, "もとになる活動の代金を、会社が払っています。"),
])
def test_ready_with_something_to_keep_in_mind(answers, words):
    assert say(**answers) == (Outcome.READY, [words], 0)


@pytest.mark.parametrize(("answers", "words"), [
    ({"board": "later"}, "理事会に、まだ聞いていません。"),
    ({"decides": "open"}, "決める人がまだいません。"),
    ({"material": "none"}, "作業に何がいるのか、まだ分かっていません。"),
    ({"keeps": "nobody"}, "終わったあとに世話をする人が、まだいません。世話をする人がいないものは、すぐに使われなくなります。"),
    ({"several": True}, "二つ以上の話が入っているようです。"),
])
def test_first_a_talk(answers, words):
    assert say(**answers) == (Outcome.TALK, [words], 0)


@pytest.mark.parametrize(("answers", "words", "days"), [
    ({"board": "no"}, ["理事会がまだ賛成していません。理事会が望まない仕事は、途中で止まってしまいます。"], 30),
    ({"urgent": "now"}, ["4週間では足りません。人が見つかって、することを決めるだけで、そのくらいかかります。"], 30),
    ({"own_hours": 0}, ["団体の人が使う時間が0時間になっています。手伝う人には、質問に答える人と、できたものを試す人が必要です。"], 14),
    ({"decides": "open", "keeps": "nobody"}, ["決める人も、終わったあとに世話をする人も、まだ決まっていません。"], 14),
])
def test_not_now(answers, words, days):
    assert say(**answers) == (Outcome.NOT_NOW, words, days)


def test_the_stronger_reason_speaks_alone_and_the_latest_day_counts():
    outcome, words, days = say(board="no", material="none", keeps="learn", own_hours=0)
    assert (outcome, len(words), days) == (Outcome.NOT_NOW, 2, 30)


@pytest.mark.parametrize(("answers", "outcome"), [
    ({}, Outcome.READY), ({"material": "none"}, Outcome.TALK), ({"board": "no"}, Outcome.NOT_NOW), ({"serves": "company"}, Outcome.NEVER)])
def test_that_a_company_pays_is_said_whatever_else_is(answers, outcome):
    paid, words = "もとになる活動の代金を、会社が払っています。", say(**answers)[1]
    assert say(**answers, funding="company") == (outcome, [*words, paid], say(**answers)[2])
    found = readiness.verdict({**READY, **answers, "funding": "company"})
    assert [reason.words for reason in found.reasons if reason.warns] == [paid]


def test_nobody_has_said_how_many_hours():
    assert say(own_hours=None) == (Outcome.READY, [], 0)


def test_work_for_a_company_is_never_posted():
    outcome, words, days = say(serves="company", board="no")
    assert (outcome, words, days) == (Outcome.NEVER, [readiness.why_not_at_all({"serves": "company"})], 0)
    assert readiness.why_not_at_all(READY) is None


def test_every_way_of_answering_has_a_verdict_with_what_to_do():
    codes = [[code for code, _words in question.answers] for question in readiness.questions()]
    for given in itertools.product(*codes):
        found = readiness.verdict(dict(zip(readiness.KEYS, given, strict=True)), own_hours=1)
        assert found is not None
        assert all(reason.advice for reason in found.reasons if found.outcome != Outcome.NEVER)
        assert bool(found.days) == (found.outcome == Outcome.NOT_NOW)
