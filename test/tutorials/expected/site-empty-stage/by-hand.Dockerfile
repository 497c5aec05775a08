FROM scratch AS pages
COPY content /pages/

FROM nginx:1.27-alpine
COPY --from=pages /pages/index.html /usr/share/nginx/html/
