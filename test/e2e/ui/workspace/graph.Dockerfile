# base has the tools that every stage needs.
FROM alpine:latest AS base

FROM base AS deps
RUN echo "graph deps" > /deps

FROM deps AS build
RUN --mount=type=bind,from=base,target=/base sleep 3 && echo "the program" > /program

FROM deps AS test
RUN grep -q graph /deps

FROM scratch AS product
COPY --from=build /program /program
