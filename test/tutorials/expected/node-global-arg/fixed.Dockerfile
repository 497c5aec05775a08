ARG NODE_TAG=22-alpine
ARG CHANNEL=stable

FROM node:${NODE_TAG} AS build
WORKDIR /app
COPY . .
ARG CHANNEL
RUN npm run build && echo "channel: ${CHANNEL}" > dist/channel.txt

FROM node:${NODE_TAG}
WORKDIR /app
COPY --from=build /app/dist ./
ARG CHANNEL
LABEL channel=${CHANNEL}
CMD ["sh", "-c", "node server.js && cat channel.txt"]
