/** What is said of templates: marked Dockerfiles in which every rule is asked. */

export const TEMPLATE_EXAMPLES: Record<string, string> = {
  "a template with conditions": `{{- if .Debug }}
#<^^^^^^^^^^^^^^^^ TemplateMarkup: This file is a template: the builder reads {{- if .Debug }} as text
FROM debian AS base
{{ else }}
FROM alpine:{{ .Version }} AS base
{{ end }}
COPPY a b
#<^^^^^ UnknownInstruction: unknown instruction: COPPY (did you mean COPY?)
CMD a
#   ^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
{{ if .Other }}
CMD ["b"]
{{ end }}
`,
  "a template whose marks stand within lines": `FROM {{ base_image }} AS {{ name }}
#    ^^^^^^^^^^^^^^^^ TemplateMarkup: This file is a template: the builder reads {{ base_image }} as text
ENV VERSION={{ version }}
EXPOSE {{ port }}
COPY --from={{ stage }} /a /b
LABEL a={{ b }} c=d
RUN --mount={{ mount }} make
HEALTHCHECK {{ check }}
STOPSIGNAL {{ signal }}
`,
  "a template with statements, one of them over two lines": `{% set a = 1
#<^^^^^^^^^^^^ TemplateMarkup: This file is a template: the builder reads {% set a = 1 as text
   and 2 %}
FROM alpine
{# a comment #}
{% for p in packages %}
RUN apk add {{ p }}
{% endfor %}
`,
  "a template of ERB": `FROM <%= base %>
#    ^^^^^^^^^^^ TemplateMarkup: This file is a template: the builder reads <%= base %> as text
<% if x %>
USER a
<% end %>
`,
  "a template with names that are filled in": `FROM debian:%%SUITE%%
#           ^^^^^^^^^ TemplateMarkup: This file is a template: the builder reads %%SUITE%% as text
COPY --from=@TOOLS@ /a /b
`,
  "a template for the C preprocessor": `#include "common.docker"
#<^^^^^^^^^^^^^^^^^^^^^^^^ TemplateMarkup: This file is a template: the builder reads #include "common.docker" as text
#ifdef DEBUG
FROM debian AS base
#else
FROM alpine AS base
#endif
RUN a
`,
  "marks that are text for other programs": `FROM alpine@sha256:${"0".repeat(64)} AS build
#if it is not there
RUN docker ps --format {{.Names}} | sed 's/@NAME@/x/' && echo %%done%%
ENV MAIL=me@example.com FORMAT={{.Names}} QUOTED="{{ a }} b"
LABEL a='{{ b }}' c="it's {{ d }}"
HEALTHCHECK CMD docker inspect -f {{ .State }} x
RUN <<EOF
{{ if .X }}
EOF
FROM build
CMD ["{{ a }}"]
`,
};
