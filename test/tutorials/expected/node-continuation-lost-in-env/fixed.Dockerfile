FROM node:22-slim AS build
WORKDIR /srv
COPY . .
RUN npm install \
 && npm run build

FROM node:22-slim
WORKDIR /srv
COPY --from=build /srv/dist/ .
ENV NODE_ENV=production \
    PORT=8080
EXPOSE 8080/tcp
CMD ["node", "server.js"]
