"""Names and corporate numbers: one spelling, one check digit."""
import re

from engawa.base.text.normal import key

LEGAL_WORDS = re.compile(
    "特定非営利活動法人|認定npo法人|npo法人|公益社団法人|公益財団法人|一般社団法人|一般財団法人|社会福祉法人|学校法人|任意団体"
    "|特非|npo|^the|foundation$|inc\\.?$|㈳|㈶")


def name_key(name: str) -> str:
    """Return the name without its legal form, spaces, width and case: equal keys mean a similar name."""
    folded = key(name)
    return (LEGAL_WORDS.sub("", folded) or folded)[:120]


def check_digit(base: str) -> int:
    """Return the check digit of the 12 digits of a corporate number (法人番号).

    法人番号の指定等に関する省令（平成26年財務省令第70号）第2条: 9 − (Σ Pn × Qn を 9 で割った余り), where Pn is the
    n-th digit counted from the lowest and Qn is 1 for odd n and 2 for even n.
    """
    total = sum(int(digit) * (1 if n % 2 else 2) for n, digit in enumerate(reversed(base), start=1))
    return 9 - total % 9


def is_corporate_number(number: str) -> bool:
    """Say whether 13 digits are a corporate number: the first one is the check digit of the other twelve."""
    return bool(re.fullmatch("[0-9]{13}", number)) and int(number[0]) == check_digit(number[1:])
