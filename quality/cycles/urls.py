"""Addresses of the plan, and of moving what stands in it."""

from django.urls import path

from quality.cycles.views import generating, moving, plan

urlpatterns = [
    path("plan/", plan.PlanBoardView.as_view(), name="plan"),
    path("plan/wheel/", plan.PlanWheelView.as_view(), name="plan_wheel"),
    path("plan/ahead/", generating.PlanGenerateView.as_view(), name="plan_generate"),
    path("follow-ups/<int:pk>/shift/", moving.FollowUpShiftView.as_view(), name="follow_up_shift"),
    path("follow-ups/<int:pk>/steps/<int:step>/shift/", moving.StepShiftView.as_view(), name="follow_up_step_shift"),
]
