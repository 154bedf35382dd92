"""The pages of certification: a learner's, the staff's, and a badge's for anyone."""

from django.urls import path

from opstap.certification.views import learner, outlines, public, sittings, vouchers

app_name = "certification"
urlpatterns = [
    path("exams/", learner.mine, name="mine"),
    path("exams/<uuid:pk>/answer/", learner.answer, name="answer"),
    path("exams/<uuid:pk>/withdraw/", learner.withdraw, name="withdraw"),
    path("exams/<uuid:pk>/result/", learner.declare, name="declare"),
    path("exams/badges/<uuid:pk>/name/", learner.name, name="badge_name"),
    path("exams/badges/<uuid:pk>/revoke/", public.revoke, name="revoke"),
    path("exams/sittings/", sittings.sittings, name="sittings"),
    path("exams/sittings/<uuid:pk>/", sittings.sitting, name="sitting"),
    path("exams/sittings/<uuid:pk>/verify/", sittings.verify, name="verify"),
    path("exams/sittings/<uuid:pk>/correct/", sittings.correct, name="correct"),
    path("exams/sittings/<uuid:pk>/cancel/", sittings.cancel, name="cancel"),
    path("exams/people/", sittings.people, name="people"),
    path("exams/book/<uuid:pk>/", sittings.book, name="book"),
    path("exams/vouchers/", vouchers.vouchers, name="vouchers"),
    path("exams/vouchers/stock/", vouchers.stock, name="stock"),
    path("outlines/", outlines.outlines, name="outlines"),
    path("outlines/<slug:code>/", outlines.outline, name="outline"),
    path("outlines/<slug:code>/table/", outlines.outline_table, name="outline_table"),
    path("outlines/<slug:code>/people/", outlines.outline_people, name="outline_people"),
    path("outlines/<slug:code>/people/table/", outlines.outline_people_table, name="outline_people_table"),
    # For anyone, without signing in.
    path("badges/<uuid:pk>/", public.badge, name="badge"),
    path("badges/<uuid:pk>/certificate/", public.certificate, name="certificate"),
    path("badges/<uuid:pk>/credential.jwt", public.credential, name="credential"),
    path(".well-known/did.json", public.did, name="did"),
]
