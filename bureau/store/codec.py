"""Records as JSON and back, one way only: the same record gives the same bytes on every machine.

Days and times are ISO 8601; moments carry the offset that the Netherlands had then. Enumerations
are their value, sets are sorted lists, decimals are texts without trailing zeros, a mapping whose
keys are no texts is a sorted list of ``[key, value]``. Reading is strict: an unknown key, a number
for a text or a moment without offset is refused.

Canonical bytes follow the idea of RFC 8785 (sorted keys, no spaces, UTF-8), with every text in
Unicode form NFC. :func:`content_hash` leaves out fields that have their default, so that a later
version of the program that adds a field still finds the hash that an older one wrote. A default
of a stored record may therefore never be changed.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from functools import cache
from typing import Any, Final, TypeVar, get_args, get_origin

from koppelronde.domain.times import AMSTERDAM

T = TypeVar("T")
JsonData = Any
"""What :func:`json.loads` can return: dict, list, str, int, float, bool or None."""


def to_json_data(record: object) -> JsonData:
    """The record as dicts, lists, texts, numbers, booleans and None, every field included."""
    return _lists(_converter(omit_defaults=False).unstructure(record))


def from_json_data(cls: type[T], data: JsonData) -> T:
    """The record of that class; ValueError where the data do not fit it.

    The message names the class and the kind of mistake, never the data: they may be about people.
    """
    from cattrs.errors import ForbiddenExtraKeysError

    mistakes = (
        AttributeError,
        KeyError,
        TypeError,
        ValueError,
        ArithmeticError,
        ForbiddenExtraKeysError,
    )
    try:
        record: T = _converter(omit_defaults=False).structure(data, cls)
    except mistakes as mistake:
        raise ValueError(f"no {cls.__name__}: {type(mistake).__name__}") from None
    return record


def canonical_bytes(data: JsonData) -> bytes:
    """The one way to write this JSON data; ValueError for NaN, infinity and lone surrogates."""
    text = json.dumps(
        _normal(data), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode("utf-8")


def to_short_json(record: object) -> str:
    """The record as one text, fields at their default left out, keys sorted, letters as they are.

    ValueError for NaN, infinity and lone surrogates.
    """
    data = _converter(omit_defaults=True).unstructure(record)
    text = json.dumps(
        data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    text.encode("utf-8")
    return text


def sha256_hex(content: bytes) -> str:
    """SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def content_hash(record: object) -> str:
    """SHA-256 of what the record says, fields at their default left out."""
    return sha256_hex(canonical_bytes(_converter(omit_defaults=True).unstructure(record)))


def _lists(data: JsonData) -> JsonData:
    """The same data as :func:`json.loads` would give them: no tuples."""
    if isinstance(data, dict):
        return {key: _lists(value) for key, value in data.items()}
    return [_lists(item) for item in data] if isinstance(data, list | tuple) else data


def _normal(data: JsonData) -> JsonData:
    """The same data with every text in NFC and one zero; two keys that become equal are refused."""
    if isinstance(data, str):
        return unicodedata.normalize("NFC", data)
    if isinstance(data, Mapping):
        normal = {unicodedata.normalize("NFC", key): _normal(data[key]) for key in data}
        if len(normal) != len(data):
            raise ValueError("two keys differ only in the way their letters are composed")
        return normal
    if isinstance(data, list | tuple):
        return [_normal(item) for item in data]
    # PostgreSQL knows one zero only.
    return 0.0 if isinstance(data, float) and data == 0 else data


def plain_decimal(number: Decimal) -> str:
    """``7.5``, ``10``, ``0``: without exponent and trailing zeros."""
    if not number.is_finite():
        raise ValueError("a number without an end cannot be stored")
    plain = format(number.normalize(), "f")
    return "0" if plain == "-0" else plain


def _moment_out(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a moment without time zone cannot be stored")
    return moment.astimezone(AMSTERDAM).isoformat()


def _exactly(kind: type[T]) -> Callable[[JsonData, Any], T]:
    """Reads that JSON type and nothing else: no text for a number, no number for yes or no.

    cattrs also asks it for enumerations that are whole numbers or texts.
    """

    def read(data: JsonData, wanted: Any) -> T:
        if type(data) is not kind:
            raise TypeError(f"expected {kind.__name__}, read {type(data).__name__}")
        value: T = data if wanted is kind else wanted(data)
        return value

    return read


def _float_in(data: JsonData, _: object) -> float:
    if type(data) not in (int, float):
        raise TypeError(f"expected float, read {type(data).__name__}")
    return float(data)


def _from_text(read: Callable[[str], T]) -> Callable[[JsonData, object], T]:
    text = _exactly(str)
    return lambda data, _: read(text(data, str))


def _moment_in(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without offset")
    return moment.astimezone(AMSTERDAM)


def _one_zero(number: float) -> float:
    """The number; a zero below nothing is a zero."""
    return number + 0.0


def _as_it_is(value: T) -> T:
    return value


_LEAVES: Final[Mapping[type, tuple[Callable[[Any], JsonData], Callable[[JsonData, Any], Any]]]] = {
    str: (_as_it_is, _exactly(str)),
    bool: (_as_it_is, _exactly(bool)),
    int: (_as_it_is, _exactly(int)),
    float: (_one_zero, _float_in),
    date: (date.isoformat, _from_text(date.fromisoformat)),
    time: (time.isoformat, _from_text(time.fromisoformat)),
    datetime: (_moment_out, _from_text(_moment_in)),
    Decimal: (plain_decimal, _from_text(Decimal)),
}
_SETS: Final = (frozenset, set)


def _same_as(kind: type) -> Callable[[object], bool]:
    """Exactly that type: an enumeration of whole numbers is no whole number here."""
    return lambda other: other is kind


@cache
def _converter(*, omit_defaults: bool) -> Any:
    # cattrs is imported here so that commands without JSON do not pay for it.
    from cattrs import Converter
    from cattrs.cols import (
        is_namedtuple,
        namedtuple_dict_structure_factory,
        namedtuple_dict_unstructure_factory,
    )

    converter = Converter(
        omit_if_default=omit_defaults, forbid_extra_keys=True, detailed_validation=False
    )
    for kind, (write, read) in _LEAVES.items():
        converter.register_unstructure_hook_func(_same_as(kind), write)
        converter.register_structure_hook(kind, read)
    converter.register_unstructure_hook(Enum, lambda member: member.value)
    for kind in (StrEnum, IntEnum):
        converter.register_unstructure_hook(kind, lambda member: member.value)
    converter.register_unstructure_hook_factory(
        _is_set, lambda kind: lambda items: _sorted_list(converter, items, kind)
    )
    converter.register_unstructure_hook_factory(
        _is_mapping, lambda kind: lambda items: _mapping_out(converter, items, kind)
    )
    converter.register_structure_hook_factory(
        _is_mapping, lambda kind: lambda data, _: _mapping_in(converter, data, kind)
    )
    converter.register_unstructure_hook_factory(is_namedtuple, namedtuple_dict_unstructure_factory)
    converter.register_structure_hook_factory(is_namedtuple, namedtuple_dict_structure_factory)
    return converter


def _is_set(kind: Any) -> bool:
    return kind in _SETS or get_origin(kind) in _SETS


def _is_mapping(kind: Any) -> bool:
    origin = get_origin(kind) or kind
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _sorted_list(converter: Any, items: Any, kind: Any) -> list[JsonData]:
    (inner,) = get_args(kind) or (None,)
    return _in_order(
        [converter.unstructure(item, unstructure_as=inner or type(item)) for item in items]
    )


def _in_order(items: list[Any]) -> list[Any]:
    """Numbers as numbers and texts as texts; what cannot be compared, by how it is written."""
    try:
        return sorted(items)
    except TypeError:
        return sorted(items, key=canonical_bytes)


def _mapping_out(converter: Any, items: Mapping[Any, Any], kind: Any) -> JsonData:
    key_kind, value_kind = get_args(kind) or (None, None)
    out = [
        [
            converter.unstructure(key, unstructure_as=key_kind or type(key)),
            converter.unstructure(value, unstructure_as=value_kind or type(value)),
        ]
        for key, value in items.items()
    ]
    if key_kind is None:
        texts = all(type(key) is str for key, _ in out)
    else:
        texts = isinstance(key_kind, type) and issubclass(key_kind, str)
    return dict(out) if texts else _in_order(out)


def _mapping_in(converter: Any, data: JsonData, kind: Any) -> dict[Any, Any]:
    key_kind, value_kind = get_args(kind) or (Any, Any)
    pairs = data.items() if isinstance(data, dict) else data
    return {
        converter.structure(key, key_kind): converter.structure(value, value_kind)
        for key, value in pairs
    }
