"""What notices keep."""
from engawa.base.notices.models import Mail, Notice
from engawa.base.privacy import Until, register

register(Notice, owner="user", keeps="What the person was told, so that nothing is missed.", until=Until(365, "at"), erase="delete")
register(Mail, owner="user", keeps="Mails to the person and whether they arrived.", until=Until(90, "at"), erase="delete")
