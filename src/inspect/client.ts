import { posix } from 'node:path';
import type { Route } from '../model/inventory.ts';
import type { Location } from '../model/source.ts';
import type { ClientFeature } from './findings/index.ts';
import type { Project } from './project.ts';

const CLIENT_FOLDER = /(^|\/)(client|frontend|front|web|webapp|mobile|app-mobile|www|public|static)\//;
const COMPONENT = /\.(tsx|jsx|vue|svelte)$/;
const NOT_SHIPPED = /(^|\/)(tests?|__tests__|e2e|stories|__mocks__)\/|\.(test|spec|stories)\.[jt]sx?$/;
const SCREEN_FOLDER = /(^|\/)(pages|screens|views|routes|app)\//;
const CHECK_IN_SCREEN =
  /^(?:\w*(?:scan|scanner)|(?:scan|scanner)[A-Z_-]\w*|\w*check-?in\w*|\w*qr-?(?:reader|scan\w*))$/i;
/** Words of an entrance: other scans (documents, bar codes of goods) are not our question. */
const ENTRANCE =
  /\b(?:qr|tickets?|billets?|badges?|check-?ins?|members?|membres?|adhérente?s?|cards?|cartes?|entrées?|entrance|pass)\b/i;
const CHECK_IN_ROUTE = /scan|check-?in/i;

/** Ways to reach a server, from any framework. */
const NETWORK =
  /\b(?:fetch|axios|apiRequest|ky|got|request|useMutation|useQuery|useSWR|useFetch|\$fetch|useSubmit|useFetcher|XMLHttpRequest|WebSocket|EventSource|sendBeacon|socket|supabase|firebase|firestore|trpc|graphql|gql|httpClient|apiClient|mutate|mutateAsync)\b|\bapi\s*[.(]|\.(?:get|post|put|patch)\s*(?:<[^>]*>)?\(\s*[`'"/]|['"]use server['"]|action=/;
/** A prop such as `onScan`: the parent component does the work. */
const DELEGATES = /\bon[A-Z]\w*\s*[,}:?(]|\bemit\s*\(|defineEmits|createEventDispatcher/;
const PROPS_LINE =
  /^\s*(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function\b|const\s+\w+\s*[:=]|interface\b|type\b)|defineProps|\bprops\b/;
/** Modules that every screen imports, and whose requests are not the screen's. */
const EVERYWHERE = /auth|session|user|theme|i18n|locale|toast|router|layout|config/i;

/** A file that browsers run, by its folder or extension. */
export function isClientFile(file: string): boolean {
  return CLIENT_FOLDER.test(file) || COMPONENT.test(file);
}

/**
 * Screens named for the scan of cards or tickets at an entrance that reach no server, in a project whose server has no such route.
 * A screen that delegates to a prop, or to a module of the project that sends requests, is left alone.
 */
export function findClientFeatures(project: Project, routes: readonly Route[]): readonly ClientFeature[] {
  if (routes.some((route) => CHECK_IN_ROUTE.test(route.path))) return [];
  return project.files.flatMap((file) => {
    const screen = isCheckInScreen(file) ? project.read(file) : undefined;
    if (screen === undefined || !ENTRANCE.test(screen) || reachesServer(project, file, screen)) return [];
    const instead = insteadOfRequest(file, screen);
    return [{ feature: 'check-in', at: component(file, screen), ...(instead === undefined ? {} : { instead }) }];
  });
}

function isCheckInScreen(file: string): boolean {
  if (!COMPONENT.test(file) || NOT_SHIPPED.test(file) || !SCREEN_FOLDER.test(file)) return false;
  const name = posix.basename(file).replace(COMPONENT, '');
  const folder = posix.basename(posix.dirname(file));
  return CHECK_IN_SCREEN.test(/^(index|page|\+page)$/i.test(name) ? folder : name);
}

function reachesServer(project: Project, file: string, text: string): boolean {
  if (NETWORK.test(text) || delegates(text)) return true;
  return localImports(project, file, text).some((imported) => {
    const name = posix.basename(imported);
    return !EVERYWHERE.test(name) && NETWORK.test(project.read(imported) ?? '');
  });
}

/** Props are looked for where a component declares them, not where it hands `onClick` to a button. */
function delegates(text: string): boolean {
  return text.split('\n').some((line) => PROPS_LINE.test(line) && DELEGATES.test(line));
}

function localImports(project: Project, file: string, text: string): readonly string[] {
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1] ?? '');
  return specifiers.flatMap((specifier) => {
    const found = resolveLocal(project, file, specifier);
    return found === undefined ? [] : [found];
  });
}

function resolveLocal(project: Project, file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) {
    const base = posix.join(posix.dirname(file), specifier);
    return project.files.find((candidate) => isModule(candidate, base));
  }
  const alias = /^(?:@|~|#|src)\/(.+)$/.exec(specifier)?.[1];
  if (alias === undefined) return undefined;
  return project.files.find((candidate) => {
    const start = candidate.lastIndexOf(`/${alias}`);
    return start !== -1 && isModule(candidate, candidate.slice(0, start + 1) + alias);
  });
}

function isModule(candidate: string, base: string): boolean {
  return (
    candidate.startsWith(base) && /^(?:\/index)?(?:\.[cm]?[jt]sx?|\.vue|\.svelte)?$/.test(candidate.slice(base.length))
  );
}

function component(file: string, text: string): Location {
  const line = text
    .split('\n')
    .findIndex((each) => /^\s*export\s+(?:default\s+|(?:async\s+)?function|const)/.test(each));
  return { file, line: line === -1 ? 1 : line + 1 };
}

/** What the screen shows in place of an answer: a constant set by a timer, or a constant alone. */
function insteadOfRequest(file: string, text: string): ClientFeature['instead'] {
  const lines = text.split('\n');
  const constant = lines.findIndex((line) => /\bset[A-Z]\w*\(\s*(['"`])[^'"`]*\d[^'"`]*\1\s*\)/.test(line));
  if (constant === -1) return undefined;
  const before = lines.slice(Math.max(0, constant - 6), constant + 1);
  const timer = before.findLastIndex((line) => /\bsetTimeout\s*\(/.test(line));
  if (timer === -1) return { kind: 'constant', at: { file, line: constant + 1 } };
  return { kind: 'timer', at: { file, line: constant - before.length + timer + 2 } };
}
