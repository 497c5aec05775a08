# Build stage: only what is copied from it is in the final image
FROM node:18 AS build

WORKDIR /usr/src/app

COPY package*.json ./

RUN npm install

COPY . .

RUN npm run build

# Runtime image: the same Node.js version, without compilers and headers
FROM node:18-slim AS runtime
# Check which other files the program reads at run time, and copy them here.
WORKDIR /usr/src/app
# Copy production dependencies and the build output
COPY --from=build /usr/src/app/package*.json /usr/src/app/
COPY --from=build /usr/src/app/node_modules /usr/src/app/node_modules
COPY --from=build /usr/src/app/dist /usr/src/app/dist

EXPOSE 3000

CMD ["npm", "run", "start:prod"]
