"""How pages of the door name things."""
from django import template
from django.utils.translation import gettext as _

register = template.Library()
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac", "Mac"),
           ("Linux", "Linux"))


@register.filter
def device(user_agent: str) -> str:
    """Name browser and device in two words, as people know them: Chrome, Windows."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return _(", ").join(filter(None, (system, browser))) or _("Unknown device")
