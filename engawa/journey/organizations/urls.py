from django.urls import path

from engawa.journey.organizations import views

app_name = "organizations"
urlpatterns = [
    path("organization/register/", views.register, name="register"),
    path("organization/<uuid:pk>/work-for/", views.work_for, name="work_for"),
    path("organization/<uuid:pk>/about/<slug:page>/", views.about, name="about"),
    path("organization/profile/", views.profile, name="profile"),
    path("organization/profile/basics/", views.basics, name="basics"),
    path("organization/profile/photo/", views.photo, name="photo"),
    path("organization/profile/photo/remove/", views.remove_photo, name="remove_photo"),
    path("organization/profile/photo/<uuid:pk>/", views.photo_file, name="photo_file"),
    path("organization/contact-hours/", views.contact_hours, name="contact_hours"),
    path("organization/verification/", views.verification, name="verification"),
    path("organization/verification/yearly/", views.renewal, name="renewal"),
    path("organization/verification/papers/", views.papers, name="papers"),
    path("organization/verification/papers/<uuid:pk>/", views.paper, name="paper"),
    path("organization/verification/papers/<uuid:pk>/remove/", views.remove_paper, name="remove_paper"),
    path("organization/members/", views.members, name="members"),
    path("organization/members/invite/", views.invite, name="invite"),
    path("organization/members/hand-over/", views.hand_over, name="hand_over"),
    path("organization/members/leave/", views.leave, name="leave"),
    path("organization/close/", views.close, name="close"),
    path("organization/members/<int:pk>/remove/", views.remove, name="remove"),
    path("organization/members/<int:pk>/role/<slug:role>/", views.change_role, name="role"),
    path("organization/invitations/<uuid:pk>/", views.invitation, name="invitation"),
    path("organization/invitations/<uuid:pk>/take-back/", views.take_back, name="take_back"),
]
