from django.urls import path

from tests.bench.yardstick import views

urlpatterns = [
    path("health/", views.health),
    path("bare/", views.bare),
    path("write/", views.write),
    path("submit20/", views.submit20),
]
