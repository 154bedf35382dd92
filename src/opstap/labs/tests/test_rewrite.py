"""Each form that we rewrite gives the right rows, keeps every filter, and refuses what it does not take apart.

The rows are planted in the query, so that who reads a case sees its data and its answer at once.
"""

import pytest

from opstap.labs.engine.result import Refusal, Result
from opstap.labs.tests.conftest import Rows, Run

ARRAYS = 'datatable(who: string, d: dynamic)["amina", dynamic([1, 2, 3]), "bilal", dynamic([5]), "chidi", dynamic([])]'
TEXTS = 'datatable(t: string)["a-b-c", "x", ""]'
EVENTS = (
    "datatable(at: datetime, who: string, n: long)["
    'datetime(2026-01-01 00:10), "amina", 1, datetime(2026-01-01 00:40), "amina", 2, '
    'datetime(2026-01-01 02:10), "amina", 4, datetime(2026-01-01 01:00), "bilal", 8, datetime(2026-01-01 03:00), "bilal", 16]'
)
BAGS = (
    'datatable(id: int, d: dynamic)[1, dynamic({"Name": "Amina", "Age": 20}), '
    '2, dynamic({"Name": "Bilal", "Height": 1.7}), 3, dynamic(null)]'
)

RIGHT: list[tuple[str, str, list[tuple[object, ...]]]] = [
    # project-reorder, project-keep, project-away
    ("project-reorder", "print a=1, b=2, c=3 | project-reorder c, a", [(3, 1, 2)]),
    ("project-reorder", "print b=0, a2=2, a10=10, a1=1 | project-reorder a* asc", [(1, 10, 2, 0)]),
    ("project-reorder", "print b=0, a2=2, a10=10, a1=1 | project-reorder a* granny-desc", [(10, 2, 1, 0)]),
    ("project-reorder", "print a=1, b=2, c=3 | project-reorder *", [(1, 2, 3)]),
    ("project-keep", "print a1=1, b=2, a2=3 | project-keep a*", [(1, 3)]),
    ("project-away with *", "print a1=1, b=2, a2=3 | project-away a*", [(2,)]),
    ("project-away with *", "print A=1, B=2, A1=3 | project-away *1", [(1, 2)]),
    ("distinct *", 'datatable(a: int, b: string)[1, "x", 1, "x", 2, "x"] | distinct * | sort by a asc', [(1, "x"), (2, "x")]),
    # Older spellings
    ("makeset", "datatable(a: int)[1, 1, 2] | summarize s = makeset(a) | project array_length(s)", [(2,)]),
    ("makelist", "range x from 1 to 200 step 1 | summarize l = makelist(x) | project array_length(l)", [(128,)]),
    ("mvexpand", "range x from 1 to 200 step 1 | summarize l = make_list(x) | mvexpand l | count", [(128,)]),
    ("mvexpand", "print d = dynamic([1, 2, 3]) | mvexpand d limit 2 | count", [(2,)]),
    ("notcontains", f'{TEXTS} | where t notcontains "-" | count', [(2,)]),
    ("replace", r'print replace(@"(\d+)", @"<\1>", "a12b3")', [("a<12>b<3>",)]),
    ("extract", r'print extract(@"(\d+)", 1, "a12", typeof(long)) + 1', [(13,)]),
    ("extractjson", """print extractjson("$.a.b[1]", '{"a": {"b": [5, 7]}}', typeof(int)) + 1""", [(8,)]),
    ("arraylength", "print arraylength(dynamic([1, 2]))", [(2,)]),
    ("pack_dictionary", 'print pack_dictionary("a", 1)', [({"a": 1},)]),
    # Conditions and sizes of aggregates
    ("", "datatable(a: int)[1, 2, 3] | summarize l = make_list_if(a, a > 1), s = make_set_if(a, a > 2)", [([2, 3], [3])]),
    ("", "datatable(a: int)[1, 2, 3] | summarize l = make_list(a, 2)", [([1, 2],)]),
    ("", "datatable(a: int)[1, 2, 3] | summarize make_set(a, 2) | project array_length(set_a)", [(2,)]),
    ("", 'datatable(a: string)["[1]", "[1]"] | summarize make_set(a)', [(["[1]"],)]),
    ("", "datatable(a: int)[1, 5, 9] | summarize minif(a, a > 1), maxif(a, a < 9)", [(5, 5)]),
    ("percentiles", "range x from 1 to 100 step 1 | summarize percentiles(x, 50, 95)", [(50, 95)]),
    # mv-expand of something without a name
    ("mv-expand without a name", 'print a = "[1, 2]" | mv-expand parse_json(a) | extend n = tolong(a) | project n', [(1,), (2,)]),
    ("mv-expand without a name", 'print T = dynamic([{"p": [7]}]) | mv-expand T[0].p | project T_0_p', [(7,)]),
    ("mv-expand without a name", "print T = dynamic({'p': [7]}) | mv-expand parse_json(tostring(T)).p | project T_p", [(7,)]),
    # mv-apply: as in the public reference
    ("mv-apply", f"{ARRAYS} | mv-apply e = d to typeof(long) on (where e > 1) | project who, e",
     [("amina", 2), ("amina", 3), ("bilal", 5)]),
    ("mv-apply", f"{ARRAYS} | mv-apply e = d to typeof(long) on (top 2 by e) | project who, e",
     [("amina", 3), ("amina", 2), ("bilal", 5)]),
    ("mv-apply", f"{ARRAYS} | mv-apply e = d to typeof(long) on (top 1 by e asc) | project who, e", [("amina", 1), ("bilal", 5)]),
    ("mv-apply", f"{ARRAYS} | mv-apply e = d to typeof(long) on (summarize s = sum(e), n = count()) | project who, s, n",
     [("amina", 6, 3), ("bilal", 5, 1)]),
    ("mv-apply", f"{ARRAYS} | mv-apply e = d to typeof(long) on (where e < 3 | summarize n = count(), l = make_list(e))",
     [("amina", [1, 2, 3], 2, [1, 2]), ("bilal", [5], 0, [])]),
    ("mv-apply", f"{ARRAYS} | mv-apply e = d to typeof(long) on (extend x = e * 10 | where x > 10 | project x) | project who, x",
     [("amina", 20), ("amina", 30), ("bilal", 50)]),
    ("mv-apply", f"{ARRAYS} | mv-apply with_itemindex=i e = d to typeof(long) on (where i == 1) | project who, e, i",
     [("amina", 2, 1)]),
    ("mv-apply", f"{ARRAYS} | mv-apply d to typeof(long) on (summarize most = max(d)) | project who, most",
     [("amina", 3), ("bilal", 5)]),
    ("mv-apply", f"{ARRAYS} | mv-apply e = d to typeof(long) on (summarize n = count() by odd = e % 2) | project who, odd, n",
     [("amina", 1, 2), ("amina", 0, 1), ("bilal", 1, 1)]),
    # make-series
    ("make-series", f"{EVENTS} | make-series n = sum(n) on at from datetime(2026-01-01) to datetime(2026-01-01 03:00) step 1h "
     "by who | project who, n", [("amina", [3, 0, 4]), ("bilal", [0, 8, 0])]),
    ("make-series", f"{EVENTS} | make-series count() default=-1 on at from datetime(2026-01-01) to datetime(2026-01-01 03:00) "
     "step 90m", [([3, 1], ["2026-01-01T00:00:00.0000000Z", "2026-01-01T01:30:00.0000000Z"])]),
    ("make-series", f"{EVENTS} | where n > 99 | make-series count() on at from ago(1d) to now() step 1h | count", [(0,)]),
    ("make-series", f"{EVENTS} | make-series n = count() on at from datetime(2026-01-01) to datetime(2026-01-01 02:00) step 1h "
     "| mv-expand at to typeof(datetime), n to typeof(long) | where n > 1 | project at, n",
     [("2026-01-01T00:00:00.0000000Z", 2)]),
    # search
    ("search", 'search "pgustavo" and EventID == 4769 | summarize n = count() by $table', [("SecurityEvent", 14)]),
    ("search", 'search in (Sysmon*) "powershell.exe" | distinct $table', [("SysmonEvent",)]),
    ("search", 'SecurityEvent | where EventID == 4625 | search "mscott" | count', [(1,)]),
    ("search", 'SecurityEvent | search "msco*" | count', [(2,)]),
    ("search", 'SecurityEvent | search "*scot*" and EventID == 4625 | count', [(1,)]),
    ("search", 'SecurityEvent | where EventID == 4625 | search TargetUserName:"mscott" or TargetUserName:"sbeavers" | count',
     [(2,)]),
    ("where *", 'SecurityEvent | where * has "mscott" and EventID == 4625 | project TargetUserName', [("mscott",)]),
    # evaluate
    ("evaluate bag_unpack", f"{BAGS} | evaluate bag_unpack(d) | sort by id asc",
     [(1, 20, None, "Amina"), (2, None, 1.7, "Bilal"), (3, None, None, "")]),
    ("evaluate bag_unpack", f'{BAGS} | where id == 1 | evaluate bag_unpack(d, "p_") | project p_Name, p_Age', [("Amina", 20)]),
    ("evaluate bag_unpack", f"{BAGS} | where id == 1 | evaluate bag_unpack(d) : (*, Name: string, Age: long)",
     [(1, "Amina", 20)]),
    ("evaluate pivot", f"{EVENTS} | project who, h = tostring(hourofday(at)) | evaluate pivot(h) | sort by who asc",
     [("amina", 2, 0, 1, 0), ("bilal", 0, 1, 0, 1)]),
    ("evaluate pivot", f"{EVENTS} | evaluate pivot(who, sum(n)) | summarize sum(amina), sum(bilal)", [(7, 24)]),
    # The others
    ("split", 'print split("aaa_bbb_ccc", "_", 1), split("aa", "_", 4)', [(["bbb"], [])]),
    ("parse_command_line", r'print parse_command_line("a.exe /c \"x y\" -z", "windows")', [(["a.exe", "/c", "x y", "-z"],)]),
    ("column_ifexists", 'print a = 1 | extend b = column_ifexists("a", 0), c = column_ifexists("z", 7)', [(1, 1, 7)]),
    ("ingestion_time", "SecurityEvent | where ingestion_time() < datetime(2020-10-22 08:29:50) | count", [(8,)]),
    ("pack_all", 'print a = 1, b = "x" | extend p = pack_all() | project p', [({"a": 1, "b": "x"},)]),
    ("sample", "SecurityEvent | where EventID == 4625 | sample 3 | count", [(3,)]),
    ("sample-distinct", "SecurityEvent | sample-distinct 2 of Computer | count", [(2,)]),
    ("top-hitters", "datatable(a: string)['x', 'y', 'x'] | top-hitters 1 of a", [("x", 2)]),
    ("top-nested", "datatable(a: string)['x', 'y', 'x'] | top-nested 1 of a by count()", [("x", 2)]),
    ("count as", "SecurityEvent | where EventID == 4625 | count as Failures", [(7,)]),
    ("serialize", "datatable(a: int)[3, 1, 2] | sort by a asc | serialize n = row_number() | where a == 3 | project n", [(3,)]),
    ("", "datatable(a: int)[3, 1, 2] | sort by a asc | extend p = prev(a), q = next(a) | where a == 2 | project p, q", [(1, 3)]),
    ("a source in brackets", "(SecurityEvent | where EventID == 4625) | count", [(7,)]),
    ("a source in brackets", "let T = (SecurityEvent | where EventID == 4625); T | count", [(7,)]),
    ("parse from the start", f'{TEXTS} | parse t with A "-" B | where t == "a-b-c" | project A, B', [("a", "b-c")]),
    ("functions that give a table", "let f = (id: int, most: long = 2) { SecurityEvent | where EventID == id | take most }; "
     "f(4625) | count", [(2,)]),
    ("functions that give a table", "let f = () { SecurityEvent | where EventID == 4625 }; f() | union (f() | take 1) | count",
     [(8,)]),
    ("partition", "datatable(k: string, n: int)['a', 1, 'a', 3, 'a', 2, 'b', 5] | partition by k (top 2 by n)",
     [("a", 3), ("a", 2), ("b", 5)]),
    ("as", "SecurityEvent | where EventID == 4625 | as Failures | count", [(7,)]),
    ("take of a let", "let most = 3; SecurityEvent | take most | count", [(3,)]),
    ("take of a let", "let most = 2; datatable(a: int)[1, 2, 3] | top most by a | summarize make_list(a)", [([3, 2],)]),
    ("", "datatable(a: int)[1, 2] | summarize count = count(), first = min(a), last = max(a) | where count > 1 "
     "| extend date = first + last | project date, count, last", [(3, 2, 2)]),
    ("", "datatable(a: int)[2, 1] | extend first = a | sort by first asc nulls first | project first | count", [(2,)]),
    ("between with a duration", "let s = datetime(2026-01-01 00:30); "
     f"{EVENTS} | where at between (s .. 1h) | summarize make_list(n)", [([2, 8],)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "query", "expected"), RIGHT, ids=[f"{form}: {query[:50]}" for form, query, _ in RIGHT]
)
def test_it_gives_the_right_rows(run: Run, form: str, query: str, expected: list[tuple[object, ...]]) -> None:
    outcome = run(query)
    assert isinstance(outcome, Result), f"{outcome}\n{query}"
    assert sorted(outcome.rows, key=repr) == sorted(expected, key=repr)
    if form and form != "split":
        assert form in outcome.used


# Forms that pass rows on, each after a filter, before one, and within a query that another reads.
PASSING = [
    "project-reorder n, who",
    "project-keep *",
    "distinct *",
    "sample 100",
    "serialize",
    "extend x = column_ifexists('z', 0)",
    "mv-apply e = pack_array(n) to typeof(long) on (where e > 0)",
    "mv-apply e = pack_array(n) to typeof(long) on (summarize total = sum(e))",
    "where * has 'a' or n > 0",
    "search 'amina' or 'bilal'",
    "extend d = bag_pack('k', n) | evaluate bag_unpack(d)",
    "where n between (0 .. 100)",
    "mv-expand l = pack_array(n)",
    "mvexpand l = pack_array(n)",
]


@pytest.mark.parametrize("form", PASSING)
@pytest.mark.parametrize("query", [
    "{events} | where n != 4 | {form} | summarize total = sum(n)",
    "{events} | {form} | where n != 4 | summarize total = sum(n)",
    "let T = {events} | where n != 4 | {form}; T | summarize total = sum(n)",
    "{events} | where n in (({events} | where n != 4 | {form} | project n)) | summarize total = sum(n)",
    "({events} | where n != 4 | {form}) | summarize total = sum(n)",
])  # fmt: skip
def test_no_form_drops_a_filter(rows: Rows, form: str, query: str) -> None:
    assert rows(query.format(events=EVENTS, form=form)) == [(1 + 2 + 8 + 16,)]


REFUSED = [
    f"{ARRAYS} | mv-apply e = d on (sort by e | take 1)",
    f"{ARRAYS} | mv-apply e = d on (where e > 1 | top 1 by e | summarize count())",
    f"{ARRAYS} | mv-apply e = d on (where e > 1 | summarize n = count() by e)",
    f"{ARRAYS} | mv-apply e = d on (mv-apply x = e on (take 1))",
    f"{ARRAYS} | mv-apply split(who, 'a') on (take 1)",
    f"{ARRAYS} | mv-apply who = d on (take 1)",
    f"{EVENTS} | make-series count() on at step 1h",
    f"{EVENTS} | make-series count() on at in range(ago(1d), now(), 1h)",
    f"{EVENTS} | make-series make_list(n) on at from ago(1d) to now() step 1h",
    f"{EVENTS} | evaluate autocluster()",
    f"{EVENTS} | evaluate pivot(who, avg(n))",
    f"{BAGS} | extend Name = 1 | evaluate bag_unpack(d)",
    f"{BAGS} | evaluate bag_unpack(d, columnsConflict='keep_source')",
    "search kind=case_sensitive 'x'",
    "search 'a*b'",
    "SecurityEvent | where * == 'x'",
    "SecurityEvent | where * !has 'x'",
    "find where EventID == 1",
    f"{TEXTS} | mv-expand split(t, '-')",
    f"{TEXTS} | parse kind=regex t with first '-' rest",
    "print replace('a', 'b')",
    "print parse_command_line('a', 'bash')",
    "print pack_all(true)",
    "datatable(a: int)[1] | summarize (x, y) = percentiles(a, 5, 95)",
    "let f = (T: (a: int)) { T | take 1 }; SecurityEvent | invoke f()",
    "let f = (EventID: int) { SecurityEvent | where EventID == EventID }; f(1)",
    "let f = (id: int) { SecurityEvent | where EventID == id }; f()",
    "print opstap_row()",
    "SecurityEvent | extend opstap_bag = 1",
    "SecurityEvent | top-nested 2 of Computer by count(), top-nested 1 of Account by count()",
    "SecurityEvent | partition by Computer (summarize count())",
    "SecurityEvent | as T | union T",
    "SecurityEvent | partition by Computer (top 1 by EventID | take 1)",
    "print geo_info_from_ip_address('10.0.0.1')",
    "print hash('a')",
]


@pytest.mark.parametrize("query", REFUSED)
def test_what_it_does_not_take_apart_is_refused(run: Run, query: str) -> None:
    outcome = run(query)
    assert isinstance(outcome, Refusal), outcome
    assert outcome.code in {"unsupported", "unknown.name", "syntax"}, outcome


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("SecurityEvent | project-reorder Nope", "Nope"),
        ("SecurityEvent | project-keep Nope", "Nope"),
        ("SecurityEvent | where Nope == 1 | project-reorder Computer", "Nope"),
        ("SecurityEvent | project Computer | mv-apply e = pack_array(EventID) on (take 1)", "EventID"),
    ],
)
def test_a_name_that_is_none_is_told_through_a_form(run: Run, query: str, name: str) -> None:
    outcome = run(query)
    assert isinstance(outcome, Refusal), outcome
    assert (outcome.code, outcome.values["name"]) == ("unknown.column", name)
