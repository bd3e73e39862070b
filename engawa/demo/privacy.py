"""What the demo keeps; all its persons are invented."""
from engawa.base.privacy import Until, register
from engawa.demo.models import MailboxMail, Persona

register(Persona, owner="user", keeps="Which invented person one may come in as.", erase="delete")
register(MailboxMail, owner="", keeps="Mails of the demo, to invented persons.", until=Until(90, "at"))
