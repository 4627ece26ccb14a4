import { expect, it } from 'vitest';
import { isHealthPath } from './findings/missing-health-check.ts';

it('knows the paths where one asks if the server is well, behind any base path when they can be about nothing else', () => {
  for (const path of ['/health', '/api/v1/status', '/ping', '/shop/healthcheck', '/internal/api/healthz', '/readyz'])
    expect(isHealthPath(path), path).toBe(true);
  for (const path of ['/api/payments/status', '/shop/ping', '/users/:id/health', '/healthy'])
    expect(isHealthPath(path), path).toBe(false);
});
