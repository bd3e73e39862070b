"""Corporate numbers and names that mean the same organization."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engawa.journey.organizations.names import check_digit, is_corporate_number, name_key


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
])
def test_the_legal_form_does_not_make_another_name(one, other):
    assert name_key(one) == name_key(other)


def test_a_name_of_nothing_but_a_legal_form_stays():
    assert name_key("NPO") == "npo"
