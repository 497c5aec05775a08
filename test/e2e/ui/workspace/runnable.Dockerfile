FROM alpine:latest AS greeting
CMD ["echo", "it runs in its container"]
