"""Sending a kept file: always as something to save, never as a page of ours."""
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext as _

from engawa.base.files import actions
from engawa.base.files.models import StoredFile
from engawa.base.ui.refusal import Refused
from engawa.base.users.models import User


def send(request: HttpRequest, file: StoredFile, by: User) -> FileResponse:
    """Send a file to a person and note it. The caller has asked its own rule before.

    Raises:
        Refused: the bytes are missing.
    """
    try:
        body = default_storage.open(file.path, "rb")
    except FileNotFoundError:
        raise Refused(_("This file is not here at the moment. Please call us: we will look for it.")) from None
    actions.note_opening(by=by, file=file)
    response = FileResponse(body, as_attachment=True, filename=file.name, content_type=file.content_type)
    # Even a browser that ignores "attachment" may not run anything in it.
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
