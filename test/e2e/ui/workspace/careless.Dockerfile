ARG VERSION=1.0
FROM golang:1.26 as Build
RUN go install example.org/app@$VERSION

FROM alpine:3.22
COPY --from=0 /go/bin/app /usr/bin/
COPY --from=biuld /go/bin/tool /usr/bin/
CMD app --serve
