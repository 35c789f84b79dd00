"""Cases and events as JSON and back; identity numbers and phones are sealed on the way out."""

import json
from functools import cache
from typing import Any, TypeVar

from cattrs.preconf.json import JsonConverter, make_converter

from mediation.identifiers import Identity, IdentityKind
from mediation.phones import Phone
from storage.sealing import Sealer

Value = TypeVar("Value")

IDENTITY, PHONE = "identity", "phone"


def dumps(value: Any, sealer: Sealer) -> str:
    """A dataclass as JSON text, the same for the same value except for what is sealed."""
    return canonical(_converter(sealer).unstructure(value))


def loads(text: str, kind: type[Value], sealer: Sealer) -> Value:
    """A dataclass back from its JSON text; raises SealBroken under another key."""
    return _converter(sealer).structure(json.loads(text), kind)


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: what hashes are taken over."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@cache
def _converter(sealer: Sealer) -> JsonConverter:
    # without cattrs' own wrapping, so that a broken seal is met as what it is
    converter = make_converter(omit_if_default=True, prefer_attrib_converters=False, detailed_validation=False)
    converter.register_unstructure_hook(
        Identity, lambda one: {"kind": one.kind.value, "sealed": sealer.seal(IDENTITY, one.number)}
    )
    converter.register_structure_hook(
        Identity, lambda data, _: Identity(IdentityKind(data["kind"]), sealer.open(IDENTITY, data["sealed"]))
    )
    converter.register_unstructure_hook(Phone, lambda one: {"sealed": sealer.seal(PHONE, one.number)})
    converter.register_structure_hook(Phone, lambda data, _: Phone(sealer.open(PHONE, data["sealed"])))
    return converter
