"""Who may add words to the vocabulary."""
from django.utils.translation import gettext as _

from engawa.base.text import normal
from engawa.base.users.models import User
from engawa.journey.skills.models import Alias


def why_not_add_word(user: User, text: str) -> str | None:
    """Say why a person cannot add a word, or None: only the desk adds."""
    if not user.is_desk:
        return _("Only the coordinator team can do this.")
    return why_not_new_word(text)


def why_not_new_word(text: str) -> str | None:
    """Say why a word is none that the list lacks, or None: it is empty, or belongs to a skill, and a word belongs to one."""
    if not normal.key(text):
        return _("Please write the word.")
    if taken := Alias.objects.filter(key=normal.key(text)).select_related("skill").first():
        return _("“%(word)s” already belongs to %(skill)s.") % {"word": text, "skill": taken.skill.name}
    return None
