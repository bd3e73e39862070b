"""Japanese at `/`, English at `/en/`, the same names under both."""
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

# They are tried one after the other: what visitors ask for most stands first, the many pages of the desk last.
urlpatterns = i18n_patterns(
    path("", include("engawa.journey.matching.urls")),
    path("", include("engawa.front.public.urls")),
    path("", include("engawa.front.home.urls")),
    path("", include("engawa.journey.outcomes.urls")),
    path("", include("engawa.journey.projects.urls")),
    path("", include("engawa.journey.agreements.urls")),
    path("", include("engawa.journey.applications.urls")),
    path("", include("engawa.journey.diagnosis.urls")),
    path("", include("engawa.journey.postings.urls")),
    path("", include("engawa.journey.learning.urls")),
    path("", include("engawa.journey.organizations.urls")),
    path("", include("engawa.journey.participants.urls")),
    path("", include("engawa.base.notices.urls")),
    path("", include("engawa.base.accounts.urls")),
    path("", include("engawa.base.ui.urls")),
    path("", include("engawa.demo.urls")),
    path("", include("engawa.front.desk.urls")),
    prefix_default_language=False,
)
handler400 = "engawa.base.ui.errors.bad_request"
handler403 = "engawa.base.ui.errors.forbidden"
handler404 = "engawa.base.ui.errors.not_found"
handler429 = "engawa.base.ui.errors.too_many"  # asked for by the sign-in library when a limit is reached
handler500 = "engawa.base.ui.errors.server_error"
