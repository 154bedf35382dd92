"""Whose each address is: who opens it, whose row it shows, who must not.

A page that is new says it here. `opens` is who gets the page (or, when it only takes a POST, who may send); `sends_on` is
whom it takes to another page; everybody else meets 404, and the unknown are asked to sign in. The crawl holds all of it
against what really happens, so this table is the second opinion on every `access.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tests.demonstration import rows
from tests.demonstration import rows_of_editing as editing
from tests.demonstration import rows_of_exams as exams
from tests.demonstration import rows_of_the_second_half as later
from tests.demonstration.finding import NOTHING, Finder, fixed, pk
from tests.demonstration.world import ELSEWHERE, NOBODY

CAST = (
    "candidate learner learner_ar learner_job coach coach_fr manager author reviewer exam_coordinator employer employee referrer"
    " funder equality_officer administrator"
)
GROUPS: Mapping[str, str] = {
    "everybody": f"{NOBODY} signed_in",
    "signed_in": f"{CAST} {' '.join(ELSEWHERE)}",
    "learners": "learner learner_ar learner_job learner_elsewhere",
    "coaches": "coach coach_fr coach_elsewhere",
    "managers": "manager manager_elsewhere",
    "employers": "employer employer_elsewhere",
    "writers": "author reviewer administrator",
}
MOST_QUERIES = 15


@dataclass(frozen=True, slots=True)
class Address:
    """One address with one row: `opens` and `sends_on` as codes of `World`; `loose`: allauth's, where only faults count."""

    opens: frozenset[str] = frozenset()
    sends_on: frozenset[str] = frozenset()
    row: Finder = NOTHING
    whose: str = ""
    posts: bool = False
    loose: bool = False
    names_by_link: bool = False
    most_queries: int = MOST_QUERIES


def who(codes: str) -> frozenset[str]:
    """Codes, with a word for many (see GROUPS)."""
    found: set[str] = set()
    for code in codes.split():
        found |= who(GROUPS[code]) if code in GROUPS else {code}
    return frozenset(found)


def page(opens: str, row: Finder = NOTHING, whose: str = "", *, sends_on: str = "") -> Address:
    """A page with a row behind it, or none."""
    return Address(who(opens) - who(sends_on), who(sends_on), row, whose)


def post(opens: str, row: Finder = NOTHING, whose: str = "") -> Address:
    """It takes a POST alone."""
    return Address(who(opens), frozenset(), row, whose, posts=True)


def link(row: Finder) -> Address:
    """A secret in the address is the key: whoever has it opens the page, and reads the name of whose it is."""
    return Address(who("everybody"), frozenset(), row, "whoever has the link", names_by_link=True)


def loose(row: Finder = NOTHING) -> Address:
    """A page of allauth: it answers each in its own way; only faults and names are looked at."""
    return Address(row=row, loose=True)


ADDRESSES: Mapping[str, Address] = {
    "health": page("everybody"),
    "robots": page("everybody"),
    "decisions": page("everybody"),
    "set_language": loose(),
    "messages:outbox": page("administrator"),
    "messages:message": page("administrator", rows.message, "to the learner"),
    "messages:again": post("administrator", rows.message, "to the learner"),
    "design:living": page("everybody"),
    "design:layout": page("everybody", fixed(name="today")),
    "start": page(""),
    "first_sign_in": page("", fixed(token="x")),
    "account_login": loose(),
    "account_login_password": loose(),
    "account_request_login_code": loose(),
    "account_confirm_login_code": loose(),
    "account_logout": loose(),
    "account_inactive": loose(),
    "account_signup": loose(),
    "account_reauthenticate": loose(),
    "mfa_index": loose(),
    "mfa_authenticate": loose(),
    "mfa_reauthenticate": loose(),
    "mfa_activate_totp": loose(),
    "mfa_deactivate_totp": loose(),
    "mfa_view_recovery_codes": loose(),
    "mfa_generate_recovery_codes": loose(),
    "mfa_download_recovery_codes": loose(),
    "mfa_list_webauthn": loose(),
    "mfa_add_webauthn": loose(),
    "mfa_reauthenticate_webauthn": loose(),
    "mfa_remove_webauthn": loose(fixed(pk=1)),
    "mfa_edit_webauthn": loose(fixed(pk=1)),
    "mfa_login_webauthn": loose(),
    "openid_connect_login": page("", fixed(provider_id="entra")),
    "openid_connect_callback": page("", fixed(provider_id="entra")),
    "socialaccount_login_cancelled": loose(),
    "socialaccount_login_error": loose(),
    "people:home": page("", sends_on="signed_in"),
    "people:me": page("signed_in"),
    "people:details": page("signed_in"),
    "people:address": page("signed_in"),
    "people:drop_address": post("signed_in", fixed(kind="phone")),
    "people:password": page("signed_in"),
    # It erases, counts and takes back, so that the figures are the real ones.
    "people:erase": replace(page("signed_in"), most_queries=60),
    "people:code": page("", fixed(purpose="address"), sends_on="signed_in"),
    "people:privacy": page("everybody"),
    "people:consents": page("signed_in"),
    # Everything that every station holds.
    "people:export": replace(page("signed_in"), most_queries=40),
    "people:people": page("administrator"),
    "people:invite": page("administrator"),
    "people:person": page("administrator", rows.person("learner"), "the learner"),
    "people:end_role": page("administrator", rows.role_of_the_coach, "the coach's role"),
    "curriculum:figure": page("everybody", rows.figure),
    "curriculum:competences": page("everybody"),
    "curriculum:competence": page("everybody", fixed(code="triage-alerts")),
    "curriculum:competences_json": page("everybody"),
    "curriculum:courses": page("writers"),
    "curriculum:course": page("writers", editing.course),
    "curriculum:course_questions": page("writers", editing.course),
    "curriculum:course_export": page("writers", editing.course),
    "curriculum:lesson_text": page("writers", editing.lesson),
    "curriculum:lesson_compare": page("writers", editing.lesson),
    "curriculum:lesson_change": post("writers", editing.lesson),
    "curriculum:question_new": page("writers", editing.module),
    "curriculum:question_text": page("writers", editing.question),
    "curriculum:question_compare": page("writers", editing.question),
    "curriculum:question_change": post("writers", editing.question),
    "curriculum:revision": page("writers", pk(editing.draft), "the author's draft"),
    "curriculum:revision sent": page("writers", pk(editing.waiting), "sent by the author"),
    "curriculum:revision_preview": post("writers", pk(editing.draft), "the author's draft"),
    "curriculum:revision_undo": post("writers", pk(editing.draft), "the author's draft"),
    "curriculum:revision_send": page(
        "author", pk(editing.draft), "the author's draft", sends_on="reviewer administrator"
    ),
    "curriculum:revision_take_back": post("writers", pk(editing.waiting), "sent by the author"),
    "curriculum:revision_decide": post("writers", pk(editing.waiting), "sent by the author"),
    "curriculum:revision_newer": page("", pk(editing.draft), "the author's draft", sends_on="writers"),
    "curriculum:revision_withdraw": page(
        "author administrator", pk(editing.draft), "the author's draft", sends_on="reviewer"
    ),
    "curriculum:questions": page("author reviewer administrator"),
    "curriculum:upload": page("author reviewer administrator"),
    "curriculum:import": page("author administrator", lambda w: {"key": rows.brought(w).key}, "the author's file"),
    "curriculum:skills": page("author reviewer administrator", pk(rows.without_skill)),
    "practice:learn": page("learners employee coaches managers writers"),
    "practice:lesson": page("learners employee coaches managers writers", rows.lesson),
    "practice:read": post("learners employee coaches managers writers", rows.lesson),
    "practice:place": post("learners employee", rows.lesson),
    "practice:stuck_here": page("learners", rows.paragraph),
    "practice:prefer": post("learners employee coaches managers writers"),
    # A question with a picture, and the session that waits.
    "practice:practise": replace(page("learners employee"), most_queries=17),
    "practice:answer": post("learners employee"),
    "practice:answered": page("learner", rows.answer, "the learner's answer"),
    "practice:begin_session": post("learners employee"),
    # The first time it also chooses a question, and keeps that it was proposed.
    "practice:session": replace(
        page("learner", pk(later.practice_session), "the learner's practice session"), most_queries=26
    ),
    "practice:end_session": post("learner", pk(later.practice_session), "the learner's practice session"),
    "practice:skills": page("learners employee"),
    "practice:placement": page("learners employee"),
    "practice:placement_test": page("learner", pk(later.placement_test), "the learner's placement test"),
    "practice:stop_placement": post("learner", pk(later.placement_test), "the learner's placement test"),
    "practice:skip_placed": post("learner", pk(later.placement_test), "the learner's placement test"),
    "practice:stuck": post("learners employee"),
    # It reads all that a plan is made of, and what it may be made for.
    "practice:plan": replace(page("learners employee"), most_queries=24),
    # Who follows no track and named no exam has nothing to skip.
    "practice:plan_skip": page("learner learner_ar learner_job"),
    "practice:mock": page("learners employee"),
    "practice:test_out": page("learners employee", later.module),
    "practice:readiness": page("learners employee"),
    "practice:paper": page("learner", pk(later.paper), "the learner's mock exam"),
    "practice:paper_overview": page("learner", pk(later.paper), "the learner's mock exam"),
    "practice:hand_in": page("learner", pk(later.paper), "the learner's mock exam"),
    "practice:extra_time": page(
        "coach manager", lambda w: {"pk": rows.member(w).person_id}, "someone in the coach's group"
    ),
    "practice:group": page("coach manager", pk(rows.group), "the coach's group"),
    "practice:group_table": page("coach manager", pk(rows.group), "the coach's group"),
    "practice:items": page("managers writers"),
    "practice:items_table": page("managers writers"),
    "practice:item": page("managers writers", lambda w: {"code": editing.question(w)["question"]}),
    "practice:retire_item": post("writers", lambda w: {"code": editing.question(w)["question"]}),
    "admission:home": page("everybody"),
    "admission:programme": page("everybody", rows.programme),
    "admission:leave_interest": page("everybody", rows.programme),
    "admission:interest_left": page("everybody", rows.programme),
    "admission:interest": link(rows.interest_link),
    "admission:status": link(rows.status_link),
    "admission:withdraw": link(rows.status_link),
    "admission:confirm": page("", rows.confirm_link, "whoever has the link", sends_on="everybody"),
    "admission:mine": page("signed_in"),
    "admission:own": page("candidate", pk(rows.applied), "the candidate's application"),
    "admission:withdraw_own": page("candidate", pk(rows.applied), "the candidate's application"),
    "admission:check": page("everybody", rows.call),
    "admission:not_yet": page("", rows.call, sends_on="everybody"),
    "admission:form": page("", rows.call, sends_on="everybody"),
    "admission:review": page("", rows.call, sends_on="everybody"),
    "admission:send": post("everybody", rows.call),
    "admission:sent": page("everybody", rows.call),
    "admission:kept": page("everybody", rows.call),
    "admission:forget": post("everybody", rows.call),
    "admission:resume": page("everybody", rows.call),
    "admission:resume_code": page("", rows.call, sends_on="everybody"),
    "admission:applications": page("coaches managers"),
    "admission:score": page("coach coach_fr manager", pk(rows.to_read), "an application to this school"),
    "admission:decide": page("manager", pk(rows.to_decide), "an application to this school"),
    "admission:order": page("manager", rows.call, "this school's call"),
    "admission:next": page("", rows.call, "this school's call", sends_on="coach coach_fr manager"),
    "admission:export": page("manager", rows.call, "this school's call"),
    "certification:mine": page("signed_in"),
    "certification:answer": post("learner", pk(exams.ahead), "the learner's exam"),
    "certification:withdraw": page("learner", pk(exams.ahead), "the learner's exam"),
    "certification:declare": page("learner", pk(exams.begun), "the learner's exam"),
    "certification:badge_name": post("learner_job", pk(exams.own_badge), "a learner's badge"),
    "certification:revoke": page("manager", pk(exams.own_badge), "a badge of this school"),
    "certification:sittings": page("coaches managers exam_coordinator"),
    "certification:sitting": page(
        "coach manager exam_coordinator", pk(exams.guided_sat), "an exam of someone in the coach's group"
    ),
    "certification:verify": page(
        "manager exam_coordinator", pk(exams.guided_sat), "an exam of someone in the coach's group"
    ),
    "certification:correct": page(
        "coach manager exam_coordinator", pk(exams.guided_sat), "an exam of someone in the coach's group"
    ),
    "certification:cancel": page(
        "coach manager exam_coordinator", pk(exams.guided_ahead), "an exam of someone in the coach's group"
    ),
    "certification:people": page("coaches managers exam_coordinator"),
    "certification:book": page(
        "coach manager exam_coordinator", lambda w: {"pk": rows.member(w).person_id}, "someone in the coach's group"
    ),
    "certification:vouchers": page("managers exam_coordinator"),
    "certification:stock": page("managers exam_coordinator"),
    "certification:outlines": page("coaches managers exam_coordinator writers"),
    "certification:outline": page("coaches managers exam_coordinator writers", fixed(code="sc-200")),
    "certification:outline_table": page("coaches managers exam_coordinator writers", fixed(code="sc-200")),
    "certification:outline_people": page("coaches managers exam_coordinator writers", fixed(code="sc-200")),
    "certification:outline_people_table": page("coaches managers exam_coordinator", fixed(code="sc-200")),
    "certification:badge": link(pk(exams.own_badge)),
    "certification:certificate": link(pk(exams.own_badge)),
    "certification:credential": link(pk(exams.own_badge)),
    "certification:did": page("everybody"),
    "guidance:today": page("signed_in"),
    "guidance:stuck": page("signed_in"),
    "guidance:absent": page("learner", pk(rows.own_class), "a class of the learner's group"),
    "guidance:come_after_all": post("learner", pk(rows.own_class), "a class of the learner's group"),
    "guidance:coach": page("coaches managers"),
    "guidance:answer": page("coach manager", pk(rows.call_for_help), "a call for help in the coach's group"),
    "guidance:seen": post("coach manager", pk(rows.absence), "an absence in the coach's group"),
    "guidance:group": page("coach manager", pk(rows.group), "the coach's group"),
    "guidance:place": page("manager", pk(rows.group), "the coach's group"),
    "guidance:plan": page("coach manager", pk(rows.group), "the coach's group"),
    "guidance:session": page("coach manager", pk(rows.class_ahead), "a class of the coach's group"),
    "guidance:person": page(
        "coach manager", lambda w: {"pk": rows.member(w).person_id}, "someone in the coach's group"
    ),
    "guidance:asked": page("coaches managers"),
    "guidance:contact": page(
        "coach manager", lambda w: {"pk": rows.member(w).person_id}, "someone in the coach's group"
    ),
    "guidance:take_back": post("coach", pk(later.contact), "what the coach noted"),
    "steering:goals": page("managers funder"),
    "steering:edition": page("manager funder", pk(later.edition), "the school's edition"),
    "steering:report": page("manager funder", pk(later.edition), "the school's edition"),
    "steering:export": page("manager funder", pk(later.edition), "the school's edition"),
    "steering:names": page("manager", later.started_in_edition, "the school's edition"),
    "jobs:staff": page("employers"),
    "jobs:staff_new": page("employers"),
    "jobs:staff_course": page("employer", pk(later.staff_course), "the employer's staff course"),
    "jobs:staff_change": page("employer", pk(later.staff_course), "the employer's staff course"),
    "jobs:staff_close": page("employer", pk(later.staff_course), "the employer's staff course"),
    "jobs:staff_renew": page("employer", pk(later.staff_course), "the employer's staff course"),
    "jobs:staff_export": page("employer", pk(later.staff_course), "the employer's staff course"),
    "jobs:staff_facts": page("employer", later.firm, "the employer's firm"),
    # The pictures of the first lesson are looked up once.
    "jobs:seat": replace(page("signed_in"), most_queries=16),
    "jobs:leave_seat": page("employee", pk(later.seat), "the employee's seat"),
    "jobs:join": page("everybody", later.invitation, "whoever has the link", sends_on="employee"),
    "jobs:join_you": page("nobody", later.invitation, "whoever has the link", sends_on="signed_in"),
    "jobs:join_code": page("", later.invitation, "whoever has the link", sends_on="everybody"),
    "jobs:mine": page("signed_in"),
    "jobs:profile": page("learners"),
    "jobs:card": page("learner_job", sends_on="learner learner_ar learner_elsewhere"),
    "jobs:vacancies": page("learners"),
    "jobs:answer": post("learner_job", pk(later.own_introduction), "asked of a learner"),
    "jobs:stop": page("learner_job", pk(later.agreed), "a yes of the same learner"),
    "jobs:employer": page("employers"),
    "jobs:vacancy_new": page("employers"),
    "jobs:vacancy": page("employer", pk(later.vacancy), "the employer's vacancy"),
    "jobs:vacancy_change": page("employer", pk(later.vacancy), "the employer's vacancy"),
    "jobs:vacancy_close": page("employer", pk(later.vacancy), "the employer's vacancy"),
    "jobs:employer_card": page("employer", later.card, "a card that fits the employer's vacancy"),
    "jobs:introduction": page("employer", pk(later.met), "someone said yes to the employer"),
    "jobs:introduction asked": page("employer", pk(later.asked), "asked by the employer, no yes yet"),
    "jobs:introduction_met": post("employer", pk(later.met), "someone said yes to the employer"),
    "jobs:introduction_hired": page("employer", pk(later.met), "someone said yes to the employer"),
    "jobs:introduction_end": page("employer", pk(later.met), "someone said yes to the employer"),
    "jobs:desk": page("coaches managers"),
    "jobs:desk_introductions": page("coaches managers"),
    "jobs:desk_follow_ups": page("coaches managers"),
    "jobs:desk_met": post("coach manager", pk(later.guided_introduction), "someone in the coach's group"),
    "jobs:desk_answered": post("coach manager", pk(later.guided_follow_up), "someone in the coach's group"),
    "jobs:desk_person": page(
        "coach manager", lambda w: {"pk": rows.member(w).person_id}, "someone in the coach's group"
    ),
    "jobs:desk_placement": page(
        "coach manager", lambda w: {"pk": rows.member(w).person_id}, "someone in the coach's group"
    ),
    "jobs:desk_words": post("coach manager", pk(later.guided_profile), "someone in the coach's group"),
    "jobs:follow_up": link(later.follow_up_link),
}
