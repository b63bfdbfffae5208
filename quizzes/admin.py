"""Papers for the site administrator to look at; they are changed through the secretary's pages only."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from quizzes.models import Quiz


@admin.register(Quiz)
class QuizAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("title", "group", "opens_at", "closes_at", "published_at")
    list_filter = ("group",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Quiz | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Quiz | None = None) -> bool:
        return False
