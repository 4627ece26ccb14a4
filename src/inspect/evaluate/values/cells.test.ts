import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSpoiled, newCells, newItems, spoil, watched } from './cells.ts';
import { literal, newArray } from './create.ts';
import { newTrail, replay, rollBack, writeKey, writePush } from './trail.ts';

function fail(): never {
  throw new Error('as asked');
}

describe('watched', () => {
  it('notes what was read among what was there before, with the version found', () => {
    const before = newCells([['a', literal(1)]]);
    const other = newCells();
    const version = before.version;
    const { watch } = watched(() => {
      before.get('a');
      before.set('a', literal(2));
      newCells().set('b', literal(3));
    });
    expect(watch.touched).toEqual([before]);
    expect(watch.versions).toEqual([version]);
    expect(watch.touched).not.toContain(other);
  });

  it('notes elements of arrays, and what a watch inside noted', () => {
    const list = newArray([literal(1)]);
    const { watch } = watched(() => watched(() => list.items[0]));
    expect(watch.touched).toContain(list.items);
  });

  it('notes each thing once, with the version first found, however watches hold one another', () => {
    const ways: Readonly<Record<string, (act: () => unknown) => unknown>> = {
      here: (act) => act(),
      inside: (act) => watched(act),
      deeper: (act) => watched(() => [act(), watched(act)]),
      throws: (act) => expect(() => watched(() => [act(), fail()])).toThrow(),
    };
    const acts = fc.array(fc.tuple(fc.constantFrom(...Object.values(ways)), fc.nat(2), fc.boolean()), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(acts, (all) => {
        const shared = [newCells(), newCells(), newCells()];
        const expected = new Map<object, number>();
        const { watch } = watched(() => {
          for (const [way, which, writes] of all) {
            const cells = shared[which] ?? newCells();
            if (!expected.has(cells)) expected.set(cells, cells.version);
            way(() => (writes ? cells.set('a', literal(which)) : cells.get('a')));
          }
        });
        expect(watch.touched.map((cells, index) => [cells, watch.versions[index]])).toEqual([...expected]);
      }),
    );
  });

  it('is spoiled by what does not repeat, at any depth', () => {
    expect(isSpoiled(watched(() => watched(() => spoil())).watch)).toBe(true);
    expect(isSpoiled(watched(() => undefined).watch)).toBe(false);
  });
});

describe('what depends on a function under evaluation', () => {
  it('spoils what began inside that function, not what holds it', () => {
    const inside: boolean[] = [];
    const { watch } = watched(() => {
      inside.push(isSpoiled(watched(() => spoil(2), 3).watch));
    }, 2);
    expect(inside).toEqual([true]);
    expect(isSpoiled(watch)).toBe(false);
  });
});

describe('versions', () => {
  const writes = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'push'), fc.integer({ min: 0, max: 3 })), {
    maxLength: 12,
  });

  it('come back when the writes are taken back, and again when the same writes are put again', () => {
    fc.assert(
      fc.property(writes, writes, (first, second) => {
        const cells = newCells([['a', literal(9)]]);
        const items = newItems([]);
        const trail = newTrail();
        const write = ([key, value]: readonly [string, number]): void => {
          if (key === 'push') writePush(trail, items, literal(value));
          else writeKey(trail, cells, key, literal(value));
        };
        const start = [cells.version, items.version];
        first.forEach(write);
        const end = [cells.version, items.version];
        const undone = rollBack(trail, 0);
        expect([cells.version, items.version]).toEqual(start);
        second.forEach(write);
        rollBack(trail, 0);
        replay(trail, undone);
        expect([cells.version, items.version]).toEqual(end);
      }),
    );
  });

  it('differ when the contents differ', () => {
    fc.assert(
      fc.property(writes, (all) => {
        const cells = newCells();
        const trail = newTrail();
        const seen = new Map<number, string>();
        for (const [key, value] of all) {
          writeKey(trail, cells, key, literal(value));
          const contents = JSON.stringify([...cells]);
          expect(seen.get(cells.version) ?? contents).toBe(contents);
          seen.set(cells.version, contents);
        }
      }),
    );
  });
});
