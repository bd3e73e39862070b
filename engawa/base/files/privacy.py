"""What files keep."""
from engawa.base.files.models import FileOpening, StoredFile
from engawa.base.privacy import Until, register

register(StoredFile, owner="by", keeps="Files a person sent, as part of the project or papers they belong to.",
         erase="anonymise")
register(FileOpening, owner="by", keeps="Which files a person opened, so that an organization can see it.", until=Until(3 * 365, "at"),
         erase="anonymise")
