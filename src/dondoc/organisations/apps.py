from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "dondoc.organisations"
    label = "organisations"
    verbose_name = "Tổ chức"
