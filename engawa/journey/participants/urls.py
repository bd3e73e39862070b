from django.urls import path

from engawa.journey.participants.views import careers, inventory, reading

app_name = "participants"
urlpatterns = [
    path("skills/", inventory.hub, name="hub"),
    path("skills/start/", inventory.start, name="start"),
    path("skills/areas/", inventory.areas, name="areas"),
    path("skills/items/", inventory.skills_step, name="skills"),
    path("skills/career/", careers.career, name="career"),
    path("skills/career/<uuid:pk>/", careers.career_change, name="career_change"),
    path("skills/career/<uuid:pk>/remove/", careers.career_remove, name="career_remove"),
    path("skills/career/<uuid:pk>/move/<slug:way>/", careers.career_move, name="career_move"),
    path("skills/tools/", inventory.tools, name="tools"),
    path("skills/time/", inventory.time, name="time"),
    path("skills/check/", inventory.check, name="check"),
    path("skills/sheet/", reading.sheet, name="sheet"),
    path("skills/proposals/", reading.proposals, name="proposals"),
    path("skills/pause/", inventory.pause, name="pause"),
    path("profile/", reading.profile, name="profile"),
]
