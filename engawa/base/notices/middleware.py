"""The count of new notices for the header, read only when a page shows it."""
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from engawa.base.notices import queries


class UnreadCount:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.unread_notices = SimpleLazyObject(
            lambda: queries.unread_count(request.user) if request.user.is_authenticated else 0)
        return self.get_response(request)
