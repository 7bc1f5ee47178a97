# The image: node:24-slim with the built server, its dependencies for production, and nothing else.
# It runs as user 1000 on a read-only file system; what it writes is the embedded index in /data, and /tmp.

FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY vite.config.ts tsconfig.json ./
COPY public ./public
COPY scripts ./scripts
COPY server ./server
COPY web ./web
RUN node scripts/build.mjs

FROM node:24-slim AS dependencies
WORKDIR /dependencies
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8787 SNAPDECK_DATA=/data
WORKDIR /app
RUN install -d -o 1000 -g 1000 /data
COPY package.json LICENSE ./
COPY bin ./bin
COPY --from=dependencies /dependencies/node_modules ./node_modules
COPY --from=build /build/dist ./dist
USER 1000:1000
VOLUME /data
EXPOSE 8787
# Node.js is the first process, and the server handles the signal itself: no init is needed before it.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 CMD ["node", "bin/snapdeck.mjs", "health"]
ENTRYPOINT ["node", "bin/snapdeck.mjs"]
