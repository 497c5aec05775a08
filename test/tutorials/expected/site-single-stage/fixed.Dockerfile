FROM ubuntu:24.04
RUN apt-get update
RUN apt-get install -y gcc make
COPY . /src
WORKDIR /src
RUN mkdir -p /srv/www && cp /src/content/index.html /srv/www
CMD ["cat", "/srv/www/index.html"]
