FROM php:8.3-cli AS base
WORKDIR /app
COPY . .
COPY --from=composer:2 /usr/local/bin/composer /usr/local/bin/composer
RUN composer install --no-dev

FROM base AS stage-1
EXPOSE 8000/tcp
CMD ["php", "index.php"]
