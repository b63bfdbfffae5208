"""Queries that Django writes once in a process, for requests that must be quick: later only their values change.

Django spends more time on writing a query than a database on answering it. What comes back is what the queryset would
have given: model objects with what they select, or rows of a values_list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

Found = TypeVar("Found")
Value = int | str | datetime
_LARGEST = 2**63 - 1


@dataclass(frozen=True)
class _Written:
    sql: str
    params: tuple[object, ...]
    places: tuple[int | None, ...]  # by parameter: which of the given values it is
    converters: tuple[tuple[int, Any, Any], ...]
    as_found: Callable[[Sequence[Any]], Any]


class Compiled(Generic[Found]):
    """`build` makes the queryset from values (numbers, texts and times) that it only compares with fields."""

    def __init__(self, build: Callable[..., QuerySet[Any, Found]]) -> None:
        self._build = build
        self._written: dict[str, _Written] = {}

    def __call__(self, *values: Value) -> list[Found]:
        if any(isinstance(value, int) and value > _LARGEST for value in values):
            return []  # no column holds such a number
        written = self._written.get(connection.vendor)
        if written is None:
            written = self._written[connection.vendor] = self._write(values)
        pairs = zip(written.params, written.places, strict=True)
        given = _adapted(values)
        params: list[Any] = [param if place is None else given[place] for param, place in pairs]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, params)
            rows: list[Any] = cursor.fetchall()
        if written.as_found is tuple and not written.converters:
            return rows
        return [written.as_found(_converted(row, written)) for row in rows]

    def _write(self, values: Sequence[Value]) -> _Written:
        named = [_stand_in(number, value) for number, value in enumerate(values)]
        queryset, stand_ins = self._build(*named), _adapted(named)
        compiler = queryset.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        places = tuple(stand_ins.index(param) if param in stand_ins else None for param in params)
        assert set(range(len(values))) <= set(places), "a value that the query does not compare as it is"
        time_of = getattr(connection.ops, "convert_datetimefield_value", None)  # SQLite's
        converters = compiler.get_converters([expression for expression, *_ in compiler.select or ()])
        listed = tuple(
            (column, _utc if function == time_of else function, expression)
            for column, (functions, expression) in converters.items()
            for function in functions
        )
        finds_objects = queryset._fields is None  # type: ignore[attr-defined]
        return _Written(sql, tuple(params), places, listed, _reader(compiler) if finds_objects else tuple)


def _stand_in(number: int, value: Value) -> Value:
    if isinstance(value, datetime):
        return datetime(2001, 1, 1, tzinfo=UTC).replace(year=2001 + number)
    return 2**40 + number if isinstance(value, int) else f"stand-in-{number}"


def _adapted(values: Sequence[Value]) -> list[Any]:
    """As the database driver wants them."""
    adapt = connection.ops.adapt_datetimefield_value
    return [adapt(value) if isinstance(value, datetime) else value for value in values]


def _converted(row: Sequence[Any], written: _Written) -> Sequence[Any]:
    if not written.converters:
        return row
    values = list(row)
    for column, function, expression in written.converters:
        values[column] = function(values[column], expression, connection)
    return values


def _utc(value: datetime | str | None, *_: object) -> datetime | None:
    """A time that SQLite gave, without looking up the zone again for each of hundreds."""
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found and found.replace(tzinfo=UTC)


def _reader(compiler: SQLCompiler) -> Callable[[Sequence[Any]], Any]:
    """What makes a found object of a row, the way that Django's own iteration does."""
    info, select = compiler.klass_info, compiler.select
    fields, model = info["select_fields"], info["model"]
    names = [select[place][0].target.attname for place in fields]
    populators = get_related_populators(info, select, compiler.using)  # type: ignore[call-arg,arg-type]  # stubs of a newer Django

    def read(row: Sequence[Any]) -> Any:
        found = model.from_db("default", names, [row[place] for place in fields])
        for populator in populators:
            populator.populate(row, found)
        return found

    return read
