"""What the door keeps, with the tables of the sign-in library and of Django itself."""
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from engawa.base.accounts.models import OneTimeLink
from engawa.base.privacy import Until, register

register(EmailAddress, owner="user", keeps="The mail address a person signs in with.", erase="delete")
register(EmailConfirmation, owner="email_address__user", keeps="Confirmations of an address by link; not used.",
         erase="delete")
register(Authenticator, owner="user", keeps="The second factor: sealed secrets of the app and the printed codes.",
         erase="delete")
register(UserSession, owner="user", keeps="Where a person is signed in: browser and network address.", erase="delete")
register(OneTimeLink, owner="user", keeps="First links of the desk, as hashes.", until=Until(30, "expires_at"), erase="delete")
register(LogEntry, owner="user", keeps="Changes made in the support admin.", until=Until(3 * 365, "action_time"), erase="anonymise")
register(Session, owner="", keeps="What a browser is in the middle of; gone after 14 days.", until=Until(0, "expire_date"))
register(Group, owner="", keeps="Nothing about people.")
register(Permission, owner="", keeps="Nothing about people.")
register(ContentType, owner="", keeps="Names of tables.")
register(DBTaskResult, owner="", keeps="Finished background work; nothing about people.", until=Until(2, "finished_at"))
