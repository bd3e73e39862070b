"""The one photo of the public page, with the words for those who do not see it."""
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from engawa.base import history, notices
from engawa.base.files import actions as files
from engawa.base.files.models import DataClass
from engawa.base.files.pictures import size_of
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.organizations import queries, rules
from engawa.journey.organizations.actions._moving import about, locked
from engawa.journey.organizations.models import Organization, Photo


@transaction.atomic
def save_photo(*, by: User, organization: Organization, words: str, upload: "UploadedFile[Any] | None" = None) -> Photo:
    """Keep the photo of the public page, drawn anew and made small enough; a new one takes the place of the former.

    Args:
        words: what the photo shows, read aloud to those who do not see it.
        upload: JPEG, PNG or WebP; without it only the words change.

    Raises:
        Refused: not a representative, not a picture, or no photo yet to give words to.
    """
    organization = locked(organization)
    refuse_if(rules.why_not_save_photo(by, organization, is_sent=upload is not None))
    photo = queries.photo_of(organization) or Photo(organization=organization)
    photo.words = words
    former = photo.file if upload and photo.pk else None
    if upload:
        photo.file = files.store(by=by, upload=upload, allowed=rules.PHOTO_KINDS, data_class=DataClass.NONE, longest=rules.PHOTO_SIDE)
        with default_storage.open(photo.file.path, "rb") as content:
            photo.width, photo.height = size_of(content)
    photo.save()
    if former:
        files.delete_file(by=by, file=former)
    history.record(by=by, verb="organizations.photo_saved", about=organization, is_new=upload is not None)
    return photo


@transaction.atomic
def remove_photo(*, by: User, organization: Organization) -> None:
    """Take the photo away, with its bytes; when the desk does it, the representatives are told.

    Nothing happens when there is none.

    Raises:
        Refused: neither a representative nor the desk.
    """
    organization = locked(organization)
    refuse_if(rules.why_not_remove_photo(by, organization))
    photo = queries.photo_of(organization)
    if photo is None:
        return
    history.record(by=by, verb="organizations.photo_removed", about=organization)
    files.delete_file(by=by, file=photo.file)
    if not queries.is_member(by, organization):
        notices.tell(to=queries.owners_of(organization), kind="organizations/photo_removed", link=about(organization, "photo"),
                     by=by, organization=organization)
