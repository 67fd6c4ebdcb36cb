"""Addresses of coming in, coming back, going, and of what is one's own."""

from django.urls import path

from handinhand.people.views import coming_back, energy, leaving, me, number, passkeys

app_name = "people"
urlpatterns = [
    path("sign-in/", coming_back.sign_in, name="sign_in"),
    path("sign-in/letter/", coming_back.letter, name="sign_in_letter"),
    path("sign-in/letter/again/", coming_back.letter_again, name="letter_again"),
    path("sign-in/code/", coming_back.code, name="sign_in_code"),
    path("sign-in/card/", coming_back.card, name="sign_in_card"),
    path("sign-in/card/<str:code>/", coming_back.scanned, name="scanned"),
    path("sign-in/passkey/", passkeys.come_in, name="sign_in_passkey"),
    path("sign-in/link/<str:token>/", coming_back.come_in, name="come_in"),
    path("demonstration/<str:token>/", coming_back.demonstration, name="demonstration"),
    path("me/", me.me, name="me"),
    path("me/comfort/", me.comfort, name="comfort"),
    path("me/address/", me.address, name="address"),
    path("me/address/code/", me.address_code, name="address_code"),
    path("me/address/remove/", me.remove_address, name="remove_address"),
    path("me/number/", number.number, name="number"),
    path("me/number/code/", number.number_code, name="number_code"),
    path("me/number/remove/", number.remove_number, name="remove_number"),
    path("me/card/", me.card, name="card"),
    path("me/card/kept/", me.card_kept, name="card_kept"),
    path("me/passkeys/", passkeys.mine, name="passkeys"),
    path("me/passkeys/<str:passkey_id>/name/", passkeys.rename, name="rename_passkey"),
    path("me/passkeys/<str:passkey_id>/remove/", passkeys.remove, name="remove_passkey"),
    path("me/energy/", energy.mine, name="energy"),
    path("me/energy/hours/", energy.hours, name="energy_hours"),
    path("me/energy/weeks/", energy.week_off, name="week_off"),
    path("me/energy/weeks/<str:week_id>/back/", energy.week_back, name="week_back"),
    path("me/energy/weights/", energy.weights, name="weights"),
    path("me/rest/", energy.rest, name="rest"),
    path("me/rest/back/", energy.back, name="back"),
    path("me/rest/<str:rest_id>/shown/", energy.rest_shown, name="rest_shown"),
    path("me/rest/<str:rest_id>/out/", energy.rest_out, name="rest_out"),
    path("sign-out/", leaving.sign_out, name="sign_out"),
    path("sign-out/everywhere/", leaving.sign_out_everywhere, name="sign_out_everywhere"),
    path("done/", leaving.done, name="done"),
    path("signed-out/", leaving.signed_out, name="signed_out"),
    path("hide/", leaving.hide, name="hide"),
    path("about-hiding/", leaving.about_hiding, name="about_hiding"),
    path("what-is-kept/", leaving.what_is_kept, name="what_is_kept"),
]
