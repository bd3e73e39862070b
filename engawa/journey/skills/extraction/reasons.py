"""Why a mention is what it is: a code, the words that led there, and the sentence people read."""
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "named": _("Your text says: %(words)s"),
    "described": _("Your text describes it: %(words)s"),
    "typed": _("Your text probably means it: %(words)s"),
    "unclear": _("This word can mean something else: %(words)s"),
    "unsure": _("Your text does not say whether you have done it: %(words)s"),
    "label": _("It stands under the heading: %(words)s"),
    "other": _("Your text says that somebody else did it: %(words)s"),
    "negated": _("Your text says that you have not done it: %(words)s"),
    "wished": _("Your text says that you would like to do it: %(words)s"),
    "begun": _("Your text says that you have only begun or heard of it: %(words)s"),
    "leisure": _("Your text names it as part of everyday life: %(words)s"),
    "company": _("Your text names a company, a customer or a thing: %(words)s"),
}


@dataclass(frozen=True)
class Reason:
    """`code` is stable (tests and counts use it); `words` are quoted from the text."""

    code: str
    words: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """In the reader's language, with the words quoted."""
        return str(SENTENCES[self.code]) % {"words": " … ".join(self.words)}
