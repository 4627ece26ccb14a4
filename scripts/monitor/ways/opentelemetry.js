// OpenTelemetry as its documentation installs it: HTTP, Express and pg; metrics alone, or with every trace. The collector is a sink.
import { register } from 'node:module';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { ExpressInstrumentation } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { NodeSDK } from '@opentelemetry/sdk-node';

register('import-in-the-middle/hook.mjs', import.meta.url);
const url = process.env['SINK'];
const sdk = new NodeSDK({
  ...(process.env['TRACES'] === '1'
    ? { traceExporter: new OTLPTraceExporter({ url: `${url}/v1/traces` }) }
    : { spanProcessors: [] }),
  metricReaders: [
    new PeriodicExportingMetricReader({
      exporter: new OTLPMetricExporter({ url: `${url}/v1/metrics` }),
      exportIntervalMillis: 10_000,
      exportTimeoutMillis: 5000,
    }),
  ],
  instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation(), new PgInstrumentation()],
});
sdk.start();
