"""Better wordings: the writer's own sentence put differently where that can be done, else an example from the template, else a fixed one."""
import re

from django.utils import translation
from django.utils.translation import gettext as _

from engawa.journey.postings.hints import words
from engawa.journey.postings.hints.several import Matters
from engawa.journey.postings.hints.words import Finding
from engawa.journey.postings.models import Posting, Template
from engawa.journey.postings.needs import needs_in_text

# Where a sentence can be cut: what stands there, and what stands there instead.
CUTS = {"ja": [(r"(です|ます|でした|ました)が、", r"\1。ただ、"), (r"(です|ます|でした|ました)(ので|から)、", r"\1。そのため、"), (r"(して|なって|て|で)おり、", r"\1います。"),
               (r"(して|なって|れて|えて)いて、", r"\1います。"), (r"てしまい、", "てしまいます。"), (r"になり、", "になりました。")],
        "en": [(r", but ", ". But "), (r", so ", ". So "), (r", and ", ". And "), (r", where ", ". There ")]}


# What a better wording never repeats, whatever it was written for.
NEVER_REPEATED = {"contact", "amount", "pay", "people", "vague", "staffing"}
USUAL_WEEKS = 6


def of_finding(finding: Finding, language: str, posting: Posting) -> str:
    """A better wording for what stands out in a sentence, in the language of the text; a fixed one where the rest of it is no example."""
    said = _said(finding, language, posting)
    return _fixed(finding, language) if _repeats(said, language, finding.sentence) else said


def _fixed(finding: Finding, language: str) -> str:
    with translation.override(language):
        match finding.kind:
            case "jargon":
                plain = words.plain_words(finding.word, language)
                return (_("%(plain)s (%(word)s)") if plain else _("%(word)s (what it is, in plain words)")) % {"plain": plain, "word": finding.word}
            case "long":
                return _("Something happens in our work. It troubles these people. This is what we would like to have.")
            case "people":
                return _("One of our members is troubled by this.")
        return _please(_("One list of all members"), USUAL_WEEKS)


def _please(line: str, weeks: int) -> str:
    return _("Please make “%(line)s” with us within %(n)s weeks.") % {"line": line, "n": weeks}


def _repeats(text: str, language: str, sentence: str) -> bool:
    """Whether a wording still has something of the sentence that stands out by itself."""
    return any(one.kind in NEVER_REPEATED and one.word in sentence for one in words.findings(text, language))


def _said(finding: Finding, language: str, posting: Posting) -> str:
    with translation.override(language):
        match finding.kind:
            case "jargon":
                return _in_plain_words(finding, language)
            case "long":
                return _cut(finding.sentence, language) or _fixed(finding, language)
            case "people":
                return _without_names(finding, language)
            case "vague" | "staffing" if posting.is_talk:
                return _("We have three lists and cannot decide which of them to keep.")
            case "vague" | "staffing":
                return _please(a_deliverable(posting, language), posting.weeks or (posting.template.weeks if posting.template else USUAL_WEEKS))
            case "pay":
                return _("This is unpaid work. Costs such as postage are talked about in the interview.")
            case "amount":
                return _("We talk about the costs in the interview.")
    with translation.override(language):
        return _("Please ask us on this page. We answer here.")


def _in_plain_words(finding: Finding, language: str) -> str:
    plain = words.plain_words(finding.word, language)
    if plain is None:
        return finding.sentence.replace(finding.word, _("%(word)s (what it is, in plain words)") % {"word": finding.word}, 1)
    if language == "ja":
        return finding.sentence.replace(finding.word, f"{plain}（{finding.word}）", 1)
    # One article is enough: a CMS becomes a system, our CMS our system.
    article = re.search(rf"\b(a|an|the|our|your|their|its|no|this)\s+{re.escape(finding.word)}", finding.sentence, re.IGNORECASE)
    bare = re.sub(r"^(a|an|the) ", "", plain)
    if article and article[1].lower() in ("a", "an", "the"):
        return finding.sentence.replace(article[0], f"{plain} ({finding.word})", 1)
    return finding.sentence.replace(finding.word, f"{bare if article else plain} ({finding.word})", 1)


def of_two(two: Matters, language: str) -> str:
    """How two matters become two postings."""
    with translation.override(language):
        return _("This posting: “%(one)s”. Afterwards another one: “%(two)s”.") % {"one": two.one.title if two.one else two.words, "two": two.other.title}


def of_whole(kind: str, language: str, **values: object) -> str:
    """What to do about a remark on lists, hours, data or the other language; `values` are what its sentence names."""
    with translation.override(language):
        return {
            "older": _("Write these pieces once more, as the original says it now."),
            "many": _("Keep the %(n)s most important ones here, and ask for the others in a second posting."),
            "total": _("Make it %(n)s hours in all."),
            "steps": _("Make the steps %(n)s hours together."),
            "days": _("Begin on %(day)s."),
            "data": _("Choose “%(class)s”."),
        }[kind] % values


def a_deliverable(posting: Posting, language: str = "", besides: str = "") -> str:
    """A thing that could be made: of the posting, of its template, of the template its words lead to, or an example."""
    language = language or posting.language
    own = [line for line in posting.deliverables if _is_a_thing(line, language)] if language == posting.language and not besides else []
    template = posting.template or _likeliest(posting)
    lines = own or [row[language] for row in (template.content.get("deliverables", []) if template else []) if row[language] != besides]
    with translation.override(language):
        return str(lines[0]) if lines else _("One list of all members")


def _is_a_thing(line: str, language: str) -> bool:
    return not words.is_no_thing(line) and not any(one.kind in NEVER_REPEATED for one in words.findings(line, language))


def a_limit(posting: Posting) -> str:
    """Something that could be left out: what the template leaves out, or an example."""
    template = posting.template or _likeliest(posting)
    lines = [row[posting.language] for row in (template.content.get("out_of_scope", []) if template else [])]
    with translation.override(posting.language):
        return str(lines[0]) if lines else _("Monthly updates after the end")


def _likeliest(posting: Posting) -> Template | None:
    found = needs_in_text(f"{posting.title}\n{posting.need}\n{posting.task}").templates
    return Template.objects.filter(pk=found[0][0]).first() if found else None


def _cut(sentence: str, language: str) -> str | None:
    """A long sentence as two, cut as near to its middle as it can be; None where there is no place."""
    places = [(abs(found.start() - len(sentence) // 2), found, instead)
              for pattern, instead in CUTS[language] for found in re.finditer(pattern, sentence)]
    if not places:
        return None
    _distance, found, instead = min(places, key=lambda place: place[0])
    return sentence[:found.start()] + found.expand(instead) + sentence[found.end():]


def _without_names(finding: Finding, language: str) -> str:
    """A sentence without its people; details such as age or address go with them."""
    text = finding.sentence
    names = words.full_names(text) if language == "ja" else re.findall(r"(?:(?:Mr|Ms|Mrs|Miss)\.?\s+)?[A-Z][a-z]+ [A-Z][a-z]+", text)
    for name in names:
        text = re.sub(re.escape(name) + r"(さん|様|さま|氏)?([（(][^）)]*[）)])?", _("one member"), text, count=1)
    return text
