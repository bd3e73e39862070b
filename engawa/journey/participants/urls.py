from django.urls import path

from engawa.journey.participants import views

app_name = "participants"
urlpatterns = [
    path("skills/", views.hub, name="hub"),
    path("skills/start/", views.start, name="start"),
    path("skills/areas/", views.areas, name="areas"),
    path("skills/items/", views.skills_step, name="skills"),
    path("skills/career/", views.career, name="career"),
    path("skills/career/<uuid:pk>/", views.career_change, name="career_change"),
    path("skills/career/<uuid:pk>/remove/", views.career_remove, name="career_remove"),
    path("skills/career/<uuid:pk>/move/<slug:way>/", views.career_move, name="career_move"),
    path("skills/tools/", views.tools, name="tools"),
    path("skills/time/", views.time, name="time"),
    path("skills/check/", views.check, name="check"),
    path("skills/sheet/", views.sheet, name="sheet"),
    path("skills/pause/", views.pause, name="pause"),
    path("profile/", views.profile, name="profile"),
]
