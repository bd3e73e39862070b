"""What conversations keep."""
from engawa.base.privacy import register
from engawa.base.threads.models import Block, Inquiry, Message, Report, Thread

register(Thread, owner="people", keeps="Who speaks with whom.")
register(Message, owner="by", keeps="What people wrote to each other; the name goes when the account closes.",
         erase="anonymise")
register(Block, owner="by", keeps="From whom a person does not wish messages.", erase="delete")
register(Report, owner="by", keeps="Messages reported to the desk, as evidence.", days=3 * 365, erase="anonymise")
register(Inquiry, owner="by", keeps="Questions to the desk and wishes to be called back.", days=365, erase="delete")
