FROM node:22-alpine AS build
WORKDIR /app
COPY . .
RUN --mount=type=secret,id=npmrc,target=/app/.npmrc npm ci && npm run build

FROM node:22-alpine
WORKDIR /app
COPY --from=build /app/dist ./
CMD ["node", "server.js"]
