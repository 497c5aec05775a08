FROM composer:2 AS vendor
WORKDIR /app
COPY composer.json .
RUN composer install --no-dev

FROM php:8.3-cli
WORKDIR /app
COPY --from=vendor /app/vendor ./vendor
COPY index.php .
CMD ["php", "index.php"]
