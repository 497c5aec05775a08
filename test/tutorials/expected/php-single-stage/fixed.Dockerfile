FROM php:8.3-cli
WORKDIR /app
COPY . .
COPY --from=composer:2 /usr/local/bin/composer /usr/local/bin/composer
RUN composer install --no-dev
EXPOSE 8000/tcp
CMD ["php", "index.php"]
