"""Forms. Every field is rendered by templates/field.html: label, help, and one sentence for each error."""

from django.forms.renderers import TemplatesSetting


class FieldRenderer(TemplatesSetting):
    field_template_name = "field.html"
