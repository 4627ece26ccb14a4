import { expect, it } from 'vitest';
import { readAddress } from './address.ts';

it.each([
  ['https://books.example.org/v1/loans', 'books.example.org', '/v1/loans'],
  ['//books.example.org:8443', 'books.example.org:8443', ''],
  ['https://reader:quoll@books.example.org/v1?key=marten#top', 'books.example.org', '/v1'],
  ['https://quoll@books.example.org', 'books.example.org', ''],
  ['https://{USER}:{PASSWORD}@books.example.org/v1', 'books.example.org', '/v1'],
  ['https://reader:{…}@{HOST}/v1', 'HOST', '/v1'],
  ['https://reader:qu@oll@books.example.org/v1', 'books.example.org', '/v1'],
  ['postgresql+tls://reader:quoll@db.internal:5432/circle?sslcert=marten', 'db.internal:5432', '/circle'],
  ['https://books.example.org/v1;session=marten', 'books.example.org', '/v1'],
  ['{BOOKS_URL}/v1?key=marten', 'BOOKS_URL', ''],
  ['/v1/loans', 'unknown', ''],
  ['https://{…}/v1', 'unknown', '/v1'],
  ['https://books.example.org/users/@me', 'books.example.org', '/users/@me'],
  [
    'https://ai.example.org/v1beta/models/gemini-1.5-flash:generateContent',
    'ai.example.org',
    '/v1beta/models/gemini-1.5-flash:generateContent',
  ],
])('%s', (text, host, path) => {
  expect(readAddress(text)).toEqual({ host, path });
});

it.each([
  'https://reader:quo/ll@books.example.org/v1',
  'https://reader:quo#ll@books.example.org/v1',
  'https://reader:12/quoll@books.example.org/v1',
  'reader:quoll@books.example.org',
  'https://chat.example.org/bot7114:AAEquollquollquollquoll91x/send',
  'https://hooks.example.org/services/T0/B0/quoll7quoll7quoll7quoll7',
  'https://hooks.example.org/{ROOM}/quoll7quoll7quoll7',
])('tells no secret of %s', (text) => {
  expect(JSON.stringify(readAddress(text))).not.toContain('quo');
});

it('hides an identifier that opens a door', () => {
  expect(readAddress('https://hooks.example.org/in/0b51cf2e-9a1d-4c55-8a3b-7d2f60e4c911').path).toBe('/in/{…}');
});
