"""Sample contents of the gallery page."""
def everything(): return {}
