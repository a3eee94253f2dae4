"""One page of a list: the identifiers first, then the rows, so that a deep page costs what the first one does."""

from dataclasses import dataclass

from core.addresses import address_with

MOST_DIGITS = 9
SORTED_AFTER_FINDING = 10_000
PAGE_SPARE = 100  # rows that may have come since they were counted


@dataclass(frozen=True)
class Page:
    """``first`` to ``last`` of ``total`` rows; the addresses are empty where there is no such page."""

    number: int
    pages: int
    first: int
    last: int
    total: int
    previous: str
    next: str

    @property
    def part(self) -> slice:
        """Where its rows stand among all."""
        return slice(max(self.first - 1, 0), max(self.last, 0))


def page_of(total: int, asked: str, query, size: int) -> Page:
    """The page asked for; the nearest one there is when the number makes no sense."""
    pages = max(1, -(-total // size))
    number = min(_number(asked), pages)
    return Page(
        number=number,
        pages=pages,
        first=(number - 1) * size + 1 if total else 0,
        last=min(number * size, total),
        total=total,
        previous=address_with(query, page=number - 1 if number > 2 else None) if number > 1 else "",
        next=address_with(query, page=number + 1) if number < pages else "",
    )


def part_asked_for(asked: str, size: int) -> slice:
    """Where the rows of the page asked for would stand: for questions that tell rows and total in one."""
    start = (_number(asked) - 1) * size
    return slice(start, start + size)


def _number(asked: str) -> int:
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) <= MOST_DIGITS else 1


def rows_of(queryset, ordering: list, page: Page, *, fetched, is_narrowed: bool = False) -> list:
    """The rows of ``page`` in order, read through ``fetched`` (a queryset with what the page shows).

    Few rows of a narrowed list are found by their filters before they are sorted: the database would rather
    walk the whole table in the order of the page, hoping to meet fifty of them soon (280 ms instead of 5).
    """
    if is_narrowed and page.total <= SORTED_AFTER_FINDING:
        found = queryset.order_by().values("pk")[: page.total + PAGE_SPARE]
        queryset = queryset.model._base_manager.filter(pk__in=found)
    keys = list(queryset.order_by(*ordering).values_list("pk", flat=True)[page.part])
    found = fetched.in_bulk(keys)
    return [found[key] for key in keys if key in found]
