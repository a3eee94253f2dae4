"""Addresses of the quality room; each subject has a module of its own."""

app_name = "quality"

urlpatterns: list = []
