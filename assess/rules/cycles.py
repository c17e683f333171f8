"""What waits for itself."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping


def in_cycles(waits_for: Mapping[str, Collection[str]]) -> frozenset[str]:
    """The names that wait, directly or through others, for themselves.

    They are the strongly connected parts of more than one name, and names that wait for themselves. Two
    passes find them (Sharir 1981, "A strong-connectivity algorithm"), without recursion and in linear time: a
    document from strangers may hold a long chain.
    """
    awaited_by: dict[str, list[str]] = defaultdict(list)
    for name, others in waits_for.items():
        for other in others:
            awaited_by[other].append(name)
    found: set[str] = set()
    seen: set[str] = set()
    for name in reversed(list(_deepest_first(waits_for))):
        part = _reached(name, awaited_by, seen)
        if len(part) > 1 or name in waits_for.get(name, ()):
            found |= part
    return frozenset(found)


def _deepest_first(waits_for: Mapping[str, Collection[str]]) -> Iterator[str]:
    seen: set[str] = set()
    for start in waits_for:
        path = [] if start in seen else [(start, iter(waits_for[start]))]
        seen.add(start)
        while path:
            name, others = path[-1]
            following = next((other for other in others if other not in seen), None)
            if following is None:
                path.pop()
                yield name
            else:
                seen.add(following)
                path.append((following, iter(waits_for.get(following, ()))))


def _reached(start: str, edges: Mapping[str, Collection[str]], seen: set[str]) -> set[str]:
    """What can be reached and was not seen before; it is marked as seen."""
    found: set[str] = set()
    ahead = [start]
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            found.add(name)
            ahead.extend(edges.get(name, ()))
    return found
