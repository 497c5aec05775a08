ARG NODE_VERSION=22
FROM node:${NODE_VERSION}-alpine AS build
ARG NODE_VERSION=22
WORKDIR /app
COPY . .
RUN npm run build

FROM node:${NODE_VERSION}-alpine
WORKDIR /app
COPY --from=build /app/dist ./
CMD ["node", "server.js"]
