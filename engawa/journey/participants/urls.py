from django.urls import path

from engawa.journey.participants.views import careers, imports, inventory, reading, skills

app_name = "participants"
urlpatterns = [
    path("skills/", inventory.hub, name="hub"),
    path("skills/start/", inventory.start, name="start"),
    path("skills/areas/", inventory.areas, name="areas"),
    path("skills/items/", skills.skills_step, name="skills"),
    path("skills/items/propose/", skills.propose, name="propose"),
    path("skills/career/", careers.career, name="career"),
    path("skills/career/text/", careers.career_text, name="career_text"),
    path("skills/career/sort/", careers.career_sort, name="career_sort"),
    path("skills/career/<uuid:pk>/", careers.career_change, name="career_change"),
    path("skills/career/<uuid:pk>/remove/", careers.career_remove, name="career_remove"),
    path("skills/career/<uuid:pk>/move/<slug:way>/", careers.career_move, name="career_move"),
    path("skills/tools/", inventory.tools, name="tools"),
    path("skills/time/", inventory.time, name="time"),
    path("skills/check/", inventory.check, name="check"),
    path("skills/sheet/", reading.sheet, name="sheet"),
    path("skills/sheet.pdf", reading.sheet_pdf, name="sheet_pdf"),
    path("skills/sheet/resume.json", imports.resume_json, name="resume_json"),
    path("skills/import/", imports.import_file, name="import"),
    path("skills/import/<uuid:pk>/", imports.import_confirm, name="import_confirm"),
    path("skills/import/<uuid:pk>/keep/", imports.import_keep, name="import_keep"),
    path("skills/import/<uuid:pk>/stop/", imports.import_stop, name="import_stop"),
    path("skills/files/<uuid:pk>/", imports.kept_file, name="kept_file"),
    path("skills/files/<uuid:pk>/remove/", imports.remove_kept_file, name="remove_kept_file"),
    path("skills/proposals/", reading.proposals, name="proposals"),
    path("skills/pause/", inventory.pause, name="pause"),
    path("profile/", reading.profile, name="profile"),
]
