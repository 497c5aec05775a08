FROM node:22-alpine AS build
WORKDIR /app
COPY . .
RUN npm run build

FROM node:22-alpine
LABEL org.opencontainers.image.authors="Jo Teacher <jo@example.com>"
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build /app/dist ./
CMD ["node", "server.js"]
