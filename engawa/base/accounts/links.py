"""The secret of a one-time link, and how it travels: signed in the address, hashed in the table."""
import hashlib

from django.core import signing

_signer = signing.Signer(salt="engawa.accounts.one-time-link")


def digest(secret: str) -> str:
    """Return what the table keeps."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token_of(secret: str) -> str:
    """Return what the address carries."""
    return _signer.sign(secret)


def secret_of(token: str) -> str | None:
    """Return the secret of a token, or None when the token was not made here."""
    try:
        return _signer.unsign(token)
    except signing.BadSignature:
        return None
