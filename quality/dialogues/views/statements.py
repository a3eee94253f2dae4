"""What was agreed: added, changed, put in order, made into a finding or an action."""

from django.http import Http404
from django.utils.translation import gettext_lazy

from quality.dialogues import statements
from quality.dialogues.forms import StatementForm
from quality.dialogues.views.forms import MeetingAct, OfMeeting, OneStatement


class StatementCreateView(OfMeeting):
    form_class = StatementForm
    title = gettext_lazy("What was agreed")
    submit_label = gettext_lazy("Add")
    done = gettext_lazy("It is written down.")

    def perform(self, form):
        return statements.add_statement(self.object, actor=self.request.user, text=form.cleaned_data["text"])


class StatementUpdateView(OneStatement, OfMeeting):
    form_class = StatementForm
    title = gettext_lazy("What was agreed")
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    def get_initial(self):
        return {"text": self.statement.text}

    def perform(self, form):
        return statements.change_statement(self.statement, actor=self.request.user, text=form.cleaned_data["text"])


class StatementActView(OneStatement, MeetingAct):
    """One press on a sentence; which, the address says."""

    done_words = {
        "finding": gettext_lazy("It is a finding now: say there of which kind."),
        "action": gettext_lazy("It is an action now: give it somebody responsible and a day."),
        "remove": gettext_lazy("The sentence is removed."),
    }

    def prepare(self):
        act = self.kwargs["act"]
        acts = {"finding": self.make_finding, "action": self.make_action, "remove": self.remove}
        acts |= dict.fromkeys(statements.WAYS, self.move)
        if act not in acts:
            raise Http404
        self.act_on, self.done = acts[act], self.done_words.get(act, "")

    def perform(self, note):
        self.act_on()

    def make_finding(self):
        statements.make_finding(self.statement, actor=self.request.user)

    def make_action(self):
        statements.make_action(self.statement, actor=self.request.user)

    def remove(self):
        statements.remove_statement(self.statement, actor=self.request.user)

    def move(self):
        statements.move_statement(self.statement, self.kwargs["act"], actor=self.request.user)
