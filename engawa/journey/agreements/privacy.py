"""What agreements keep."""
from engawa.base.privacy import register
from engawa.journey.agreements.models import Agreement, Consent, Party, Version

register(Agreement, owner="application__participant__user", keeps="What both sides promised, as proof for both.", erase="keep")
register(Party, owner="participant__user", keeps="Who the sides of an agreement are, by the name used then.", erase="keep")
register(Version, owner="by", keeps="Every version of the text, so that nobody has to remember it.", erase="keep")
register(Consent, owner="by", keeps="Who agreed to which version and when.", erase="keep")
