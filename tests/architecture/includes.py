"""Which file may include which: the rules of the layout, as one function per rule.

kernel <- engine <- contexts <- faces (adapters, testing, the C interface, bindings, the program).
Contexts meet only in their `policies` and `bridges` files, and a face meets a context in one file.
"""
import collections
import pathlib
import re

CONTEXTS = ("support", "messaging", "billing", "order", "sales")
FACES = ("adapters", "testing", "capi", "bindings", "cli")
# The part of the engine a context is written against.
ENGINE_FOR_CONTEXTS = ("work", "reader", "module", "policy", "host", "engine", "store", "key")
# What a context offers to other contexts.
OFFERED = ("events", "commands", "ports")
MEETING_PLACES = ("policies", "bridges")
# A bridge answers a port of its own context out of another one, so it speaks that one's refusals, and renders its templates.
OFFERED_TO_BRIDGES = OFFERED + ("errors", "rendering")
# Every other public header of a context, with the source of its name, is an aggregate or a value of one.
NOT_AGGREGATES = MEETING_PLACES + OFFERED + ("handlers", "module", "views", "queries", "errors", "rules")
HEAVY_BOOST = re.compile(r"boost/(json|signals2|container)\b")
IMPURE = re.compile(
    r"\b(?:(?:system|steady|high_resolution|utc|file)_clock::now|random_device|s?rand\s*\(|getenv"
    r"|time\s*\(\s*(?:nullptr|NULL|0|&)|clock_gettime|gettimeofday|[io]?fstream|fopen)")
THREADS = re.compile(r"\b(?:std::j?thread|std::async|pthread_create)")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]', re.MULTILINE)
NOT_CODE = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.DOTALL)


class File:
    """A source file: where it stands (area, parts below the area, stem), and the area files it includes."""

    def __init__(self, path, text, known):
        self.path = path
        self.area, self.parts = place(path)
        self.stem = pathlib.PurePosixPath(path).stem
        self.public = path.startswith("include/")
        self.raw_includes = INCLUDE.findall(text)
        self.code = NOT_CODE.sub(" ", text)
        self.includes = [found for found in (self.resolve(name, known) for name in self.raw_includes) if found]

    def resolve(self, name, known):
        folder = str(pathlib.PurePosixPath(self.path).parent)
        for candidate in (f"{folder}/{name}", f"src/{name}", f"include/{name}"):
            if candidate in known:
                return candidate
        return f"include/{name}" if name.startswith("lilac/") else None

    def is_called(self, names):
        """Whether the stem is one of the names or begins with one: policies.cpp, policies_of_calls.cpp."""
        return any(self.stem == name or self.stem.startswith(name + "_") for name in names)


def place(path):
    """The area of a path (kernel, engine, support, …, or None), and the parts below it."""
    parts = path.split("/")
    if parts[:2] == ["include", "lilac"]:
        parts = parts[2:]
    elif parts[0] == "src":
        parts = parts[1:]
    elif parts[0] not in FACES:
        return None, parts
    return (parts[0], parts[1:]) if len(parts) > 1 else (None, parts)


def stem(path):
    return pathlib.PurePosixPath(path).stem


def kernel_includes_only_kernel(files):
    for file in files:
        if file.area == "kernel":
            yield from (f"{file.path} includes {other}" for other in file.includes if place(other)[0] != "kernel")


def engine_includes_only_kernel_and_engine(files):
    for file in files:
        if file.area == "engine":
            yield from (f"{file.path} includes {other}" for other in file.includes
                        if place(other)[0] not in ("kernel", "engine"))


def contexts_include_the_engine_only_where_it_is_offered(files):
    for file in files:
        if file.area in CONTEXTS:
            yield from (f"{file.path} includes {other}" for other in file.includes
                        if place(other)[0] == "engine"
                        and not (other.startswith("include/") and stem(other) in ENGINE_FOR_CONTEXTS))


def contexts_include_no_face(files):
    for file in files:
        if file.area in CONTEXTS:
            yield from (f"{file.path} includes {other}" for other in file.includes if place(other)[0] in FACES)


def contexts_meet_only_in_policies_and_bridges(files):
    for file in files:
        if file.area not in CONTEXTS:
            continue
        for other in file.includes:
            area = place(other)[0]
            if area in CONTEXTS and area != file.area:
                offered = OFFERED_TO_BRIDGES if file.is_called(("bridges",)) else OFFERED
                if not file.is_called(MEETING_PLACES) or stem(other) not in offered:
                    yield f"{file.path} includes {other}"


def aggregates_include_neither_ports_nor_policies(files):
    headers = {(file.area, file.stem) for file in files if file.public}
    for file in files:
        front_door = file.stem == file.area
        has_header = (file.area, file.stem) in headers
        if file.area in CONTEXTS and has_header and not front_door and not file.is_called(NOT_AGGREGATES):
            yield from (f"{file.path} includes {other}" for other in file.includes
                        if place(other)[0] in CONTEXTS and stem(other) in ("ports", "policies"))


def a_face_meets_a_context_in_one_file(files):
    """Where the file of a context (testing/support.hpp) may also name the contexts this one is built on."""
    built_on = {(file.area, place(other)[0]) for file in files if file.area in CONTEXTS for other in file.includes}
    meetings = collections.defaultdict(set)
    for file in files:
        if file.area not in FACES:
            continue
        for other in file.includes:
            area = place(other)[0]
            gateway = file.area == "adapters" and area == "messaging" and stem(other) == "ports"
            underneath = file.stem != area and (file.stem, area) in built_on
            if area in CONTEXTS and not gateway and not underneath:
                meetings[file.area, area].add(file.stem)
    for (face, context), stems in sorted(meetings.items()):
        if len(stems) > 1:
            yield f"{face} includes {context} in {len(stems)} places: {', '.join(sorted(stems))}"


def private_headers_stay_in_their_area(files):
    """But the kernel's serve everyone below src/, and the stores we ship share the engine's."""
    for file in files:
        allowed = (file.area, "kernel", "engine") if file.area == "adapters" else (file.area, "kernel")
        yield from (f"{file.path} includes {other}" for other in file.includes
                    if other.startswith("src/") and (place(other)[0] not in allowed or file.public))


def public_headers_include_no_heavy_boost(files):
    for file in files:
        if file.public:
            yield from (f"{file.path} includes {name}" for name in file.raw_includes if HEAVY_BOOST.match(name))


def the_core_reads_no_clock_chance_environment_or_file(files):
    for file in files:
        if file.area in ("kernel", "engine", "testing") + CONTEXTS:
            yield from (f"{file.path} uses {found.group(0)}" for found in IMPURE.finditer(file.code))


def the_core_starts_no_thread(files):
    for file in files:
        if file.area in ("kernel", "engine") + CONTEXTS:
            yield from (f"{file.path} uses {found.group(0)}" for found in THREADS.finditer(file.code))


RULES = (
    kernel_includes_only_kernel,
    engine_includes_only_kernel_and_engine,
    contexts_include_the_engine_only_where_it_is_offered,
    contexts_include_no_face,
    contexts_meet_only_in_policies_and_bridges,
    aggregates_include_neither_ports_nor_policies,
    a_face_meets_a_context_in_one_file,
    private_headers_stay_in_their_area,
    public_headers_include_no_heavy_boost,
    the_core_reads_no_clock_chance_environment_or_file,
    the_core_starts_no_thread,
)


def files_of(texts):
    """The files of a tree given as {path: text}."""
    return [File(path, text, texts) for path, text in sorted(texts.items())]
