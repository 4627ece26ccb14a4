import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { currentContext, runFor } from './context.ts';
import type { Observer } from './observation.ts';
import { startProbe } from './start.ts';

const observer: Observer = { ended: () => undefined, worked: () => undefined, waited: () => undefined };

it('leaves nothing running on behalf of a request once nobody observes: before Node 24, every promise would pay for it', async () => {
  const seen: unknown[] = [];
  const [one, other] = [startProbe(observer), startProbe({ ...observer })];
  const server = createServer(async (_, response) => {
    const context = currentContext() ?? undefined;
    seen.push(context?.url);
    one.stop();
    seen.push(currentContext()?.url);
    other.stop();
    seen.push(currentContext());
    await Promise.resolve();
    // A query that was under way comes back.
    runFor(context, () => seen.push(currentContext()));
    response.end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await (await fetch(`http://127.0.0.1:${port}/a`)).text();
  server.close();
  expect(seen).toEqual(['/a', '/a', undefined, undefined]);
});
