FROM --platform=linux/amd64 hugomods/hugo:exts AS site
WORKDIR /site
COPY . .
RUN hugo --minify

FROM nginx:1.27-alpine
COPY --from=site /site/public /usr/share/nginx/html
EXPOSE 80/tcp
