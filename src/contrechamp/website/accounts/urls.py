"""Addresses of signing in and out."""

from django.urls import path

from contrechamp.website.accounts import views

urlpatterns = [
    path("equipe/entrer", views.sign_in, name="sign-in"),
    path("equipe/sortir", views.sign_out, name="sign-out"),
]
