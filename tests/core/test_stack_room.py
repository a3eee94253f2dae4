"""The outermost middleware changes where frames lie, and nothing else."""

import pytest
from django.conf import settings

from core.stack_room import SLOTS, with_room_on_the_stack


def test_it_is_the_outermost_so_that_every_frame_of_a_request_lies_in_its_room():
    assert settings.MIDDLEWARE[0] == f"{with_room_on_the_stack.__module__}.{with_room_on_the_stack.__name__}"


def test_it_answers_and_fails_as_what_it_calls(rf):
    def fails(request):
        raise LookupError(request.path)

    request = rf.get("/here/")
    assert with_room_on_the_stack(lambda asked: ("answer", asked))(request) == ("answer", request)
    with pytest.raises(LookupError, match="/here/"):
        with_room_on_the_stack(fails)(request)


def test_each_answer_has_the_room_without_a_frame_for_it_left_behind(rf):
    first, second = (with_room_on_the_stack(lambda _request, word=word: word) for word in ("first", "second"))
    assert (first(rf.get("/")), second(rf.get("/"))) == ("first", "second")
    assert first.__code__.co_stacksize == second.__code__.co_stacksize == SLOTS
