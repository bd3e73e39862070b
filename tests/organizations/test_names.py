"""Corporate numbers and names that mean the same organization."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engawa.journey.organizations.names import check_digit, is_corporate_number, name_key, plain_name


def test_the_number_of_the_national_tax_agency():
    assert is_corporate_number("7000012050002")


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 11))
def test_one_wrong_digit_is_noticed_unless_it_is_worth_the_same(base, place):
    number = f"{check_digit(base)}{base}"
    assert is_corporate_number(number)
    wrong = number[:place + 1] + str((int(number[place + 1]) + 1) % 10) + number[place + 2:]
    if (int(wrong[place + 1]) - int(number[place + 1])) * (1 if (12 - place) % 2 else 2) % 9:
        assert not is_corporate_number(wrong)


@pytest.mark.parametrize("typed", ["", "123", "70000120500021", "a000012050002", "６000012050002"])
def test_other_texts_are_no_numbers(typed):
    assert not is_corporate_number(typed)


@pytest.mark.parametrize(("one", "other"), [
    ("NPO法人 里山の会こなら", "里山の会　こなら"), ("特定非営利活動法人ひだまり", "ＮＰＯ法人ひだまり"),
    ("一般社団法人 かけはし", "かけはし"), ("The Green Foundation", "Green"),
    ("認定特定非営利活動法人 こなら", "こなら"), ("特例認定NPO法人こなら", "こなら"), ("公益財団法人こなら", "こなら"), ("ＮＰＯ法人（認定）こなら", "こなら"),
    ("（特非）こなら", "こなら"), ("㈶こなら", "こなら"), ("こなら（公財）", "こなら"), ("社会福祉法人　こなら", "こなら"), ("こなら NPO法人", "こなら"),
    ("Green Aid Ltd.", "green aid"), ("特定非営利活動法人「こなら」", "こなら"),
])
def test_the_legal_form_does_not_make_another_name(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [
    ("里山の会 東京支部", "里山の会"), ("里山の会東京支部", "里山の会"), ("里山の会（神奈川県支部）", "里山の会"), ("NPO法人 里山の会 川越事務所", "里山の会"),
    ("国際の会日本事務所", "国際の会"), ("国際の会 大阪支局", "国際の会"), ("国際の会 本部", "国際の会"), ("国際の会 東京オフィス", "国際の会"),
])
def test_a_branch_does_not_make_another_name(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [
    ("里山の会 こなら", "里山の会 コナラ"), ("里山の会こなら", "里山の会ｺﾅﾗ"), ("サポーターの会", "サポータの会"), ("スマイル・ネット", "スマイルネット"),
    ("ＡＢＣ友の会", "abc友の会"), ("こなら〜里山の会", "こなら里山の会"), ("あーと広場", "アート広場"),
])
def test_kana_width_and_long_vowels_do_not_make_another_name(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [
    ("Theatre Project", "atre Project"), ("みんなの事務所", "みんなの"), ("東京事務所", "大阪事務所"), ("こなら友の会", "こなら"), ("里山の会", "里川の会"),
])
def test_other_names_stay_other(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(("name", "plain"), [
    ("NPO法人 里山の会　こなら", "里山の会 こなら"), ("Green Aid Ltd.", "Green Aid"), ("（公財）かけはし", "かけはし"), ("NPO", "NPO")])
def test_a_register_is_searched_for_the_name_alone(name, plain):
    assert plain_name(name) == plain


def test_a_name_of_nothing_but_a_legal_form_stays():
    assert name_key("NPO") == "npo"
