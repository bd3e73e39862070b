"""The benchmarks measure what they say: ours is exact in them, targets are judged the right way round."""
import pytest

from bench import assignment, data, market, online, ratios, texts


def test_online_checks_that_the_best_are_exact(capsys):
    online.run((60,), rounds=2)
    said = capsys.readouterr().out
    assert (said.count("exact: the 20 best"), said.count("SQLite aggregation")) == (1, 1)


def test_the_market_starves_postings_under_fit_alone(capsys):
    market.run(1500, 400)
    said = capsys.readouterr().out
    assert [said.count(name) for name in ("fit only  ", "fit × popularity", "ours  ")] == [1, 1, 1]
    assert said.count("met      postings with an application, times fit only") == 1


def test_more_than_greedy_finds(capsys):
    """Without the peers, which are not installed here: ours beside the two greedy ways."""
    assignment.run((200,), rounds=2, peers=False)
    said = capsys.readouterr().out
    assert [said.count(name) for name in ("ours: auction  ", "greedy, first come  ", "lists spread by prices")] == [2, 2, 1]
    assert said.count("met      200 people: more than greedy, as a share") == 1


def test_the_same_seed_makes_the_same():
    assert list(data.rows(5)) == list(data.rows(5))
    assert list(data.people(5)) == list(data.people(5))
    assert list(texts.texts(5, 6)) == list(texts.texts(5, 6))
    assert 200 < len(next(iter(texts.texts(1, 6))).whole) < 500


@pytest.mark.parametrize(("value", "bound", "at_least", "met"), [(2, 1.8, True, True), (1.7, 1.8, True, False), (.1, .1, False, True), (.2, .1, False, False)])
def test_a_target_is_met_or_not(capsys, value, bound, at_least, met):
    assert ratios.target("speed", value, bound, at_least=at_least) is met
    assert capsys.readouterr().out.startswith("  met" if met else "  NOT MET")


def test_ways_are_measured_in_turns():
    calls = []
    slow, fast = ratios.build("slow", lambda: lambda: calls.append("slow"), every=2), ratios.build("fast", lambda: lambda: calls.append("fast"))
    ratios.in_turns([fast, slow], 4)
    assert calls == ["fast", "slow", "fast", "slow", "fast", "fast", "slow", "fast"]
    assert (len(fast.times), len(slow.times)) == (4, 2)
    assert ratios.peak_of(lambda: b"x" * (30 * ratios.MB)) > 20 * ratios.MB
