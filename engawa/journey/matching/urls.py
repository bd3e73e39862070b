from django.urls import path

from engawa.journey.matching.views import avoiding, carrying, finding, organizations, suggesting, watching

app_name = "matching"
urlpatterns = [
    path("postings/", finding.search, name="search"),
    path("postings/<uuid:pk>/save/", finding.save, name="save"),
    path("postings/<uuid:pk>/unsave/", finding.unsave, name="unsave"),
    path("saved/", finding.saved, name="saved"),
    path("saved/searches/", watching.watching, name="watching"),
    path("saved/searches/new/", watching.keep, name="keep_search"),
    path("saved/searches/<uuid:pk>/", watching.change, name="change_search"),
    path("saved/searches/<uuid:pk>/look/", watching.look, name="look"),
    path("saved/searches/<uuid:pk>/remove/", watching.remove, name="remove_search"),
    path("saved/organizations/<uuid:pk>/mails/", watching.mails_of_followed, name="mails_of_followed"),
    path("saved/off/<str:token>/", watching.news_off, name="news_off"),
    path("organizations/", organizations.organizations_list, name="organizations"),
    path("organizations/<uuid:pk>/follow/", organizations.follow, name="follow"),
    path("organizations/<uuid:pk>/unfollow/", organizations.unfollow, name="unfollow"),
    path("suggestions/", finding.suggestions, name="suggestions"),
    path("suggestions/avoided/", avoiding.avoided, name="avoided"),
    path("suggestions/avoided/<uuid:pk>/add/", avoiding.add, name="avoid"),
    path("suggestions/avoided/<uuid:pk>/remove/", avoiding.remove, name="stop_avoiding"),
    path("suggestions/choices/", suggesting.choices, name="choices"),
    path("suggestions/choices/cards/", suggesting.cards_agree, name="cards_agree"),
    path("suggestions/choices/cards/end/", suggesting.cards_withdraw, name="cards_withdraw"),
    path("suggestions/off/<str:token>/", suggesting.suggestions_off, name="suggestions_off"),
    path("organization/postings/<uuid:pk>/people/", suggesting.cards, name="cards"),
    path("organization/postings/<uuid:pk>/people/<slug:key>/", suggesting.want, name="want"),
    path("skills/carries-over/", carrying.carries_over, name="carries_over"),
    path("skills/carries-over/<slug:skill>/", carrying.opened, name="opened"),
]
