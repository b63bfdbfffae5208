"""The site administrator's desk: people, groups and who belongs to them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest

from studyapp.anchoring import anchor_quote
from studyapp.models import KeyPoint, Material, Membership, StudyGroup, User


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("个人", {"fields": ("name", "large_type")}),
        ("权限", {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "name", "usable_password", "password1", "password2")}),)
    list_display = ("username", "name", "is_active", "is_staff")
    search_fields = ("username", "name")


class MembershipInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Membership
    extra = 0
    autocomplete_fields = ("user",)


@admin.register(StudyGroup)
class StudyGroupAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "slug", "time_zone")
    prepopulated_fields = {"slug": ("name",)}  # noqa: RUF012  Django declares a plain dict
    inlines = (MembershipInline,)


@admin.register(Material)
class MaterialAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("title", "group", "date", "imported_at")
    list_filter = ("group",)


@admin.register(KeyPoint)
class KeyPointAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("__str__", "category", "material")
    list_filter = ("material",)
    raw_id_fields = ("material", "passage")

    def save_model(self, request: HttpRequest, obj: KeyPoint, form: Any, change: bool) -> None:
        obj.anchor = anchor_quote(obj.passage.text, obj.quote, position=obj.passage.position, near=obj.start)
        super().save_model(request, obj, form, change)
