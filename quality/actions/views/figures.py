"""Actions by person and by process: the figures, each a link into the list."""

from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.views.rights import RightRequired
from quality.actions.figures import by_owner, by_process
from quality.actions.views.details import crumbs
from quality.models import Action
from quality.querysets import VIEW


class ActionFiguresView(RightRequired, TemplateView):
    right = VIEW
    template_name = "quality/actions/figures.html"
    title = ""
    heading = ""

    def lines(self, actions):
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        lines = self.lines(Action.objects.visible_to(self.request.user))
        return super().get_context_data(
            title=self.title,
            heading=self.heading,
            crumbs=crumbs(),
            lines=lines,
            overdue=sum(line.overdue for line in lines),
            list_url=reverse("quality:action_list"),
            **kwargs,
        )


class ActionsByOwnerView(ActionFiguresView):
    title = gettext_lazy("Actions by person")
    heading = gettext_lazy("Responsible")

    def lines(self, actions):
        return by_owner(actions)


class ActionsByProcessView(ActionFiguresView):
    title = gettext_lazy("Actions by process")
    heading = gettext_lazy("Process")

    def lines(self, actions):
        return by_process(actions)
