import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BodyShape } from '../../model/body.ts';
import { bodyFrom } from './body.ts';

const nothing = () => ({});

describe('a body made from a shape', () => {
  it('holds what is needed, and refers to what exists', () => {
    const shape: BodyShape = {
      kind: 'object',
      fields: [
        { name: 'communityId', shape: { kind: 'string' }, optional: false },
        { name: 'seats', shape: { kind: 'number', integer: true, least: 20, most: 30 }, optional: false },
        { name: 'kind', shape: { kind: 'one-of', values: ['match', 'party'] }, optional: false },
        { name: 'tags', shape: { kind: 'array', of: { kind: 'string', format: 'uuid' }, least: 2 }, optional: false },
        { name: 'note', shape: { kind: 'string' }, optional: true },
      ],
    };
    const refer = (field: string) => (field === 'communityId' ? { reference: '{{communities_id}}' } : {});
    expect(bodyFrom(shape, refer)).toEqual({
      communityId: '{{communities_id}}',
      seats: 20,
      kind: 'match',
      tags: ['{{$uuid}}', '{{$uuid}}'],
    });
  });

  it('holds what the column takes where nothing else says it, and amounts that can be paid', () => {
    const anything = (name: string) => ({ name, shape: { kind: 'anything' } as const, optional: false });
    const shape: BodyShape = { kind: 'object', fields: ['durationMonths', 'amountCents', 'label'].map(anything) };
    const refer = (field: string) => (field === 'label' ? {} : { example: 10 });
    expect(bodyFrom(shape, refer)).toEqual({ durationMonths: 10, amountCents: 1000, label: 'jauge {{$serial}}' });
  });

  it('holds what may be absent when nothing else is there', () => {
    const shape: BodyShape = { kind: 'object', fields: [{ name: 'name', shape: { kind: 'string' }, optional: true }] };
    expect(bodyFrom(shape, nothing)).toEqual({ name: 'jauge {{$serial}}' });
  });

  it.each([
    [/^[a-z0-9-]+$/, 'slug'],
    [/^\d{5}$/, 'zip'],
    [/^\+\d{8,15}$/, 'line'],
    [/^#[0-9a-f]{6}$/, 'hue'],
    [/^\d{2}:\d{2}$/, 'opening'],
  ])('matches %s', (pattern, name) => {
    const text = String(bodyFrom({ kind: 'string', pattern: pattern.source }, nothing, name));
    expect(text.replace('{{$serial}}', '0a1b2c3d4')).toMatch(pattern);
  });

  it('keeps within the bounds of texts and numbers, whatever they are', () => {
    const bounds = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }));
    fc.assert(
      fc.property(bounds, fc.constantFrom('title', 'slug', 'email', 'at'), ([a, b], name) => {
        const [least, most] = [Math.min(a, b), Math.max(a, b)];
        const text = String(bodyFrom({ kind: 'string', least, most }, nothing, name));
        const long = text.replace('{{$serial}}', '0a1b2c3d4').length;
        const number = Number(bodyFrom({ kind: 'number', integer: true, least, most }, nothing, name));
        return long >= least && long <= most && number >= least && number <= most;
      }),
    );
  });
});
