"""Comments: the whole thread of an object with the form below it, other words, none at all."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.comments.forms import CommentForm
from core.comments.models import Comment
from core.comments.registry import commentable
from core.comments.services import (
    REMOVE,
    WRITE,
    edit_comment,
    remove_comment,
    unheard_people,
    write_comment,
)
from core.comments.threads import thread_of
from core.forms import NoteForm
from core.paging import page_of
from core.views.actions import ActionView
from core.views.forms import PortalCreateView, PortalUpdateView
from core.views.rights import require

ON_A_PAGE = 50


def object_or_404(user, label: str, pk: int):
    """What comments are about: nothing where nobody can comment, or where ``user`` may not read it."""
    known = commentable(label)
    if known is None:
        raise Http404
    return get_object_or_404(known.visible_to(user), pk=pk)


def address_of(comment: Comment, obj) -> str:
    """The comment on the page of what it is about."""
    return f"{obj.get_absolute_url()}#{comment.anchor}"


class CommentListView(PortalCreateView):
    """Everything said about an object, newest page first; the form is the one its own page shows."""

    form_class = CommentForm
    template_name = "core/comment_list.html"
    submit_label = gettext_lazy("Comment")

    @cached_property
    def about(self):
        return object_or_404(self.request.user, self.kwargs["label"], self.kwargs["pk"])

    @property
    def title(self):
        return _("Comments: %(title)s") % {"title": self.about}

    def post(self, request, *args, **kwargs):
        if self.about:  # a stranger meets 404 before anything else
            require(request.user, WRITE)
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        known = commentable(self.kwargs["label"])
        may_be_internal = known is not None and known.may_write_inside(self.request.user, self.about)
        return {**super().get_form_kwargs(), "may_be_internal": may_be_internal}

    def get_initial(self):
        return {"is_internal": not commentable(self.kwargs["label"]).is_open(self.about)}

    def perform(self, form):
        comment = write_comment(self.about, actor=self.request.user, **form.cleaned_data)
        if names := unheard_people(comment):
            sentence = _("Not told of this thread, because they asked not to be: %(names)s.")
            messages.warning(self.request, sentence % {"names": ", ".join(names)})
        return comment

    def success_url_for(self, written):
        return address_of(written, self.about)

    def get_context_data(self, **kwargs):
        total = Comment.objects.about(self.about, self.request.user).count()
        page = page_of(total, self.request.GET.get("page", ""), self.request.GET, ON_A_PAGE)
        thread = thread_of(self.about, self.request.user, first=max(page.first - 1, 0), most=ON_A_PAGE)
        return super().get_context_data(about=self.about, comments=thread, page=page, **kwargs)

    def cancel_url(self):
        return self.about.get_absolute_url()

    def crumbs(self):
        known = commentable(self.kwargs["label"])
        return [
            {"label": known.list_label, "url": reverse(known.list_name)},
            {"label": str(self.about), "url": self.about.get_absolute_url()},
        ]


class OneComment:
    """A comment that is about something its reader may see."""

    model = Comment

    def get_queryset(self):
        return super().get_queryset().select_related("content_type", "author")

    @cached_property
    def about(self):
        return object_or_404(self.request.user, self.object.label, self.object.object_id)

    def back_url(self):
        return address_of(self.object, self.about)


class CommentUpdateView(OneComment, PortalUpdateView):
    form_class = CommentForm
    template_name = "core/comment_form.html"
    takes_instance = False
    title = gettext_lazy("Change a comment")
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The comment is changed.")

    def get_object(self, queryset=None):
        self.object = comment = super().get_object(queryset)
        if comment.author_id != self.request.user.pk:
            raise PermissionDenied
        return comment

    def get_initial(self):
        return {"text": self.object.text}

    def get(self, request, *args, **kwargs):
        """Who comes too late is told on the page of the comment."""
        comment = self.get_object()
        if comment.may_be_changed_by(request.user):
            return super().get(request, *args, **kwargs)
        messages.error(request, _("A comment can be changed for 15 minutes. Write another one to add something."))
        return HttpResponseRedirect(self.back_url())

    def perform(self, form):
        return edit_comment(self.object, actor=self.request.user, text=form.cleaned_data["text"])

    def success_url_for(self, written):
        return address_of(written, self.about)

    def cancel_url(self):
        return self.back_url()

    def get_context_data(self, **kwargs):
        about = {"label": self.object.label, "object_id": self.object.object_id}
        return super().get_context_data(comments=about, **kwargs)


class CommentRemoveView(OneComment, ActionView):
    """One's own after a question; another's with a reason, for those with the right."""

    is_dangerous = True
    needs_confirmation = True
    title = gettext_lazy("Remove a comment")
    submit_label = gettext_lazy("Remove the comment")
    done = gettext_lazy("The comment is removed.")

    def get_object(self, queryset=None):
        self.object = comment = super().get_object(queryset)
        if comment.author_id != self.request.user.pk:
            require(self.request.user, REMOVE)
        return comment

    def prepare(self):
        self.needs_note = self.object.author_id != self.request.user.pk
        self.explanation = _(
            "Its words are gone for good. That there was a comment, and who removed it, stays to be seen."
        )

    def ask(self, form):
        if isinstance(form, NoteForm):
            form.fields["note"].help_text = _("Everyone who may see the comments reads it.")
        return super().ask(form)

    def perform(self, note: str):
        return remove_comment(self.object, actor=self.request.user, reason=note)
