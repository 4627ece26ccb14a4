// What people write by hand with prom-client: a histogram by method, route and status, and the default metrics.
import client from 'prom-client';
import { useFirst } from './express-first.js';

client.collectDefaultMetrics();
const histogram = new client.Histogram({
  name: 'http_request_duration_seconds',
  help: 'Duration of requests',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});
useFirst(() => (request, response, next) => {
  const start = process.hrtime.bigint();
  response.on('finish', () => {
    const route = request.route ? request.baseUrl + request.route.path : 'unmatched';
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    histogram.observe({ method: request.method, route, status: response.statusCode }, seconds);
  });
  next();
});
