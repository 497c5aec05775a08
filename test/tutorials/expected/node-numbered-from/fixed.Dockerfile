FROM node:22-alpine AS node-stage
WORKDIR /app
COPY . .
RUN npm ci && npm run build

FROM nginx:1.27-alpine
COPY --from=node-stage /app/dist /usr/share/nginx/html
