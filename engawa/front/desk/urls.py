from django.urls import path

from engawa.front.desk import organizations, views, vocabulary

app_name = "desk"
urlpatterns = [
    path("desk/", views.work_queue, name="queue"),
    path("desk/organizations/", organizations.organization_list, name="organizations"),
    path("desk/organizations/<uuid:pk>/", organizations.organization, name="organization"),
    path("desk/organizations/<uuid:pk>/facts/", organizations.organization_facts, name="organization_facts"),
    path("desk/organizations/<uuid:pk>/<slug:act>/", organizations.organization_act, name="organization_act"),
    path("desk/postings/", views.posting_list, name="postings"),
    path("desk/postings/<uuid:pk>/", views.posting, name="posting"),
    path("desk/postings/<uuid:pk>/publish/", views.publish, name="publish"),
    path("desk/postings/<uuid:pk>/return/", views.return_posting, name="return"),
    path("desk/projects/", views.project_list, name="projects"),
    path("desk/projects/<uuid:pk>/", views.project, name="project"),
    path("desk/projects/<uuid:pk>/contacts/", views.project_contacts, name="project_contacts"),
    path("desk/calls/", views.inquiry_list, name="inquiries"),
    path("desk/calls/<uuid:pk>/", views.inquiry, name="inquiry"),
    path("desk/reports/<uuid:pk>/", views.report, name="report"),
    path("desk/vocabulary/", vocabulary.vocabulary, name="vocabulary"),
    path("desk/vocabulary/<uuid:pk>/", vocabulary.proposal, name="proposal"),
    path("desk/vocabulary/<uuid:pk>/<slug:act>/", vocabulary.proposal_act, name="proposal_act"),
    path("desk/mails/", views.mail_log, name="mails"),
    path("desk/mails/<uuid:pk>/again/", views.mail_again, name="mail_again"),
]
