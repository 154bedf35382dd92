"""The stock of vouchers: what is there, what expires, and new ones."""

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from opstap.certification import access
from opstap.certification.actions.stock_vouchers import (
    KnownCodeError,
    Stock,
    known_codes,
    stock_vouchers,
    stocked_before,
)
from opstap.certification.forms import StockForm, VoucherFilter
from opstap.certification.pages import fault_texts, stock_figures, voucher_line
from opstap.certification.queries import (
    exams_in_stock,
    exams_to_stock,
    state_of,
    voucher_counts,
    voucher_filter,
    with_state,
)
from opstap.certification.rules.codes import with_known
from opstap.kit.clock import today
from opstap.kit.paging import page_of
from opstap.people.access import PersonRequest, requires


@requires(*access.COORDINATORS)
@require_safe
def vouchers(request: PersonRequest) -> HttpResponse:
    """What is in stock, and what must be used soon."""
    day, mine = today(), access.vouchers_visible_to(request.person)
    form = VoucherFilter(request.GET or None, exams=exams_in_stock(mine))
    asked = form.cleaned_data if form.is_valid() else {}
    rows = with_state(mine).select_related("exam")
    if asked.get("state"):
        rows = rows.filter(voucher_filter(asked["state"], today=day))
    if asked.get("exam"):
        rows = rows.filter(exam__code=asked["exam"])
    page = page_of(request, rows)
    context = {
        "form": form,
        "page": page,
        "rows": [voucher_line(one, state_of(one, today=day)) for one in page],
        "figures": stock_figures(voucher_counts(mine, today=day)),
    }
    return render(request, "certification/vouchers.html", context)


@never_cache
@requires(*access.COORDINATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def stock(request: PersonRequest) -> HttpResponse:
    """Paste codes; what is wrong is said with its line, and nothing is stocked before all is right."""
    data = request.POST if request.method == "POST" else None
    form = StockForm(data, exams=exams_to_stock(), schools=access.stocks_of(request.person))
    if form.is_valid() and (number := _stocked(request, form)):
        told = ngettext("%(number)d voucher is in stock.", "%(number)d vouchers are in stock.", number)
        flash.success(request, told % {"number": number})
        return redirect("certification:vouchers")
    return render(request, "certification/stock.html", {"form": form}, status=422 if form.errors else 200)


def _stocked(request: PersonRequest, form: StockForm) -> int:
    """How many were stocked, now or by the same form before; 0 when a line is wrong, which the form then says."""
    lines = form.lines
    if stocked := stocked_before(form.school, form.client_key, [line.code for line in lines]):
        return stocked
    wrong = fault_texts(with_known(lines, known_codes(form.school, [line.code for line in lines])))
    if not wrong:
        codes = tuple(line.code for line in lines)
        wanted = Stock(form.chosen, codes, form.cleaned_data["expires_on"], form.cost_cents)
        try:
            return len(stock_vouchers(form.school, stock=wanted, by=request.person, key=form.client_key))
        except KnownCodeError:
            wrong = fault_texts(with_known(lines, known_codes(form.school, codes)))
    for text in wrong:
        form.add_error("codes", text)
    return 0
