"""Why a mention is what it is: a code, the words that led there, and the sentence people read."""
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

SENTENCES = {
    "named": gettext_noop("Named in your text: %(words)s"),
}


@dataclass(frozen=True)
class Reason:
    """`code` is stable (tests and counts use it); `words` are quoted from the text."""

    code: str
    words: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """In the reader's language, with the words quoted."""
        return _(SENTENCES[self.code]) % {"words": " … ".join(self.words)}
