from django.urls import path

from engawa.journey.agreements import views

app_name = "agreements"
urlpatterns = [
    path("agreements/<uuid:pk>/", views.sheet, name="sheet"),
    path("agreements/<uuid:pk>/items/<slug:group>/", views.edit_group, name="group"),
    path("agreements/<uuid:pk>/versions/<int:number>/", views.version, name="version"),
    path("agreements/<uuid:pk>/versions/<int:number>/pdf/", views.pdf, name="version_pdf"),
    path("agreements/<uuid:pk>/versions/<int:before>/<int:after>/", views.versions, name="versions"),
    path("agreements/<uuid:pk>/agree/", views.agree, name="agree"),
    path("agreements/<uuid:pk>/agree/withdraw/", views.withdraw, name="withdraw"),
    path("agreements/<uuid:pk>/pdf/", views.pdf, name="pdf"),
    path("agreements/<uuid:pk>/print/", views.printed, name="print"),
    path("agreements/<uuid:pk>/end/", views.end, name="end"),
]
