"""Reads whose SQL is made once and then run with other values, as a database's prepared statements are.

Django makes the SQL of a query anew each time it is asked, which was measured to cost more than half of a page
(docs/decisions/0007). A prepared read is an ordinary queryset, written down once; only its values differ.
"""

import inspect
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeAlias, TypeVar

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

from handinhand.ground.moments import STANDS_FOR_NOW, preparing, this_moment

M = TypeVar("M", bound=Model)
Value: TypeAlias = int | str | date | datetime
# What a read calls the moment at which it is run; no value of its own can be called so.
NOW = "(now)"
NOT_A_LETTER = "\ufffd"
# Values that no row has stand for those to come while the SQL is made.
STANDS_FOR: dict[type, Callable[[int], Value]] = {
    int: lambda number: 2_111_111_000 + number,
    str: lambda number: f"\ue000{number}",
    date: lambda number: date(1000 + number, 1, 1),
    datetime: lambda number: datetime(1000 + number, 1, 1, tzinfo=UTC),
}


class Prepared(Generic[M]):
    """One read of rows. `build` names its values with their types (number, text, day, moment) and gives a queryset.

    The queryset uses each value as it is, in lookups: no lists of values (but see `several`), no arithmetic with them.
    """

    def __init__(self, build: Callable[..., QuerySet[M]]) -> None:
        self._build = build
        self._made = threading.local()

    def _plan(self, build: Callable[..., QuerySet[M]]) -> "Plan[M]":
        return Plan(build)

    def rows(self, **values: Value) -> list[M]:
        """The rows for these values."""
        plan: Plan[M] | None = getattr(self._made, "plan", None)
        if plan is None:
            plan = self._made.plan = self._plan(self._build)
        return plan.run(values)

    def first(self, **values: Value) -> M | None:
        """The first row for these values, if there is one."""
        return next(iter(self.rows(**values)), None)


class Plan(Generic[M]):
    """A read as one thread's connection runs it: its SQL, where the values go, and how rows become objects.

    Raises ValueError while it is made when the queryset does not use one of its values as it is.
    """

    def __init__(self, build: Callable[..., QuerySet[M]]) -> None:
        kinds = {each.name: each.annotation for each in inspect.signature(build).parameters.values()}
        signs = {name: STANDS_FOR[kind](number) for number, (name, kind) in enumerate(kinds.items())}
        queryset = build(**signs)
        self.connection = connections[queryset.db]
        self.compiler = queryset.query.get_compiler(using=queryset.db)
        with preparing():
            self.sql, parameters = self.compiler.as_sql()
        names = {self._as_kept(sign): name for name, sign in {**signs, NOW: STANDS_FOR_NOW}.items()}
        self.parameters = [(names.get(each), each) for each in parameters]
        self.has_clock = any(name == NOW for name, _ in self.parameters)
        unused = set(signs) - {name for name, _ in self.parameters}
        if unused:
            raise ValueError(f"This read does not use {', '.join(sorted(unused))} as it is.")
        self._learn_to_make_objects(queryset.db)

    def _learn_to_make_objects(self, db: str) -> None:
        """What Django's ModelIterable works out anew for each query: which columns make which object."""
        compiler: Any = self.compiler
        columns = compiler.klass_info["select_fields"]
        self.db = db
        self.model = compiler.klass_info["model"]
        self.columns = slice(columns[0], columns[-1] + 1)
        self.names = [each[0].target.attname for each in compiler.select[self.columns]]
        self.related = get_related_populators(compiler.klass_info, compiler.select, db)  # type: ignore[call-arg] # newer stubs
        self.annotations = list(compiler.annotation_col_map.items())
        self._learn_to_read_columns()

    def _learn_to_read_columns(self) -> None:
        compiler: Any = self.compiler
        self.converters = compiler.get_converters([each[0] for each in compiler.select[: compiler.col_count]])

    def _as_kept(self, value: Value) -> Value:
        """A value as this database takes it: SQLite keeps moments as text, and PostgreSQL takes no NUL."""
        if isinstance(value, str):
            return value.replace("\0", NOT_A_LETTER)
        if not isinstance(value, date):
            return value
        ops = self.connection.ops
        is_moment = isinstance(value, datetime)
        kept: Value = ops.adapt_datetimefield_value(value) if is_moment else ops.adapt_datefield_value(value)  # type: ignore[assignment, arg-type]
        return kept

    def run(self, values: dict[str, Value]) -> list[M]:
        """Ask the database, and make the objects."""
        if self.has_clock:
            values = {**values, NOW: this_moment()}
        given = [each if name is None else self._as_kept(values[name]) for name, each in self.parameters]
        with self.connection.cursor() as cursor:
            cursor.execute(self.sql, given)
            found: Iterable[Any] = cursor.fetchall()
        if self.converters:
            found = self.compiler.apply_converters(found, self.converters)
        return [self._object(row) for row in found]

    def _object(self, row: Any) -> M:
        made: M = self.model.from_db(self.db, self.names, row[self.columns])
        for each in self.related:
            each.populate(row, made)
        for name, column in self.annotations:
            setattr(made, name, row[column])
        return made


class PreparedTuples(Prepared[Any]):
    """One read of values alone (`values_list`), also of several tables in one (`union`)."""

    def _plan(self, build: Callable[..., QuerySet[Any]]) -> "Plan[Any]":
        return TuplesPlan(build)


class TuplesPlan(Plan[Any]):
    """A read whose rows stay tuples."""

    def _learn_to_make_objects(self, db: str) -> None:
        self._learn_to_read_columns()

    def _object(self, row: Any) -> Any:
        return tuple(row)
