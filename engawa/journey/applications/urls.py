from django.urls import path

from engawa.journey.applications.views import applying, following, interviews, receiving, slots

app_name = "applications"
urlpatterns = [
    path("postings/<uuid:pk>/apply/", applying.apply, name="apply"),
    path("postings/<uuid:pk>/apply/slots/", applying.times, name="apply_times"),
    path("postings/<uuid:pk>/apply/check/", applying.check, name="check"),
    path("postings/<uuid:pk>/apply/done/", applying.done, name="done"),
    path("applications/", following.applications, name="list"),
    path("applications/<uuid:pk>/", following.application, name="application"),
    path("applications/<uuid:pk>/withdraw/", following.withdraw, name="withdraw"),
    path("organization/applications/", receiving.inbox, name="inbox"),
    path("organization/postings/<uuid:pk>/applications/", receiving.of_posting, name="of_posting"),
    path("organization/postings/<uuid:pk>/quiet/", receiving.quiet, name="quiet"),
    path("organization/applications/<uuid:pk>/", receiving.received, name="received"),
    path("organization/applications/<uuid:pk>/decline/", receiving.decline, name="decline"),
    path("organization/slots/", slots.slots, name="slots"),
    path("organization/slots/<uuid:pk>/remove/", slots.remove, name="remove_slot"),
    path("interviews/<uuid:pk>/", interviews.interview, name="interview"),
    path("interviews/<uuid:pk>/slots/", interviews.times, name="times"),
    path("interviews/<uuid:pk>/link/", interviews.link, name="link"),
    path("interviews/<uuid:pk>/notes/", interviews.notes, name="notes"),
    path("interviews/<uuid:pk>/calendar.ics", interviews.calendar, name="calendar"),
]
