"""What notices keep."""
from engawa.base.notices.models import Mail, Notice
from engawa.base.privacy import register

register(Notice, owner="user", keeps="What the person was told, so that nothing is missed.", days=365, erase="delete")
register(Mail, owner="user", keeps="Mails to the person and whether they arrived.", days=90, erase="delete")
