"""Sending a kept file: as something to save, or a picture as part of a page, never as a page of ours."""
from typing import IO

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from engawa.base.files import actions, rules
from engawa.base.files.models import StoredFile
from engawa.base.ui.refusal import Refused
from engawa.base.users.models import User


def send(request: HttpRequest, file: StoredFile, by: User) -> FileResponse:
    """Send a file to a person and note it. The caller has asked its own rule before.

    Raises:
        Refused: the bytes are missing.
    """
    body = _open(file)
    actions.note_opening(by=by, file=file)
    return _harmless(FileResponse(body, as_attachment=True, filename=file.name, content_type=file.content_type))


def show(request: HttpRequest, file: StoredFile) -> HttpResponse:
    """Show a picture inside a page. The caller has asked its own rule before; who sees it is not noted.

    The browser asks again each time and is only told "as before", so what was taken away is gone at once.

    Raises:
        Refused: the bytes are missing.
    """
    if file.content_type not in [rules.CONTENT_TYPES[kind] for kind in rules.PICTURES]:
        raise ValueError("only pictures are shown inside a page")
    etag = f'"{file.sha256}"'
    response = get_conditional_response(request, etag=etag) or _harmless(
        FileResponse(_open(file), content_type=file.content_type))
    response["ETag"], response["Content-Disposition"] = etag, "inline"  # without the name on the disk
    return response


def _open(file: StoredFile) -> IO[bytes]:
    try:
        return default_storage.open(file.path, "rb")
    except FileNotFoundError:
        raise Refused(_("This file is not here at the moment. Please call us: we will look for it.")) from None


def _harmless(response: FileResponse) -> FileResponse:
    """Even a browser that ignores "attachment" may not run anything in it."""
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
