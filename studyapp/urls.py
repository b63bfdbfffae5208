"""Every address of the site. Each name has its rule in tests/test_every_url_is_guarded.py."""

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from quizzes.views import curation, reading
from studyapp.views import importing, material, previewing, revising, sheet, site

admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

people_urls = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("password/", account.password_change, name="account_change_password"),
]

material_urls = [
    path("", material.material_list, name="material_list"),
    path("upload/", importing.upload, name="upload"),
    path("imports/<uuid:import_id>/", previewing.import_preview, name="import_preview"),
    path("imports/<uuid:import_id>/revision/", revising.import_revision, name="import_revision"),
    path("<int:material_id>/", reading.material, name="material"),
    path("<int:material_id>/topic/", material.material_topic, name="material_topic"),
    path("<int:material_id>/remove/", material.material_remove, name="material_remove"),
    path("<int:material_id>/points/", curation.curate, name="curate"),
    path("<int:material_id>/points/act/", curation.curate_act, name="curate_act"),
]

point_urls = [
    path("from/<int:passage_id>/", curation.key_point_add, name="key_point_add"),
    path("<int:point_id>/", curation.key_point, name="key_point"),
    path("<int:point_id>/remove/", curation.key_point_remove, name="key_point_remove"),
]

sheet_urls = [
    path("", sheet.sheet_upload, name="sheet_upload"),
    path("template/", sheet.sheet_template, name="sheet_template"),
    path("<uuid:sheet_id>/", sheet.sheet_preview, name="sheet_preview"),
    path("<uuid:sheet_id>/confirm/", sheet.sheet_confirm, name="sheet_confirm"),
    path("<uuid:sheet_id>/undo/", sheet.sheet_undo, name="sheet_undo"),
]

urlpatterns = [
    path("", site.index, name="index"),
    path("health/", site.health, name="health"),
    path("large-type/", site.large_type, name="large_type"),
    path("accounts/", include(people_urls)),
    path("admin/", admin.site.urls),
    path("g/<slug:slug>/materials/", include(material_urls)),
    path("g/<slug:slug>/points/", include(point_urls)),
    path("g/<slug:slug>/sheets/", include(sheet_urls)),
    path("g/<slug:slug>/", include("quizzes.urls")),
]

handler400 = "studyapp.views.errors.bad_request"
