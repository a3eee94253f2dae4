"""Sets of offers: for each shelf (an offer's place among its partner's) a bit set of partners, as a plain integer."""

from collections.abc import Iterable, Iterator
from itertools import compress

Shelves = tuple[int, ...]
Choices = dict[str, dict[str, Shelves]]

_BITS = bytes.maketrans(b"01", b"\x00\x01")


def both(*sets: Shelves) -> Shelves:
    """Offers in every one of the sets."""
    first, *others = sets
    for other in others:
        first = tuple(left & right for left, right in zip(first, other, strict=True))
    return first


def either(*sets: Shelves) -> Shelves:
    """Offers in any of the sets."""
    first, *others = sets
    for other in others:
        first = tuple(left | right for left, right in zip(first, other, strict=True))
    return first


def nothing(like: Shelves) -> Shelves:
    return (0,) * len(like)


def flat(shelves: Shelves) -> int:
    """The partners with an offer on any shelf."""
    found = 0
    for shelf in shelves:
        found |= shelf
    return found


def partners_in_both(left: Shelves, right: Shelves) -> int:
    """The partners with an offer that is in both sets."""
    found = 0
    for one, other in zip(left, right, strict=True):
        found |= one & other
    return found


def on_every_shelf(partners: int, everything: Shelves) -> Shelves:
    """All offers of the partners of a bit set."""
    return tuple(shelf & partners for shelf in everything)


def bits_of(numbers: Iterable[int]) -> int:
    """The bit set of some partners."""
    numbers = list(numbers)
    row = bytearray(max(numbers, default=0) // 8 + 1)
    for number in numbers:
        row[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(row, "little")


def numbers_in(partners: int) -> Iterator[int]:
    """The numbers of a bit set, smallest first."""
    bits = bin(partners)[:1:-1].encode().translate(_BITS)
    return compress(range(len(bits)), bits)


def members_of(partners: int, order: Iterable[int]) -> Iterator[int]:
    """The numbers of a bit set, in ``order``."""
    row = partners.to_bytes(partners.bit_length() // 8 + 1, "little")
    end = 8 * len(row)
    return (number for number in order if number < end and row[number >> 3] >> (number & 7) & 1)


class Building:
    """Shelves while they are filled: an integer would be copied whole for every bit."""

    def __init__(self):
        self.numbers: list[list[int]] = []

    def put(self, shelf: int, number: int):
        while len(self.numbers) <= shelf:
            self.numbers.append([])
        self.numbers[shelf].append(number)

    def shelves(self, height: int) -> Shelves:
        filled = [bits_of(numbers) if numbers else 0 for numbers in self.numbers]
        return tuple(filled + [0] * (height - len(filled)))
