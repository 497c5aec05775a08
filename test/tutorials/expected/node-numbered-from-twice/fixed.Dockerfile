FROM node:22-alpine AS node-stage
WORKDIR /deps
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM node:22-alpine AS node-stage-2
WORKDIR /app
COPY . .
RUN npm ci && npm run build

FROM node:22-alpine
WORKDIR /app
COPY --from=node-stage /deps/package.json ./
COPY --from=node-stage-2 /app/dist ./dist
CMD ["node", "dist/server.js"]
