"""The tables of the apps below `privacy`, which may not know it."""
from engawa.base.history.models import Event, FormKey
from engawa.base.history.rules import EVENT_DAYS, FORM_KEY_DAYS
from engawa.base.jobs.models import Schedule
from engawa.base.privacy.models import Consent
from engawa.base.privacy.registry import Until, register
from engawa.base.users.models import User

register(User, owner="pk", keeps="Mail address, name and reading preferences, to sign in and be addressed.",
         erase="anonymise", blank=("name", "furigana", "phone"))
register(Event, owner="by", keeps="Who did what, to answer disputes and find faults.", until=Until(EVENT_DAYS, "at"), erase="anonymise")
register(FormKey, owner="user", keeps="Keys of sent forms, so that a second press has no second effect.",
         until=Until(FORM_KEY_DAYS, "at"), erase="delete")
register(Schedule, owner="", keeps="When regular work runs next; nothing about people.")
register(Consent, owner="user", keeps="Which version of the terms and the privacy text was accepted.", erase="keep")
