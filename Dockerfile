# What runs: no dev dependencies, no second Node.
FROM node:26-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional

# What the browser loads: bundled with everything at hand, of which only the result is kept.
FROM node:26-bookworm-slim AS browser
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN node src/main.ts build

FROM node:26-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=browser /app/dist ./dist
COPY package.json LICENSE ./
COPY bin ./bin
COPY src ./src
COPY content ./content
COPY dialogs ./dialogs
COPY locales ./locales
# Only the linked WhatsApp needs a browser: `docker build --build-arg CHROMIUM=yes`. Its own sandbox needs rights that the
# container has given up: the container is the sandbox.
ARG CHROMIUM=
RUN if [ -n "$CHROMIUM" ]; then \
    apt-get update && apt-get install -y --no-install-recommends chromium fonts-noto-core && rm -rf /var/lib/apt/lists/* \
    && echo 'export CHROMIUM_FLAGS="$CHROMIUM_FLAGS --no-sandbox"' > /etc/chromium.d/sportello; \
  fi
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main.ts", "serve"]
