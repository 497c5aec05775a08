FROM node:22-alpine AS build
WORKDIR /app
COPY . .
RUN npm run build
FROM node:22-alpine AS runtime
WORKDIR /app
COPY --from=build /app/dist ./
CMD ["node", "server.js"]

