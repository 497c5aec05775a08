FROM node:22-alpine AS build-0
WORKDIR /api
COPY . .
RUN npm run build

FROM node:22-alpine AS build
WORKDIR /docs
RUN echo manual > manual.txt

FROM node:22-alpine
WORKDIR /app
COPY --from=build /docs/manual.txt ./
COPY --from=build-0 /api/dist ./
CMD ["node", "server.js"]
