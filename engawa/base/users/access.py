"""Marks on views: who may come in at all. Without a mark a view wants a signed-in person."""
from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Mark a view as open to visitors who have not signed in."""
    view.public = True  # type: ignore[attr-defined]  # because a mark on the function is what the middleware reads
    return view


def without_key(view: View) -> View:
    """Mark a view whose POST is not wrapped in the transaction of a one-time key.

    For pages that speak to a mail server, and for those of the sign-in library, which guards its own steps:
    no transaction may stay open around the network.
    """
    view.without_key = True  # type: ignore[attr-defined]  # because the one-time keys read the mark
    return view


def desk_only(view: View) -> View:
    """Let desk officers and superusers in; everybody else sees 404, as if the page did not exist."""
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not (request.user.is_desk or request.user.is_superuser):
            raise Http404
        return view(request, *args, **kwargs)
    guarded.desk_only = True  # type: ignore[attr-defined]  # because the permission walk reads it
    return guarded
