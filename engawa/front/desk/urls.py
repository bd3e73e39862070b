from django.urls import include, path

from engawa.front.desk import fairness, matches, organizations, plans, postings, views, vocabulary

app_name = "desk"
urlpatterns = [
    path("desk/", views.work_queue, name="queue"),
    path("desk/organizations/", organizations.organization_list, name="organizations"),
    path("desk/organizations/<uuid:pk>/", organizations.organization, name="organization"),
    path("desk/organizations/<uuid:pk>/facts/", organizations.organization_facts, name="organization_facts"),
    path("desk/organizations/<uuid:pk>/representative/", organizations.organization_representative, name="organization_representative"),
    path("desk/organizations/<uuid:pk>/<slug:act>/", organizations.organization_act, name="organization_act"),
    path("desk/postings/", postings.posting_list, name="postings"),
    path("desk/postings/<uuid:pk>/", postings.posting, name="posting"),
    path("desk/postings/<uuid:pk>/comment/<slug:section>/", postings.comment, name="comment"),
    path("desk/postings/<uuid:pk>/state/<slug:act>/", postings.posting_act, name="posting_act"),
    path("desk/postings/reports/<uuid:pk>/", postings.posting_report, name="posting_report"),
    path("desk/postings/questions/<uuid:pk>/hide/", postings.hide_question, name="hide_question"),
    path("desk/postings/questions/<uuid:pk>/show/", postings.show_question, name="show_question"),
    path("desk/projects/", views.project_list, name="projects"),
    path("desk/projects/<uuid:pk>/", views.project, name="project"),
    path("desk/projects/<uuid:pk>/contacts/", views.project_contacts, name="project_contacts"),
    path("desk/calls/", views.inquiry_list, name="inquiries"),
    path("desk/calls/<uuid:pk>/", views.inquiry, name="inquiry"),
    path("desk/reports/<uuid:pk>/", views.report, name="report"),
    path("desk/vocabulary/", vocabulary.vocabulary, name="vocabulary"),
    path("desk/vocabulary/<uuid:pk>/", vocabulary.proposal, name="proposal"),
    path("desk/vocabulary/<uuid:pk>/<slug:act>/", vocabulary.proposal_act, name="proposal_act"),
    path("desk/lists/", include("engawa.front.desk.lists.urls")),
    path("desk/matches/", matches.match_list, name="matches"),
    path("desk/matches/plan/", plans.plan, name="plan"),
    path("desk/matches/plan/<int:pk>/<slug:act>/", plans.answer, name="plan_line"),
    path("desk/matches/<uuid:pk>/", matches.match, name="match"),
    path("desk/matches/<uuid:pk>/<uuid:person>/", matches.invite, name="invite"),
    path("desk/matches/wishes/<uuid:pk>/leave/", matches.leave, name="leave_wanted"),
    path("desk/fairness/", fairness.fairness_page, name="fairness"),
    path("desk/mails/", views.mail_log, name="mails"),
    path("desk/mails/<uuid:pk>/again/", views.mail_again, name="mail_again"),
]
