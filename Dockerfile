# The image of every role: web, worker and cron are chosen by REGIE_ROLES.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY ops/bin/ ops/bin/
COPY src/ src/
COPY views/ views/
RUN npm run build

# The smaller semi-space collects short-lived garbage sooner: a fifth less memory for a few per cent of CPU.
FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    NODE_OPTIONS=--max-semi-space-size=8 \
    PORT=3000 \
    REGIE_HOST=0.0.0.0 \
    REGIE_DATA=/data
WORKDIR /app
# Files that studios upload, where there is no S3_BUCKET.
RUN mkdir /data && chown node:node /data
COPY package.json ./
COPY migrations/ migrations/
COPY static/ static/
COPY views/i18n/ views/i18n/
COPY views/paper/fonts/ views/paper/fonts/
COPY --from=build /app/dist/ dist/
USER node
EXPOSE 3000
VOLUME ["/data"]
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "dist/main.js"]
