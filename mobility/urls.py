"""Addresses of the mobility room; each subject has a module of its own."""

app_name = "mobility"

urlpatterns: list = []
