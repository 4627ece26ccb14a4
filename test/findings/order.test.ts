import { expect, it } from 'vitest';
import { judge } from '../../src/inspect/findings/index.ts';
import { call, cpu, serving, sound, without } from './materials.ts';

it('says nothing of a sound project', () => {
  expect(judge(sound)).toEqual([]);
});

it('puts the worst first, and the same order every time', () => {
  const reading = { ...sound, ...without('compression'), ...serving(call('sendgrid'), cpu('hash', { rounds: 12 })) };
  const kinds = judge(reading).map((finding) => finding.kind);
  expect(kinds).toEqual(['blocking-hash', 'awaited-email', 'missing-compression']);
  expect(judge(reading)).toEqual(judge(reading));
});
