from django.urls import path

from insights.home import views

urlpatterns = [path("", views.HomeView.as_view(), name="home")]
