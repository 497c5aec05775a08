FROM node:22

WORKDIR /app

# Manifests first, so that the packages are cached.
COPY package*.json ./
RUN npm ci

COPY . .
RUN npm run build

# What the service listens on.
EXPOSE 3000
USER node
CMD ["node", "dist/main.js"]
