FROM node:20-alpine AS build
RUN mkdir -p /app
WORKDIR /app
COPY . /app
RUN npm run build

FROM node:20-alpine
WORKDIR /app
COPY --from=build /app/dist ./
CMD ["node", "server.js"]
