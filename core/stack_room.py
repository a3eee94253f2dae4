"""Memory for the frames of a request, taken once (docs/decisions/0015-room-on-the-stack.md)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

SLOTS = 40_000  # of eight bytes: Python takes the next power of two, 512 KiB; the rest is for the frames above


def with_room_on_the_stack(get_response: Callable[[HttpRequest], HttpResponse]):
    """Middleware, the outermost one: answer the same, in a frame that says it needs ``SLOTS`` on the stack.

    Python keeps the frames of functions in pieces of 16 KiB and gives a piece back as soon as its last frame is left.
    Where the deep calls of a template run to and fro over the end of a piece, each call asks the system for memory. A
    frame too large for such a piece gets one of its own with room to spare, and all that it calls has its frames there.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    answer.__code__ = answer.__code__.replace(co_stacksize=SLOTS)
    return answer
