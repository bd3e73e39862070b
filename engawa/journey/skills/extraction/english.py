"""The same decisions for sentences in English, where the deciding words mostly stand before the name."""
import re

from engawa.journey.skills.extraction.mentions import Kind
from engawa.journey.skills.extraction.quick import by_first_letter
from engawa.journey.skills.extraction.stance import Verdict

BREAK = by_first_letter(
    r"\b(?:but|however|although|though|while|whereas)\b|;|, and (?=(?:i|my|our|the)\b)|, (?=(?:i|we|my|our|the|now|"
    r"then)\b)|\band (?=i\b)")
VERBS = (
    r"(?:did|do|does|wrote|write|writes|made|make|makes|built|build|builds|handled|handles|used|use|uses|ran|run|runs|took|takes|coded|"
    r"developed|manage[sd]?|designed|designs|migrated|moved|install(?:ed|s)|set|sets|configured?s?|maintain(?:ed|s)|administer(?:ed|s)|"
    r"support(?:ed|s)|looks?|looked|drew|draws|created|creates|programmed|translated|edited|edits|shot|shoots|tested|tests|operate[sd]|"
    r"wired|laid|kept|keeps|fixed|fixes|repair(?:ed|s)|taught|teaches|trained|led|leads|own(?:ed|s)|deploy(?:ed|s)|implement(?:ed|s)|"
    r"analy[sz]ed|drafted|published|printed|tuned|planned|chose|picked|prepared|prepares|was|were|is|are|knows?|has|have|had)\b")
DROPPED = r"(?:was|were|got|been) (?:cancell?ed|shelved|postponed|abandoned|dropped|scrapped|rejected|turned down|called off|put on hold)"
OTHERS = re.compile(
    rf"\b(?:he|she|they)(?: \S+ly)? (?:{VERBS}|◇)|\b(?:my|our|the|an?) (?:[a-z]+ )?(?:brother|sister|son|daughter|father|mother)-in-law (?:[a-z]+ly )?{VERBS}|"
    r"\b(?:my|our|the|a|an|another|other|some|local|external|outside)? ?(?:[a-z]+ )?(?:team ?mates?|team members?|"
    r"colleagues?|co-?workers?|subordinates?|staff|vendors?|contractors?|suppliers?|"
    r"partners?|partner company|juniors?|boss|son|daughter|grand(?:son|daughter|children|kids)|children|kids|wife|"
    r"husband|friends?|brother|sister|clients?|customers?|developers?|engineers?|"
    r"programmers?|specialists?|someone else|others|another team|other teams?|assistants?|secretary|subcontractors?|"
    r"consultants?|vendor|company|office|bank|designer|agency|another department|department|agency|people) (?:who |"
    r"that )?(?:had |has |have )?(?:[a-z]+ly )?"
    rf"{VERBS}|"
    r"\b(?:done|written|built|handled|made|managed|developed|maintained|run|designed|looked after|created|installed|set up)\b[^.;]{0,24}? by (?!me\b|"
    r"myself|hand|using|the (?:deadline|end|time))|"
    r"\bbelong(?:s|ed)? to (?!me\b|us\b)|"
    r"\boutsourced\b|\bleft (?:it |that )?to\b|\bfarmed out\b")
MINE = re.compile(r"\b(?:i|we|myself)\b")
DENIED = re.compile(
    r"\b(?:never|not|no|don't|do not|doesn't|didn't|did not|haven't|have not|hasn't|can't|cannot|could not|couldn't|"
    r"without|lack|ng|unfamiliar|inexperienced|zero|nor|neither|none|nil|n/a|(?<!a )little|nothing|hardly any|"
    r"little to no|weak (?:at|in)|poor (?:at|with)|hate|avoid(?:ed)?|failed|gave up|forgot(?:ten)?|useless (?:at|with)|"
    r"hopeless (?:at|with)|" + DROPPED +
    r"|beyond me|over my head|not my (?:field|job|area)|above me)\b(?! only| just| doubt| problem| to mention| least| matter)")
# Said behind a "but": it came to nothing, or nothing is left of it.
UNDONE = re.compile(
    rf"\b(?:forgot(?:ten)? (?:it|them|that|all|most|everything)|{DROPPED}|gave (?:(?:it|that|them) )?up|fell through|came to nothing|"
    r"never (?:learn(?:ed|t)|got (?:it|to|round)|used (?:it|them)|finished|touched|happened|came))\b")
WANTED = re.compile(
    r"\b(?:want|like|love|hope|wish|plan|intend|eager|keen|interested|curious|looking forward|aspire|aim|going|planning|"
    r"hoping|ready|happy|excited|willing)\b[^.;]{0,24}?\b(?:learn|study|studying|learning|try|take|"
    r"pick up|master|explore|take up|get into|get started|start|be good|become)|\binterest(?:ed)? in\b|\b(?:to learn|want to try|"
    r"learn next|on my list|next i|someday|one day|in the future)\b|\bcurious about\b|"
    r"\b(?:hope|hoping|want|plan|planning|wish|would like|intend) to (?!help|share|teach|contribute|use (?:my|this|these)|give|support|offer|put|"
    r"keep|pass|apply|serve|continue)[^.;◇]{0,40}◇")
BEGUN = by_first_letter(
    r"\b(?:currently|just|recently|now|still|only|am|i'm)\b[^.;]{0,20}?\b(?:learning|studying|taking|enrolled|started|"
    r"begun|beginning|signed up|reading about)|\b(?:read|reading|bought) (?:a|an|the|one|some)? ?[a-z]* ?book|"
    r"\btook (?:a|one) (?:short |brief |one-day |introductory )?(?:course|class|seminar)|\battended (?:a|one)|"
    r"\b(?:lesson|chapter|module|week) (?:one|two|three|four|\d+) of|\b(?:course|class|textbook|tutorial)s? (?:on|in|for)? ?◇|◇ (?:course|class|"
    r"lesson|tutorial|textbook)\b(?! materials?|es for)|"
    r"\bfrom a (?:library )?book|\bheard of|\bonly know the name|\bnothing serious|\bnew to me|\bnot yet")
NAMED = re.compile(
    r"\b(?:worked|work|employed|joined|retired|career|years|hired|seconded|stationed) (?:at|for|from|by|to)(?: the)? ?$|"
    r"\b(?:customers?|clients?|employers?|competitors?|accounts?)\b[^.;]{0,24}?(?:like|such as|including|included|was|"
    r"were|is|are|:) ?(?:[a-z◇, ]*)$")
NAMED_AFTER = re.compile(
    r"^(?:'s)? (?:coffee|island|stone|board game|the board game|cookies|stock prices?)\b|^ ?\(the [a-z ]*game\)|^(?:'s)? (?:corporation|corp|inc|ltd|"
    r"japan|office|headquarters|building|stock|shares)|^ (?:was|is|were) (?:a|an|"
    r"our|my|one of (?:my|our)) (?:[a-z]+ )?(?:client|customer|employer|competitor)")
LEISURE = re.compile(
    r"\b(?:hobby|hobbies|grandchildren|grandkids|grandson|granddaughter|family|free time|spare time|at home|for fun|"
    r"household|holiday|vacation|personal use|chat with|keep in touch)\b")
MAKES = re.compile(
    r"\b(?:build|built|develop|wrote|write|writing|program|made|make|making|maintain|create|design|run|ran|edit|publish|"
    r"teach|taught)")
EXCEPT = re.compile(r"\b(?:except(?: for)?|other than|apart from|aside from|excluding|rather than|instead of|but not|not) ?$")


def judged(before: str, after: str, sentence: str, follow: str = "") -> Verdict | None:
    """The verdict on a name, given its clause before and behind it in lower case, and what follows; None leaves it to the writer."""
    statement = f"{before}◇{after}"
    if found := EXCEPT.search(before):
        denied = DENIED.search(sentence.replace(found[0], ""))
        return None if denied and found[0].strip() != "not" else Verdict(Kind.NEGATED, "negated", found[0])
    if (found := NAMED.search(before)) or (found := NAMED_AFTER.match(after)):
        return Verdict(Kind.PRESENT, "company", found[0])
    if (found := OTHERS.search(statement)) and not MINE.search(statement[found.end():].split("◇")[0]):
        led = re.search(r"\b(?:i|we) (?:led|managed|trained|taught|supervised|supported)", statement)
        if not led or re.search(r"\b(?:who|that|which) (?:built|wrote|made|did|developed|coded|designed|ran|handled)", statement):
            return Verdict(Kind.OTHER, "other", found[0])
    if found := WANTED.search(statement):
        return Verdict(Kind.WISHED, "wished", found[0])
    if found := DENIED.search(statement):
        return Verdict(Kind.NEGATED, "negated", found[0])
    if found := BEGUN.search(statement):
        return Verdict(Kind.PRESENT, "begun", found[0])
    if (found := LEISURE.search(statement)) and not MAKES.search(statement):
        return Verdict(Kind.PRESENT, "leisure", found[0])
    if "◇" not in follow and (found := UNDONE.search(follow)):
        return Verdict(Kind.NEGATED, "negated", found[0])
    return None


def clause_around(text: str, start: int, end: int, at: int, behind: int) -> tuple[str, str]:
    """The clause of `text[start:end]` around a name at `at:behind`, as (before, after)."""
    for found in BREAK.finditer(text, start, end):
        if found.end() <= at:
            start = found.start() if found[0].startswith("but") and text[found.end():at].strip() == "not" else found.end()
        elif found.start() >= behind:
            end = found.start()
            break
    return text[start:at], text[behind:end]
