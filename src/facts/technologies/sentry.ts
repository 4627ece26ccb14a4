import type { TechnologyPack } from './pack.ts';

/** Errors sent to Sentry: batched and not awaited. */
export const sentry: TechnologyPack = {
  id: 'sentry',
  packages: [
    '@sentry/node',
    '@sentry/nestjs',
    '@sentry/profiling-node',
    '@sentry/nextjs',
    'newrelic',
    'dd-trace',
    '@opentelemetry/api',
    '@opentelemetry/sdk-node',
    'prom-client',
    'applicationinsights',
  ],
  rules: [],
  harmless: true,
};
