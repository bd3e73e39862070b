"""What conversations keep."""
from engawa.base.privacy import Until, register
from engawa.base.threads.models import Block, Inquiry, Message, Report, Thread

register(Thread, owner="people", keeps="Who speaks with whom.")
register(Message, owner="by", keeps="What people wrote to each other; the name goes when the account closes.",
         until=Until(3 * 365, "at", blank=("body",)), erase="anonymise")
register(Block, owner="by", keeps="From whom a person does not wish messages.", erase="delete")
register(Report, owner="by", keeps="Messages reported to the desk, as evidence.", until=Until(3 * 365, "at"), erase="anonymise")
register(Inquiry, owner="by", keeps="Questions to the desk and wishes to be called back.", until=Until(365, "handled_at"), erase="delete")
