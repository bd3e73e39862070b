"""What completion, thanks and certificates keep."""
from engawa.base.privacy import register
from engawa.journey.outcomes.models import Certificate, Completion, Showing, Thanks

register(Completion, owner="asked_by", keeps="Who asked for and confirmed the completion, as both sides' record.", erase="keep")
register(Thanks, owner="by", keeps="Words of thanks to the other side, shown in public only if the writer agrees.",
         erase="anonymise", blank=("words",))
register(Showing, owner="participant__user", keeps="That a person agrees to show a finished project on the organization's public page.",
         erase="delete")
register(Certificate, owner="participant__user", keeps="The certificate as issued, so that its code can be checked.", erase="keep")
