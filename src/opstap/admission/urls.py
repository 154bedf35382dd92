"""The pages of admission: public ones, a candidate's, a coach's and a manager's."""

from django.urls import path

from opstap.admission.views import checking, deciding, filling, following, public, reading, resuming, sending

app_name = "admission"
urlpatterns = [
    path("", public.home, name="home"),
    path("p/<slug:slug>/", public.programme, name="programme"),
    path("p/<slug:slug>/hear/", public.leave, name="leave_interest"),
    path("p/<slug:slug>/hear/thanks/", public.interest_left, name="interest_left"),
    # Links in messages; short, because they travel by SMS.
    path("apply/i/<str:token>/", public.interest, name="interest"),
    path("apply/s/<str:token>/", following.status, name="status"),
    path("apply/s/<str:token>/withdraw/", following.withdraw, name="withdraw"),
    path("apply/c/<str:token>/", following.confirm, name="confirm"),
    path("apply/mine/", following.mine, name="mine"),
    path("apply/mine/<uuid:pk>/", following.own, name="own"),
    path("apply/mine/<uuid:pk>/withdraw/", following.withdraw_own, name="withdraw_own"),
    path("apply/<slug:slug>/", checking.check, name="check"),
    path("apply/<slug:slug>/not-yet/", checking.not_yet, name="not_yet"),
    path("apply/<slug:slug>/you/", filling.form, name="form"),
    path("apply/<slug:slug>/review/", sending.review, name="review"),
    path("apply/<slug:slug>/send/", sending.send, name="send"),
    path("apply/<slug:slug>/sent/", sending.sent, name="sent"),
    path("apply/<slug:slug>/kept/", sending.kept, name="kept"),
    path("apply/<slug:slug>/forget/", sending.forget, name="forget"),
    path("apply/<slug:slug>/resume/", resuming.resume, name="resume"),
    path("apply/<slug:slug>/resume/code/", resuming.code, name="resume_code"),
    path("admission/", reading.applications, name="applications"),
    path("admission/<uuid:pk>/", reading.score, name="score"),
    path("admission/<uuid:pk>/decide/", deciding.decision, name="decide"),
    path("admission/calls/<slug:slug>/", deciding.order, name="order"),
    path("admission/calls/<slug:slug>/next/", reading.next_one, name="next"),
    path("admission/calls/<slug:slug>/export/", reading.export, name="export"),
]
