FROM alpine:latest AS base
RUN echo fine > /first

FROM base AS broken
WORKDIR /work
RUN echo "this step fails" \
  && exit 3

FROM base AS last
RUN true
