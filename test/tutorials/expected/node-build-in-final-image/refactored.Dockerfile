# build installs and builds. The image contains only the files that are copied from this stage.
FROM node:18 AS build

WORKDIR /app

COPY . .

RUN npm install

RUN npm run build
# Production dependencies only. Development dependencies are not needed after the build.
RUN npm prune --omit=dev

# runtime runs the program. The same Node.js version, without compilers and headers.
FROM node:18-slim AS runtime
# Not known: which other files the program reads at run time. Copy them here.
WORKDIR /app
# The files that the start command needs: production dependencies and the build output.
COPY --from=build /app/package*.json /app/
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build /app/dist /app/dist

EXPOSE 3000

CMD ["node", "dist/server.js"]
