import { expect, it } from 'vitest';
import type { Route } from '../model/inventory.ts';
import { findAuthentication } from './authentication.ts';
import { findClientFeatures } from './client.ts';
import { memoryProject } from './project.ts';

const SCREEN = 'client/src/pages/admin/Scanner.tsx';
const pretending = `import { useEffect, useState } from 'react';
import { Button } from '@/components/button';
import { useAuth } from '@/contexts/auth';

export default function EntranceScanner() {
  const [card, setCard] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      setCard('CARD-1204');
    }, 2000);
    return () => clearTimeout(timer);
  }, []);
  return <Button onClick={() => setCard(null)}>Member card {card}</Button>;
}
`;
const around = {
  'client/src/components/button.tsx': 'export function Button({ onClick }) { return <button onClick={onClick} /> }',
  'client/src/contexts/auth.tsx': "export const useAuth = () => fetch('/api/me')",
};
const features = (texts: Record<string, string>, routes: readonly Route[] = []) =>
  findClientFeatures(memoryProject({ ...around, ...texts }), routes);
const route = (path: string): Route => ({
  id: `POST ${path}`,
  method: 'POST',
  path,
  at: { file: 'server/routes.ts', line: 1 },
  handler: { file: 'server/routes.ts', line: 1 },
  program: { kind: 'sequence', steps: [] },
  unknownCalls: [],
});

it('finds a scanning screen that shows a constant after a timer', () => {
  expect(features({ [SCREEN]: pretending })).toEqual([
    {
      feature: 'check-in',
      at: { file: SCREEN, line: 5 },
      instead: { kind: 'timer', at: { file: SCREEN, line: 8 } },
    },
  ]);
});

it('is silent when the server has a route for it', () => {
  expect(features({ [SCREEN]: pretending }, [route('/api/events/:id/check-in')])).toEqual([]);
  expect(features({ [SCREEN]: pretending }, [route('/api/members')])).toHaveLength(1);
});

it.each([
  ['the screen sends a request', pretending.replace('setCard(null)', "fetch('/api/cards')")],
  ['the screen runs a mutation', pretending.replace('setCard(null)', 'checkIn.mutate(card)')],
  ['the parent does the work', pretending.replace('EntranceScanner()', 'EntranceScanner({ onScan })')],
  ['it scans something else', pretending.replace('Member card', 'Document').replaceAll(/card/gi, 'sheet')],
])('is silent when %s', (_claim, text) => {
  expect(features({ [SCREEN]: text })).toEqual([]);
});

it('is silent when a hook of the project sends the request', () => {
  const text = pretending.replace('@/contexts/auth', '../../hooks/use-check-in');
  const hook = "export const useCheckIn = () => useMutation({ mutationFn: () => axios('/x') })";
  expect(features({ [SCREEN]: text, 'client/src/hooks/use-check-in.ts': hook })).toEqual([]);
});

it('leaves components and icons alone: only screens promise something', () => {
  expect(features({ 'client/src/components/Scanner.tsx': pretending })).toEqual([]);
  expect(features({ 'client/src/pages/Landscape.tsx': pretending })).toEqual([]);
  expect(features({ 'client/src/pages/Scanner.test.tsx': pretending })).toEqual([]);
});

it.each([
  'app.get("/me", (req, res) => res.json(req.user));',
  'const token = req.headers.authorization;',
  "const token = c.req.header('Authorization');",
  "import jwt from 'jsonwebtoken';",
  '@UseGuards(AccountGuard)',
])('recognises authentication in %s', (code) => {
  const project = memoryProject({ 'server/auth.ts': `// the door\n${code}\n` });
  expect(findAuthentication(project)).toEqual({ file: 'server/auth.ts', line: 2 });
});

it('does not take a comment, a body or a screen for authentication', () => {
  const project = memoryProject({
    'server/routes.ts': '// Verify req.user authorization\nconst { userId } = req.body;\n',
    'client/src/auth.tsx': 'const token = req.headers.authorization;',
    'server/auth.test.ts': 'const token = req.headers.authorization;',
  });
  expect(findAuthentication(project)).toBeUndefined();
});
