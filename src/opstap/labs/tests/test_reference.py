"""Examples of the public KQL reference (https://learn.microsoft.com/kusto/query/), with the answers it gives.

Each is a fact about the language, written as one expression or one small query. What we cannot answer must be refused: a wrong
answer here is a fault.
"""

import pytest

from opstap.labs.engine.result import Refusal
from opstap.labs.tests.conftest import Rows, Run

EXPRESSIONS: list[tuple[str, object]] = [
    # Texts
    ('strlen("hello")', 5),
    ('substring("123456", 1)', "23456"),
    ('substring("123456", 2, 2)', "34"),
    ('substring("ABCD", 0, 2)', "AB"),
    ('substring("123456", -2, 2)', "56"),
    ('strcat("hello", " ", "world")', "hello world"),
    ('strcat_delim("-", 1, "2", "A")', "1-2-A"),
    ('toupper("Hello")', "HELLO"),
    ('tolower("Hello")', "hello"),
    ('reverse("ABCDEF")', "FEDCBA"),
    ('indexof("abcdefg", "cde")', 2),
    ('indexof("abcdefg", "xyz")', -1),
    ('trim("--", "--https://bing.com--")', "https://bing.com"),
    (r'trim_start(@"[^\w]+", "-  Te st1")', "Te st1"),
    (r'trim_end(@".com", "bing.com")', "bing"),
    (r'replace_regex("A new key is 1234", @"\d+", "[x]")', "A new key is [x]"),
    ('replace_string("A magic trick", "magic", "card")', "A card trick"),
    ('split("aa_bb", "_")', ["aa", "bb"]),
    ('split("aaa_bbb_ccc", "_", 1)', ["bbb"]),
    ('split("", "_")', [""]),
    ('split("a__b", "_")', ["a", "", "b"]),
    ('split("aabbcc", "bb")', ["aa", "cc"]),
    (r'extract(@"x=([0-9.]+)", 1, "hello x=45.6|wo")', "45.6"),
    (r'extract_all(@"([\da-f]{2})", "82b8be2d")', ["82", "b8", "be", "2d"]),
    ('countof("The cat sat on the mat", "at")', 3),
    ('strrep("ABC", 2)', "ABCABC"),
    ('strcmp("ABC", "ABC")', 0),
    ('strcmp("abc", "ABC")', 1),
    ('base64_encode_tostring("Kusto")', "S3VzdG8="),
    ('base64_decode_tostring("S3VzdG8=")', "Kusto"),
    ('hash_md5("World")', "f5a7924e621e84c9280a9a27e1bcb7f6"),
    ('hash_sha1("World")', "70c07ec18ef89c5309bbb0937f3a6342411e1fdd"),
    ('url_decode("https%3a%2f%2fwww.bing.com%2f")', "https://www.bing.com/"),
    ("tohex(256)", "100"),
    ("tohex(-256)", "ffffffffffffff00"),
    # Operators on texts
    ('"North America" has "america"', True),
    ('"North America" has "amer"', False),
    ('"FabriKam" contains "BRik"', True),
    ('"FabriKam" contains_cs "Kam"', True),
    ('"FabriKam" contains_cs "kam"', False),
    ('"Fabrikam" startswith "fab"', True),
    ('"Fabrikam" endswith_cs "Kam"', False),
    ('"North America" hasprefix "ame"', True),
    ('"North America" hassuffix "ica"', True),
    ('"abc" =~ "ABC"', True),
    ('"abc" == "ABC"', False),
    ('"aBc" !~ "xyz"', True),
    ('"abc" in~ ("ABC", "xyz")', True),
    ('"abc" !in ("bca", "ABC")', True),
    (r'"Fabrikam" matches regex "b.*k"', True),
    ('"North America" has_any ("north", "south")', True),
    ('"North and South America" has_all ("south", "north")', True),
    # Numbers
    ("1 + 1", 2),
    ("7 / 2", 3),
    ("7 / 2.0", 3.5),
    ("-7 % 3", 2),
    ("bin(4.5, 1)", 4.0),
    ("bin(-7, 5)", -10),
    ("round(2.98765, 3)", 2.988),
    ("round(2.15, 1)", 2.2),
    ("round(2.15)", 2.0),
    ("round(-50.55, -2)", -100.0),
    ("round(21.5, -1)", 20.0),
    ("ceiling(-1.1)", -1),
    ("abs(-5)", 5),
    ("pow(2, 3)", 8.0),
    ("sign(-42)", -1),
    ("max_of(10, 1, -3, 17)", 17),
    ("min_of(10, 1, -3, 17)", -3),
    ("binary_and(5, 3)", 1),
    # Conversions
    ('toint("123")', 123),
    ('tolong("abc")', None),
    ('todouble("123.4")', 123.4),
    ('tobool("true")', True),
    ("tostring(123)", "123"),
    ('isempty("")', True),
    ('isnotempty("x")', True),
    ("isnull(toint('x'))", True),
    ("coalesce(tolong('not a number'), tolong('42'), 33)", 42),
    ("iff(1 > 2, 'a', 'b')", "b"),
    ("case(5 <= 3, 'Good', 5 <= 7, 'OK', 'Bad')", "OK"),
    # Time
    ("datetime(2015-12-31 23:59:59.9)", "2015-12-31T23:59:59.9000000Z"),
    ('todatetime("2015-12-24")', "2015-12-24T00:00:00.0000000Z"),
    ("startofday(datetime(2017-01-01 10:10:17))", "2017-01-01T00:00:00.0000000Z"),
    ("endofday(datetime(2017-01-01 10:10:17))", "2017-01-01T23:59:59.9999990Z"),
    ("startofweek(datetime(2017-01-04 10:10:17))", "2017-01-01T00:00:00.0000000Z"),
    ("startofmonth(datetime(2017-01-04 10:10:17))", "2017-01-01T00:00:00.0000000Z"),
    ("bin(datetime(1970-05-11 13:45:07), 1d)", "1970-05-11T00:00:00.0000000Z"),
    ("bin(datetime(2020-01-01 00:07:30), 5m)", "2020-01-01T00:05:00.0000000Z"),
    ("bin_at(datetime(2017-05-15 10:20:00), 1d, datetime(1970-01-01 12:00:00))", "2017-05-14T12:00:00.0000000Z"),
    ("bin_at(datetime(2017-05-17 10:20:00), 7d, datetime(2017-06-04 00:00:00))", "2017-05-14T00:00:00.0000000Z"),
    ("datetime(2017-05-15) + 1d", "2017-05-16T00:00:00.0000000Z"),
    ("datetime(2020-01-02) - datetime(2020-01-01)", "1.00:00:00"),
    ("datetime_diff('day', datetime(2017-10-30 23:00), datetime(2017-10-29 23:00))", 1),
    ("datetime_diff('year', datetime(2017-01-01), datetime(2000-12-31))", 17),
    ("datetime_part('month', datetime(2017-10-30 01:02:03))", 10),
    ("datetime_add('month', 1, datetime(2017-01-31))", "2017-02-28T00:00:00.0000000Z"),
    ("format_datetime(datetime(2017-01-29 09:00:05), 'yy-MM-dd [HH:mm:ss]')", "17-01-29 [09:00:05]"),
    ("dayofweek(datetime(2015-12-14))", "1.00:00:00"),
    ("hourofday(datetime(2015-12-14 18:54))", 18),
    ("make_datetime(2017, 10, 01)", "2017-10-01T00:00:00.0000000Z"),
    ("unixtime_seconds_todatetime(1546300800)", "2019-01-01T00:00:00.0000000Z"),
    ("totimespan('1.02:03:04')", "1.02:03:04"),
    ("2h / 1m", 120.0),
    # Dynamic values
    ("dynamic({'a': 1})['a']", 1),
    ("dynamic([1, 2, 3])[-1]", 3),
    ("array_length(dynamic([1, 2, 3, 4]))", 4),
    ("array_concat(dynamic([1, 2]), dynamic([3]))", [1, 2, 3]),
    ("array_slice(dynamic([1, 2, 3, 4, 5]), 2, 3)", [3, 4]),
    ("array_index_of(dynamic(['this', 'is', 'an']), 'is')", 1),
    ("set_has_element(dynamic(['this', 'is']), 'is')", True),
    ("strcat_array(dynamic([1, 2, 3]), '->')", "1->2->3"),
    ("bag_keys(dynamic({'a': 'b', 'c': 123}))", ["a", "c"]),
    ("bag_has_key(dynamic({'key1': 123}), 'key1')", True),
    ("bag_merge(dynamic({'A1': 12, 'B1': 2}), dynamic({'A2': 81, 'A1': 1}))", {"A1": 12, "B1": 2, "A2": 81}),
    ("bag_remove_keys(dynamic({'a': 1, 'b': 2}), dynamic(['a']))", {"b": 2}),
    ("array_length(set_union(dynamic([1, 2, 1]), dynamic([2, 3])))", 3),
    ("set_intersect(dynamic([1, 2, 3]), dynamic([2, 5]))", [2]),
    ("set_difference(dynamic([1, 2]), dynamic([2]))", [1]),
    ("""parse_json('{"a":123, "b":"abc"}').b""", "abc"),
    ("gettype(dynamic([1]))", "array"),
    ("pack_array(1, 2, 4)", [1, 2, 4]),
    ("bag_pack('Level', 'Information', 'ProcessID', 1234)", {"Level": "Information", "ProcessID": 1234}),
    # Addresses, paths and command lines
    ("ipv4_is_private('192.168.1.1/24')", True),
    ("ipv4_is_private('10.1.2.3/24')", True),
    ("ipv4_is_private('202.1.2.3')", False),
    ("ipv4_is_private('127.0.0.1')", False),
    ("ipv4_is_private('no address')", None),
    ("ipv4_is_in_range('192.168.1.6', '192.168.1.1/24')", True),
    ("ipv4_is_in_range('192.168.2.6', '192.168.1.1/24')", False),
    ("ipv4_is_in_range('192.168.1.1', '192.168.1.1')", True),
    ("ipv4_is_in_any_range('192.168.1.6', dynamic(['1.1.1.1/32', '192.168.1.1/24']))", True),
    ("ipv4_is_match('192.168.1.1/24', '192.168.1.255/24')", True),
    ("ipv4_compare('192.168.1.1', '192.168.1.255')", -1),
    ("ipv4_compare('192.168.1.1/24', '192.168.1.255/24')", 0),
    (r'tostring(parse_path(@"C:\temp\file.txt").DirectoryPath)', r"C:\temp"),
    (r'tostring(parse_path("file://C:/temp/file.txt:some.exe").AlternateDataStreamName)', "some.exe"),
    (r'tostring(parse_path(@"\\shared\users\temp\file.txt.gz").Extension)', "gz"),
    (r'parse_command_line("echo \"hello world!\"", "windows")', ["echo", "hello world!"]),
    ("tostring(parse_url('https://john:123@google.com:1234/this/is/a/path?k1=v1&k2=v2#fragment').Host)", "google.com"),
]


@pytest.mark.parametrize(("expression", "expected"), EXPRESSIONS, ids=[expression for expression, _ in EXPRESSIONS])
def test_an_expression(rows: Rows, expression: str, expected: object) -> None:
    assert rows(f"print {expression}") == [(expected,)]


FRUIT = "datatable(f: string, n: long)['apple', 3, 'pear', 1, 'apple', 5]"
LEFT = "datatable(k: string, l: long)['a', 1, 'b', 2, 'b', 3, 'c', 4]"
RIGHT = "datatable(k: string, r: long)['b', 10, 'c', 20, 'c', 30, 'd', 40]"

QUERIES: list[tuple[str, list[tuple[object, ...]]]] = [
    (f"{FRUIT} | summarize sum(n), count(), dcount(f)", [(9, 3, 2)]),
    (f"{FRUIT} | summarize total = sum(n) by f | sort by total", [("apple", 8), ("pear", 1)]),
    (f"{FRUIT} | summarize arg_max(n, f)", [(5, "apple")]),
    (f"{FRUIT} | summarize countif(n > 1), sumif(n, f == 'apple'), avg(n)", [(2, 8, 3.0)]),
    (f"{FRUIT} | where f == 'none' | summarize sum(n), count(), make_list(n)", [(0, 0, [])]),
    (f"{FRUIT} | top 1 by n | project f, n", [("apple", 5)]),
    (f"{FRUIT} | sort by n | project n", [(5,), (3,), (1,)]),
    (f"{FRUIT} | sort by f asc, n desc | project n", [(5,), (3,), (1,)]),
    (f"{FRUIT} | distinct f | count", [(2,)]),
    (f"{FRUIT} | extend n = n * 2, m = n | where f == 'pear'", [("pear", 2, 1)]),
    # join: the kind says which rows stay; without one, the left side's keys are made unique first.
    (f"{LEFT} | join ({RIGHT}) on k | count", [(3,)]),
    (f"{LEFT} | join kind=inner ({RIGHT}) on k | count", [(4,)]),
    (f"{LEFT} | join kind=leftouter ({RIGHT}) on k | count", [(5,)]),
    (f"{LEFT} | join kind=rightouter ({RIGHT}) on k | count", [(5,)]),
    (f"{LEFT} | join kind=fullouter ({RIGHT}) on k | count", [(6,)]),
    (f"{LEFT} | join kind=leftsemi ({RIGHT}) on k | count", [(3,)]),
    (f"{LEFT} | join kind=rightsemi ({RIGHT}) on k | count", [(3,)]),
    (f"{LEFT} | join kind=leftanti ({RIGHT}) on k | project k", [("a",)]),
    (f"{LEFT} | join kind=rightanti ({RIGHT}) on k | project k", [("d",)]),
    (f"{LEFT} | join kind=inner ({RIGHT}) on k | where l == 2 | project k, k1, r", [("b", "b", 10)]),
    (f"{LEFT} | lookup ({RIGHT}) on k | where l == 1", [("a", 1, None)]),
    (f"{LEFT} | union ({RIGHT} | where r > 10) | count", [(7,)]),
    # mv-expand: null stays one row, an empty array none.
    ("datatable(a: int, b: dynamic)[1, dynamic([10, 20]), 2, dynamic(null), 3, dynamic([])] | mv-expand b "
     "| summarize count() by a | sort by a asc", [(1, 2), (2, 1)]),
    ("print d = dynamic({'x': 1, 'y': 2}) | mv-expand kind=array d | project d[0], d[1]", [("x", 1), ("y", 2)]),
    ("print t = 'Event: NotifySliceRelease (resourceName=PipelineScheduler, totalSlices=27)' "
     "| parse t with * 'resourceName=' name ', totalSlices=' n: long ')' | project name, n", [("PipelineScheduler", 27)]),
    ("range x from 1 to 4 step 1 | summarize make_list(x)", [([1, 2, 3, 4],)]),
    ("let f = (a: long, b: long) { a + b }; print f(1, 2)", [(3,)]),
    ("let x = 5; range n from 1 to x step 2 | count", [(3,)]),
]  # fmt: skip


@pytest.mark.parametrize(("query", "expected"), QUERIES, ids=[query[:70] for query, _ in QUERIES])
def test_a_query(rows: Rows, query: str, expected: list[tuple[object, ...]]) -> None:
    assert rows(query) == expected


@pytest.mark.parametrize(
    "expression",
    [
        'translate("krasp", "otsku", "spark")',
        "hash(2)",
        "geo_info_from_ip_address('20.53.203.50')",
        "series_fit_line(dynamic([2, 5, 6]))",
        "parse_xml('<a>1</a>')",
        "url_encode('a b')",
        "format_timespan(time(29.09:00:05), 'dd.hh')",
        "parse_user_agent('x', 'browser')",
        "replace('a', 'b')",
        "current_principal()",
    ],
)
def test_what_we_do_not_know_is_refused(run: Run, expression: str) -> None:
    outcome = run(f"print {expression}")
    assert isinstance(outcome, Refusal), outcome
    assert outcome.code == "unsupported"


# The answers that the data's own description has (tests/data/labs/README.md).
SPRAY: list[tuple[str, list[tuple[object, ...]]]] = [
    ("SecurityEvent | where EventID == 4625 | summarize count(), dcount(TargetUserName), make_set(Computer)",
     [(7, 7, ["WORKSTATION5.theshire.local"])]),
    ("SecurityEvent | where EventID == 4769 and TicketEncryptionType == '0x17' | distinct ServiceName | sort by ServiceName asc",
     [("defensesvc",), ("mordorsvc",), ("nxlogsvc",), ("otrsvc",), ("sysmonsvc",)]),
    ("SysmonEvent | where EventID == 1 and ParentImage endswith 'wsmprovhost.exe' | distinct Computer | sort by Computer asc",
     [("MORDORDC.theshire.local",), ("WORKSTATION6.theshire.local",), ("WORKSTATION7.theshire.local",)]),
    ("SecurityEvent | where TimeGenerated > ago(1h) | count", [(2843,)]),
    # A column of texts and a number: Kusto compares texts, and so a text that is no number is no fault.
    ("SecurityEvent | where TargetUserName == 4625 or SubStatus != 0 | count", [(2843,)]),
    ("SecurityEvent | extend EventID = tostring(EventID) | where EventID == '4625' and Account !in (1, 2) | count", [(7,)]),
    ("SecurityEvent | where EventID == '4625' and EventID in ('4625', '4624') | count", [(7,)]),
]  # fmt: skip


@pytest.mark.parametrize(("query", "expected"), SPRAY, ids=[query[:60] for query, _ in SPRAY])
def test_the_attack_is_found(rows: Rows, query: str, expected: list[tuple[object, ...]]) -> None:
    assert rows(query) == expected
