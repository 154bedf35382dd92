"""Texts and time slots in SQL."""

# CommandLineToArgvW, as parse_command_line documents: parts between spaces, where "..." holds spaces and \" is a quote.
# Two backslashes before a quote, and "" inside a part, have rules of their own: such a line stops the query, rather than guess.
_ODD = r"""\\\\"|[^\s]""|""[^\s]"""
_PART = r"""(?:[^\s"\\]|\\"|\\|"(?:[^"\\]|\\"|\\)*(?:"|$))+"""
COMMAND_LINE = (
    "list_transform([CAST({0} AS VARCHAR)], lambda _line: "
    f"CASE WHEN regexp_matches(_line, '{_ODD}') "
    "THEN error('parse_command_line: quotes that this engine does not take apart') "
    f"ELSE to_json(list_transform(regexp_extract_all(_line, '{_PART}'), "
    "lambda _part: replace(replace(replace(_part, '\\\"', chr(1)), '\"', ''), chr(1), '\"'))) END)[1]"
)

# https://learn.microsoft.com/kusto/query/parse-path-function, without \\?\ paths, which are null.
_AFTER_SCHEME = r"regexp_replace(_p, '^[A-Za-z][A-Za-z0-9+.-]+://', '')"
_DIRECTORY = r"regexp_extract(_q, '^(.*)[/\\][^/\\]*$', 1)"
_LAST = r"regexp_extract(_q, '([^/\\]*)$', 1)"
_PLAIN = f"regexp_extract({_LAST}, '^([^:]*)', 1)"
PATH = (
    "list_transform([CAST({0} AS VARCHAR)], lambda _p: CASE WHEN starts_with(_p, '\\\\?\\') THEN NULL ELSE "
    f"list_transform([{_AFTER_SCHEME}], lambda _q: json_object("
    "'Scheme', regexp_extract(_p, '^([A-Za-z][A-Za-z0-9+.-]+)://', 1), "
    "'RootPath', regexp_extract(_q, '^([A-Za-z]:)', 1), "
    f"'DirectoryPath', {_DIRECTORY}, "
    f"'DirectoryName', regexp_extract({_DIRECTORY}, '([^/\\\\:]*)$', 1), "
    f"'Filename', {_PLAIN}, "
    f"'Extension', regexp_extract({_PLAIN}, '\\.([^.]*)$', 1), "
    f"'AlternateDataStreamName', regexp_extract({_LAST}, ':(.*)$', 1)))[1] END)[1]"
)

_STEPS = "floor((epoch_us({0}) - epoch_us({2})) / epoch_us({1}))"
BIN_AT = f"make_timestamp(CAST(epoch_us({{2}}) + {_STEPS} * epoch_us({{1}}) AS BIGINT))"

# A series of slots: {0} a moment or the start, {1} the step, {2} the start or the end.
SLOT = f"CAST({_STEPS} AS BIGINT)"
SLOT_COUNT = "CAST(ceil((epoch_us({2}) - epoch_us({0})) / epoch_us({1})) AS BIGINT)"
# {2} how many. Written as Kusto writes datetimes.
SLOTS = (
    "to_json(list_transform(range({2}), lambda _i: "
    "strftime(make_timestamp(CAST(epoch_us({0}) + _i * epoch_us({1}) AS BIGINT)), '%Y-%m-%dT%H:%M:%S.%f') || '0Z'))"
)
# {0} the slots that have a value, {1} their values, each in an array of its own, {2} how many slots, {3} the others' value.
_AT = "list_position(CAST(to_json({0}) AS BIGINT[]), _i)"
FILL = (
    f"to_json(list_transform(range({{2}}), lambda _i: CASE WHEN coalesce({_AT}, 0) > 0 "
    f"THEN json_extract(CAST(to_json({{1}}) AS JSON[])[{_AT}], '$[0]') ELSE to_json({{3}}) END))"
)
