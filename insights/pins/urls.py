from django.urls import path

from insights.pins import views

urlpatterns = [
    path("views/", views.PinListView.as_view(), name="pin_list"),
    path("views/<int:pk>/pin/", views.pin_create, name="pin_create"),
    path("views/<int:pk>/unpin/", views.pin_remove, name="pin_remove"),
]
