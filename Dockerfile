# Facet beside a PostgreSQL of your own: docs/deploying.md. The embedded PostgreSQL is left out.
ARG NODE_IMAGE=docker.io/library/node:24-bookworm-slim

# What runs: no development packages, and no optional ones, which are those of the embedded PostgreSQL.
FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY schema schema
COPY src src
RUN npm run build

FROM ${NODE_IMAGE}
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
WORKDIR /app
COPY package.json LICENSE ./
COPY bin bin
COPY drizzle drizzle
COPY schema schema
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
# All of it belongs to root, and nothing of it is written: the root file system may be read-only.
USER 1000:1000
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bin/facet.js"]
CMD ["serve"]
