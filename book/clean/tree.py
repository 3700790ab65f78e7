"""A page's elements as a tree, built from the places of its lines, with what each element holds.

Two elements whose ways down read the same are one here: `place` names classes, not numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from book.clean.placenames import Step, Worth, step


@dataclass(slots=True)
class Node:
    """An element, with the sums of all that stands in it."""

    parent: int  # index of its parent; -1 for the root
    depth: int
    step: Step
    worth: float  # of its own names
    near: tuple[float, ...]  # for each kind: steps up to the nearest element of it, this one 0; FAR: none
    tags: frozenset[str]  # its own and its ancestors'
    body: bool
    total_worth: float
    least_worth: float
    article: int  # index of the innermost <article> that it is or stands in; -1 for none
    lines: int = 0
    chars: float = 0.0
    prose: float = 0.0
    linked: float = 0.0
    own_prose: float = 0.0  # in lines that stand right in it
    score: float = 0.0
    first: int = -1
    last: int = -1
    headings: int = 0


FAR = 12.0  # steps: farther is all the same
_SHARES = (1.0, 1.0, 0.6, 0.3)  # of a line's prose, to its element's parent and on up (as Readability does)


class Tree:
    """The nodes, a parent always before its children; `at[j]` is the node of the j-th line."""

    def __init__(self, places: Sequence[str], worth: Worth, kinds: int) -> None:
        self.nodes: list[Node] = []
        self._index: dict[str, int] = {}
        self._worth = worth
        self._kinds = kinds
        self.at = [self._node(place) for place in places]

    def _node(self, place: str) -> int:
        if place in self._index:
            return self._index[place]
        todo = [place]
        while (cut := todo[-1].rfind(" > ")) >= 0 and todo[-1] not in self._index:
            todo.append(todo[-1][:cut])
        for path in reversed(todo):
            if path not in self._index:
                above = path.rpartition(" > ")[0]
                self._index[path] = self._add(self._index[above] if above else -1, path)
        return self._index[place]

    def _add(self, parent: int, path: str) -> int:
        here = step(path.rpartition(" > ")[2])
        known = [self._worth[w] for w in here.words if w in self._worth]
        worth = fsum(known) / (len(known) + 1.0) ** 0.5  # the same in whatever order Python holds the words
        article = len(self.nodes) if here.tag == "article" else -1
        if parent < 0:
            near = tuple(0.0 if k in here.kinds else FAR for k in range(self._kinds))
            node = Node(-1, 0, here, worth, near, frozenset({here.tag}), here.body, worth, worth, article)
        else:
            above = self.nodes[parent]
            farther = [d + 1.0 if d < FAR else FAR for d in above.near]
            for k in here.kinds:
                farther[k] = 0.0
            near = tuple(farther)
            tags = above.tags if here.tag in above.tags else above.tags | {here.tag}
            node = Node(
                parent, above.depth + 1, here, worth, near, tags, above.body or here.body,
                above.total_worth * 0.8 + worth, min(above.least_worth, worth),
                article if article >= 0 else above.article,
            )  # fmt: skip
        self.nodes.append(node)
        return len(self.nodes) - 1

    def fill(self, chars: Sequence[int], prose: Sequence[float], linked: Sequence[float]) -> None:
        """Gives every node the sums of its lines."""
        for j, at in enumerate(self.at):
            node = self.nodes[at]
            node.lines += 1
            node.chars += chars[j]
            node.prose += prose[j]
            node.own_prose += prose[j]
            node.linked += linked[j]
            node.headings += node.step.tag in ("h1", "h2", "h3")
            node.first = j if node.first < 0 else node.first
            node.last = j
        for node in reversed(self.nodes):
            if node.own_prose:
                up, steps = node, 0
                while steps < len(_SHARES):
                    up.score += node.own_prose * _SHARES[steps]
                    if up.parent < 0:
                        break
                    up, steps = self.nodes[up.parent], steps + 1
            if node.parent >= 0:
                above = self.nodes[node.parent]
                above.lines += node.lines
                above.chars += node.chars
                above.prose += node.prose
                above.linked += node.linked
                above.headings += node.headings
                above.first = node.first if above.first < 0 else min(above.first, node.first)
                above.last = max(above.last, node.last)

    def best(self) -> int:
        """The element that most prose stands closest to; the deepest of equals."""
        return max(range(len(self.nodes)), key=lambda i: (self._weighed(i), self.nodes[i].depth))

    def _weighed(self, index: int) -> float:
        node = self.nodes[index]
        return node.score * (1.0 - min(1.0, node.linked / (node.chars or 1.0)))

    def trunk(self, share: float) -> int:
        """The deepest element that holds this share of all prose."""
        total = self.nodes[0].prose if self.nodes else 0.0
        found = 0
        for i, node in enumerate(self.nodes):
            if node.prose >= share * total and node.depth >= self.nodes[found].depth:
                found = i
        return found

    def up(self, index: int, steps: int) -> int:
        """The ancestor so many steps up, or the root."""
        while steps and self.nodes[index].parent >= 0:
            index = self.nodes[index].parent
            steps -= 1
        return index

    def shared(self, goal: int) -> list[int]:
        """For every node how deep the way down to it is that of `goal` too."""
        way = set[int]()
        while goal >= 0:
            way.add(goal)
            goal = self.nodes[goal].parent
        found: list[int] = []
        for i, node in enumerate(self.nodes):
            found.append(node.depth if i in way else found[node.parent] if node.parent >= 0 else 0)
        return found
