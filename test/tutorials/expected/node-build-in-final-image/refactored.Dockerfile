# Build stage: only what is copied from it is in the final image
FROM node:18 AS build

WORKDIR /app

COPY . .

RUN npm install

RUN npm run build

# Runtime image: the same Node.js version, without compilers and headers
FROM node:18-slim AS runtime
# Check which other files the program reads at run time, and copy them here.
WORKDIR /app
# Copy production dependencies and the build output
COPY --from=build /app/package*.json /app/
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build /app/dist /app/dist

EXPOSE 3000

CMD ["node", "dist/server.js"]
