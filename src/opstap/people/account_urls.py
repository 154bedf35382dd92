"""allauth's pages under /account/, by its own names; only those that somebody needs.

Addresses and passwords change under /me/ (one way for all, with a code), so allauth's pages for these are not routed;
signing up is closed.
"""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from opstap.people.views import sign_in

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", sign_in.SignIn.as_view(), name="account_login"),
    path("login/password/", sign_in.SignInWithPassword.as_view(), name="account_login_password"),
    path("login/code/", RedirectView.as_view(pattern_name="account_login"), name="account_request_login_code"),
    path("login/code/confirm/", sign_in.SignInCode.as_view(), name="account_confirm_login_code"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("2fa/", include("allauth.mfa.urls")),
    path("microsoft/", include("opstap.people.entra_urls")),
]
