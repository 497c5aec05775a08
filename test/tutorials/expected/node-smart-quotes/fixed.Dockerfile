FROM node:20-alpine AS deps
WORKDIR /app
COPY package.json package-lock.json ./
RUN ["npm", "ci"]

FROM node:20-alpine
WORKDIR /app
COPY --from=deps /app /app
COPY server.js .
ENTRYPOINT ["node", "server.js"]
