# tools writes the pages.
FROM alpine:latest AS tools
RUN mkdir -p /srv/site && cd /srv/site && ln -s index.html home.html \
 && echo "<h1>Pages of a stage</h1>" > index.html && echo '{ "stage": "tools" }' > about.json

# site is the pages and nothing else.
FROM scratch AS site
COPY --from=tools /srv /srv
