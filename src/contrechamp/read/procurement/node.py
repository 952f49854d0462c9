"""One tree for JSON and XML alike: fields under their names, each knowing whether it was made use of."""

from collections.abc import Iterator, Sequence

from lxml import etree

FLAG = "oui"  # what an empty element says where its presence is a choice
_SILENT = frozenset(
    (
        "schemaLocation",
        "noNamespaceSchemaLocation",
        "listName",
        "schemeName",
        "languageID",
        "listID",
        "schemeID",
    )
)
_PARAGRAPH = "P"
_DEPTH = 100  # no standard goes as deep; what lies deeper is left out
_WRAPPED = (
    "releaseID",
    "value",
)  # of a versioned release (OCDS): the values that a field had, one after the other


class Node:
    """A field: its name, its own value ("" without) and the fields inside it. `is_taken` once a row says its value."""

    __slots__ = ("children", "is_taken", "name", "value")

    def __init__(self, name: str, value: str = "", children: Sequence["Node"] = ()):
        self.name, self.value, self.children, self.is_taken = name, value, children, False

    def find_all(self, path: str) -> list["Node"]:
        """Every field at `path` ("titulaires/titulaire"), in the order of the file; [self] for ""."""
        if "/" not in path:
            return [child for child in self.children if child.name == path] if path else [self]
        found: Sequence[Node] = (self,)
        for name in path.split("/"):
            found = [child for node in found for child in node.children if child.name == name]
        return found

    def find(self, *paths: str) -> "Node":
        """The first field at the first of `paths` that exists; an empty one where none does."""
        return next((node for path in paths for node in self.find_all(path)), Node(""))

    def say(self, *paths: str) -> str:
        """The first value at one of `paths`, taken; "" where there is none. `say("")` is the field's own value."""
        for path in paths or ("",):
            for node in self.find_all(path):
                if node.value:
                    node.is_taken = True
                    return node.value
        return ""

    def say_all(self, *paths: str) -> list[str]:
        """All values at all `paths`, each once, taken."""
        said: dict[str, None] = {}
        for path in paths:
            for node in self.find_all(path):
                if node.value:
                    node.is_taken = True
                    said[node.value] = None
        return list(said)

    def name_all(self, path: str) -> list[str]:
        """The names of the fields at and inside `path`/…, for choices that are said by a name; taken."""
        names = []
        for node in self.find_all(path):
            for child in node.walk():
                if child is not node:
                    names.append(child.name)
                    child.is_taken = child.is_taken or child.value == FLAG
        return names

    def walk(self) -> Iterator["Node"]:
        """This field and all inside it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()

    def dig(self, *names: str) -> list["Node"]:
        """Every field of one of these names, however deep."""
        return [node for node in self.walk() if node.name in names]

    def list_values(self, path: str = "") -> Iterator[tuple[str, "Node"]]:
        """Path and field of everything that has a value."""
        for child in self.children:
            where = f"{path}/{child.name}" if path else child.name
            if child.value:
                yield where, child
            if child.children:
                yield from child.list_values(where)


def make_json_node(value: object, name: str = "", *, depth: int = 0) -> Node:
    """A tree of what JSON says; a list gives its field once for each element, null and "" give none."""
    if not isinstance(value, dict):
        return Node(name, _write_plain(value))
    children: list[Node] = []
    for key, inner in value.items() if depth < _DEPTH else ():
        if type(inner) is str:  # by far the most
            if inner:
                children.append(Node(key, inner.strip()))
        elif isinstance(inner, list):
            children.extend(_list_nodes(inner, key, depth + 1))
        elif inner is not None:
            children.append(make_json_node(inner, key, depth=depth + 1))
    return Node(name, "", children)


def _list_nodes(values: list, name: str, depth: int) -> Iterator[Node]:
    if values and all(isinstance(one, dict) and all(key in one for key in _WRAPPED) for one in values):
        values = [values[-1]["value"]]  # of all versions the last
    for inner in values if depth < _DEPTH else ():
        if isinstance(inner, list):
            yield from _list_nodes(inner, name, depth + 1)
        elif inner not in (None, ""):
            yield make_json_node(inner, name, depth=depth + 1)


def _write_plain(value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return "" if value is None else str(value).strip()


def make_xml_node(element: etree._Element, *, has_choices: bool = False) -> Node:
    """A tree of an element, names without namespaces, attributes as fields named "@…", paragraphs (P) as one value.

    With `has_choices`, an element without anything in it says `FLAG`.
    """
    name = _name(element)
    children = _list_attributes(element) if element.attrib else []
    inner = [child for child in element if isinstance(child.tag, str)] if len(element) else ()
    if inner and all(_name(child) == _PARAGRAPH for child in inner):
        value = "\n".join(" ".join("".join(child.itertext()).split()) for child in inner)
    else:
        value = " ".join(text.split()) if (text := element.text) else ""
        children += [make_xml_node(child, has_choices=has_choices) for child in inner]
    if has_choices and not children and not value:
        value = FLAG
    return Node(name, value, children)


def _list_attributes(element: etree._Element) -> list[Node]:
    return [
        Node(f"@{name}", value.strip())
        for key, value in element.attrib.items()
        if (name := key.rpartition("}")[2]) not in _SILENT and value.strip()
    ]


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2]
