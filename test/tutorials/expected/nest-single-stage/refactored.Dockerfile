# build installs and builds. The image contains only the files that are copied from this stage.
FROM node:18 AS build

WORKDIR /usr/src/app

COPY package*.json ./

RUN npm install

COPY . .

RUN npm run build
# Production dependencies only. Development dependencies are not needed after the build.
RUN npm prune --omit=dev

# runtime runs the program. The same Node.js version, without compilers and headers.
FROM node:18-slim AS runtime
# Not known: which other files the program reads at run time. Copy them here.
WORKDIR /usr/src/app
# The files that the start command needs: production dependencies and the build output.
COPY --from=build /usr/src/app/package*.json /usr/src/app/
COPY --from=build /usr/src/app/node_modules /usr/src/app/node_modules
COPY --from=build /usr/src/app/dist /usr/src/app/dist

EXPOSE 3000

CMD ["npm", "run", "start:prod"]
