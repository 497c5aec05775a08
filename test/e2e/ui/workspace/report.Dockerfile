# deps is what takes long, and is large
FROM alpine:latest AS deps
RUN sleep 2 && dd if=/dev/zero of=/deps.bin bs=1024 count=3000

FROM deps AS build
WORKDIR /work
RUN sleep 1 && echo "the program" > program

# check needs nothing of the others
FROM alpine:latest AS check
RUN sleep 1 && echo checked > /checked

FROM scratch AS product
COPY --from=build /work/program /program
COPY --from=check /checked /checked
